"""Numbers of 64 bits in order, more of them than memory holds: scattered over files, each of which is sorted alone."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

Rows = NDArray[np.uint64]

PART = 1 << 18
"""Rows of a file, about: 2 MB, and as much again a few times while they are looked at."""


class Scattered:
    """Rows below ``top`` on disk, in files by their value; ``expected`` is how many there will be, about."""

    def __init__(self, folder: Path, top: int, expected: int) -> None:
        parts = expected // PART + 1
        self._bounds = [top * part // parts for part in range(1, parts)]
        self._paths = [folder / f"{part}.bin" for part in range(parts)]
        folder.mkdir(parents=True)

    def add(self, rows: Rows) -> None:
        """Put rows where they belong. They are sorted in place."""
        rows.sort()
        cuts = np.searchsorted(rows, np.array(self._bounds, np.uint64)).tolist()
        for path, start, end in zip(self._paths, [0, *cuts], [*cuts, len(rows)], strict=True):
            if start < end:
                with path.open("ab") as file:
                    rows[start:end].tofile(file)

    def parts(self) -> Iterator[Rows]:
        """The rows of each file in order, equal ones once; the files in order, too. A file is gone once it was read."""
        for path in self._paths:
            if path.exists():
                rows = np.fromfile(path, np.uint64)
                path.unlink()
                rows.sort()
                begins = np.ones(len(rows), np.bool_)
                begins[1:] = rows[1:] != rows[:-1]
                yield rows[begins]
