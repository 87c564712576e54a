"""Every near-duplicate among some paragraphs, found exactly: no signatures, no numpy.

An index of shingles with prefix filtering (Chaudhuri, Ganti and Kaushik, 2006): two sets whose
Jaccard is at least t share one of the first |x| - ceil(t |x|) + 1 shingles of each, taken in one
order of all shingles. With the rarest first, a paragraph meets few others.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from math import ceil
from typing import Literal, NamedTuple

from cleaner.dedup.folding import compact, tokens
from cleaner.dedup.guard import Facts, covers, facts
from cleaner.dedup.shingles import Shingle, jaccard, shingles, similarity

Keep = Literal["first", "longest"]

CROWDED = 256
"""A shingle that so many kept paragraphs have leads to no more of them: letters from one template,
each with another name, would all be compared with all. Equal paragraphs are found all the same."""


class Copy(NamedTuple):
    """A paragraph that repeats another, which is kept."""

    kept: int
    similarity: float


def find_copies(texts: Sequence[str], threshold: float, keep: Keep = "first") -> dict[int, Copy]:
    """The numbers of the texts that repeat a kept one, each with its twin and their Jaccard.

    Of two copies the one that states more facts is kept, else the first (or the longest): a copy
    goes only against a text that is kept and has all its facts (see ``guard``). Meant for texts
    that are long enough for shingles (``shingles.is_long``).

    >>> find_copies(["one two three", "something else", "One, two three!"], 0.6)
    {2: Copy(kept=0, similarity=1.0)}
    """
    counts = _Counts(sum(map(len, texts)) // 4)
    for text in texts:
        counts.add(shingles(tokens(text)))
    suspects = {i: found for i, text in enumerate(texts) if (found := counts.suspect(text, threshold))}
    known = {i: facts(texts[i]) for i in suspects}
    index, copies = _Index(threshold), dict[int, Copy]()
    for i in sorted(suspects, key=lambda i: _rank(known[i], i, keep)):
        copy = index.find(suspects[i], known[i])
        if copy:
            copies[i] = copy
        else:
            index.add(i, suspects[i], known[i])
    return copies


def repeats(kept: str, removed: str, threshold: float) -> float | None:
    """The Jaccard of two texts where one may go for the other, else None."""
    alike = similarity(kept, removed)
    return alike if alike >= threshold and covers(facts(kept), facts(removed)) else None


def _rank(found: Facts, number: int, keep: Keep) -> tuple[int, int, int]:
    return -found.count, -len(found.text) if keep == "longest" else 0, number


class _Counts:
    """In how many texts a shingle occurs, never too low: two shingles may share a cell."""

    def __init__(self, expected: int) -> None:
        self._cells = bytearray(1 << max(10, (4 * expected).bit_length()))
        self._mask = len(self._cells) - 1

    def add(self, found: Iterable[Shingle]) -> None:
        cells, mask = self._cells, self._mask
        for shingle in found:
            cell = hash(shingle) & mask
            if cells[cell] < 255:
                cells[cell] += 1

    def suspect(self, text: str, threshold: float) -> list[Shingle]:
        """The shingles, rarest first, of a text that may have a near-duplicate; else nothing."""
        found = shingles(tokens(text))
        counted = sorted((self._cells[hash(shingle) & self._mask], shingle) for shingle in found)
        shared = sum(count > 1 for count, _ in counted)
        return [shingle for _, shingle in counted] if shared >= threshold * len(counted) else []


class _Index:
    """The texts kept so far, and the way back to them from a shingle."""

    def __init__(self, threshold: float) -> None:
        self._threshold = threshold
        self._sets: dict[int, frozenset[Shingle]] = {}
        self._facts: dict[int, Facts] = {}
        self._by_shingle: defaultdict[Shingle, list[int]] = defaultdict(list)
        self._by_text: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, number: int, ordered: list[Shingle], found: Facts) -> None:
        self._sets[number] = frozenset(ordered)
        self._facts[number] = found
        self._by_text[compact(found.text)].append(number)
        for shingle in self._prefix(ordered):
            if len(self._by_shingle[shingle]) < CROWDED:
                self._by_shingle[shingle].append(number)

    def find(self, ordered: list[Shingle], found: Facts) -> Copy | None:
        """The kept text most like this one that makes it superfluous; of equals the first."""
        near = {number for shingle in self._prefix(ordered) for number in self._by_shingle.get(shingle, ())}
        near.update(self._by_text.get(compact(found.text), ())[:CROWDED])
        own = frozenset(ordered)
        alike = [(-jaccard(own, self._sets[number]), number) for number in near]
        for similarity, number in sorted(pair for pair in alike if -pair[0] >= self._threshold):
            if covers(self._facts[number], found):
                return Copy(number, -similarity)
        return None

    def _prefix(self, ordered: list[Shingle]) -> list[Shingle]:
        return ordered[: len(ordered) - ceil(self._threshold * len(ordered) - 1e-9) + 1]
