"""Words with their places, and which of them carry meaning."""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

import regex

from cleaner.dedup.folding import RANGES, fold, is_unspaced
from cleaner.languages import profile

# An apostrophe parts words (d'IA); a number is one word with its separators.
_WORD = regex.compile(rf"[{RANGES}]|\p{{N}}+(?:[.,’'\u00a0\u202f ٬]\p{{N}}+)*|[\p{{L}}\p{{M}}]+|[@#]\w+")


class Word(NamedTuple):
    """A word, where it stands, and what it is compared by."""

    start: int
    end: int
    folded: str


@lru_cache(maxsize=4096)
def words_of(text: str) -> list[Word]:
    """The words of a text; of the unspaced scripts each character is one.

    >>> [w.folded for w in words_of("D'IA, 7 000 €")]
    ['d', 'ia', '7000']
    """
    found = (Word(m.start(), m.end(), _folded(m[0])) for m in _WORD.finditer(text))
    return [word for word in found if word.folded]


def _folded(word: str) -> str:
    return fold(word).replace(" ", "")


def weight(words: list[Word]) -> int:
    """How much text some words are: a word counts 2, an unspaced character 1."""
    return sum(1 if is_unspaced(word.folded) else 2 for word in words)


@lru_cache(maxsize=64)
def _function_words(lang: str) -> frozenset[str]:
    listed = profile(lang.split("-")[0]).get("function_words", ())
    return frozenset(word.folded for entry in listed for word in words_of(entry))


def carries_meaning(word: str, lang: str) -> bool:
    """False for articles, prepositions and the like: listed ones, and words of up to three letters.

    An unspaced character always does.
    """
    return is_unspaced(word) or (len(word) > 3 and word not in _function_words(lang))


def is_number(word: str) -> bool:
    """True for a word that begins with a digit."""
    return word[:1].isdigit()


def mantissa(number: str) -> str:
    """The digits that are the same whatever scale a number is written in.

    >>> mantissa("7000"), mantissa("1,72"), mantissa("1720")
    ('7', '172', '172')
    """
    digits = "".join(c for c in number if c.isdigit())
    return digits.strip("0") or "0"
