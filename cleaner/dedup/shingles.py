"""Shingles: pairs of neighbouring tokens, and the exact Jaccard similarity of two sets of them.

Pairs, not single tokens, because the order of words is part of what a paragraph says; not triples,
because one word in ten replaced (still the same paragraph to a reader) brings triples down to a
Jaccard of 0.56 and pairs to 0.68, while two texts that share one half stay below 0.51 by either.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import pairwise

from cleaner.dedup.folding import compact, is_mostly_unspaced, tokens, weight

SHORTEST = 24
"""Weight (see ``folding.weight``) below which a paragraph is compared exactly: 12 words, or 24
characters of an unspaced script. A line of verse, a heading, a reply in a dialogue are shorter."""


Shingles = frozenset[int]
"""A shingle is kept as its hash: a third of the memory of a pair, and two of them differ all but always."""


def is_long(words: list[str]) -> bool:
    """True where a text of these tokens is long enough to be compared by its shingles."""
    return len(words) >= SHORTEST or weight(words) >= SHORTEST


def shingles(words: Sequence[str]) -> Shingles:
    """The set of neighbouring token pairs.

    >>> len(shingles(["a", "b", "a", "b"]))
    2
    """
    return frozenset(map(hash, pairwise(words)))


def shingle_sets(texts: Sequence[str]) -> list[Shingles]:
    """The shingles of each text, none for those too short to be compared by them."""
    return [shingles(words) if is_long(words) else frozenset() for words in map(tokens, texts)]


def repeated(sets: Iterable[Shingles]) -> set[int]:
    """The shingles that more than one of the sets has."""
    seen, again = set[int](), set[int]()
    for own in sets:
        again |= seen & own
        seen |= own
    return again


WORTH_A_LOOK = 0.4
"""Of a paragraph's shingles: with fewer in common, no other paragraph holds most of it."""


def worth_a_look(text: str, own: Shingles, shared: int, threshold: float) -> bool:
    """True where a text has enough of its shingles in common with others to be compared.

    Enough is ``WORTH_A_LOOK``; where characters are the tokens it is the threshold: of any two pages of Thai
    one has 40 % of the other's pairs of characters.
    """
    share = shared / len(own) if own else 0.0
    if share < min(WORTH_A_LOOK, threshold):
        return False
    return share >= threshold or not is_mostly_unspaced(tokens(text))


def share_any(texts: Sequence[str], sets: Sequence[Shingles], threshold: float) -> bool:
    """True where one of the texts, whose shingles ``sets`` are, is worth a look."""
    known = repeated(sets)
    return any(
        worth_a_look(text, own, len(own & known), threshold) for text, own in zip(texts, sets, strict=True)
    )


def jaccard(a: Set[object], b: Set[object]) -> float:
    """Shared elements by all elements, 0 to 1; two empty sets have nothing in common: 0."""
    shared = len(a & b)
    return shared / (len(a) + len(b) - shared) if shared else 0.0


def similarity(a: str, b: str) -> float:
    """Exact Jaccard of the shingles of two texts; short ones are equal after folding or not.

    >>> similarity("Oui.", "oui"), similarity("Oui.", "Non.")
    (1.0, 0.0)
    """
    if compact(a) == compact(b):
        return 1.0 if compact(a) or a == b else 0.0
    first, second = tokens(a), tokens(b)
    if not (is_long(first) and is_long(second)):
        return 0.0
    return jaccard(shingles(first), shingles(second))


def containment(part: str, whole: str) -> float:
    """The share of the part's character 5-grams that the whole has too, 0 to 1."""
    first, second = _fivegrams(part), _fivegrams(whole)
    return len(first & second) / len(first) if first else 0.0


def _fivegrams(text: str) -> set[str]:
    folded = compact(text)
    return {folded[i : i + 5] for i in range(len(folded) - 4)}
