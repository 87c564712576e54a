"""What the measures share: reading JSON lines, cleaning in parallel, comparing, printing tables."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path
from typing import Any

from cleaner.model import Document
from cleaner.pipeline import Cleaned, clean_document
from cleaner.settings import Settings

_SAME = str.maketrans({"\u00a0": " ", "\u202f": " ", "’": "'"})


def rows(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a JSON lines file; none where the set does not have it."""
    if path.exists():
        with path.open(encoding="utf-8") as lines:
            yield from (json.loads(line) for line in lines)


def alike(one: str, other: str) -> bool:
    """Equal but for the kind of space and of apostrophe."""
    return one.translate(_SAME) == other.translate(_SAME)


def clean_all(documents: Sequence[Document], settings: Settings, workers: int = 2) -> Iterator[Cleaned]:
    """Each document cleaned, in order."""
    with ProcessPoolExecutor(workers) as pool:
        yield from pool.map(partial(clean_document, settings=settings), documents, chunksize=64)


def table(header: Sequence[str], lines: Iterable[Sequence[Any]]) -> None:
    """A plain table, columns as wide as they need."""
    cells = [list(header)] + [[f"{c:.3f}" if isinstance(c, float) else str(c) for c in line] for line in lines]
    widths = [max(len(line[i]) for line in cells) for i in range(len(header))]
    for line in cells:
        print("  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip())


def share(part: int, whole: int) -> str:
    return f"{part}/{whole} {part / whole:.3f}" if whole else "0/0"
