"""Rows to clean: all kinds of damage, and clean text of every language between them."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import chain, islice, zip_longest
from pathlib import Path

_DAMAGED = (
    ("mojibake", ("original", "text")),
    ("mt_artefacts", ("context", "mt")),
    ("boilerplate/ui_boilerplate.jsonl", ("text",)),
    ("boilerplate/pages_e2e.jsonl", ("lines",)),
    ("neardup/minhash_articles.jsonl", ("text",)),
)
_OF_EACH = 600
_LONGEST = 2_000


def read_rows(data: Path, count: int) -> list[str]:
    """``count`` texts: some hundreds of every damaged set, the rest clean, the languages in turn; of pages
    their beginning."""
    damaged = [text for place, names in _DAMAGED for text in islice(_texts(data / place, names), count // 20)]
    languages = [_texts(file, ("text",), None) for file in sorted((data / "clean_ud").glob("*.jsonl"))]
    clean = (text for row in zip_longest(*languages) for text in row if text)
    return list(islice(chain(damaged, clean), count))


def read_megabytes(data: Path, megabytes: int) -> list[str]:
    """The clean rows with one damaged row in twenty, again and again, up to a size."""
    languages = [_texts(file, ("text",), None) for file in sorted((data / "clean_ud").glob("*.jsonl"))]
    damaged = [text for place, names in _DAMAGED for text in _texts(data / place, names)]
    clean = [text for row in zip_longest(*languages) for text in row if text]
    found, size, number = [], 0, 0
    while size < megabytes * 1_000_000:
        text = damaged[number // 20 % len(damaged)] if number % 20 == 0 else clean[number % len(clean)]
        found.append(text)
        size += len(text.encode())
        number += 1
    return found


def _texts(place: Path, names: tuple[str, ...], most: int | None = _OF_EACH) -> Iterator[str]:
    for file in sorted(place.glob("*.jsonl")) if place.is_dir() else [place]:
        with file.open(encoding="utf-8") as lines:
            for row in map(json.loads, islice(lines, most)):
                value = next((row[name] for name in names if row.get(name)), "")
                yield "\n".join(value)[:_LONGEST] if isinstance(value, list) else value
