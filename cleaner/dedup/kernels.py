"""Compiled loops over UTF-8 bytes: shingles, MinHash signatures, exact Jaccard. Needs numba.

Whatever is computed here is defined elsewhere in plain Python: tokens and folding in ``folding``, hashes
in ``hashing``, permutations in datasketch, what makes a copy in ``exact``. A test holds them equal.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numba as nb
import numpy as np

from cleaner.dedup import hashing
from cleaner.dedup.folding import LAST_FOLDED, UNSPACED
from cleaner.dedup.tables import ALONE, CAPITAL, NUMBER, TELLING

u64 = np.uint64
u32 = np.uint32
_SEED, _PRIME = u64(hashing.SEED), u64(hashing.PRIME)
_STRIDE, _MULTIPLIER = u64(hashing.STRIDE), u64(hashing.MULTIPLIER)
_LAST = LAST_FOLDED
_RARE_HAN = UNSPACED[-1]
_S32, _S21, _POINT, _SPACE = u64(32), u64(21), u64(0x1FFFFF), u64(32)
_NONE = u32(0xFFFFFFFF)


_Function = TypeVar("_Function", bound=Callable[..., Any])


def _compiled(**options: Any) -> Callable[[_Function], _Function]:
    decorate: Callable[[_Function], _Function] = nb.njit(nogil=True, cache=True, boundscheck=False, **options)
    return decorate


@_compiled(inline="always")
def _mix(value: Any) -> Any:
    value = (value ^ (value >> _S32)) * _MULTIPLIER
    value = (value ^ (value >> _S32)) * _MULTIPLIER
    return value ^ (value >> _S32)


@_compiled(inline="always")
def _decode(buffer: Any, at: int) -> Any:
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


@_compiled(inline="always")
def _kind(code: Any, kinds: Any) -> Any:
    if code < _LAST:
        return kinds[code]
    return np.uint8(ALONE) if _RARE_HAN[0] <= code < _RARE_HAN[1] else np.uint8(0)


@_compiled()
def shingle(buffer: Any, start: int, end: int, folds: Any, kinds: Any, out: Any) -> Any:
    """Writes the shingle hashes of one text; gives their number, the text's weight and its hash."""
    count, weight, whole = 0, 0, _SEED
    token, length, last, seen = _SEED, 0, u64(0), False
    at = start
    while at <= end:
        if at < end:
            code, at = _decode(buffer, at)
            folded = folds[code] if code < _LAST else u64(code)
        else:
            folded, at = _SPACE, at + 1
        while folded != 0:
            point = folded & _POINT
            folded >>= _S21
            alone = point != _SPACE and (_kind(point, kinds) & ALONE) != 0
            if length > 0 and (alone or point == _SPACE):
                token = _mix(token)
                if seen:
                    out[count] = _mix(last * _STRIDE + token)
                    count += 1
                last, seen, token, length = token, True, _SEED, 0
                weight += 2
            if point == _SPACE:
                continue
            whole = (whole ^ point) * _PRIME
            if alone:
                single = _mix((_SEED ^ point) * _PRIME)
                if seen:
                    out[count] = _mix(last * _STRIDE + single)
                    count += 1
                last, seen = single, True
                weight += 1
            else:
                token = (token ^ point) * _PRIME
                length += 1
    return count, weight, _mix(whole)


@_compiled(inline="always")
def _premix(value: Any) -> Any:
    """MurmurHash3's 32-bit finaliser, with which datasketch's affine32 scheme begins."""
    value = u32((value ^ (value >> u32(16))) * u32(0x85EBCA6B))
    value = u32((value ^ (value >> u32(13))) * u32(0xC2B2AE35))
    return value ^ (value >> u32(16))


@_compiled(fastmath=True)
def _minimise(shingles: Any, count: int, a: Any, b: Any, signature: Any) -> None:
    for k in range(a.size):
        signature[k] = _NONE
    for i in range(count):
        value = _premix(u32(shingles[i]))
        for k in range(a.size):
            signature[k] = min(signature[k], u32(a[k] * value + b[k]))


@_compiled()
def sign(buffer: Any, offsets: Any, wanted: Any, shortest: int, tables: Any, a: Any, b: Any) -> Any:
    """``(text hashes, signatures, which texts are long)``; a row of ``signatures`` for each long one."""
    texts = offsets.size - 1
    hashes = np.empty(texts, np.uint64)
    long = np.zeros(texts, np.bool_)
    signatures = np.empty((texts, a.size), np.uint32)
    room = np.empty(_longest(offsets) * 3 + 1, np.uint64)
    row = 0
    for i in range(texts):
        count, weight, hashes[i] = shingle(buffer, offsets[i], offsets[i + 1], tables[0], tables[1], room)
        if wanted[i] and weight >= shortest:
            long[i] = True
            _minimise(room, count, a, b, signatures[row])
            row += 1
    return hashes, signatures[:row], long


@_compiled()
def _longest(offsets: Any) -> int:
    longest = 0
    for i in range(offsets.size - 1):
        longest = max(longest, offsets[i + 1] - offsets[i])
    return longest


