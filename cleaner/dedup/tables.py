"""The folding as arrays, one entry a code point, for the compiled kernels."""

from __future__ import annotations

import unicodedata
from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from cleaner.dedup.folding import LAST_FOLDED, UNSPACED, fold_character
from cleaner.dedup.guard import sensitive_characters, sensitive_words
from cleaner.dedup.hashing import token_hash

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

ALONE, CAPITAL, NUMBER, TELLING = 1, 2, 4, 8
"""Bits: a token of its own; upper case; part of a number; a fact by itself (sign, negation, Katakana)."""


class Tables(NamedTuple):
    """What the kernels look up."""

    folds: NDArray[np.uint64]
    kinds: NDArray[np.uint8]
    words: NDArray[np.uint64]


@cache
def tables() -> Tables:
    """Folds with up to three code points of 21 bits each; character kinds; hashes of telling words."""
    import numpy as np

    folds = np.fromiter(map(_packed, range(LAST_FOLDED)), np.uint64, LAST_FOLDED)
    kinds = np.fromiter(map(_kind, range(LAST_FOLDED)), np.uint8, LAST_FOLDED)
    for first, last in UNSPACED:
        kinds[first:last] |= ALONE
    words = np.sort(np.array([token_hash(word) for word in sensitive_words()], np.uint64))
    return Tables(folds, kinds, words)


def _packed(code: int) -> int:
    return sum(ord(c) << 21 * i for i, c in enumerate(fold_character(chr(code))))


def _kind(code: int) -> int:
    character = chr(code)
    kind = CAPITAL if character.isupper() or character.istitle() else 0
    if unicodedata.category(character)[0] == "N":
        kind |= NUMBER
    return kind | TELLING if character in sensitive_characters() else kind
