"""Every near-duplicate among some paragraphs, found exactly: no signatures, no numpy.

An index of shingles with prefix filtering (Chaudhuri, Ganti and Kaushik, 2006): two sets whose
Jaccard is at least t share one of the first |x| - ceil(t |x|) + 1 shingles of each, taken in one
order of all shingles. With the rarest first, a paragraph meets few others. What a paragraph states
counts as one more shingle, so that a copy meets the one that states the same out of a thousand letters
from one template.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence, Set
from itertools import chain, combinations, pairwise
from math import ceil
from typing import Literal, NamedTuple

from cleaner.dedup.folding import tokens
from cleaner.dedup.guard import Facts, covers, facts
from cleaner.dedup.hashing import shingle_hashes
from cleaner.dedup.shingles import Shingles, jaccard, repeated, shingles, similarity

Keep = Literal["first", "longest"]

CROWDED = 32
"""A shingle that so many kept paragraphs have leads to no more of them, and a text that so many went against
gives way to none: letters from one template, each with another number, would all be compared with all."""


_FEW = 16
"""Texts that are compared all with all first: most have no copy, and what they state need not be found out. None is
crowded out among them, so no more than ``CROWDED``."""


class Copy(NamedTuple):
    """A paragraph that repeats another, which is kept."""

    kept: int
    similarity: float


def find_copies(
    texts: Sequence[str],
    threshold: float,
    keep: Keep = "first",
    published: int = 0,
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
    suspects = [i for i, own in enumerate(sets) if own and len(own & known) >= threshold * len(own)]
    if len(suspects) <= _FEW:
        pairs = [pair for pair in combinations(suspects, 2) if jaccard(sets[pair[0]], sets[pair[1]]) >= threshold]
        suspects = sorted(set(chain.from_iterable(pairs)))
    ranks = _ranks([texts[i] for i in suspects], sets, known)
    index = _Index(threshold, published)
    for i in sorted(suspects, key=lambda i: (i >= published, -len(texts[i]) if keep == "longest" else 0, i)):
        ordered = sorted(sets[i], key=ranks.__getitem__)
        prefix = ordered[: len(ordered) - ceil(threshold * len(ordered) - 1e-9) + 1]
        index.add(i, sets[i], prefix, facts(texts[i]))
    return index.copies


def _ranks(texts: Sequence[str], sets: Sequence[Shingles], known: Set[int]) -> dict[int, tuple[int, int]]:
    """Of each shingle of the texts how many sets have it, and its number that is the same in every process."""
    counts = Counter(shingle for own in sets for shingle in own & known) if texts else Counter[int]()
    ranks: dict[int, tuple[int, int]] = {}
    for words in map(tokens, texts):
        own = zip(map(hash, pairwise(words)), shingle_hashes(words), strict=True)
        ranks |= {shingle: (counts.get(shingle, 1), number) for shingle, number in own}
    return ranks


def repeats(kept: str, removed: str, threshold: float) -> float | None:
    """The Jaccard of two texts where one may go for the other, else None."""
    if kept == removed:
        return 1.0
    alike = similarity(kept, removed)
    return alike if alike >= threshold and covers(facts(kept), facts(removed)) else None


class _Index:
    """The texts kept so far with the way back to them from a shingle, and the copies found."""

    def __init__(self, threshold: float, published: int) -> None:
        self.copies: dict[int, Copy] = {}
        self._threshold = threshold
        self._published = published
        self._sets: dict[int, Shingles] = {}
        self._facts: dict[int, Facts] = {}
        self._followers: defaultdict[int, list[int]] = defaultdict(list)
        self._by_shingle: defaultdict[int, list[int]] = defaultdict(list)
        self._by_facts: defaultdict[int, list[int]] = defaultdict(list)

    def add(self, number: int, own: Shingles, prefix: Sequence[int], found: Facts) -> None:
        """Keep a text, or note it as a copy of the kept one that is most like it."""
        self._sets[number], self._facts[number] = own, found
        lists = [self._by_shingle[shingle] for shingle in prefix]
        lists += [self._by_facts[found.key]] if found.key else []
        near = self._near(number, lists) if number >= self._published else []
        for alike, kept in near:
            if covers(self._facts[kept], found):
                self.copies[number] = Copy(kept, alike)
                self._followers[kept].append(number)
                return
        for _, kept in near:
            if kept >= self._published and self._replace(kept, number):
                break
        for listed in lists:
            if len(listed) < CROWDED:
                listed.append(number)

    def _near(self, number: int, lists: Sequence[Sequence[int]]) -> list[tuple[float, int]]:
        """The kept texts that are alike enough, the most alike first, of equals the first."""
        near = {other for listed in lists for other in listed if other not in self.copies}
        alike = [(jaccard(self._sets[number], self._sets[other]), other) for other in near]
        return sorted((pair for pair in alike if pair[0] >= self._threshold), key=lambda p: (-p[0], p[1]))

    def _replace(self, kept: int, number: int) -> bool:
        """Let a fuller text stand for a kept one, if it can for all that went against that one."""
        moving = [kept, *self._followers[kept]]
        if len(moving) > CROWDED:
            return False
        moved = {}
        for i in moving:
            alike = jaccard(self._sets[number], self._sets[i])
            if alike < self._threshold or not covers(self._facts[number], self._facts[i]):
                return False
            moved[i] = Copy(number, alike)
        self.copies |= moved
        self._followers[number] += moving
        return True
