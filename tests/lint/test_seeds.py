"""The same text has the same findings, whichever way it comes in: the library, check, run."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from cleaner import Cleaner, ledger
from cleaner.cli import group
from cleaner.lint.source import decode

SEEDS = Path(__file__).parents[2] / "seeds"
Rows = dict[str, list[dict[str, Any]]]


def by_document(rows: Iterable[dict[str, Any]], root: Path) -> Rows:
    """The findings of each document, which is named by its path below ``root``; JSON as it would be read."""
    found: Rows = defaultdict(list)
    for row in json.loads(json.dumps(list(rows))):
        name = Path(row.pop("doc"))
        twin = row["twin"] and {**row["twin"], "doc": ""}
        found[(name.relative_to(root) if name.is_absolute() else name).as_posix()].append(
            {**row, "twin": twin}
        )
    return found


def is_utf8(path: Path) -> bool:
    """Check reads nothing else unless told; run finds the encoding out."""
    try:
        return bool(path.read_text(encoding="utf-8"))
    except UnicodeDecodeError:
        return False


PAGES = [path for path in sorted(SEEDS.rglob("*")) if path.suffix in (".txt", ".md") and is_utf8(path)]


def printed(*args: object) -> list[dict[str, Any]]:
    ran = CliRunner().invoke(group, [str(arg) for arg in args])
    assert ran.exit_code in (0, 1), ran.output
    return [json.loads(line) for line in ran.stdout.splitlines()]


@pytest.fixture(scope="module")
def by_library() -> Rows:
    sources = [decode(str(path), path.read_bytes()) for path in PAGES]
    cleaned = [Cleaner().clean(source.text, markup=source.markup, id=source.name) for source in sources]
    return by_document((row for one in cleaned for row in ledger.lines(one)), SEEDS)


def test_check_prints_what_the_library_finds(by_library: Rows) -> None:
    rows = printed("check", "-q", "--format", "jsonl", "--isolated", *PAGES)
    assert len(by_library) >= 8
    assert by_document(rows, SEEDS) == by_library


def test_run_writes_what_the_library_finds(by_library: Rows, tmp_path: Path) -> None:
    out = tmp_path / "out"
    ran = CliRunner().invoke(group, ["run", str(SEEDS), "--out", str(out), "--duplicates", "document"])
    assert ran.exit_code == 0, ran.output
    found = by_document(printed("ledger", out), SEEDS)
    assert {name: found[name] for name in by_library} == by_library
