"""What is kept between two starts is used while nothing changed, and only then."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from cleaner.disk import kept


@pytest.fixture
def source(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("CLEANER_CACHE", str(tmp_path / "cache"))
    path = tmp_path / "source"
    path.write_text("one")
    return path


def test_it_is_made_once(source: Path) -> None:
    made = iter(["first", "second"])
    assert [kept("x", lambda: next(made), [source]) for _ in range(2)] == ["first", "first"]


def test_it_is_made_again_for_another_source_or_version(source: Path) -> None:
    made = iter(["first", "second", "third"])
    found = [kept("x", lambda: next(made), [source], "1")]
    os.utime(source, ns=(1, 1))
    found.append(kept("x", lambda: next(made), [source], "1"))
    found.append(kept("x", lambda: next(made), [source], "2"))
    assert found == ["first", "second", "third"]


def test_a_broken_cache_and_none_are_done_without(source: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    kept("x", lambda: "first", [source])
    for file in (source.parent / "cache").iterdir():
        file.write_bytes(b"\xff")
    assert kept("x", lambda: "second", [source]) == "second"
    monkeypatch.setenv("CLEANER_CACHE", "")
    assert kept("x", lambda: "third", [source]) == "third"
