"""Paragraphs that stand in another file."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleaner.cli import group

LONG = (
    "The harbour master keeps a paper ledger of every ship that has entered the bay since the lighthouse "
    "was rebuilt, and nobody else is allowed to write in it."
)


@pytest.mark.parametrize(
    ("args", "expected"), [((".",), ["b.md"]), (("b.md",), ["b.md"]), (("a.md",), ["a.md"])]
)
def test_a_repeated_paragraph_names_its_twin(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, args: tuple[str, ...], expected: list[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.md").write_text(f"# One\n\n{LONG}\n")
    (tmp_path / "b.md").write_text(
        f"# Two\n\nSomething else.\n\n- an item\n\n{LONG.replace('every', 'each')}\n"
    )
    result = CliRunner().invoke(group, ["check", "--against", ".", "--format", "jsonl", *args])
    rows = [json.loads(line) for line in result.stdout.splitlines()]
    assert [(row["rule"], row["doc"]) for row in rows] == [("dup-any-elsewhere", name) for name in expected]
    assert {rows[0]["doc"], rows[0]["twin"]["doc"]} == {"a.md", "b.md"}
    assert result.exit_code == 1
