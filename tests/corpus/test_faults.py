"""What goes wrong on real machines: every fault is named, everything else is written, nothing is half-written."""

import gzip
import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
import zstandard

from cleaner.corpus.job import Job
from cleaner.corpus.part import clean_part
from cleaner.corpus.plan import plan
from cleaner.corpus.reading import Reader, UnreadableError
from cleaner.corpus.sources import find_sources
from tests.corpus.conftest import FRENCH, TWICE, cleaner, tree

SMALL_PARTS = (
    "import sys; from cleaner.corpus import plan; plan.PART = 6000; plan.MOST_FILES = 7;"
    "from cleaner.cli import main; main(sys.argv[1:])"
)
"""The command with parts of some kilobytes: a run over little has many of them."""
FAULTS = {
    "cut.jsonl.gz": "ended before",
    "cut.txt.zst": "cut off",
    "no.txt.gz": "Not a gzipped file",
    "nul.txt": "binary",
    "bad.warc": "ends inside a record",
    "no.csv": "no column 'text'",
    "pipe.txt": "pipe",
    "gone.txt": "No such file",
}


@pytest.fixture
def folder(tmp_path):
    source = tmp_path / "in"
    source.mkdir()
    (source / "good.txt").write_text(f"{FRENCH}\n")
    return source


def rows(count, seed=1):
    """JSON lines that do not compress away, some damaged, some repeated."""
    dice = random.Random(seed)
    words = TWICE.split()
    texts = [
        f"{' '.join(dice.choices(words, k=20))}\n\n{dice.choice([FRENCH, TWICE, 'dÃ©jÃ  vu'])}"
        for _ in range(count)
    ]
    return "".join(
        json.dumps({"id": i, "text": text}, ensure_ascii=False) + "\n" for i, text in enumerate(texts)
    ).encode()


def account(out):
    return json.loads((out / "manifest.json").read_bytes())


