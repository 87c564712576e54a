"""ftfy's badness test as a bit-parallel Shift-And automaton (Baeza-Yates and Gonnet 1992).

The regular expression is read from the installed ftfy and expanded to its sequences of character
sets, 38 of them and 97 places long in ftfy 6.3: each place is a bit, in two words of 64.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache
from re import _constants as sre  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.encoding.gate import NEAR, badness

_PLANE = 0x10000
_WORD = 64

Charset = NDArray[np.bool_]
Item = tuple[Any, Any]


def badness_automaton() -> tuple[NDArray[np.uint64], NDArray[np.uint64], NDArray[np.uint64]]:
    """``(masks, starts, finals)``: the places a character fits, and where sequences begin and end.

    ``starts`` has the two words for anywhere in a line, then the two for its beginning.

    Raises ValueError where an ftfy of the future uses constructs or lengths this cannot hold.
    """
    pattern = badness()
    masks = np.zeros((_PLANE, 2), np.uint64)
    starts, finals, used = np.zeros(4, np.uint64), np.zeros(2, np.uint64), [0, 0]
    for anchored, sequence in _sequences(list(parser.parse(pattern.pattern, pattern.flags)), ()):
        if not _is_near(sequence):
            raise ValueError("a sequence of ftfy's badness test is ASCII for longer than expected")
        word = 0 if used[0] + len(sequence) <= _WORD else 1
        first, used[word] = used[word], used[word] + len(sequence)
        if used[word] > _WORD:
            raise ValueError("ftfy's badness test has outgrown the automaton")
        starts[word + 2] |= np.uint64(1 << first)
        starts[word] |= np.uint64(0 if anchored else 1 << first)
        finals[word] |= np.uint64(1 << (used[word] - 1))
        for place, charset in enumerate(sequence, first):
            masks[charset, word] |= np.uint64(1 << place)
    return masks, starts, finals


def _is_near(sequence: tuple[Charset, ...]) -> bool:
    """True where a character beyond ASCII stands less than NEAR from both ends of the sequence."""
    beyond = [i for i, charset in enumerate(sequence) if not charset[:0x80].any()]
    return bool(beyond) and beyond[0] < NEAR and len(sequence) - beyond[-1] <= NEAR


def _sequences(
    items: Sequence[Item], done: tuple[Charset, ...], anchored: bool = False
) -> Iterator[tuple[bool, tuple[Charset, ...]]]:
    """Every way through a pattern as character sets, and whether it must begin the line."""
    if not items:
        yield anchored, done
        return
    (op, value), rest = items[0], items[1:]
    if op == sre.AT:
        yield from _sequences(rest, done, True)
    elif op == sre.MAX_REPEAT:
        fewest, most, inner = value
        for times in range(fewest, most + 1):
            yield from _sequences([*list(inner) * times, *rest], done, anchored)
    elif op == sre.SUBPATTERN:
        yield from _sequences([*value[3], *rest], done, anchored)
    elif op == sre.BRANCH:
        for branch in value[1]:
            yield from _sequences([*branch, *rest], done, anchored)
    else:
        yield from _sequences(rest, (*done, _charset(repr((op, value)), op, value)), anchored)


_known: dict[str, Charset] = {}


def _charset(key: str, op: Any, value: Any) -> Charset:
    """The characters one place takes; the last stands for all beyond the basic plane."""
    if key not in _known:
        members = [(op, value)] if op != sre.IN else value
        chosen = np.zeros(_PLANE, np.bool_)
        for member in members:
            if member[0] != sre.NEGATE:
                chosen |= _members(*member)
        _known[key] = ~chosen if members[0][0] == sre.NEGATE else chosen
    return _known[key]


def _members(op: Any, value: Any) -> Charset:
    chosen = np.zeros(_PLANE, np.bool_)
    if op == sre.LITERAL:
        chosen[value] = True
    elif op == sre.RANGE:
        chosen[value[0] : value[1] + 1] = True
    elif op == sre.CATEGORY:
        chosen |= _category(value)
    elif op == sre.ANY:
        chosen[:] = True
    elif op == sre.NOT_LITERAL:
        chosen[:] = True
        chosen[value] = False
    else:
        raise ValueError(f"ftfy's badness test holds {op}, which the automaton does not know")
    return chosen


@cache
def _category(name: Any) -> Charset:
    short = {sre.CATEGORY_SPACE: r"\s", sre.CATEGORY_WORD: r"\w", sre.CATEGORY_DIGIT: r"\d"}[name]
    matches = re.compile(short).match
    chosen = np.array([matches(chr(i)) is not None for i in range(_PLANE)])
    chosen[-1] = name == sre.CATEGORY_WORD
    return chosen
