"""The compiled pass over a buffer; see ``scan.py`` for what it answers."""

from __future__ import annotations

from typing import Any

import numba
import numpy as np

from cleaner.stages.encoding.forms import BITS, DEAD, STATES
from cleaner.stages.encoding.gate import DROPPED, NEAR, ODD, SUSPICIOUS
from cleaner.stages.encoding.structure import DOUBLE, SINGLE

LATIN, PLAIN, ZERO_WIDTH, ALWAYS_ODD, SMALL, REFERENCE, CUT, CUT_SIGN = (1 << i for i in range(8))
"""Classes of characters the gate's regular expressions know."""
IS_TELLTALE, IS_ICELANDIC, LOWER, UPPER, LETTER, NEUTRAL = (1 << i for i in range(6))
"""Traits the gate's sum asks for."""
IS_AMPERSAND, IS_QUESTION, IS_INTRUDER = 1 << 56, 1 << 57, 1 << 58
UNLISTED_PAIR = 127
_ASCII_FORMS = sum(0o7770 << BITS * STATES * group for group in range(len(DOUBLE)))
"""ASCII is text where no byte is waited for, and the end of the reader elsewhere."""

_SHORTEST_CUT = 7
_DOUBLE = len(DOUBLE)
_ALL_SINGLE = (1 << len(SINGLE)) - 1
_ALL_DEAD = (1 << BITS * _DOUBLE) - 1
_WHOLE = 0
"""All readers of UTF-8 wait for no byte."""
_AMPERSAND, _QUESTION = ord("&"), ord("?")
_NEVER_BAD = (0x2E80, 0xE000)
"""No character from here to there stands in ftfy's test, but for sets of all that are not Latin."""


@numba.njit(cache=True, nogil=True, inline="always")
def _is_odd(kind: Any, last: Any, last2: Any) -> Any:
    """The alternatives of the gate's regular expression, at their last character."""
    return (
        kind & ALWAYS_ODD != 0
        or (kind & LATIN != 0 and last & PLAIN != 0)
        or (kind & PLAIN != 0 and last & LATIN != 0)
        or (kind & ZERO_WIDTH != 0 and last & (LATIN | PLAIN) != 0)
        or (last & IS_AMPERSAND != 0 and kind & REFERENCE != 0)
        or (last & IS_QUESTION != 0 and kind & SMALL != 0 and last2 & SMALL != 0)
    )


@numba.njit(cache=True, nogil=True, inline="always")
def _is_plain(byte: Any) -> Any:
    """ASCII that neither ends a line nor begins anything odd."""
    return byte < 0x80 and byte != 10 and byte != _AMPERSAND and byte != _QUESTION


@numba.njit(cache=True, nogil=True, inline="always")
def _decode(data: Any, at: Any, byte: Any) -> Any:
    """The code point that begins at ``at`` and its bytes; U+FFFF for all beyond the basic plane."""
    if byte < 0xE0:
        return ((byte & 0x1F) << 6) | (np.int64(data[at + 1]) & 0x3F), 2
    if byte < 0xF0:
        low = ((np.int64(data[at + 1]) & 0x3F) << 6) | (np.int64(data[at + 2]) & 0x3F)
        return ((byte & 0xF) << 12) | low, 3
    return 0xFFFF, 4


@numba.njit(cache=True, nogil=True, inline="always")
def _surprise(fact: Any, before: Any, pairs: Any, limits: Any) -> Any:
    """``gate.surprise`` of a character behind another, from the facts of both."""
    trait = (fact >> 8) & 0xFF
    if trait & NEUTRAL != 0:
        return 0
    context = (before >> 40) & 0xFFFF
    cost = np.int64(pairs[context, (fact >> 24) & 0xFFFF])
    if cost == UNLISTED_PAIR:
        cost = ((fact >> 16) & 0xFF) - 128
        if context != 0 and trait & LETTER != 0:
            cost += limits[1]
    if trait & UPPER != 0 and (before >> 8) & LOWER != 0:
        cost += limits[2]
    return cost


@numba.njit(cache=True, nogil=True, inline="always")
def _after_double(forms: Any, states: Any) -> Any:
    """The states of the readers behind the codecs of several bytes, after a character with these forms."""
    after = 0
    for group in range(_DOUBLE):
        shift = BITS * group
        state = (states >> shift) & DEAD
        if state != DEAD:
            state = (forms >> (shift * STATES + BITS * state)) & DEAD
        after |= state << shift
    return after


@numba.njit(cache=True, nogil=True, inline="always")
def _is_whole(states: Any) -> Any:
    """True where any reader has read whole sequences only."""
    whole = False
    for group in range(_DOUBLE):
        whole |= (states >> (BITS * group)) & DEAD == 0
    return whole


@numba.njit(cache=True, nogil=True, inline="always")
def _verdict(odd: Any, bad: Any, total: Any, told: Any, icelandic: Any, cut: Any, limits: Any) -> Any:
    telltale = told >= limits[3] and told > limits[4] * icelandic
    suspicious = bad or total >= limits[0] or telltale or cut
    return np.uint8((ODD if odd else 0) | (SUSPICIOUS if suspicious else 0))


