"""The folding and the guard's words as arrays, one entry a code point, for the compiled kernels."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cleaner.dedup import guard
from cleaner.dedup.folding import LAST_FOLDED, UNSPACED, fold_character
from cleaner.dedup.hashing import token_hash

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

ALONE, CAPITAL, NUMBER, SIGN, LETTER, KATAKANA, OPENER, NUMERAL, MARK, POINT = (1 << i for i in range(10))
"""Kinds of characters: a token of its own, upper case, ... as the patterns of ``guard`` tell them."""


class Tables(NamedTuple):
    """What the kernels look up: by code point, and sorted token numbers."""

    folds: NDArray[np.uint64]
    kinds: NDArray[np.uint16]
    negations: NDArray[np.uint64]
    dates: NDArray[np.uint64]
    plain: NDArray[np.uint64]
    phrases: NDArray[np.uint64]


@cache
def tables() -> Tables:
    """Folds are up to three code points of 21 bits; a phrase is a row of tokens, padded with 0."""
    import numpy as np

    kinds = np.fromiter(map(_kind, range(LAST_FOLDED)), np.uint16, LAST_FOLDED)
    for first, last in UNSPACED:
        kinds[first:last] |= ALONE
    phrases = guard.negating_phrases()
    width = max(map(len, phrases))
    return Tables(
        np.fromiter(map(_packed, range(LAST_FOLDED)), np.uint64, LAST_FOLDED),
        kinds,
        _hashes(guard.telling_words("negations")),
        _hashes(guard.telling_words("dates")),
        _hashes(guard.function_words()),
        np.array([phrase + (0,) * (width - len(phrase)) for phrase in phrases], np.uint64),
    )


def _packed(code: int) -> int:
    return sum(ord(c) << 21 * i for i, c in enumerate(fold_character(chr(code))))


def _kind(code: int) -> int:
    character = chr(code)
    category = unicodedata.category(character)
    kind = {"L": LETTER, "M": LETTER, "N": NUMBER}.get(category[0], 0)
    kind |= _SPECIAL.get(character, 0)
    kind |= SIGN if category in ("Sc", "Sm") or character in "%‰°" else 0
    return kind | (CAPITAL if character.isupper() or character.istitle() else 0)


def _special() -> dict[str, int]:
    kinds: dict[str, int] = {}
    katakana = "".join(map(chr, [*range(0x30A1, 0x30FB), *range(0x30FC, 0x3100)]))
    for characters, kind in (
        (katakana, KATAKANA),
        (guard.OPENERS, OPENER),
        (guard.HAN_NUMERALS, NUMERAL),
        (guard.MARKS, MARK),
        (guard.POINTS, POINT),
    ):
        for character in characters:
            kinds[character] = kinds.get(character, 0) | kind
    return kinds


_SPECIAL = _special()


def _hashes(words: Iterable[str]) -> NDArray[np.uint64]:
    import numpy as np

    return np.sort(np.array([token_hash(word) for word in words], np.uint64))
