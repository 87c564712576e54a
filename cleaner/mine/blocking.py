"""Which sentences may be variants of one text: they share a band of their MinHash, or a rare anchor.

Keys and pairs stand on disk (``scattered``); memory holds two bytes a sentence, and some parts of the rest.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import chain
from pathlib import Path

import numpy as np

from cleaner.dedup.signatures import signatures
from cleaner.mine.likeness import Sketches
from cleaner.mine.rows import (
    BANDS,
    NUMBER_BITS,
    RARE,
    Numbers,
    Rows,
    anchor_rows,
    band_rows,
    begins_of,
    keys_of,
    numbers_of,
    packed,
    rare,
)
from cleaner.mine.scattered import Scattered
from cleaner.mine.spool import Spool

_SHORTEST = 12
"""Weight of the shortest sentence that is signed: six words."""

_NEIGHBOURS = 4
"""A sentence meets so many others of its bucket. Variants are few; what is many is a template."""

_MOST = 8
"""Pairs of one sentence that are read, on either side of it: a text is seldom translated more often."""

_ANCHORS = 16
"""Of a sentence, about: by this their files are cut."""

_LEAST_OF_ANCHORED = 0.06
_LEAST = 0.14
"""Estimated Jaccard from which a pair is read: three standard deviations of 64 values below 0.3."""


class Blocking:
    """The keys of all sentences of a spool, and the pairs of those that share one; ``read`` counts the pairs given.

    Raises ValueError for more sentences than a row can name.
    """

    def __init__(self, spool: Spool, folder: Path) -> None:
        self._folder = folder
        self._size = len(spool)
        self.read = 0
        if self._size >> NUMBER_BITS:
            raise ValueError(f"more than {1 << NUMBER_BITS:,} sentences: mine a part of them")
        self._sketches = Sketches(folder / "sketches.bin")
        self._hashes = self._rows("hashes")
        self._bands = [self._rows(f"band{band}") for band in range(BANDS)]
        self._anchors = self._rows("anchors", _ANCHORS)
        for start, texts in spool.blocks():
            self._sign(start, texts)
        self._sketches.close()
        self._first = np.zeros(self._size, np.bool_)

    def _rows(self, name: str, each: int = 1) -> Scattered:
        return Scattered(self._folder / name, 1 << 64, each * self._size)

    def _sign(self, start: int, texts: list[bytes]) -> None:
        hashes, values, signed = signatures(texts, [True] * len(texts), _SHORTEST)
        self._sketches.add(values, signed)
        numbers = np.arange(start, start + len(texts), dtype=np.uint64)
        self._hashes.add(packed(hashes, numbers))
        for number, band in enumerate(self._bands):
            band.add(band_rows(values, number, numbers[signed]))
        self._anchors.add(anchor_rows(start, texts))

    def pairs(self) -> Iterator[tuple[int, int]]:
        """``(u, v)``, ``u`` below ``v``, in order, each once; of equal sentences only the first."""
        for rows in self._hashes.parts():
            self._first[numbers_of(rows)[begins_of(keys_of(rows))]] = True
        found = self._nearest(self._nearest(self._met(), "of_one"), "of_both")
        for codes in found.parts():
            u, v = self._parted(codes)
            self.read += len(codes)
            yield from zip(u.tolist(), v.tolist(), strict=True)

    def _met(self) -> Scattered:
        """The pairs that share a key and are alike, as one number each."""
        met = self._pairs("met")
        for rows in chain.from_iterable(band.parts() for band in self._bands):
            self._keep(met, rows[self._first[numbers_of(rows)]], _NEIGHBOURS, _LEAST)
        for rows in self._anchors.parts():
            self._keep(met, rare(rows[self._first[numbers_of(rows)]]), RARE - 1, _LEAST_OF_ANCHORED)
        return met

    def _keep(self, met: Scattered, rows: Rows, reach: int, least: float) -> None:
        """Add the pairs of rows that have one key and are at least so much alike."""
        keys, numbers = keys_of(rows), numbers_of(rows)
        for by in range(1, reach + 1):
            same = keys[by:] == keys[:-by]
            u, v = numbers[:-by][same], numbers[by:][same]
            likely = self._sketches.alike(u, v) >= least
            met.add(self._coded(u[likely], v[likely]))

    def _nearest(self, pairs: Scattered, name: str) -> Scattered:
        """The pairs that are among the most alike of their first sentence, turned round."""
        nearest = self._pairs(name)
        for codes in pairs.parts():
            u, v = self._parted(codes)
            order = np.lexsort((-self._sketches.alike(u, v), u))
            begins = begins_of(u)
            place = np.arange(len(u)) - np.repeat(begins, np.diff(np.append(begins, len(u))))
            kept = order[place < _MOST]
            nearest.add(self._coded(v[kept], u[kept]))
        return nearest

    def _pairs(self, name: str) -> Scattered:
        return Scattered(self._folder / name, max(1, self._size) ** 2, self._size)

    def _coded(self, u: Numbers, v: Numbers) -> Rows:
        codes: Rows = (u * self._size + v).view(np.uint64)
        return codes

    def _parted(self, codes: Rows) -> tuple[Numbers, Numbers]:
        u, v = divmod(codes.view(np.int64), self._size)
        return u, v