@numba.njit(cache=True, nogil=True)
def _is_foreign(data: Any, start: Any, end: Any, words: Any) -> Any:
    """True where a short word of another language than English stands between spaces, in a line of ASCII."""
    key: Any = 0
    letters = 4
    for at in range(start, end):
        byte: Any = np.int64(data[at])
        if 97 <= byte <= 122 and letters < 4:
            key, letters = key * 27 + byte - 96, letters + 1
        elif byte == 32:
            if 2 <= letters <= 3 and words[key]:
                return True
            key, letters = 0, 0
        else:
            letters = 4
    return False


@numba.njit(cache=True, nogil=True, boundscheck=False)
def scan_lines(
    data: Any,
    flags: Any,
    facts: Any,
    pairs: Any,
    masks: Any,
    starts: Any,
    finals: Any,
    limits: Any,
    words: Any,
    single: Any,
    double: Any,
) -> None:
    """Write ODD and SUSPICIOUS for each line of ``data`` into ``flags``."""
    start0, start1, final0, final1 = starts[2], starts[3], finals[0], finals[1]
    one, zero, space = np.uint64(1), np.uint64(0), np.int64(facts[32])
    size, at, line, first = data.size, 0, 0, 0
    state0, state1, before, before2 = zero, zero, space, np.int64(0)
    total, told, icelandic, quiet = 0, 0, 0, 0
    odd = bad = sign = multibyte = False
    cut = True
    alive, wait1, wait2, wait3, states = _ALL_SINGLE, 0, 0, 0, _WHOLE
    while at <= size:
        byte = np.int64(data[at]) if at < size else 10
        if byte == 10:
            if line < flags.size:
                is_cut = cut and sign and not multibyte and at - first >= _SHORTEST_CUT
                if multibyte and not bad:
                    alive &= ~(wait1 | wait2 | wait3)
                    bad = alive != 0 or _is_whole(states)
                flags[line] = _verdict(odd, bad, total, told, icelandic, is_cut, limits)
                if not multibyte and at - first >= limits[5] and _is_foreign(data, first, at, words):
                    flags[line] |= DROPPED
            line, at = line + 1, at + 1
            first = at
            start0, start1 = starts[2], starts[3]
            state0, state1, before, before2 = zero, zero, space, np.int64(0)
            total, told, icelandic, quiet = 0, 0, 0, 0
            odd = bad = sign = multibyte = False
            cut = True
            alive, wait1, wait2, wait3, states = _ALL_SINGLE, 0, 0, 0, _WHOLE
            continue
        if byte < 0x80:
            if (
                quiet >= NEAR
                and not cut
                and _is_plain(byte)
                and before & (IS_AMPERSAND | IS_QUESTION) == 0
            ):
                while at + 1 < size and _is_plain(data[at + 1]):
                    at += 1
                before2, before = np.int64(facts[data[at - 1]]), np.int64(facts[data[at]])
                at += 1
                state0, state1 = zero, zero
                for i in range(at - NEAR, at):
                    state0 = ((state0 << one) | start0) & masks[data[i], 0]
                    state1 = ((state1 << one) | start1) & masks[data[i], 1]
                continue
            code, quiet, at = np.int64(byte), quiet + 1, at + 1
            if quiet == 1 and multibyte:
                alive &= ~(wait1 | wait2 | wait3)
                wait1 = wait2 = wait3 = 0
                states = _after_double(_ASCII_FORMS, states)
        else:
            code, width = _decode(data, at, byte)
            quiet, at, multibyte = 0, at + width, True
        fact: Any = np.int64(facts[code])
        if state0 | state1 != zero or code < _NEVER_BAD[0] or code >= _NEVER_BAD[1]:
            state0 = ((state0 << one) | start0) & masks[code, 0]
            state1 = ((state1 << one) | start1) & masks[code, 1]
            bad |= ((state0 & final0) | (state1 & final1)) != zero
        start0, start1 = starts[0], starts[1]
        odd |= _is_odd(fact, before, before2)
        bad |= before & IS_INTRUDER != 0 and fact & SMALL != 0 and before2 & SMALL != 0
        cut &= fact & CUT != 0
        sign |= fact & CUT_SIGN != 0
        if code > 0x7F:
            if alive != 0:
                waiting = wait1 | wait2 | wait3
                idle: Any = alive & ~waiting
                follows: Any = waiting & np.int64(single[code, 3])
                wait1 = (idle & np.int64(single[code, 0])) | (follows & wait2)
                wait2 = (idle & np.int64(single[code, 1])) | (follows & wait3)
                wait3 = idle & np.int64(single[code, 2])
                alive = follows | wait1 | wait2 | wait3
            if states != _ALL_DEAD:
                states = _after_double(np.int64(double[code]), states)
            told += (fact >> 8) & IS_TELLTALE
            icelandic += ((fact >> 8) & IS_ICELANDIC) >> 1
            total += _surprise(fact, before, pairs, limits)
        before2, before = before, fact
