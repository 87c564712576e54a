"""Every format in one folder, packed and not, from here and from afar: cleaned, and back byte for byte."""

import gzip
import json
import random
from pathlib import Path

import pytest
import zstandard

from tests.corpus.conftest import FRENCH, cleaner, files, tree

pa = pytest.importorskip("pyarrow")
pq = pytest.importorskip("pyarrow.parquet")


@pytest.fixture
def mixed(tmp_path):
    """Each format as it is, gzipped and in zstd; Parquet in two row groups with columns that are no text."""
    folder = tmp_path / "mixed"
    for name, data in files().items():
        for suffix, packed in (("", data), (".gz", gzip.compress(data)), (".zst", zstandard.compress(data))):
            path = folder / f"{name}{suffix}"
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(packed)
    table = pa.table(
        {"n": [1, 2, 3], "text": [FRENCH, None, "é"], "id": ["a", "b", "c"], "l": [[1], [], None]}
    )
    pq.write_table(table, folder / "table.parquet", row_group_size=2)
    return folder


def content(name, data):
    if name.endswith(".gz"):
        return gzip.decompress(data)
    return zstandard.decompress(data, 1 << 24) if name.endswith(".zst") else data


@pytest.mark.parametrize("to", [None, "jsonl", "parquet", "txt"])
def test_a_mixed_folder_comes_back(mixed, tmp_path, to):
    options = ("--to", to) if to else ()
    if to:  # one name for crlf.txt and crlf.txt.gz: a clash, refused before anything is read
        for path in [
            *mixed.rglob("*.gz"),
            *mixed.rglob("*.zst"),
            *mixed.glob("rows.[ct]sv"),
            *mixed.glob("page.[mr]*"),
        ]:
            path.unlink(missing_ok=True)
        (mixed / "crawl.wet").unlink()
    result = cleaner("run", mixed, "--out", tmp_path / "out", "--workers", 1, *options)
    assert result.exit_code == 0, result.output
    assert cleaner("restore", tmp_path / "out", tmp_path / "back").exit_code == 0
    back, was = tree(tmp_path / "back"), tree(mixed)
    assert set(back) == set(was)
    assert [name for name in was if content(name, back[name]) != content(name, was[name])] == []


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_a_packed_file_of_many_blocks_comes_back(tmp_path, suffix, pack):
    dice = random.Random(7)
    rows = [{"id": n, "text": f"{FRENCH} {dice.randbytes(400).hex()}"} for n in range(900)]
    path = tmp_path / f"rows.jsonl{suffix}"
    was = "".join(json.dumps(row) + "\n" for row in rows).encode()
    path.write_bytes(pack(was))
    assert cleaner("run", path, "--out", tmp_path / "out", "--workers", 1).exit_code == 0
    result = cleaner("restore", tmp_path / "out", tmp_path / "back")
    assert result.exit_code == 0, result.output
    assert content(path.name, (tmp_path / "back" / path.name).read_bytes()) == was


def test_parquet_keeps_its_other_columns(mixed, tmp_path):
    cleaner("run", mixed / "table.parquet", "--out", tmp_path / "out", "--workers", 1)
    before, after = (
        pq.read_table(mixed / "table.parquet"),
        pq.read_table(tmp_path / "out/corpus/table.parquet"),
    )
    assert after.schema.equals(before.schema)
    assert after.drop_columns(["text"]).equals(before.drop_columns(["text"]))
    assert after["text"].to_pylist() == [
        FRENCH.replace("$7 trillions", "7 000 milliards de dollars"),
        None,
        "é",
    ]


def test_remote_files_and_folders(mixed, tmp_path):
    pytest.importorskip("fsspec")
    source = Path(mixed / "deep").as_uri()
    result = cleaner("run", source, f"{mixed.as_uri()}/page.md", "--out", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 0, result.output
    assert {"one.txt", "two.txt.gz", "page.md"} <= set(tree(tmp_path / "out/corpus"))
    assert cleaner("restore", tmp_path / "out", tmp_path / "back").exit_code == 0
    assert (tmp_path / "back/one.txt").read_bytes() == (mixed / "deep/one.txt").read_bytes()


def test_a_remote_place_that_is_not_there(tmp_path):
    result = cleaner("run", "file:///nowhere/at/all.txt", "--out", tmp_path / "out", "--workers", 1)
    assert result.exit_code == 2
    assert "nowhere" in result.output
