"""An old repository starts today: what it has is known, what is new is told."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner

from cleaner.cli import group

OLD = "Le chiffre de $7 trillions est connu, mais il ne sera pas revu dans les mois qui viennent."
NEW = "Le marché vaut $9 trillions, mais ce n'est pas tout ce que nous avons dans les comptes."


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "cleaner.toml").write_text('baseline = "cleaner-baseline.json"\n')
    (tmp_path / "a.md").write_text(f"{OLD}\n")
    assert run("baseline", "write", ".") == (0, [])
    return tmp_path


def run(*args: str) -> tuple[int, list[str]]:
    """Exit code and the findings' (line, before)."""
    result = CliRunner().invoke(group, [*args, "--format", "jsonl"] if args[0] == "check" else list(args))
    lines = result.stdout.splitlines() if args[0] == "check" else []
    return result.exit_code, [f"{row['line']}: {row['before']}" for row in map(json.loads, lines)]


def test_what_is_known_is_silent_and_not_fixed(repo: Path) -> None:
    assert run("check", ".") == (0, [])
    assert run("fix", ".")[0] == 0
    assert (repo / "a.md").read_text() == f"{OLD}\n"


def test_it_outlives_moved_lines_and_spaces(repo: Path) -> None:
    (repo / "a.md").write_text(f"# Un titre\n\nUn début.\n\n{OLD.replace(' ', '  ', 1)}\n")
    assert run("check", ".") == (0, [])


def test_a_new_finding_is_told(repo: Path) -> None:
    (repo / "a.md").write_text(f"{OLD}\n\n{NEW}\n")
    assert run("check", ".") == (1, ["3: $9 trillions"])
    (repo / "b.md").write_text(f"{OLD}\n")
    assert run("check", "b.md") == (1, ["1: $7 trillions"])


def test_the_same_sentence_once_more_is_told(repo: Path) -> None:
    (repo / "a.md").write_text(f"{OLD}\n\nAutre chose.\n\n{OLD}\n")
    assert run("check", "--no-remove", "--select", "NUM", ".")[0] == 1


def test_prune_forgets_what_is_gone_and_adds_nothing(repo: Path) -> None:
    (repo / "a.md").write_text(f"{NEW}\n")
    run("baseline", "prune", ".")
    assert "trillion" not in (repo / "cleaner-baseline.json").read_text()
    assert CliRunner().invoke(group, ["baseline", "show"]).output == ""
    assert run("check", ".") == (1, ["1: $9 trillions"])


def test_show_counts_by_file_and_rule(repo: Path) -> None:
    assert CliRunner().invoke(group, ["baseline", "show"]).output == "a.md: num-fr-dollar-trillion: 1\n"


def test_what_is_no_baseline_is_named(repo: Path) -> None:
    (repo / "cleaner-baseline.json").write_text("[]")
    result = CliRunner().invoke(group, ["check", "."])
    assert result.exit_code == 2
    assert "cleaner-baseline.json: not a baseline" in result.output
