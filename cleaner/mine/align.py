"""Two sentences that are variants of one text, word by word: where they disagree between equal neighbours."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from functools import lru_cache
from itertools import pairwise, zip_longest
from typing import NamedTuple

from cleaner.dedup.folding import is_unspaced
from cleaner.languages import UNKNOWN, identify
from cleaner.mine.words import Word, carries_meaning, is_number, mantissa, weight, words_of

MOST_WORDS = 200
"""A longer sentence is a list or a table."""

_SIZE = 8
"""Weight of the longest side of a disagreement: four words, eight characters of an unspaced script."""

NOUNS_HAVE_CAPITALS = ("de", "lb")

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

_MISSING = 10
"""Least weight of a stretch that one side has and the other lost."""


class Disagreement(NamedTuple):
    """Where two sentences differ: places in their texts. Empty on one side where that one lost words."""

    a: tuple[int, int]
    b: tuple[int, int]


class Alignment(NamedTuple):
    """The language, and the disagreements in the order of the text."""

    lang: str
    found: list[Disagreement]


class _Gap(NamedTuple):
    """Words ``a[a1:a2]`` stand where ``b[b1:b2]`` do; ``flanks`` are the weights of what is equal on either side."""

    a1: int
    a2: int
    b1: int
    b2: int
    flanks: tuple[int, int]


def align(a: str, b: str, one_document: bool = False) -> Alignment | None:
    """What the sentences disagree on, or None where they are no variants of one text."""
    sides = Side(a, words_of(a)), Side(b, words_of(b))
    if max(len(side.words) for side in sides) > MOST_WORDS or not _may_overlap(sides) or _spelt_otherwise(a, b):
        return None
    blocks = _blocks(sides)
    shared = sum(sides[0].cut(i, i + n).weight for i, _, n in blocks)
    if not _overlap(shared, sides):
        return None
    lang = _language(a, b)
    if lang is None or sum(len(sides[0].cut(i, i + n).meant(lang)) for i, _, n in blocks) < _MEANT:
        return None
    gaps = list(_gaps(_without_chance(blocks, sides, lang), sides))
    if not gaps or not _one_text(gaps, sides, shared, _RATIO_IN_DOCUMENT if one_document else _RATIO):
        return None
    if any(_other_fact(*_cut(gap, sides), lang) for gap in gaps):
        return None
    told = [gap for gap in gaps if min(gap.flanks) >= 1 and sum(gap.flanks) >= _FLANKS and _worth_telling(*_cut(gap, sides), lang)]
    return Alignment(lang, [Disagreement(*(side.span for side in _cut(gap, sides))) for gap in told])


class Side(NamedTuple):
    """Some words of a text."""

    text: str
    words: list[Word]
    place: int = 0

    @property
    def weight(self) -> int:
        """See ``words.weight``."""
        return weight(self.words)

    @property
    def span(self) -> tuple[int, int]:
        """Where the words stand; of none, the place between their neighbours."""
        return (self.words[0].start, self.words[-1].end) if self.words else (self.place, self.place)

    def cut(self, first: int, end: int) -> Side:
        """Some of the words."""
        return Side(self.text, self.words[first:end], self.words[first - 1].end if first else 0)

    def names(self, lang: str) -> set[str]:
        """Words with a capital; in German, where every noun has one, those with a second."""
        skip = 1 if lang in NOUNS_HAVE_CAPITALS else 0
        return {w.folded for w in self.words if any(c.isupper() for c in self._spelt(w)[skip:][: None if skip else 1])}

    def meant(self, lang: str) -> list[str]:
        """The words that carry meaning, acronyms among them."""
        return [w.folded for w in self.words if carries_meaning(w.folded, lang) or self._acronym(w)]

    def _acronym(self, word: Word) -> bool:
        return word.end - word.start > 1 and self._spelt(word).isupper()

    def _spelt(self, word: Word) -> str:
        return self.text[word.start : word.end]


Sides = tuple[Side, Side]
Blocks = list[tuple[int, int, int]]


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


def _spelt_otherwise(a: str, b: str) -> bool:
    """True for Chinese in simplified and in traditional characters: each has some the other's old charset lacks."""
    return _lean(a) * _lean(b) < 0


def _lean(text: str) -> int:
    """Above 0 for simplified, below for traditional characters."""
    han = [c for c in set(text) if "\u4e00" <= c <= "\u9fff"]
    return sum(_in(c, "gb2312") - _in(c, "big5") for c in han)


