"""The folding and the guard's words as arrays, one entry a code point, for the compiled kernels."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import regex

from cleaner.dedup import guard
from cleaner.dedup import words as lists
from cleaner.dedup.folding import LAST_FOLDED, UNSPACED, fold_character
from cleaner.dedup.gaps import HAN_NUMERALS, POINTS
from cleaner.dedup.hashing import token_hash
from cleaner.dedup.words import spoken, stated_words, telling_words
from cleaner.disk import kept_arrays
from cleaner.languages import profile_files

if TYPE_CHECKING:
    from collections.abc import Iterable

    import numpy as np
    from numpy.typing import NDArray

ALONE, CAPITAL, NUMBER, SIGN, LETTER, KATAKANA, OPENER, NUMERAL, MARK, POINT, LINK = (
    1 << i for i in range(11)
)
"""Kinds of characters: a token of its own, upper case, ... as the patterns of ``guard`` tell them."""


LISTED = 1 << 16
"""Bits of the first look whether a token is in any list: few are."""


class Tables(NamedTuple):
    """What the kernels look up: by code point, sorted token numbers, and the columns of ``words.spoken``."""

    folds: NDArray[np.uint64]
    kinds: NDArray[np.uint16]
    negations: NDArray[np.uint64]
    dates: NDArray[np.uint64]
    places: NDArray[np.uint64]
    phrases: NDArray[np.uint64]
    meanings: NDArray[np.uint32]
    listed: NDArray[np.bool_]
    words: NDArray[np.uint64]
    speakers: NDArray[np.int64]
    nameless: NDArray[np.int64]
    doubtful: NDArray[np.uint64]
    plain: NDArray[np.int64]
    denying: NDArray[np.int64]


@cache
def tables() -> Tables:
    """Folds are up to three code points of 21 bits; a phrase is a row of tokens, padded with 0, the rows sorted."""
    own = sorted(path for path in Path(__file__).parent.iterdir() if path.suffix in (".py", ".toml"))
    return Tables(*kept_arrays("folding", _made, [*own, *profile_files()]))


def _made() -> Tables:
    import numpy as np

    kinds = _kinds()
    for first, last in UNSPACED:
        kinds[first:last] |= ALONE
    negations, dates, places = map(_hashes, (telling_words("negations"), stated_words(), telling_words("places")))
    words, speakers, nameless, doubtful, plain, denying = spoken()
    spelled, meanings = zip(*lists.phrases(), strict=True)
    width = max(map(len, spelled))
    phrases = np.array([tokens + (0,) * (width - len(tokens)) for tokens in spelled], np.uint64)
    listed = np.zeros(LISTED, np.bool_)
    every = np.concatenate((negations, dates, places, phrases[:, 0], np.array(words, np.uint64)))
    listed[(every % np.uint64(LISTED)).astype(np.int64)] = True
    return Tables(
        np.fromiter(map(_packed, range(LAST_FOLDED)), np.uint64, LAST_FOLDED),
        kinds,
        negations,
        dates,
        places,
        phrases,
        np.array(meanings, np.uint32),
        listed,
        np.array(words, np.uint64),
        np.array(speakers, np.int64),
        np.array(nameless, np.int64),
        np.array(doubtful, np.uint64),
        np.array(plain, np.int64),
        np.array(denying, np.int64),
    )


def _packed(code: int) -> int:
    return sum(ord(c) << 21 * i for i, c in enumerate(fold_character(chr(code))))


def _kinds() -> NDArray[np.uint16]:
    """By the very classes of the guard's patterns: the regex module knows newer characters than Python."""
    import numpy as np

    kinds = np.zeros(LAST_FOLDED, np.uint16)
    characters = "".join(map(chr, range(LAST_FOLDED)))
    for pattern, kind in (
        (r"[\p{L}\p{M}]", LETTER),
        (r"\p{N}", NUMBER),
        (guard.SIGN, SIGN),
        (f"[{guard.KATAKANA}]", KATAKANA),
        (f"[{HAN_NUMERALS}]", NUMERAL),
        (f"[{regex.escape(guard.OPENERS)}]", OPENER),
        (f"[{regex.escape(guard.MARKS)}]", MARK),
        (f"[{POINTS}]", POINT),
        (f"[{guard.LINKS}]", LINK),
    ):
        kinds[[match.start() for match in regex.finditer(pattern, characters)]] |= kind
    capital = [c.isupper() or c.istitle() for c in characters]
    kinds[np.flatnonzero(capital)] |= CAPITAL
    return kinds


def _hashes(words: Iterable[str]) -> NDArray[np.uint64]:
    import numpy as np

    return np.sort(np.array([token_hash(word) for word in words], np.uint64))
