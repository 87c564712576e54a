"""Repeats across documents from the command line: where they are looked for, which copy stays, earlier runs."""

import json
from pathlib import Path

import pytest

import cleaner as library
from cleaner.corpus import plan
from tests.corpus.conftest import TWICE, cleaner
from tests.dedup.paragraphs import BAKERY, BRIDGE, HARBOUR, WALNUT


def write(folder: Path, **texts: str) -> Path:
    folder.mkdir(parents=True)
    for name, text in texts.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
    return folder


def clean(out: Path, *arguments: object) -> dict[str, str]:
    """The cleaned files by name."""
    done = cleaner("run", *arguments, "--out", out, "--workers", 1)
    assert done.exit_code == 0, done.output
    files = sorted(out.joinpath("corpus").rglob("*.txt"))
    return {file.relative_to(out / "corpus").as_posix(): file.read_text(encoding="utf-8") for file in files}


def twins(out: Path) -> list[tuple[str, int]]:
    rows = map(json.loads, cleaner("ledger", out, "--class", "DUP").output.splitlines())
    return [(row["twin"]["doc"], row["twin"]["line"]) for row in rows]


def test_a_twins_line_is_that_of_the_file_where_a_long_text_is_read_in_stretches(tmp_path, monkeypatch):
    monkeypatch.setattr(plan, "PART", 600)
    filling = "".join(f"Numbered line {number} with a few words of its own.\n" for number in range(20))
    text = f"{filling}{HARBOUR}\n\n{HARBOUR}\n\n{BRIDGE}\n\n{filling}{BRIDGE}\n"
    clean(tmp_path / "out", write(tmp_path / "in", a=text))
    rows = list(map(json.loads, cleaner("ledger", tmp_path / "out", "--class", "DUP").output.splitlines()))
    lines = text.splitlines()
    assert any("the paragraph on line" in row["reason"] for row in rows)
    assert (rows[0]["twin"]["line"], rows[0]["twin"]["doc"]) == (21, "a.txt")
    for row in rows:
        assert lines[row["twin"]["line"] - 1] == row["before"].strip()
        assert f"line {row['twin']['line']}" in row["reason"]


def test_what_an_earlier_run_published_stays_and_is_named(tmp_path):
    index = tmp_path / "published.duckdb"
    old, new = write(tmp_path / "old", a=f"A start.\n\n{TWICE}\n"), write(tmp_path / "new", b=f"{TWICE}\n\nMore.\n")
    assert clean(tmp_path / "one", old, "--index", index) == {"a.txt": f"A start.\n\n{TWICE}\n"}
    assert clean(tmp_path / "two", new, "--index", index) == {"b.txt": "More.\n"}
    assert twins(tmp_path / "two") == [("a.txt", 3)]


def test_a_run_that_died_has_published_nothing(tmp_path, monkeypatch):
    index = tmp_path / "published.duckdb"
    old, new = write(tmp_path / "old", a=TWICE), write(tmp_path / "new", b=TWICE)
    with monkeypatch.context() as patch:
        patch.setattr("cleaner.corpus.runner._write", lambda *_: (_ for _ in ()).throw(OSError("no space left")))
        assert cleaner("run", old, "--out", tmp_path / "one", "--index", index, "--workers", 1).exit_code == 2
    assert clean(tmp_path / "two", new, "--index", index) == {"b.txt": TWICE}
    assert clean(tmp_path / "one", old, "--index", index, "--resume") == {"a.txt": ""}


def test_a_run_over_its_budget_has_published_nothing(tmp_path):
    index = tmp_path / "published.duckdb"
    old, new = write(tmp_path / "old", a=TWICE, b=TWICE), write(tmp_path / "new", c=TWICE)
    refused = cleaner("run", old, "--out", tmp_path / "one", "--index", index, "--max-removed", 0.1)
    assert refused.exit_code == 2
    assert clean(tmp_path / "two", new, "--index", index) == {"c.txt": TWICE}


