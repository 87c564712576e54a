"""Which sentences may be variants of one text: they share a band of their MinHash, or a rare anchor.

The signatures are those of ``dedup``, cut into bands of three: a pair of Jaccard J meets with probability
1 - (1 - J**3)**42: 0.68 at 0.3 (two machine translations of one sentence), 0.98 at 0.45, and 0.00004 at 0.01.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING
from zlib import crc32

import regex

from cleaner.dedup.folding import RANGES
from cleaner.dedup.hashing import MULTIPLIER, STRIDE
from cleaner.dedup.signatures import signatures
from cleaner.mine.spool import Spool
from cleaner.mine.words import mantissa

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Pairs = NDArray[np.int64]

BANDS, ROWS = 42, 3
_BATCH = 50_000
_PART = 1 << 20
"""Anchors looked at together: 8 bytes each, and as much again a few times while they are sorted."""

_SHORTEST = 12
"""Weight of the shortest sentence that is signed: six words."""

_NEIGHBOURS = 4
"""A sentence meets so many others of its bucket. Variants are few; what is many is a template."""

_RARE = 6
"""Sentences that share a rare anchor, at the most."""

_MOST = 8
"""Pairs of one sentence that are read, on either side of it: a text is seldom translated more often."""

_SKETCH = 64
_LEAST_OF_ANCHORED = 0.06
_LEAST = 0.14
"""Estimated Jaccard from which a pair is read: three standard deviations of 64 values below 0.3."""

_RUN, _SAMPLED = 4, 3
"""Runs of four words, of which one in three is kept: two sentences that share nine miss each other once in forty."""

_NUMBER_BITS = 30
"""Of an anchor's 64 bits those that name the sentence: a thousand million of them."""

_TOKEN = re.compile(rf"[{RANGES}]|[^\W_{RANGES}]+")
_NUMBER = re.compile(r"\d[\d.,]*\d\d?")
_ANCHOR = regex.compile(r"https?://\S+|@\w{3,}|(?<=\p{Ll}[,;:]?\s)\p{Lu}[\p{L}\p{N}]{2,}(?:\s+\p{Lu}[\p{L}\p{N}]+)+")


