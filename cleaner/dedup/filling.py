"""Compiled filling of the characters that a damaged copy lost. Needs numba.

Gives what ``gaps.filled`` gives, which a test holds.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from cleaner.dedup import gaps
from cleaner.dedup.gaps import DIGIT, LOST, REPLACEMENT, STRANGE, WORD
from cleaner.dedup.gaps import POINT as POINT_INSIDE
from cleaner.dedup.kernels import compiled, decode, kind
from cleaner.dedup.tables import ALONE, LETTER, NUMBER, NUMERAL, POINT

_fill_gaps = compiled()(gaps.fill_gaps)


@compiled()
def filled(buffer: Any, kept: Any, removed: Any, kinds: Any) -> Any:
    """The bytes of the removed text, from ``(start, end)`` to ``(start, end)``, filled from the kept one; none where
    nothing is to be filled."""
    codes, theirs = _read(buffer, removed[0], removed[1], kinds)
    lost = False
    for value in theirs:
        lost = lost or value >= STRANGE
    if lost:
        whole, ours = _read(buffer, kept[0], kept[1], kinds)
        if _fill_gaps(whole, ours, codes, theirs):
            return _encode(codes)
    return np.empty(0, np.uint8)


@compiled()
def _read(buffer: Any, start: int, end: int, kinds: Any) -> Any:
    """The code points of a text and the kind of each as ``gaps`` tells them."""
    codes, found = np.empty(end - start, np.int64), np.zeros(end - start, np.uint8)
    count, at = 0, start
    while at < end:
        code, at = decode(buffer, at)
        own = kind(code, kinds)
        codes[count] = code
        if own & NUMBER:
            found[count] = DIGIT
        elif own & POINT:
            found[count] = POINT_INSIDE
        elif own & LETTER and own & ALONE:
            found[count] = 0 if own & NUMERAL else STRANGE
        elif code == REPLACEMENT:
            found[count] = LOST
        elif own & LETTER:
            found[count] = WORD
        count += 1
    return codes[:count], found[:count]


@compiled()
def _encode(codes: Any) -> Any:
    """As UTF-8."""
    out, size = np.empty(4 * codes.size, np.uint8), 0
    for code in codes:
        if code < 0x80:
            out[size] = code
            size += 1
            continue
        further = 1 if code < 0x800 else (2 if code < 0x10000 else 3)
        out[size] = (0xFF00 >> further + 1) & 0xFF | (code >> 6 * further)
        for k in range(further):
            out[size + 1 + k] = 0x80 | (code >> 6 * (further - 1 - k)) & 0x3F
        size += further + 1
    return out[:size]
