"""The run from end to end: what goes in comes out clean, is accounted for, and comes back."""

import gzip
import json

import pytest
import zstandard

from tests.corpus.conftest import FRENCH, TWICE, cleaner, files, tree

CLEAN = FRENCH.replace("$7 trillions", "7 000 milliards de dollars")


@pytest.fixture
def done(source, tmp_path):
    result = cleaner("run", source, "--out", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 0, result.output
    return tmp_path / "out"


def manifest(out):
    return json.loads((out / "manifest.json").read_text())


def test_every_format_comes_out_clean(done):
    for name, data in tree(done / "corpus").items():
        content = gzip.decompress(data) if name.endswith(".gz") else data
        content = zstandard.decompress(content, 1 << 20) if name.endswith(".zst") else content
        if name != "empty.txt" and not name.startswith("deep"):
            assert CLEAN.encode() in content, name


def test_what_is_not_the_text_stays_as_it_was(done):
    rows = (done / "corpus" / "rows.jsonl").read_text().splitlines()
    assert rows[0] == f'{{"n": 1.00, "text": "{CLEAN}", "id": 5, "more": [1, {{"text": "x"}}]}}'
    assert rows[2:4] == ["", '{"text": null}']
    assert (done / "corpus" / "rows.csv").read_bytes().startswith(b'id,title,text\r\n1,"a, b","Le projet')


def test_a_paragraph_of_another_document_goes_and_its_twin_is_named(done):
    assert TWICE in (done / "corpus/deep/one.txt").read_text()
    assert (done / "corpus/deep/two.txt").read_text() == "A start.\n\nAn end.\n"
    rows = [json.loads(line) for line in cleaner("ledger", done, "--class", "DUP").output.splitlines()]
    twins = [(row["doc"], row["line"], row["twin"]["doc"], row["twin"]["line"]) for row in rows]
    assert ("deep/two.txt", 3, "deep/one.txt", 1) in twins


def test_restore_gives_every_input_back(done, source, tmp_path):
    result = cleaner("restore", done, tmp_path / "back")
    assert result.exit_code == 0, result.output
    back = tree(tmp_path / "back")
    assert {name: back[name] for name in files()} == files()
    assert gzip.decompress(back["packed.jsonl.gz"]) == files()["rows.jsonl"]
    assert zstandard.decompress(back["packed.wet.zst"], 1 << 20) == files()["crawl.wet"]


def test_restore_notices_a_changed_output(done, tmp_path):
    (done / "corpus/crlf.txt").write_bytes(b"something else entirely, of the wrong length")
    result = cleaner("restore", done, tmp_path / "back")
    assert result.exit_code == 2
    assert "crlf.txt" in result.output


def test_two_workers_give_the_same_bytes(done, source, tmp_path):
    assert cleaner("run", source, "--out", tmp_path / "two", "--workers", 2).exit_code == 0
    assert tree(tmp_path / "two") == tree(done)


def test_a_second_run_changes_nothing(done, tmp_path):
    assert cleaner("run", done / "corpus", "--out", tmp_path / "again", "--workers", 1).exit_code == 0
    assert tree(tmp_path / "again" / "corpus") == tree(done / "corpus")


def test_the_manifest_accounts_for_every_file(done, source):
    rows = {row["path"]: row for row in manifest(done)["files"]}
    assert set(rows) == set(tree(source))
    assert rows["latin.txt"]["encoding"] == "cp1252"
    assert (rows["crlf.txt"]["paragraphs"], rows["crlf.txt"]["fixed"]) == (2, 1)
    assert manifest(done)["totals"]["removed"] == sum(row["removed"] for row in rows.values()) > 0


def test_rows_of_which_nothing_is_left_stay_empty_unless_dropped(tmp_path):
    (tmp_path / "in.jsonl").write_text(f'{{"id": 1, "text": "{TWICE}"}}\n{{"id": 2, "text": "{TWICE}"}}\n')
    cleaner("run", tmp_path / "in.jsonl", "--out", tmp_path / "kept", "--workers", 1)
    assert '{"id": 2, "text": ""}' in (tmp_path / "kept/corpus/in.jsonl").read_text()
    cleaner("run", tmp_path / "in.jsonl", "--out", tmp_path / "dropped", "--workers", 1, "--drop-empty")
    assert (tmp_path / "dropped/corpus/in.jsonl").read_text().count("\n") == 1
    assert cleaner("restore", tmp_path / "dropped", tmp_path / "back").exit_code == 0
    assert (tmp_path / "back/in.jsonl").read_bytes() == (tmp_path / "in.jsonl").read_bytes()


def test_standard_input(tmp_path):
    result = cleaner("run", "-", "--out", tmp_path / "out", "--workers", 1, stdin=FRENCH.encode())
    assert result.exit_code == 0, result.output
    assert (tmp_path / "out/corpus/stdin.txt").read_text() == CLEAN


def test_a_dry_run_writes_nothing(source, tmp_path):
    result = cleaner("run", source, "--out", tmp_path / "out", "--workers", 1, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "NUM" in result.output
    assert not (tmp_path / "out").exists()


@pytest.mark.parametrize("to", ["jsonl", "txt"])
def test_converted_files_come_back_too(source, tmp_path, to):
    for name in ("packed.jsonl.gz", "packed.wet.zst", "page.md", "page.rst", "rows.tsv", "rows.csv", "crawl.wet"):
        (source / name).unlink()
    result = cleaner("run", source, "--out", tmp_path / "out", "--workers", 1, "--to", to)
    assert result.exit_code == 0, result.output
    assert CLEAN in (tmp_path / f"out/corpus/page.{to}").read_text()
    assert cleaner("restore", tmp_path / "out", tmp_path / "back").exit_code == 0
    assert tree(tmp_path / "back") == tree(source)


def test_the_budget_sets_a_document_aside_by_name(source, tmp_path):
    result = cleaner("run", source / "deep", "--out", tmp_path / "out", "--workers", 1, "--max-removed", "60%")
    assert result.exit_code == 1
    assert "two.txt set aside" in result.output
    assert (tmp_path / "out/corpus/two.txt").read_bytes() == files()["deep/two.txt"]
    row = json.loads(cleaner("ledger", tmp_path / "out", "--doc", "two.txt").output)
    assert (row["action"], row["before"] == row["after"]) == ("flag", True)


def test_the_budget_halts_a_source_and_a_higher_one_goes_on(source, tmp_path):
    arguments = ("run", source / "deep", "--out", tmp_path / "out", "--workers", 1)
    result = cleaner(*arguments, "--max-removed", "10%")
    assert result.exit_code == 2
    assert "would lose" in result.output
    assert not tree(tmp_path / "out" / "corpus")
    assert cleaner(*arguments, "--max-removed", "90%", "--resume").exit_code == 0
