"""Every near-duplicate among some paragraphs, found exactly: no signatures, no numpy.

An index of shingles with prefix filtering (Chaudhuri, Ganti and Kaushik, 2006): two sets whose
Jaccard is at least t share one of the first |x| - ceil(t |x|) + 1 shingles of each, taken in one
order of all shingles. With the rarest first, a paragraph meets few others.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import ceil
from typing import Literal, NamedTuple

from cleaner.dedup.folding import tokens
from cleaner.dedup.guard import Facts, covers, facts
from cleaner.dedup.shingles import Shingles, jaccard, repeated, shingles, similarity

Keep = Literal["first", "longest"]

CROWDED = 256
"""A shingle that so many kept paragraphs have leads to no more of them: letters from one template,
each with another name, would all be compared with all. Equal paragraphs are found all the same."""


class Copy(NamedTuple):
    """A paragraph that repeats another, which is kept."""

    kept: int
    similarity: float


def find_copies(
    texts: Sequence[str],
    threshold: float,
    keep: Keep = "first",
    published: int = 0,
    crowded: int = CROWDED,
    sets: Sequence[Shingles] = (),
) -> dict[int, Copy]:
    """The numbers of the texts that repeat a kept one, each with its twin and their Jaccard.

    The first of two copies is kept (or the longest), but the later one where it states something the
    first does not: a copy goes only against a kept text that has all its facts (see ``guard``). The
    first ``published`` texts stay in any case. Meant for texts long enough for shingles; their sets may
    be given where they are known.

    >>> find_copies(["one two three", "something else", "One, two three!"], 0.6)
    {2: Copy(kept=0, similarity=1.0)}
    """
    sets = sets or [shingles(tokens(text)) for text in texts]
    known = repeated(sets)
    suspects = {i: own for i, own in enumerate(sets) if len(own & known) >= threshold * len(own)}
    counts = Counter(shingle for own in suspects.values() for shingle in own)
    index = _Index(threshold, published, crowded)
    for i in sorted(suspects, key=lambda i: (i >= published, -len(texts[i]) if keep == "longest" else 0, i)):
        ordered = sorted(suspects[i], key=lambda shingle: (counts[shingle], shingle))
        index.add(i, suspects[i], ordered, facts(texts[i]))
    return index.copies


def repeats(kept: str, removed: str, threshold: float) -> float | None:
    """The Jaccard of two texts where one may go for the other, else None."""
    if kept == removed:
        return 1.0
    alike = similarity(kept, removed)
    return alike if alike >= threshold and covers(facts(kept), facts(removed)) else None


class _Index:
    """The texts kept so far with the way back to them from a shingle, and the copies found."""

    def __init__(self, threshold: float, published: int, crowded: int) -> None:
        self.copies: dict[int, Copy] = {}
        self._threshold = threshold
        self._published = published
        self._crowded = crowded
        self._sets: dict[int, Shingles] = {}
        self._facts: dict[int, Facts] = {}
        self._by_shingle: defaultdict[int, list[int]] = defaultdict(list)
        self._by_text: defaultdict[str, list[int]] = defaultdict(list)

    def add(self, number: int, own: Shingles, ordered: list[int], found: Facts) -> None:
        """Keep a text, or note it as a copy of the kept one that is most like it."""
        self._sets[number], self._facts[number] = own, found
        near = self._near(number, ordered) if number >= self._published else []
        for alike, kept in near:
            if covers(self._facts[kept], found):
                self.copies[number] = Copy(kept, alike)
                return
        for _, kept in near:
            if kept >= self._published and self._replace(kept, number):
                break
        self._post(number, ordered)

    def _near(self, number: int, ordered: list[int]) -> list[tuple[float, int]]:
        """The kept texts that are alike enough, the most alike first, of equals the first."""
        near = {other for shingle in self._prefix(ordered) for other in self._by_shingle.get(shingle, ())}
        near.update(self._by_text.get(self._facts[number].compact, ())[: self._crowded])
        own = self._sets[number]
        alike = [(jaccard(own, self._sets[other]), other) for other in near if other not in self.copies]
        return sorted((pair for pair in alike if pair[0] >= self._threshold), key=lambda p: (-p[0], p[1]))

    def _replace(self, kept: int, number: int) -> bool:
        """Let a fuller text stand for a kept one, if it can for all that went against that one."""
        moved = {kept: self._alike(number, kept)}
        for i, copy in self.copies.items():
            if copy.kept == kept:
                moved[i] = self._alike(number, i)
        if not all(moved.values()):
            return False
        self.copies |= {i: Copy(number, alike) for i, alike in moved.items()}
        return True

    def _alike(self, kept: int, removed: int) -> float:
        """Their Jaccard where one may go for the other, else 0."""
        alike = jaccard(self._sets[kept], self._sets[removed])
        return alike if alike >= self._threshold and covers(self._facts[kept], self._facts[removed]) else 0.0

    def _post(self, number: int, ordered: list[int]) -> None:
        self._by_text[self._facts[number].compact].append(number)
        for shingle in self._prefix(ordered):
            if len(self._by_shingle[shingle]) < self._crowded:
                self._by_shingle[shingle].append(number)

    def _prefix(self, ordered: list[int]) -> list[int]:
        return ordered[: len(ordered) - ceil(self._threshold * len(ordered) - 1e-9) + 1]
