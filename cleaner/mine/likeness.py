"""How alike two sentences are, estimated from sketches that stay on disk."""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

import numpy as np
from numpy.typing import NDArray

Numbers = NDArray[np.int64]

SIZE = 64
"""Bytes of a sketch: one of every second value of the signature."""

_PAIRS = 100_000
_BLOCK = 1 << 15


class Sketches:
    """The sketches of sentences numbered from 0; a sentence too short to be signed has none."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file = path.open("wb")
        self._signed = bytearray()

    def add(self, values: NDArray[np.uint32], signed: NDArray[np.bool_]) -> None:
        """The next sentences: whether each is signed, and the signatures of those that are."""
        rows = np.zeros((len(signed), SIZE), np.uint8)
        rows[signed] = values[:, ::2]
        rows.tofile(self._file)
        self._signed += signed.tobytes()

    def close(self) -> None:
        """All have been added."""
        self._file.close()

    def alike(self, u: Numbers, v: Numbers) -> NDArray[np.float32]:
        """The Jaccard of each pair, about; 1 where a sentence is too short to have a sketch."""
        signed = np.frombuffer(self._signed, np.bool_)
        found = np.ones(len(u), np.float32)
        with self._path.open("rb") as file:
            for at in range(0, len(u), _PAIRS):
                one, other = u[at : at + _PAIRS], v[at : at + _PAIRS]
                both = signed[one] & signed[other]
                wanted = np.unique(np.concatenate([one[both], other[both]]))
                rows = _read(file, wanted)
                a, b = (rows[np.searchsorted(wanted, side[both])] for side in (one, other))
                found[at : at + _PAIRS][both] = (a == b).mean(axis=1)
        return found


def _read(file: BinaryIO, wanted: Numbers) -> NDArray[np.uint8]:
    """Some sketches by rising number, gone through from front to back: mapped, all of a large corpus would count as memory."""
    rows = np.empty((len(wanted), SIZE), np.uint8)
    blocks = wanted // _BLOCK
    for block in np.unique(blocks).tolist():
        mine = slice(*np.searchsorted(blocks, (block, block + 1)))
        numbers = wanted[mine] - block * _BLOCK
        file.seek((block * _BLOCK + int(numbers[0])) * SIZE)
        stretch = np.fromfile(file, np.uint8, (int(numbers[-1] - numbers[0]) + 1) * SIZE)
        rows[mine] = stretch.reshape(-1, SIZE)[numbers - numbers[0]]
    return rows
