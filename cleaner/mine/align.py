"""Two sentences that are variants of one text, word by word: where they disagree between equal neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.dedup.folding import is_unspaced
from cleaner.languages import UNKNOWN, identify
from cleaner.mine.gaps import Gap, blocks_of, gaps_of, without_chance
from cleaner.mine.han import spelt_otherwise
from cleaner.mine.sides import Side, Sides
from cleaner.mine.verdict import omits, other_fact, worth_telling
from cleaner.mine.words import words_of

MOST_WORDS = 200
"""A longer sentence is a list or a table."""

_SHARED = 12
"""Least weight two variants share: six words."""

_RATIO, _RATIO_IN_DOCUMENT = 0.6, 0.75
"""Least share of equal words in the stretch both tell. Two translations of one quotation on a page have 0.9;
a summary and the body it sums up, which say the same in words of their own, 0.65 (measured on the seeds)."""

_FLANKS = 6
"""Least weight of the equal words on both sides of a disagreement together."""

_RATIO_AROUND_OMISSION = 0.85

_PLENTY = 30
"""Fifteen shared words are a quotation, however long the sentences around them."""

_MEANT = 3
"""Shared words that carry meaning, at the least."""


class Difference(NamedTuple):
    """Where two sentences differ: places in their texts. Empty on one side where that one lost words."""

    a: tuple[int, int]
    b: tuple[int, int]


class Alignment(NamedTuple):
    """The language, and the differences in the order of the text."""

    lang: str
    found: list[Difference]


def align(a: str, b: str, one_document: bool = False) -> Alignment | None:
    """What the sentences disagree on, or None where they are no variants of one text."""
    sides = Side(a, words_of(a)), Side(b, words_of(b))
    if max(len(side.words) for side in sides) > MOST_WORDS or not _may_overlap(sides) or spelt_otherwise(a, b):
        return None
    blocks = blocks_of(sides)
    shared = sum(sides[0].cut(i, i + n).weight for i, _, n in blocks)
    if not _overlap(shared, sides):
        return None
    lang = _language(a, b)
    if lang is None or sum(len(sides[0].cut(i, i + n).meant(lang)) for i, _, n in blocks) < _MEANT:
        return None
    gaps = list(gaps_of(without_chance(blocks, sides, lang), sides))
    if not gaps or not _one_text(gaps, sides, shared, _RATIO_IN_DOCUMENT if one_document else _RATIO):
        return None
    if any(other_fact(*gap.sides, lang) for gap in gaps):
        return None
    told = [gap for gap in gaps if min(gap.flanks) >= 1 and sum(gap.flanks) >= _FLANKS and worth_telling(*gap.sides, lang)]
    return Alignment(lang, [Difference(*(side.span for side in gap.sides)) for gap in told])


def _language(a: str, b: str) -> str | None:
    """The language of both; None where they are in two: one text quoted in another language's."""
    one, other = identify(a), identify(b)
    if UNKNOWN in (one, other):
        return other if one == UNKNOWN else one
    return one if one.split("-")[0] == other.split("-")[0] else None


def _overlap(shared: int, sides: Sides) -> bool:
    """True where half of either sentence is shared, or so much that it is no chance wherever it stands."""
    one, other = sorted(side.weight for side in sides)
    return shared >= _SHARED and 2 * shared >= one and (2 * shared >= other or shared >= _PLENTY)


def _may_overlap(sides: Sides) -> bool:
    """What ``_overlap`` will say at the best, from the words in any order: most pairs go no further."""
    counts = Counter(word.folded for word in sides[0].words) & Counter(word.folded for word in sides[1].words)
    return _overlap(sum(times * (1 if is_unspaced(word) else 2) for word, times in counts.items()), sides)


def _one_text(gaps: Sequence[Gap], sides: Sides, shared: int, least: float) -> bool:
    """True where what is equal outweighs what is not.

    A long omission counts nothing in itself, but all around it must be nearly the same.
    """
    differ, omitted = 0, 0
    for one, other in (gap.sides for gap in gaps):
        if omits(one, other):
            omitted += one.weight + other.weight
        else:
            differ += one.weight + other.weight
    if omitted:
        differ, least = sum(side.weight for side in sides) - 2 * shared - omitted, _RATIO_AROUND_OMISSION
    return 2 * shared / (2 * shared + differ) >= least
