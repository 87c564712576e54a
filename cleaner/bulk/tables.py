"""What the compiled kernels look up by code point: scripts, letters, small letters; and function words."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import regex

from cleaner import languages
from cleaner.disk import kept_arrays

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

SCRIPTS = ("", *languages.SCRIPTS)
LATIN, KANA, HAN = (SCRIPTS.index(name) for name in ("Latin", "Kana", "Han"))
SCRIPT, LETTER, SPACE = 15, 16, 32
"""A trait holds the script's number in its low bits, and whether the character is a letter or a space."""

_LAST = 0x110000
_PRIME, _SEED, _MASK = 0x100000001B3, 0xCBF29CE484222325, (1 << 64) - 1
SLOTS = 1 << 15


class Tables(NamedTuple):
    """By code point ``traits`` and ``lower``; by slot ``keys`` and ``masks`` (a bit a language).

    ``written`` has for each script the languages that use it, ``alone`` the one language of a script or -1.
    """

    traits: NDArray[np.uint8]
    lower: NDArray[np.uint32]
    keys: NDArray[np.uint64]
    masks: NDArray[np.uint64]
    written: NDArray[np.uint64]
    alone: NDArray[np.int64]


@cache
def tables() -> Tables:
    """All of it: half a second where it is not kept."""
    return Tables(*kept_arrays("scripts", _made, [Path(__file__), Path(languages.__file__), *languages.profile_files()]))


def _made() -> Tables:
    import numpy as np

    known = languages.known()
    written = [sum(1 << i for i, lang in enumerate(known) if languages.written_in(lang, s)) for s in SCRIPTS]
    lone = {**languages.ONE_LANGUAGE, "Kana": "ja"}
    alone = [known.index(lone[s]) if s in lone else -1 for s in SCRIPTS]
    return Tables(_traits(), _lower(), *_words(), np.array(written, np.uint64), np.array(alone, np.int64))


def _traits() -> NDArray[np.uint8]:
    import numpy as np

    traits = np.zeros(_LAST, np.uint8)
    every = "".join(map(chr, range(0xD800))) + "\0" * 0x800 + "".join(map(chr, range(0xE000, _LAST)))
    for match in languages.SCRIPT.finditer(every):
        traits[match.start() : match.end()] = SCRIPTS.index(match.lastgroup or "")
    for match in regex.finditer(r"[^\W\d_]+", every):
        traits[match.start() : match.end()] |= LETTER
    for code in range(0x3001):
        traits[code] |= SPACE if chr(code).isspace() else 0
    return traits


def _lower() -> NDArray[np.uint32]:
    """Small letters; a capital with a small form of two characters stands for itself: no function word has it."""
    import numpy as np

    lower = np.arange(_LAST, dtype=np.uint32)
    for code in range(0x20000):
        small = chr(code).lower()
        if len(small) == 1:
            lower[code] = ord(small)
    return lower


def _words() -> tuple[NDArray[np.uint64], NDArray[np.uint64]]:
    """An open hash table from a function word's hash to its languages."""
    import numpy as np

    known = languages.known()
    keys, masks = np.zeros(SLOTS, np.uint64), np.zeros(SLOTS, np.uint64)
    for word, langs in languages.function_words().items():
        key = word_hash(word)
        slot = key % SLOTS
        while keys[slot] not in (0, key):
            slot = (slot + 1) % SLOTS
        keys[slot] = key
        masks[slot] |= np.uint64(sum(1 << known.index(lang) for lang in langs))
    return keys, masks


def word_hash(word: str) -> int:
    """FNV-1a over code points, 64 bits."""
    value = _SEED
    for letter in word:
        value = ((value ^ ord(letter)) * _PRIME) & _MASK
    return value