class Blocking:
    """Keys of sentences, written to disk as they come; ``pairs`` brings together those that share one."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._size = 0

    def sign(self, spool: Spool) -> None:
        """Keys of all sentences."""
        with _Columns(self._folder) as columns:
            for start in range(0, len(spool), _BATCH):
                texts = [spool.bytes(i) for i in range(start, min(start + _BATCH, len(spool)))]
                hashes, values, long = signatures(texts, [True] * len(texts), _SHORTEST)
                columns.add(start, hashes, values, long)
                columns.anchors(start, texts)
        self._size = len(spool)

    def pairs(self) -> Pairs:
        """``[[u, v], ...]``, ``u`` below ``v``, sorted, each once; of equal sentences only the first."""
        import numpy as np

        hashes = np.fromfile(self._folder / "hashes.bin", np.uint64)
        first = np.zeros(len(hashes), np.bool_)
        first[np.unique(hashes, return_index=True)[1]] = True
        alike = _Likeness(self._folder, len(hashes))
        by_bands = np.unique(np.concatenate([np.empty(0, np.int64), *self._by_bands(first, alike)]))
        by_anchors = self._by_anchors(first)
        by_anchors = by_anchors[alike.of(*self._parted(by_anchors)) >= _LEAST_OF_ANCHORED]
        codes = np.unique(np.concatenate([by_bands, by_anchors]))
        u, v = self._parted(codes)
        kept = _nearest(u, v, alike.of(u, v))
        return np.stack([u[kept], v[kept]], axis=1)

    def _parted(self, codes: Pairs) -> tuple[Pairs, Pairs]:
        size = max(self._size, 1)
        return codes // size, codes % size

    def _by_bands(self, first: NDArray[np.bool_], alike: _Likeness) -> Iterator[Pairs]:
        import numpy as np

        wanted = first[alike.numbers]
        numbers = alike.numbers[wanted]
        for band in range(BANDS):
            keys = np.fromfile(self._folder / f"band{band}.bin", np.uint64)[wanted]
            u, v = _meeting(keys, _NEIGHBOURS)
            codes = np.unique(self._coded(numbers[u], numbers[v]))
            yield codes[alike.of(*self._parted(codes)) >= _LEAST]

    def _by_anchors(self, first: NDArray[np.bool_]) -> Pairs:
        import numpy as np

        path = self._folder / "anchors.bin"
        rows = np.memmap(path, np.uint64, "r") if path.stat().st_size else np.empty(0, np.uint64)
        parts = len(rows) // _PART + 1
        found = [np.empty(0, np.int64)]
        for part in range(parts):
            blocks = (rows[at : at + _PART] for at in range(0, len(rows), _PART))
            chosen = [block[(block >> np.uint64(_NUMBER_BITS)) % np.uint64(parts) == part] for block in blocks]
            found.append(self._meeting_by_anchors(np.concatenate([rows[:0], *chosen]), first))
        return np.concatenate(found)

    def _meeting_by_anchors(self, rows: NDArray[np.uint64], first: NDArray[np.bool_]) -> Pairs:
        """Pairs of sentences that share an anchor few have; ``rows`` hold all of each anchor they hold."""
        import numpy as np

        rows = np.unique(rows[first[_numbers(rows)]])
        keys = rows >> np.uint64(_NUMBER_BITS)
        begins = np.flatnonzero(np.append(True, keys[1:] != keys[:-1])) if len(keys) else np.empty(0, np.int64)
        sizes = np.diff(np.append(begins, len(keys)))
        rows = rows[np.repeat(sizes <= _RARE, sizes)]
        u, v = _meeting(rows >> np.uint64(_NUMBER_BITS), _RARE - 1)
        numbers = _numbers(rows)
        return self._coded(numbers[u], numbers[v])

    def _coded(self, u: Pairs, v: Pairs) -> Pairs:
        import numpy as np

        low, high = np.minimum(u, v), np.maximum(u, v)
        codes: Pairs = (low * self._size + high)[low != high]
        return codes


def _numbers(rows: NDArray[np.uint64]) -> Pairs:
    import numpy as np

    return (rows & np.uint64((1 << _NUMBER_BITS) - 1)).astype(np.int64)


def _meeting(keys: NDArray[np.uint64], reach: int) -> tuple[Pairs, Pairs]:
    """Rows of equal keys, each with the next ``reach`` of its bucket."""
    import numpy as np

    order = np.argsort(keys, kind="stable")
    sorted_keys = keys[order]
    u, v = [np.empty(0, np.int64)], [np.empty(0, np.int64)]
    for by in range(1, reach + 1):
        same = np.flatnonzero(sorted_keys[by:] == sorted_keys[:-by])
        u.append(order[same])
        v.append(order[same + by])
    return np.concatenate(u), np.concatenate(v)


class _Likeness:
    """Estimated Jaccard of pairs; 1 where a sentence is too short to have a signature."""

    def __init__(self, folder: Path, sentences: int) -> None:
        import numpy as np

        self.numbers = np.fromfile(folder / "numbers.bin", np.int64)
        self._rows = np.full(sentences, -1, np.int64)
        self._rows[self.numbers] = np.arange(len(self.numbers))
        empty = np.empty((0, _SKETCH), np.uint8)
        path = folder / "sketches.bin"
        self._sketches = np.memmap(path, np.uint8, "r").reshape(-1, _SKETCH) if len(self.numbers) else empty

    def of(self, u: Pairs, v: Pairs) -> NDArray[np.float32]:
        """One value a pair."""
        import numpy as np

        found = np.ones(len(u), np.float32)
        for at in range(0, len(u), _BATCH):
            one, other = self._rows[u[at : at + _BATCH]], self._rows[v[at : at + _BATCH]]
            both = (one >= 0) & (other >= 0)
            part = found[at : at + _BATCH]
            part[both] = (self._sketches[one[both]] == self._sketches[other[both]]).mean(axis=1)
        return found


def _nearest(u: Pairs, v: Pairs, alike: NDArray[np.float32]) -> NDArray[np.bool_]:
    """True for pairs that are among the most alike of both their sentences."""
    import numpy as np

    kept = np.ones(len(u), np.bool_)
    for side in (u, v):
        order = np.lexsort((-alike, side))
        begins = np.flatnonzero(np.append(True, side[order][1:] != side[order][:-1])) if len(u) else np.empty(0, np.int64)
        place = np.arange(len(u)) - np.repeat(begins, np.diff(np.append(begins, len(u))))
        kept[order[place >= _MOST]] = False
    return kept


class _Columns:
    """The files of keys."""

    def __init__(self, folder: Path) -> None:
        names = ("hashes", "numbers", "sketches", "anchors", *(f"band{band}" for band in range(BANDS)))
        self._files = {name: (folder / f"{name}.bin").open("wb") for name in names}

    def __enter__(self) -> _Columns:
        return self

    def __exit__(self, *_: object) -> None:
        for file in self._files.values():
            file.close()

    def add(self, start: int, hashes: NDArray[np.uint64], values: NDArray[np.uint32], long: NDArray[np.bool_]) -> None:
        """A batch of signatures; ``long`` tells whose they are."""
        import numpy as np

        hashes.tofile(self._files["hashes"])
        (np.flatnonzero(long) + start).astype(np.int64).tofile(self._files["numbers"])
        values[:, ::2].astype(np.uint8).tofile(self._files["sketches"])
        for band in range(BANDS):
            key = np.full(len(values), band + 1, np.uint64)
            for column in range(band * ROWS, (band + 1) * ROWS):
                key = (key * np.uint64(STRIDE) + values[:, column]) * np.uint64(MULTIPLIER)
                key ^= key >> np.uint64(32)
            key.tofile(self._files[f"band{band}"])

    def anchors(self, start: int, texts: list[bytes]) -> None:
        """What is rare and what two variants would share, hashed, with the number of the sentence."""
        rows = array("Q")
        for number, text in enumerate(texts, start):
            for key in keys_of(text.decode("utf-8", "surrogatepass")):
                digest = hashlib.blake2b(key.encode("utf-8", "surrogatepass"), digest_size=8).digest()
                rows.append(int.from_bytes(digest) >> _NUMBER_BITS << _NUMBER_BITS | number)
        rows.tofile(self._files["anchors"])


def keys_of(sentence: str) -> set[str]:
    """Names of several words, addresses, handles, numbers of three digits that are no year; the last three
    words; and of the runs of four words one in three, the same ones in every sentence.

    >>> sorted(keys_of("Il a lu Thrive Capital et 595,3 milliards."))
    ['#5953', '595 3 milliards', 'Thrive Capital', 'il a lu thrive', 'thrive capital et 595']
    """
    words = _words(sentence)
    numbers = {f"#{m}" for n in _NUMBER.findall(sentence) if len(m := mantissa(n)) > 2 and not _is_year(n)}
    found = set(_ANCHOR.findall(sentence)) | numbers
    if len(words) > _RUN:
        runs = (" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
        found |= {run for run in runs if crc32(run.encode("utf-8", "surrogatepass")) % _SAMPLED == 0}
        found.add(" ".join(words[-3:]))
    return found


def _words(sentence: str) -> list[str]:
    """As ``words_of``, but for accents and at a tenth of the cost: a key that is missed costs a pair, not an edit."""
    folded = sentence.casefold()
    return _TOKEN.findall(folded)


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")