@lru_cache(maxsize=1 << 14)
def _in(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True


def _blocks(sides: Sides) -> Blocks:
    """Stretches of equal words; a lone word at either end, beyond a gap, is chance."""
    left, right = ([word.folded for word in side.words] for side in sides)
    matches = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    blocks = [(m.a, m.b, m.size) for m in matches if m.size]
    while blocks and blocks[0][2] == 1 and blocks[0][:2] != (0, 0):
        blocks.pop(0)
    while blocks and blocks[-1][2] == 1 and blocks[-1][:2] != (len(left) - 1, len(right) - 1):
        blocks.pop()
    return blocks


def _without_chance(blocks: Blocks, sides: Sides, lang: str) -> Blocks:
    """A block inside that is one little word or one character belongs to the disagreement around it, if that stays small."""
    kept = blocks[:1]
    for block, following in zip_longest(blocks[1:], blocks[2:]):
        if following and not _solid(sides[0].cut(block[0], block[0] + block[2]), lang):
            (i, j, n), (k, m, _) = kept[-1], following
            if max(sides[0].cut(i + n, k).weight, sides[1].cut(j + n, m).weight) <= _SIZE:
                continue
        kept.append(block)
    return kept


def _solid(side: Side, lang: str) -> bool:
    return len(side.words) > 2 or (side.weight > 1 and bool(side.meant(lang)))


def _gaps(blocks: Blocks, sides: Sides) -> Iterator[_Gap]:
    """What differs between the blocks, and before the first and after the last where both are near their end."""
    left, right = sides
    ends = [(0, 0, 0), *blocks, (len(left.words), len(right.words), 0)]
    sizes = [left.cut(i, i + n).weight for i, _, n in ends]
    for at, ((i, j, n), (k, m, _)) in enumerate(pairwise(ends)):
        inside = 0 < at < len(blocks)
        # An end of both sentences is as good as an equal word.
        flanks = (sizes[at], sizes[at + 1]) if inside else (max(1, sizes[at]), max(1, sizes[at + 1]))
        gap = _Gap(i + n, k, j + n, m, flanks)
        if inside or 0 < max(side.weight for side in _cut(gap, sides)) <= _SIZE:
            yield gap


def _cut(gap: _Gap, sides: Sides) -> Sides:
    return sides[0].cut(gap.a1, gap.a2), sides[1].cut(gap.b1, gap.b2)


def _one_text(gaps: Sequence[_Gap], sides: Sides, shared: int, least: float) -> bool:
    """True where what is equal outweighs what is not.

    A long omission counts nothing in itself, but all around it must be nearly the same.
    """
    differ, omitted = 0, 0
    for one, other in (_cut(gap, sides) for gap in gaps):
        if _omits(one, other):
            omitted += one.weight + other.weight
        else:
            differ += one.weight + other.weight
    if omitted:
        differ, least = sum(side.weight for side in sides) - 2 * shared - omitted, _RATIO_AROUND_OMISSION
    return 2 * shared / (2 * shared + differ) >= least


def _omits(one: Side, other: Side) -> bool:
    return not (one.words and other.words) and max(one.weight, other.weight) >= _MISSING


def _other_fact(one: Side, other: Side, lang: str) -> bool:
    """True where another number or another name stands: a template filled twice, or other news."""
    if _omits(one, other):
        return False
    if not _same_numbers(*({w.folded for w in side.words if is_number(w.folded)} for side in (one, other))):
        return True
    names = one.names(lang), other.names(lang)
    return bool(names[0] and names[1]) and not any(_alike(x, y) for x in names[0] for y in names[1])


def _same_numbers(one: set[str], other: set[str]) -> bool:
    """True where each number stands on the other side too, or a thousand times as large (7 trillions, 7 000 milliards)."""
    return len(one) == len(other) and all(
        any(mantissa(x) == mantissa(y) and (len(x) - len(y)) % 3 == 0 for y in other) for x in one
    )


def _worth_telling(one: Side, other: Side, lang: str) -> bool:
    if not (one.words and other.words):
        return _omits(one, other)
    if max(one.weight, other.weight) > _SIZE or any(is_number(w.folded) for w in (*one.words, *other.words)):
        return False  # Whether two amounts are the same is for the rules of numbers to say.
    meant = one.meant(lang), other.meant(lang)
    if not all(meant) or set(meant[0]) == set(meant[1]):
        return False
    return len(meant[0]) != len(meant[1]) or not all(map(inflected, *meant))


def inflected(one: str, other: str) -> bool:
    """True for forms of one word, by a common beginning of two thirds, or by a Semitic prefix of one letter.

    >>> inflected("crucial", "cruciale"), inflected("résistante", "résiliente")
    (True, False)
    """
    shared = next((i for i, (x, y) in enumerate(zip(one, other, strict=False)) if x != y), min(len(one), len(other)))
    if "\u0590" <= one[:1] <= "\u06ff" and len(one) > 2 and other in (one[1:], other[:1] + one, other[:1] + one[1:]):
        return True
    return one == other or (shared >= 3 and 3 * shared >= 2 * max(len(one), len(other)))


def _alike(one: str, other: str) -> bool:
    """True where two names may be one, spelt otherwise."""
    return one == other or SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.75


def lost_start(fragment: str, whole: str) -> int:
    """Where in ``whole`` the words of a fragment begin that lost its start; 0 where it is no such fragment."""
    left, right = words_of(fragment), words_of(whole)
    same = 0
    while same < min(len(left), len(right)) and inflected(left[-1 - same].folded, right[-1 - same].folded):
        same += 1
    if same < len(left) or weight(left) < _FLANKS or weight(right[:-same]) < _MISSING:
        return 0
    return right[-same].start
