"""A key and the number of its sentence as one row of 64 bits: what meets stands together once rows are sorted.

The signatures are those of ``dedup``, cut into bands of three: a pair of Jaccard J meets with probability
1 - (1 - J**3)**42: 0.68 at 0.3 (two machine translations of one sentence), 0.98 at 0.45, and 0.00004 at 0.01.
"""

from __future__ import annotations

import hashlib
from array import array
from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.dedup.hashing import MULTIPLIER, STRIDE
from cleaner.mine.anchors import anchors

Rows = NDArray[np.uint64]
Numbers = NDArray[np.int64]

BANDS, ROWS = 42, 3

NUMBER_BITS = 30
"""Of a row's 64 bits those that name the sentence; the others are its key. Of a thousand million keys one in 17 is
by chance another's too: such a pair is not alike, and goes."""

RARE = 6
"""Sentences that share a rare anchor, at the most."""


def packed(keys: Rows, numbers: Rows) -> Rows:
    """Each key with its sentence."""
    rows: Rows = keys >> np.uint64(NUMBER_BITS) << np.uint64(NUMBER_BITS) | numbers
    return rows


def keys_of(rows: Rows) -> Rows:
    """The key of each row."""
    keys: Rows = rows >> np.uint64(NUMBER_BITS)
    return keys


def numbers_of(rows: Rows) -> Numbers:
    """The sentence of each row."""
    numbers: Numbers = (rows & np.uint64((1 << NUMBER_BITS) - 1)).view(np.int64)
    return numbers


def begins_of(keys: NDArray[Any]) -> Numbers:
    """Where equal keys begin."""
    return np.flatnonzero(np.append(True, keys[1:] != keys[:-1])[: len(keys)])


def rare(rows: Rows) -> Rows:
    """The rows whose keys few have."""
    sizes = np.diff(np.append(begins_of(keys_of(rows)), len(rows)))
    return rows[np.repeat(sizes <= RARE, sizes)]


def band_rows(values: NDArray[np.uint32], band: int, numbers: Rows) -> Rows:
    """One band of signatures, of the sentences of these numbers."""
    key = np.full(len(values), band + 1, np.uint64)
    for column in range(band * ROWS, (band + 1) * ROWS):
        key = (key * np.uint64(STRIDE) + values[:, column]) * np.uint64(MULTIPLIER)
        key ^= key >> np.uint64(32)
    return packed(key, numbers)


def anchor_rows(start: int, texts: Sequence[bytes]) -> Rows:
    """The anchors of sentences in UTF-8, numbered from ``start`` on."""
    rows = array("Q")
    for number, text in enumerate(texts, start):
        for anchor in anchors(text.decode("utf-8", "surrogatepass")):
            digest = hashlib.blake2b(anchor.encode("utf-8", "surrogatepass"), digest_size=8).digest()
            rows.append(int.from_bytes(digest) >> NUMBER_BITS << NUMBER_BITS | number)
    return np.array(rows, np.uint64)