def test_each_fault_is_named_and_all_else_is_written(folder, tmp_path):
    packed = gzip.compress(rows(400))
    (folder / "cut.jsonl.gz").write_bytes(packed[: len(packed) // 2])
    packed = zstandard.compress(rows(400))
    (folder / "cut.txt.zst").write_bytes(packed[: len(packed) // 2])
    (folder / "no.txt.gz").write_bytes(b"no gzip")
    (folder / "nul.txt").write_bytes(b"\0\1\2" * 100)
    (folder / "bad.warc").write_bytes(b"hello")
    (folder / "no.csv").write_text("a,b\n1,2\n")
    os.mkfifo(folder / "pipe.txt")
    os.symlink("/nowhere", folder / "gone.txt")
    broken = rows(3).splitlines(keepends=True)
    (folder / "broken.jsonl").write_bytes(broken[0] + b'{"text": "broken\n' + broken[2])
    result = cleaner("run", folder, "--out", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 1, result.output
    named = {Path(row["source"]).name: row["errors"] for row in account(tmp_path / "out")["files"]}
    named |= {Path(row["path"]).name: [row["error"]] for row in account(tmp_path / "out")["unreadable"]}
    for name, words in FAULTS.items():
        assert words in "".join(named[name]), name
        assert name in result.output
    assert named["broken.jsonl"][0].startswith("line 2: is not JSON")
    assert set(tree(tmp_path / "out/corpus")) == {"good.txt", "broken.jsonl"}
    assert b"\ndes" not in (tmp_path / "out/corpus/broken.jsonl").read_bytes()
    assert cleaner("restore", tmp_path / "out", tmp_path / "back").exit_code == 0
    assert (tmp_path / "back/broken.jsonl").read_bytes() == (folder / "broken.jsonl").read_bytes()


def test_names_that_no_one_would_choose(folder, tmp_path):
    names = [b"new\nline.txt", b"\xff\xfe.txt", "é ü.txt".encode(), b"quote\"'.txt", b"--out.txt"]
    for name in names:
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_text(f"{FRENCH}\n")
    (folder / os.fsdecode(b"\xfe.txt.gz")).write_bytes(b"no gzip")
    result = cleaner("run", folder, "--out", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 1
    assert "\\udcfe.txt.gz" in result.output
    assert {os.fsencode(name) for name in tree(tmp_path / "out/corpus")} == {*names, b"good.txt"}
    assert cleaner("restore", tmp_path / "out", tmp_path / "back").exit_code == 0
    assert set(tree(tmp_path / "back")) == set(tree(tmp_path / "out/corpus"))


@pytest.mark.skipif(os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission(folder, tmp_path):
    (folder / "mine.txt").write_text(FRENCH)
    (folder / "mine.txt").chmod(0)
    result = cleaner("run", folder, "--out", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 1
    assert "Permission denied" in result.output


def test_a_file_that_changes_or_vanishes_after_the_plan(folder, tmp_path):
    for name in ("changes.txt", "vanishes.txt"):
        (folder / name).write_text(FRENCH)
    job = Job(tmp_path / "out")
    job.work.mkdir(parents=True)
    (part,) = plan(find_sources([str(folder)], job.out).sources, {})
    (folder / "changes.txt").write_text(f"{FRENCH} More.")
    (folder / "vanishes.txt").unlink()
    found = {item.name: item.errors for item in clean_part(job, part)}
    assert found["good.txt"] == []
    assert "changed while it was read" in found["changes.txt"][0]
    assert "No such file" in found["vanishes.txt"][0]


def test_a_file_that_grows_under_the_reader(folder, tmp_path):
    path = folder / "rows.jsonl"
    path.write_bytes(rows(50))
    (part,) = plan(find_sources([str(path)], tmp_path / "out").sources, {})
    records = Reader(part.pieces[0], Job(tmp_path / "out")).records()
    next(records)
    with open(path, "ab") as more:
        more.write(rows(1))
    with pytest.raises(UnreadableError, match="changed"):
        list(records)


@pytest.mark.slow
def test_a_line_of_twenty_megabytes_is_copied(folder, tmp_path):
    long = b'{"text": "' + b"a " * 10_000_000 + b'"}\n'
    (folder / "long.jsonl").write_bytes(rows(1) + long + rows(1))
    (folder / "long.txt").write_bytes(b"a " * 10_000_000)
    result = cleaner("run", folder, "--out", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 1
    assert result.output.count("longer than 16 MB") == 2
    assert long in (tmp_path / "out/corpus/long.jsonl").read_bytes()
    assert (tmp_path / "out/corpus/long.txt").stat().st_size == 20_000_000


def test_another_setting_refuses_to_resume_and_says_why(folder, tmp_path):
    out = tmp_path / "out"
    arguments = ("run", folder, "--out", out, "--workers", 1)
    assert cleaner(*arguments, "--max-removed", "0%", "--ignore", "NUM").exit_code == 0
    assert "already holds" in cleaner(*arguments).output
    assert "other files or settings" in cleaner(*arguments, "--resume").output
    assert cleaner(*arguments, "--ignore", "NUM", "--resume").exit_code == 0


@pytest.mark.parametrize(
    ("option", "words"), [(("--to", "txt"), "to changed"), (("--lang", "fr"), "lang changed"), ((), "new")]
)
def test_an_unfinished_run_of_other_settings_or_files_is_not_taken_up(folder, tmp_path, option, words):
    (folder / "a.txt").write_text(f"{TWICE}\n\nEnd.")
    (folder / "b.txt").write_text(f"{TWICE}\n\nFin.")
    arguments = ("run", folder, "--out", tmp_path / "out", "--workers", 1, "--max-removed", "1%")
    assert cleaner(*arguments).exit_code == 2
    assert "--resume" in cleaner(*arguments).output
    if not option:
        (folder / "more.txt").write_text(FRENCH)
    result = cleaner(*arguments, *option, "--resume")
    assert result.exit_code == 2
    assert words in result.output


@pytest.fixture
def many(tmp_path):
    """Small files and a large one: some thirty parts."""
    source = tmp_path / "in"
    for number in range(100):
        path = source / f"{number % 7}/{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{number} {FRENCH}\n\n{TWICE}\n")
    (source / "rows.jsonl").write_bytes(rows(600))
    (source / "rows.jsonl.gz").write_bytes(gzip.compress(rows(100, seed=2)))
    return source


def started(source, out, *options):
    return subprocess.Popen(
        [sys.executable, "-c", SMALL_PARTS, "run", source, "--out", out, "--workers", "2", *options],
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )


def kill_some(process, dice):
    """A worker or the whole run, as the machine would."""
    children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
    if children and dice.random() < 0.5:
        os.kill(int(dice.choice(children)), signal.SIGKILL)
    else:
        os.killpg(process.pid, signal.SIGKILL)


@pytest.mark.slow
def test_killed_at_thirty_moments_the_bytes_are_the_same(many, tmp_path):
    begun = time.monotonic()
    assert started(many, tmp_path / "whole").wait() == 0
    took = time.monotonic() - begun
    dice, killed, finished = random.Random(7), 0, 0
    while killed < 30:
        out = tmp_path / f"killed{finished}"
        process = started(many, out, "--resume")
        try:
            process.wait(dice.uniform(0.1, 1.1) * took)
        except subprocess.TimeoutExpired:
            kill_some(process, dice)
            killed += 1
            process.wait()
        if process.returncode == 0:
            assert tree(out) == tree(tmp_path / "whole")
            finished += 1
    assert started(many, tmp_path / f"killed{finished}", "--resume").wait() == 0
    assert tree(tmp_path / f"killed{finished}") == tree(tmp_path / "whole")


@pytest.mark.slow
def test_ctrl_c_ends_cleanly_and_the_run_goes_on(many, tmp_path):
    assert started(many, tmp_path / "whole").wait() == 0
    process = started(many, tmp_path / "out")
    while not list((tmp_path / "out").glob(".work/0*")):
        time.sleep(0.01)
    os.killpg(process.pid, signal.SIGINT)
    assert process.wait(60) == 130
    assert not (tmp_path / "out/manifest.json").exists()
    assert started(many, tmp_path / "out", "--resume").wait() == 0
    assert tree(tmp_path / "out") == tree(tmp_path / "whole")


@pytest.mark.slow
def test_a_full_disk_stops_the_run_and_space_lets_it_go_on(many, tmp_path):
    disk = tmp_path / "disk"
    disk.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", "size=200k", "tmpfs", str(disk)]
    if subprocess.run(mount, capture_output=True).returncode:
        pytest.skip("needs the right to mount a small tmpfs")
    try:
        process = subprocess.run(
            [sys.executable, "-c", SMALL_PARTS, "run", many, "--out", disk / "out", "--workers", "2"],
            capture_output=True,
            text=True,
        )
        assert process.returncode == 2
        assert "No space left" in process.stderr
        assert not tree(disk / "out/corpus")
        subprocess.run(["mount", "-o", "remount,size=100m", disk], check=True)
        assert started(many, disk / "out", "--resume").wait() == 0
        assert started(many, tmp_path / "whole").wait() == 0
        assert tree(disk / "out") == tree(tmp_path / "whole")
    finally:
        subprocess.run(["umount", disk], check=True)


@pytest.mark.slow
def test_many_small_files(tmp_path):
    """3,000, three parts. Not looked at for repeats: texts that differ in a number alone are all compared."""
    for number in range(3000):
        path = tmp_path / f"in/{number % 50}/{number}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{number} {FRENCH}\n")
    arguments = ("--out", tmp_path / "out", "--workers", 2, "--duplicates", "document")
    assert cleaner("run", tmp_path / "in", *arguments).exit_code == 0
    assert account(tmp_path / "out")["totals"]["fixed"] == 3000
    assert cleaner("restore", tmp_path / "out", tmp_path / "back").exit_code == 0
    assert tree(tmp_path / "back") == tree(tmp_path / "in")
