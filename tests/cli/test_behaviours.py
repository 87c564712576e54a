"""The twenty behaviours a content repository counts on; the numbers are those of the list they come from."""

from __future__ import annotations

import json
import multiprocessing
import os
import pickle
import subprocess
import sys
from pathlib import Path

import pytest
from helpers import CLEAN, DAMAGED, FIXED, cleaner

from cleaner import Cleaner, ledger
from cleaner.edits import apply
from cleaner.settings import Settings

HEAVY = (
    "numpy",
    "scipy",
    "numba",
    "datasketch",
    "duckdb",
    "py3langid",
    "pydantic",
    "rich",
    "jinja2",
    "wordfreq",
)


def page(folder: Path, name: str = "page.md", text: str | bytes = f"# Titre\n\n{DAMAGED}\n") -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def test_01_fixing_twice_is_fixing_once(tmp_path: Path) -> None:
    path = page(tmp_path)
    cleaner("fix", path, cwd=tmp_path)
    once = path.read_bytes()
    assert FIXED.encode() in once
    assert cleaner("fix", path, cwd=tmp_path).returncode == 0
    assert path.read_bytes() == once


@pytest.mark.parametrize("bom", [b"", b"\xef\xbb\xbf"])
@pytest.mark.parametrize("end", ["", "\n", "\r\n\r\n"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"])
def test_02_line_ends_byte_order_mark_and_last_line_stay(
    tmp_path: Path, line_end: str, end: str, bom: bytes
) -> None:
    text = f"# Titre{line_end}{line_end}{DAMAGED}{end}"
    path = page(tmp_path, text=bom + text.encode())
    cleaner("fix", path, cwd=tmp_path)
    assert path.read_bytes() == bom + text.replace(DAMAGED, FIXED).encode()


def test_03_an_unchanged_file_is_not_touched(tmp_path: Path) -> None:
    path = page(tmp_path, text=CLEAN)
    os.utime(path, ns=(1, 1))
    cleaner("fix", path, cwd=tmp_path)
    assert path.stat().st_mtime_ns == 1


def test_04_a_kill_while_writing_leaves_the_old_file(tmp_path: Path) -> None:
    path = page(tmp_path)
    before = path.read_bytes()
    killed = "import os, sys; os.replace = lambda *a: os._exit(9); from cleaner.cli import main; main(['fix', sys.argv[1]])"
    assert subprocess.run([sys.executable, "-c", killed, str(path)], check=False).returncode == 9
    assert path.read_bytes() == before


def test_05_check_writes_nothing(tmp_path: Path) -> None:
    path = page(tmp_path)
    os.utime(path, ns=(1, 1))
    before = path.read_bytes()
    assert cleaner("check", ".", cwd=tmp_path).returncode == 1
    assert cleaner("fix", "--diff", ".", cwd=tmp_path).returncode == 1
    assert (path.read_bytes(), path.stat().st_mtime_ns) == (before, 1)
    assert [p.name for p in tmp_path.iterdir()] == ["page.md"]


def test_06_the_filter_writes_text_only(tmp_path: Path) -> None:
    ran = cleaner("fix", "-", cwd=tmp_path, stdin=f"{DAMAGED}\r\nfin".encode())
    assert ran.stdout == f"{FIXED}\r\nfin".encode()
    assert b"Fixed 1" in ran.stderr


def test_07_the_github_format_escapes_what_ends_a_value(tmp_path: Path) -> None:
    page(tmp_path, "a,b:100%\r\n.md", DAMAGED)
    line = cleaner("check", "--format", "github", ".", cwd=tmp_path).stdout.decode()
    assert ",file=a%2Cb%3A100%25%0D%0A.md,line=1,col=15," in line
    assert "::a,b:100%25%0D%0A.md:1:15: " in line
    assert line.count("\n") == 1
    assert "\r" not in line


@pytest.mark.parametrize("lead", ["😀 ", "日本語 ", "e\u0301 ", "👩\u200d👩\u200d👧 "])
def test_08_columns_count_code_points(tmp_path: Path, lead: str) -> None:
    page(tmp_path, text=f"Une ligne.\n\n{lead}{DAMAGED}\n")
    ran = cleaner("check", "--select", "NUM", "--lang", "fr", "--format", "jsonl", ".", cwd=tmp_path)
    found = json.loads(ran.stdout)
    assert (found["line"], found["col"]) == (3, len(lead) + DAMAGED.index("$") + 1)


def test_09_a_named_file_that_is_not_utf8_is_an_error_in_one_line(tmp_path: Path) -> None:
    path = page(tmp_path, text="Été à la mer".encode("latin-1"))
    for command in ("check", "fix"):
        ran = cleaner(command, "--quiet", path, cwd=tmp_path)
        assert (ran.returncode, ran.stdout, ran.stderr.count(b"\n")) == (2, b"", 1)
        assert b"is not UTF-8" in ran.stderr
    assert cleaner("check", "--encoding", "latin-1", path, cwd=tmp_path).returncode == 0


def test_09_with_its_encoding_it_is_fixed_in_it(tmp_path: Path) -> None:
    path = page(tmp_path, text=f"{DAMAGED} Été.".encode("latin-1"))
    cleaner("fix", "--encoding", "latin-1", path, cwd=tmp_path)
    assert path.read_bytes() == f"{FIXED} Été.".encode("latin-1")


def test_10_a_closed_pipe_is_quiet(tmp_path: Path) -> None:
    page(tmp_path, text=f"{DAMAGED}\n\n" * 3000)
    command = f"{sys.executable} -m cleaner check -q --select NUM --format concise . | head -1"
    ran = subprocess.run(["bash", "-c", command], cwd=tmp_path, capture_output=True, check=False)
    assert ran.stdout.count(b"\n") == 1
    assert ran.stderr == b""


def test_11_an_excluded_file_that_is_named(tmp_path: Path) -> None:
    page(tmp_path, "vendor/page.md")
    page(tmp_path, "cleaner.toml", 'exclude = ["vendor"]\n')
    assert cleaner("check", ".", cwd=tmp_path).returncode == 0
    assert cleaner("check", "vendor/page.md", cwd=tmp_path).returncode == 1
    assert cleaner("check", "--force-exclude", "vendor/page.md", cwd=tmp_path).returncode == 0
    assert (
        cleaner("check", "--force-exclude", "--exclude", "*.md", "vendor/page.md", cwd=tmp_path).returncode
        == 0
    )


def test_12_split_over_processes_the_result_is_the_same(tmp_path: Path) -> None:
    names = [f"{n}.md" for n in range(4)]
    for name in names:
        page(tmp_path, f"one/{name}", f"# {name}\n\n{DAMAGED}\n")
        page(tmp_path, f"many/{name}", f"# {name}\n\n{DAMAGED}\n")
    cleaner("fix", *names, cwd=tmp_path / "one")
    for name in names:
        cleaner("fix", name, cwd=tmp_path / "many")
    assert [(tmp_path / "one" / n).read_bytes() for n in names] == [
        (tmp_path / "many" / n).read_bytes() for n in names
    ]


@pytest.mark.parametrize(
    ("args", "hint"),
    [
        (["check", "--select", "num-fr-dolar-trillion", "."], "num-fr-dollar-trillion"),
        (["check", "--ignore", "NUMB", "."], "NUM"),
        (["check", "--selct", "NUM", "."], "--select"),
        (["chek", "."], "check"),
        (["check", "--config", "bad.toml", "."], "select"),
        (["check", "nowhere.md"], "nowhere.md"),
    ],
)
def test_13_what_does_not_exist_is_an_error_with_a_hint(tmp_path: Path, args: list[str], hint: str) -> None:
    page(tmp_path)
    page(tmp_path, "bad.toml", "selekt = ['NUM']\n")
    ran = cleaner(*args, cwd=tmp_path)
    assert ran.returncode == 2
    assert hint in ran.stderr.decode()
    assert "Traceback" not in ran.stderr.decode()


def test_14_colour(tmp_path: Path) -> None:
    page(tmp_path)
    assert b"\x1b" in cleaner("check", ".", cwd=tmp_path, env={"FORCE_COLOR": "1", "NO_COLOR": ""}).stdout
    assert (
        b"\x1b" not in cleaner("check", ".", cwd=tmp_path, env={"FORCE_COLOR": "1", "NO_COLOR": "1"}).stdout
    )
    assert b"\x1b" not in cleaner("check", ".", cwd=tmp_path, env={"FORCE_COLOR": "", "NO_COLOR": ""}).stdout


def test_15_a_clean_file_imports_nothing_heavy(tmp_path: Path) -> None:
    page(tmp_path, text=f"# Titre\n\n{CLEAN}\n\n" + "Un autre paragraphe, déjà prêt, avec `du code`.\n\n" * 40)
    code = (
        "import sys\nfrom cleaner.cli import main\ntry:\n    main(['check', 'page.md'])\n"
        f"except SystemExit as end:\n    print(end.code, sorted(set({HEAVY!r}) & set(sys.modules)))"
    )
    ran = subprocess.run([sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False)
    assert ran.stdout.decode().strip() == "0 []"


def test_16_the_order_does_not_depend_on_the_number_of_processes(tmp_path: Path) -> None:
    for n in range(9):
        page(tmp_path, f"{n % 3}/{n}.md", f"# {n}\n\n{DAMAGED}\n")
    one = cleaner("check", "--format", "jsonl", ".", cwd=tmp_path).stdout
    assert one.count(b"\n") == 9
    assert cleaner("check", "-j", "8", "--format", "jsonl", ".", cwd=tmp_path).stdout == one


def test_17_findings_applied_are_what_fix_writes(tmp_path: Path) -> None:
    path = page(tmp_path, text=f"# Titre\n\n{DAMAGED}\n\nIl coûte de $5 trillions à $9 trillions, mais ce n’est pas tout.\n")
    text = path.read_text()
    rows = map(
        json.loads,
        cleaner("check", "--no-remove", "--format", "jsonl", ".", cwd=tmp_path).stdout.splitlines(),
    )
    edits = [ledger.edit_of(row) for row in rows]
    cleaner("fix", path, cwd=tmp_path)
    assert apply(text, edits) == path.read_text() != text


def test_18_a_comment_that_silences_nothing_is_a_finding(tmp_path: Path) -> None:
    page(tmp_path, "used.md", f"<!-- cleaner: off NUM -->\n\n{DAMAGED}\n")
    assert cleaner("check", "used.md", cwd=tmp_path).returncode == 0
    page(tmp_path, "unused.md", f"{CLEAN}\n\n<!-- cleaner: ignore-next NUM -->\n\n{CLEAN} Encore.\n")
    found = json.loads(cleaner("check", "--format", "jsonl", "unused.md", cwd=tmp_path).stdout)
    assert (found["rule"], found["line"], found["action"]) == ("ign-any-unused-comment", 3, "flag")


def test_19_the_library_goes_to_other_processes() -> None:
    step = Cleaner(Settings(remove=False))
    assert pickle.loads(pickle.dumps(step)) == step
    with multiprocessing.get_context("spawn").Pool(1) as pool:
        assert pool.apply_async(step.clean, (DAMAGED, "fr")).get(timeout=60).text == FIXED


@pytest.mark.slow
@pytest.mark.parametrize(
    "text",
    [
        "une phrase sans fin " * 250_000,
        "[" * 20_000,
        "`" * 20_001 + "a",
        "<a '" * 5_000,
        "*a_ " * 20_000,
        "{{ $x" * 5_000,
        "$7 " * 20_000,
        "Ã" * 50_000,
        "1,2.3" * 20_000,
        "a/" * 20_000 + "\n" + "&#" * 20_000,
        "<!-- cleaner: off " * 3_000,
    ],
    ids=lambda text: repr(text[:9]),
)
def test_20_endless_lines_and_nested_marks_come_to_an_end(tmp_path: Path, text: str) -> None:
    page(tmp_path, text=text)
    started = os.times()
    ran = subprocess.run(
        [sys.executable, "-m", "cleaner", "check", "-q", "page.md"],
        cwd=tmp_path,
        timeout=120,
        check=False,
        capture_output=True,
    )
    ended = os.times()
    assert ran.returncode in (0, 1), ran.stderr[-500:]
    assert ended.children_user - started.children_user < 60
