"""Compiled loops over UTF-8 bytes: shingles, MinHash signatures, exact Jaccard. Needs numba.

Whatever is computed here is defined elsewhere in plain Python: tokens and folding in ``folding``, hashes
in ``hashing``, permutations in datasketch, what makes a copy in ``exact``. A test holds them equal.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

import numba as nb
import numpy as np

from cleaner import disk
from cleaner.dedup import hashing
from cleaner.dedup.folding import LAST_FOLDED, UNSPACED
from cleaner.dedup.tables import ALONE, LETTER

u64 = np.uint64
u32 = np.uint32
SEED, PRIME = u64(hashing.SEED), u64(hashing.PRIME)
_STRIDE, _MULTIPLIER = u64(hashing.STRIDE), u64(hashing.MULTIPLIER)
_LAST = LAST_FOLDED
_RARE_HAN = UNSPACED[-1]
_VARIANTS = (0xE0100, 0xE01F0)  # variation selectors: the only letters or marks beyond
_RARE = np.uint16(ALONE | LETTER)
_S32, SHIFT, POINT, SPACE = u64(32), u64(21), u64(0x1FFFFF), u64(32)
_NONE = u32(0xFFFFFFFF)


_Function = TypeVar("_Function", bound=Callable[..., Any])


def compiled(**options: Any) -> Callable[[_Function], _Function]:
    """A decorator: compiled on first use, kept on disk, runs without the interpreter's lock.

    numba drops what it keeps when the function's own file changes, not when one does that holds a function it calls
    or a constant: an older guard would go on deciding after an upgrade. So each state of this folder's files has a
    place of its own.
    """

    def decorate(function: _Function) -> _Function:
        config: Any = nb.config
        given, config.CACHE_DIR = config.CACHE_DIR, _place(config.CACHE_DIR)
        try:
            made: _Function = nb.njit(nogil=True, cache=True, boundscheck=False, **options)(function)
        finally:
            config.CACHE_DIR = given
        return made

    return decorate


@cache
def _place(given: str) -> str:
    """Inside numba's cache folder where one was chosen, else cleaner's; "" lets numba choose."""
    root = Path(given) if given else disk.folder()
    own = sorted(Path(__file__).parent.glob("*.py"))
    return str(root / f"kernels-{crc32(b''.join(file.read_bytes() for file in own)):08x}") if root else ""


@compiled()
def mix(value: Any) -> Any:
    """``hashing.mix``."""
    value = (value ^ (value >> _S32)) * _MULTIPLIER
    value = (value ^ (value >> _S32)) * _MULTIPLIER
    return value ^ (value >> _S32)


@compiled()
def decode(buffer: Any, at: int) -> Any:
    """``(code point, next place)``; the bytes are known to be valid UTF-8."""
    b = u32(buffer[at])
    if b < 0x80:
        return b, at + 1
    if b < 0xE0:
        return ((b & u32(0x1F)) << u32(6)) | (buffer[at + 1] & u32(0x3F)), at + 2
    if b < 0xF0:
        high = ((b & u32(0xF)) << u32(12)) | ((buffer[at + 1] & u32(0x3F)) << u32(6))
        return high | (buffer[at + 2] & u32(0x3F)), at + 3
    high = ((b & u32(0x7)) << u32(18)) | ((buffer[at + 1] & u32(0x3F)) << u32(12))
    return high | ((buffer[at + 2] & u32(0x3F)) << u32(6)) | (buffer[at + 3] & u32(0x3F)), at + 4


@compiled()
def kind(code: Any, kinds: Any) -> Any:
    """The kinds of a code point, see ``tables``."""
    if code < _LAST:
        return kinds[code]
    if _RARE_HAN[0] <= code < _RARE_HAN[1]:
        return _RARE
    return np.uint16(LETTER) if _VARIANTS[0] <= code < _VARIANTS[1] else np.uint16(0)


@compiled()
def shingle(buffer: Any, start: int, end: int, folds: Any, kinds: Any, out: Any) -> Any:
    """Writes the shingle hashes of one text; gives their number, the text's weight and its hash."""
    count, weight, whole = 0, 0, SEED
    token, length, last, seen = SEED, 0, u64(0), False
    at = start
    while at <= end:
        if at < end:
            code, at = decode(buffer, at)
            folded = folds[code] if code < _LAST else u64(code)
        else:
            folded, at = SPACE, at + 1
        while folded != 0:
            point = folded & POINT
            folded >>= SHIFT
            alone = point != SPACE and (kind(point, kinds) & ALONE) != 0
            if length > 0 and (alone or point == SPACE):
                token = mix(token)
                if seen:
                    out[count] = mix(last * _STRIDE + token)
                    count += 1
                last, seen, token, length = token, True, SEED, 0
                weight += 2
            if point == SPACE:
                continue
            whole = (whole ^ point) * PRIME
            if alone:
                single = mix((SEED ^ point) * PRIME)
                if seen:
                    out[count] = mix(last * _STRIDE + single)
                    count += 1
                last, seen = single, True
                weight += 1
            else:
                token = (token ^ point) * PRIME
                length += 1
    return count, weight, mix(whole)


@compiled()
def _premix(value: Any) -> Any:
    """MurmurHash3's 32-bit finaliser, with which datasketch's affine32 scheme begins."""
    value = u32((value ^ (value >> u32(16))) * u32(0x85EBCA6B))
    value = u32((value ^ (value >> u32(13))) * u32(0xC2B2AE35))
    return value ^ (value >> u32(16))


@compiled(fastmath=True)
def _minimise(shingles: Any, count: int, a: Any, b: Any, signature: Any) -> None:
    for k in range(a.size):
        signature[k] = _NONE
    for i in range(count):
        value = _premix(u32(shingles[i]))
        for k in range(a.size):
            signature[k] = min(signature[k], u32(a[k] * value + b[k]))


@compiled()
def sign(buffer: Any, offsets: Any, wanted: Any, shortest: int, tables: Any, a: Any, b: Any) -> Any:
    """``(text hashes, signatures, which texts are long)``; a row of ``signatures`` for each long one."""
    texts = offsets.size - 1
    hashes = np.empty(texts, np.uint64)
    long = np.zeros(texts, np.bool_)
    signatures = np.empty((texts, a.size), np.uint32)
    room = np.empty(longest(offsets) * 3 + 1, np.uint64)
    row = 0
    for i in range(texts):
        count, weight, hashes[i] = shingle(buffer, offsets[i], offsets[i + 1], tables[0], tables[1], room)
        if wanted[i] and weight >= shortest:
            long[i] = True
            _minimise(room, count, a, b, signatures[row])
            row += 1
    return hashes, signatures[:row], long


@compiled()
def longest(offsets: Any) -> int:
    """The bytes of the longest text."""
    most = 0
    for i in range(offsets.size - 1):
        most = max(most, offsets[i + 1] - offsets[i])
    return most
