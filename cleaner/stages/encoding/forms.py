"""The forms of ``structure.py`` as tables: what each character does to a reader of UTF-8 behind each codec.

A reader waits for 0 to 3 following bytes, or is dead: the codec cannot have read UTF-8 as this line.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cleaner.stages.encoding.codecs import characters, encode
from cleaner.stages.encoding.structure import DOUBLE, NOT_DOUBLE, SINGLE

_PLANE = 0x10000
DEAD = 7
BITS, STATES = 3, 4
"""The state after a character takes three bits, for each of four states before it."""


def single_forms() -> NDArray[np.uint32]:
    """For each character the codecs, as bits, in which it begins 2, 3 or 4 bytes of UTF-8, or follows."""
    forms = np.zeros((_PLANE, 4), np.uint32)
    for bit, codec in enumerate(SINGLE):
        for first, last, column in ((0xC2, 0xE0, 0), (0xE0, 0xF0, 1), (0xF0, 0xF5, 2), (0x80, 0xC0, 3)):
            for c in characters(codec, first, last):
                forms[ord(c), column] |= np.uint32(1 << bit)
    forms[0xFFFD] = 0
    return forms


def double_forms() -> NDArray[np.uint64]:
    """For each character the states after it, three bits for each codec and each state before it."""
    forms = np.full(_PLANE, np.uint64(0))
    for group, codec in enumerate(DOUBLE):
        lengths, data = _codes(codec)
        for before in range(STATES):
            after = _walk(before, lengths, data)
            forms |= after << np.uint64(BITS * (STATES * group + before))
    return forms


def _codes(codec: str) -> tuple[NDArray[np.int64], NDArray[np.uint8]]:
    """How many bytes each character has in the codec, none where it has no code, and the bytes."""
    codes = [b"" if NOT_DOUBLE.match(c) else encode(c, codec, "ignore") or b"" for c in map(chr, range(_PLANE))]
    codes[0xD800:0xE000] = [b""] * 0x800
    padded = b"".join(code.ljust(4, b"\0") for code in codes)
    return np.array([len(code) for code in codes]), np.frombuffer(padded, np.uint8).reshape(-1, 4)


def _walk(before: int, lengths: NDArray[np.int64], data: NDArray[np.uint8]) -> NDArray[np.uint64]:
    steps = _steps()
    state = np.where(lengths > 0, before, DEAD)
    for place in range(4):
        state = np.where(lengths > place, steps[state, data[:, place]], state)
    return state.astype(np.uint64)


def _steps() -> NDArray[np.int64]:
    """The state after each byte, for each state before it."""
    steps = np.full((DEAD + 1, 256), DEAD)
    steps[0, :0x80] = 0
    for first, last, waits in ((0xC2, 0xE0, 1), (0xE0, 0xF0, 2), (0xF0, 0xF5, 3)):
        steps[0, first:last] = waits
    for waits in (1, 2, 3):
        steps[waits, 0x80:0xC0] = waits - 1
    return steps
