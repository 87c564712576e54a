"""What two sentences of a corpus disagree on, with where they say it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from cleaner.languages import identify
from cleaner.mine.align import align
from cleaner.mine.fragments import lost_start
from cleaner.mine.spool import Spool
from cleaner.mine.words import words_of

Kind = Literal["words", "missing"]

_FLANK = 3


class Saying(NamedTuple):
    """One side in one sentence: the words that are disagreed on stand at ``text[start:end]``."""

    sentence: int
    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """What this side says."""
        return self.text[self.start : self.end]


class Disagreement(NamedTuple):
    """One disagreement of one pair; ``slot`` names the words around it."""

    kind: Kind
    lang: str
    slot: str
    sides: tuple[Saying, Saying]


def disagreements(spool: Spool, u: int, v: int) -> Iterator[Disagreement]:
    """What two sentences disagree on, and what one of them lost."""
    one, other = spool.place(u), spool.place(v)
    if (one.document, one.paragraph) == (other.document, other.paragraph):
        return
    a, b = spool.text(u), spool.text(v)
    for broken, (fragment, f), (whole, w) in ((one.broken, (a, u), (b, v)), (other.broken, (b, v), (a, u))):
        if broken and (at := lost_start(fragment, whole)):
            sides = Saying(f, fragment, 0, 0), Saying(w, whole, 0, at)
            yield Disagreement("missing", identify(whole), f"{w}", sides)
            return
    if (aligned := align(a, b, one.document == other.document)) is None:
        return
    for here, there in aligned.found:
        left, right = Saying(u, a, *here), Saying(v, b, *there)
        kind: Kind = "words" if left.words and right.words else "missing"
        yield Disagreement(kind, aligned.lang, f"{aligned.lang} {_around(a, *here)}", _in_order(left, right))


def _in_order(one: Saying, other: Saying) -> tuple[Saying, Saying]:
    """The side that lost its words first, else as the alphabet has them."""
    left, right = sorted((one, other), key=lambda side: (named(side.words), side.sentence))
    return left, right


def named(words: str) -> str:
    """Words as they are compared: however they are spelt."""
    return " ".join(word.folded for word in words_of(words))


def _around(text: str, start: int, end: int) -> str:
    before = [word.folded for word in words_of(text[:start])][-_FLANK:]
    after = [word.folded for word in words_of(text[end:])][:_FLANK]
    return f"{' '.join(before)} _ {' '.join(after)}"