@_compiled()
def _states(buffer: Any, start: int, end: int, tables: Any) -> Any:
    """A hash of all that may be a fact, in order: equal hashes mean equal numbers, names, negations."""
    folds, kinds, words = tables
    found, token, length = _SEED, _SEED, 0
    named = digits = broken = False
    at = start
    while at <= end:
        code, at = _decode(buffer, at) if at < end else (u32(32), at + 1)
        kind = _kind(code, kinds)
        folded = folds[code] if code < _LAST else u64(code)
        if (kind & NUMBER) != 0:
            found = _mix(found * _STRIDE + (folded if digits else ~folded))
        digits = (kind & NUMBER) != 0
        if (kind & TELLING) != 0 or (folded == 0 and at < end and _starts_number(buffer, at, kinds)):
            found = _mix(found * _STRIDE + u64(code))
        named |= (kind & (CAPITAL | NUMBER)) != 0
        broken |= folded == 0 and length > 0
        while folded != 0:
            point = folded & _POINT
            folded >>= _S21
            if point == _SPACE or (_kind(point, kinds) & ALONE) != 0:
                token = _mix(token)
                if length > 0 and (named or broken or _listed(token, words)):
                    found = _mix(found * _STRIDE + token)
                token, length, named, broken = _SEED, 0, False, False
            else:
                token = (token ^ point) * _PRIME
                length += 1
    return found


@_compiled(inline="always")
def _starts_number(buffer: Any, at: int, kinds: Any) -> Any:
    code, _ = _decode(buffer, at)
    return (_kind(code, kinds) & NUMBER) != 0


@_compiled(inline="always")
def _listed(token: Any, words: Any) -> Any:
    at = np.searchsorted(words, token)
    return at < words.size and words[at] == token


@_compiled()
def _jaccard(a: Any, b: Any) -> float:
    """Exact, of two sorted arrays without repeats."""
    i, j, shared = 0, 0, 0
    while i < a.size and j < b.size:
        if a[i] == b[j]:
            shared += 1
            i += 1
            j += 1
        elif a[i] < b[j]:
            i += 1
        else:
            j += 1
    return shared / (a.size + b.size - shared) if shared else 0.0


@_compiled()
def _distinct(values: Any) -> int:
    """Sorts in place and moves the distinct values to the front; gives their number."""
    values.sort()
    count = 0
    for i in range(values.size):
        if i == 0 or values[i] != values[count - 1]:
            values[count] = values[i]
            count += 1
    return count


@_compiled()
def _unfold(buffer: Any, start: int, end: int, folds: Any, out: Any) -> int:
    """Writes the folded code points of a text without spaces; gives their number."""
    count, at = 0, start
    while at < end:
        code, at = _decode(buffer, at)
        folded = folds[code] if code < _LAST else u64(code)
        while folded != 0:
            if folded != _SPACE:
                out[count] = folded & _POINT
                count += 1
            folded >>= _S21
    return count


@_compiled()
def _within(part: Any, whole: Any) -> bool:
    """True where one sequence stands inside a longer one."""
    for start in range(whole.size - part.size + 1):
        i = 0
        while i < part.size and part[i] == whole[start + i]:
            i += 1
        if i == part.size:
            return True
    return False


@_compiled()
def measure(buffer: Any, offsets: Any, tables: Any) -> Any:
    """``(shingles, bounds, text hashes, facts)`` of each text: what ``settle`` compares."""
    texts = offsets.size - 1
    room = np.empty(_longest(offsets) * 3 + 1, np.uint64)
    packed = np.empty(buffer.size * 3 + 1, np.uint64)
    bounds = np.zeros(texts + 1, np.int64)
    hashes = np.empty(texts, np.uint64)
    facts = np.empty(texts, np.uint64)
    for i in range(texts):
        start, end = offsets[i], offsets[i + 1]
        count, _, hashes[i] = shingle(buffer, start, end, tables[0], tables[1], room)
        count = _distinct(room[:count])
        packed[bounds[i] : bounds[i] + count] = room[:count]
        bounds[i + 1] = bounds[i] + count
        facts[i] = _states(buffer, start, end, tables)
    return packed[: bounds[texts]], bounds, hashes, facts


@_compiled()
def settle(
    buffer: Any, offsets: Any, groups: Any, order: Any, stays: Any, threshold: float, most: int, tables: Any
) -> Any:
    """Each group's texts, in order, against the ones kept so far: ``(twins, similarities, unsure groups)``.

    A twin of -1 is a text that is kept. Where it takes the guard to decide, or more than ``most`` texts
    are kept, the group is unsure and left to ``exact.find_copies``.
    """
    shingles, bounds, hashes, facts = measure(buffer, offsets, tables)
    twins = np.full(order.size, -1, np.int64)
    alike = np.zeros(order.size, np.float64)
    unsure = np.zeros(groups.size - 1, np.bool_)
    kept = np.empty(most + 1, np.int64)
    first = np.empty(_longest(offsets) * 3 + 1, np.uint64)
    second = np.empty_like(first)
    for g in range(groups.size - 1):
        count = 0
        for at in range(groups[g], groups[g + 1]):
            i = order[at]
            best, twin = 0.0, -1
            if not stays[i]:
                mine = shingles[bounds[i] : bounds[i + 1]]
                for k in range(count):
                    j = kept[k]
                    other = shingles[bounds[j] : bounds[j + 1]]
                    if min(mine.size, other.size) < threshold * max(mine.size, other.size):
                        continue
                    found = _jaccard(mine, other)
                    if found >= threshold and (found > best or (found == best and j < twin)):
                        best, twin = found, j
            if twin < 0:
                kept[count] = i
                count += 1
                unsure[g] = count > most
            else:
                twins[i], alike[i] = twin, best
                unsure[g] = facts[i] != facts[twin]
                if not unsure[g] and hashes[i] != hashes[twin]:
                    more = _unfold(buffer, offsets[i], offsets[i + 1], tables[0], first)
                    less = _unfold(buffer, offsets[twin], offsets[twin + 1], tables[0], second)
                    unsure[g] = _within(second[:less], first[:more])
            if unsure[g]:
                break
    return twins, alike, unsure
