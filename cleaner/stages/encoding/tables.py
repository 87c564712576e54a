"""The gate's definitions as arrays, for the compiled kernel."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from cleaner.disk import kept_arrays
from cleaner.stages.encoding import gate
from cleaner.stages.encoding.automaton import badness_automaton
from cleaner.stages.encoding.forms import double_forms, single_forms
from cleaner.stages.encoding.kernel import (
    ALWAYS_ODD,
    CUT,
    CUT_SIGN,
    IS_AMPERSAND,
    IS_ICELANDIC,
    IS_INTRUDER,
    IS_QUESTION,
    IS_TELLTALE,
    LATIN,
    LETTER,
    LOWER,
    NEUTRAL,
    PLAIN,
    REFERENCE,
    SMALL,
    UNLISTED_PAIR,
    UPPER,
    ZERO_WIDTH,
)
from cleaner.stages.encoding.likelihood import any_language, fold

PLANE = 0x10000
"""Characters of the basic plane have a place each; all others share the last one."""

_CLASSES = {
    LATIN: f"[{gate.LATIN}]",
    PLAIN: f"[{gate.OTHER_PLAIN}]",
    ZERO_WIDTH: f"[{gate.ZERO_WIDTH}]",
    ALWAYS_ODD: f"[{gate.ALWAYS_ODD}]",
    SMALL: "[a-z]",
    REFERENCE: "[#A-Za-z]",
    CUT: rf"[\r{gate.CUT}]",
    CUT_SIGN: "[:-@]",
}

LIMITS = (
    gate.ALARM,
    gate.NEW_WORD,
    gate.CAPITAL_INSIDE,
    gate.FEWEST_TELLTALES,
    gate.TELLTALES_EACH,
    gate.SHORTEST_DROPPED,
)
"""Passed, not compiled in: the cached kernel must follow when they change."""


class Tables(NamedTuple):
    """What the kernel reads: packed facts of each character, costs of pairs, and ftfy's test.

    ``facts`` holds, from the lowest bit: class, trait, surprise alone plus 128 (8 bits each), the
    number of its letter and of its context (16 bits each), and whether it is &, ? or an intruder. ``single`` and
    ``double`` are ``structure.py`` as automata, a bit or a group of bits for each codec.
    """

    facts: NDArray[np.uint64]
    pairs: NDArray[np.int8]
    masks: NDArray[np.uint64]
    starts: NDArray[np.uint64]
    finals: NDArray[np.uint64]
    limits: NDArray[np.int64]
    words: NDArray[np.bool_]
    single: NDArray[np.uint32]
    double: NDArray[np.uint64]


@cache
def tables() -> Tables:
    """All tables: one and a half seconds where they are not kept."""
    folder = Path(__file__).parent
    return Tables(*kept_arrays("gate", _made, [*sorted(folder.glob("*.py")), *sorted(folder.glob("data/*"))]))


def _made() -> Tables:
    characters = [chr(i) for i in range(PLANE)]
    letters = sorted({c for pair in any_language() for c in pair if len(pair) == 2} - {" "})
    number = {c: i for i, c in enumerate([" ", *letters])}
    stranger = len(number)
    letter = [number.get(fold(c), stranger) for c in characters]
    context = [number.get(gate.context(c), stranger) for c in characters]
    columns = (
        _classes(characters).tolist(),
        [_traits(c) for c in characters],
        [_alone(c) + 128 for c in characters],
    )
    facts = np.zeros(PLANE, np.uint64)
    for shift, column in zip((0, 8, 16, 24, 40), (*columns, letter, context), strict=True):
        facts |= np.array(column, np.uint64) << np.uint64(shift)
    facts[ord("&")] |= np.uint64(IS_AMPERSAND)
    facts[ord("?")] |= np.uint64(IS_QUESTION)
    facts[_places(gate.INTRUDER, characters)] |= np.uint64(IS_INTRUDER)
    limits = np.array(LIMITS, np.int64)
    return Tables(
        facts, _pairs(number, stranger), *badness_automaton(), limits, _words(), single_forms(), double_forms()
    )


def _classes(characters: list[str]) -> NDArray[np.uint8]:
    classes = np.zeros(PLANE, np.uint8)
    for bit, pattern in _CLASSES.items():
        classes[_places(pattern, characters)] |= np.uint8(bit)
    return classes


def _places(pattern: str, characters: list[str]) -> list[int]:
    return [match.start() for match in re.finditer(pattern, "".join(characters))]


def _traits(c: str) -> int:
    bits = {
        IS_TELLTALE: c in gate.TELLTALE,
        IS_ICELANDIC: c in gate.ICELANDIC,
        LOWER: c.islower(),
        UPPER: c.isupper(),
        LETTER: fold(c).isalpha(),
        NEUTRAL: gate.is_neutral(c),
    }
    return sum(bit for bit, true in bits.items() if true)


def _alone(c: str) -> int:
    """``gate.surprise`` behind a space, for a character that makes no pair with it."""
    return any_language().get(fold(c), gate.UNLISTED) - gate.usual(c)


def _pairs(number: dict[str, int], stranger: int) -> NDArray[np.int8]:
    pairs = np.full((stranger + 1, stranger + 1), UNLISTED_PAIR, np.int8)
    for pair, cost in any_language().items():
        if len(pair) == 2:
            pairs[number[pair[0]], number[pair[1]]] = cost - gate.usual(pair[1])
    return pairs


def _words() -> NDArray[np.bool_]:
    """The words of ``gate.FOREIGN`` as numbers in base 27."""
    words = np.zeros(27**3, np.bool_)
    for word in gate.FOREIGN:
        words[sum((ord(c) - 96) * 27**i for i, c in enumerate(reversed(word)))] = True
    return words