def test_an_index_that_is_none_is_refused_before_anything_is_read(tmp_path):
    (tmp_path / "index").write_text("no database")
    done = cleaner("run", write(tmp_path / "in", a=TWICE), "--out", tmp_path / "out", "--index", tmp_path / "index")
    assert (done.exit_code, (tmp_path / "out").exists()) == (2, False)
    assert "no index" in done.output


def test_an_index_needs_documents_to_be_compared(tmp_path):
    source = write(tmp_path / "in", a=TWICE)
    done = cleaner("run", source, "--out", tmp_path / "out", "--index", "x", "--duplicates", "document")
    assert done.exit_code == 2
    assert "--duplicates source or run" in done.output


@pytest.mark.parametrize(("scope", "left"), [("run", "\n"), ("source", f"{TWICE}\n"), ("document", f"{TWICE}\n")])
def test_the_scope_says_where_a_repeat_is_looked_for(tmp_path, scope, left):
    sources = [write(tmp_path / "x", a=f"{TWICE}\n"), write(tmp_path / "y", b=f"{TWICE}\n")]
    assert clean(tmp_path / "out", *sources, "--duplicates", scope) == {"a.txt": f"{TWICE}\n", "b.txt": left}


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_what_is_read_first_stays(tmp_path, order):
    sources = [write(tmp_path / "x", a=f"{TWICE}\n"), write(tmp_path / "y", b=f"{TWICE}\n")]
    done = clean(tmp_path / "out", *(sources[i] for i in order))
    assert [done["a.txt"], done["b.txt"]] == [(f"{TWICE}\n", "\n")[order[0]], (f"{TWICE}\n", "\n")[order[1]]]


def test_a_source_is_searched_whole(tmp_path):
    source = write(tmp_path / "x", a=f"{TWICE}\n", b=f"{TWICE}\n")
    assert clean(tmp_path / "out", source, "--duplicates", "source")["b.txt"] == "\n"


def test_the_copy_to_keep_and_the_threshold(tmp_path):
    longer = HARBOUR.replace("closer", "very much closer")
    source = write(tmp_path / "in", a=f"{HARBOUR}\n", b=f"{longer}\n")
    assert clean(tmp_path / "first", source) == {"a.txt": f"{HARBOUR}\n", "b.txt": "\n"}
    assert clean(tmp_path / "longest", source, "--keep", "longest") == {"a.txt": "\n", "b.txt": f"{longer}\n"}
    assert clean(tmp_path / "strict", source, "--threshold", "0.95")["b.txt"] == f"{longer}\n"


ARTICLE = ["Town news", HARBOUR, BRIDGE, "Aftermath", BAKERY]
PAGE = "\n\n".join([*ARTICLE, "A title of its own", *ARTICLE[:3], WALNUT, *ARTICLE[3:]]) + "\n"
FULLER = "\n\n".join(["A title of its own", *ARTICLE[:3], WALNUT, *ARTICLE[3:]]) + "\n"


def test_a_page_that_stands_twice_in_one_file_has_one_answer(tmp_path):
    folder = write(tmp_path / "in", page=PAGE)
    for engine in ("memory", "duckdb"):
        assert clean(tmp_path / engine, folder, "--engine", engine) == {"page.txt": FULLER}
    assert library.clean(PAGE).text == FULLER
    rows = map(json.loads, cleaner("check", folder, "--format", "jsonl").stdout.splitlines())
    assert sorted(row["line"] for row in rows if row["class"] == "DUP") == [1, 3, 5, 7, 9]
    assert cleaner("fix", folder, "--remove").exit_code in (0, 1)
    assert (folder / "page.txt").read_text(encoding="utf-8") == FULLER


@pytest.mark.parametrize("names", [("a", "b"), ("b", "a")])
def test_of_two_mirrors_the_fuller_stays_whatever_its_name(tmp_path, names):
    poorer = "\n\n".join(ARTICLE) + "\n"
    done = clean(tmp_path / "out", write(tmp_path / "in", **dict(zip(names, (poorer, FULLER), strict=True))))
    assert done == {f"{names[0]}.txt": "\n", f"{names[1]}.txt": FULLER}
