"""What a gap between equal words is: an omission, another fact, or a disagreement worth telling."""

from __future__ import annotations

from difflib import SequenceMatcher

from cleaner.mine.gaps import SIZE
from cleaner.mine.sides import Side
from cleaner.mine.words import is_number, mantissa

MISSING = 10
"""Least weight of a stretch that one side has and the other lost."""


def omits(one: Side, other: Side) -> bool:
    """True where one side has a stretch that the other lost."""
    return not (one.words and other.words) and max(one.weight, other.weight) >= MISSING


def other_fact(one: Side, other: Side, lang: str) -> bool:
    """True where another number or another name stands: a template filled twice, or other news."""
    if omits(one, other):
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


def worth_telling(one: Side, other: Side, lang: str) -> bool:
    """True for a short disagreement in words that carry meaning, and for an omission."""
    if not (one.words and other.words):
        return omits(one, other)
    if max(one.weight, other.weight) > SIZE or any(is_number(w.folded) for w in (*one.words, *other.words)):
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
