"""Compiled verification: each cluster settled by its texts. Needs numba.

The same as ``exact.find_copies`` on each cluster, which a test holds; the guard's rule is the very source
of ``contrast``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from cleaner.dedup import contrast
from cleaner.dedup.folding import LAST_FOLDED
from cleaner.dedup.kernels import POINT as LOW
from cleaner.dedup.kernels import SHIFT, SPACE, compiled, decode, longest, shingle, u64
from cleaner.dedup.stating import state

_numbers_within = compiled()(contrast.numbers_within)
_contradicts = compiled()(contrast.contradicts)
_LAST = LAST_FOLDED


@compiled()
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


@compiled()
def _distinct(values: Any) -> int:
    """Sorts in place and moves the distinct values to the front; gives their number."""
    values.sort()
    count = 0
    for i in range(values.size):
        if i == 0 or values[i] != values[count - 1]:
            values[count] = values[i]
            count += 1
    return count


@compiled()
def _unfold(buffer: Any, start: int, end: int, folds: Any, out: Any) -> int:
    """Writes the folded code points of a text without spaces; gives their number."""
    count, at = 0, start
    while at < end:
        code, at = decode(buffer, at)
        folded = folds[code] if code < _LAST else u64(code)
        while folded != 0:
            if folded != SPACE:
                out[count] = folded & LOW
                count += 1
            folded >>= SHIFT
    return count


@compiled()
def _stands_in(part: Any, whole: Any) -> bool:
    for start in range(whole.size - part.size + 1):
        i = 0
        while i < part.size and part[i] == whole[start + i]:
            i += 1
        if i == part.size:
            return True
    return False


@compiled()
def measure(buffer: Any, offsets: Any, tables: Any) -> Any:
    """What ``settle`` compares: of each text its shingles, folded text, tokens, flags, and counts."""
    texts = offsets.size - 1
    room = np.empty(longest(offsets) * 3 + 1, np.uint64)
    shingles = np.empty(buffer.size * 3 + 1, np.uint64)
    folded = np.empty(buffer.size * 3 + 1, np.uint32)
    tokens = np.empty(buffer.size + 1, np.uint64)
    flags = np.empty(buffer.size + 1, np.uint8)
    marks = np.empty(texts, np.int64)
    bits = np.zeros((texts, 4), np.uint64)
    ends = np.zeros((3, texts + 1), np.int64)
    for i in range(texts):
        start, end = offsets[i], offsets[i + 1]
        count = _distinct(room[: shingle(buffer, start, end, tables[0], tables[1], room)[0]])
        shingles[ends[0, i] : ends[0, i] + count] = room[:count]
        for value in room[:count]:
            bits[i, value >> u64(62)] |= u64(1) << ((value >> u64(56)) & u64(63))
        ends[0, i + 1] = ends[0, i] + count
        ends[1, i + 1] = ends[1, i] + _unfold(buffer, start, end, tables[0], folded[ends[1, i] :])
        count, marks[i] = state(buffer, start, end, tables, tokens[ends[2, i] :], flags[ends[2, i] :])
        ends[2, i + 1] = ends[2, i] + count
    return shingles, bits, folded, tokens, flags, marks, ends


@compiled()
def _covers(i: int, j: int, measured: Any) -> bool:
    """``guard.covers`` of text ``i``, kept, and ``j``, removed."""
    _, _, folded, tokens, flags, marks, ends = measured
    more, less = folded[ends[1, i] : ends[1, i + 1]], folded[ends[1, j] : ends[1, j + 1]]
    inside = _stands_in(less, more)
    if more.size < less.size and _stands_in(more, less):
        return False
    a, b = tokens[ends[2, i] : ends[2, i + 1]], tokens[ends[2, j] : ends[2, j + 1]]
    f, g = flags[ends[2, i] : ends[2, i + 1]], flags[ends[2, j] : ends[2, j + 1]]
    if not _numbers_within(a, f, b, g):
        high, low = max(marks[i], marks[j]), min(marks[i], marks[j])
        return inside and more.size == less.size and high >= 2 and 5 * low <= high
    return inside or not _contradicts(a, f, b, g)


@compiled()
def _absent(mine: Any, other: Any) -> int:
    """How many of the 256 bits one text has and the other has not: so many shingles are not shared."""
    count = 0
    for k in range(4):
        value = mine[k] & ~other[k]
        value -= (value >> u64(1)) & u64(0x5555555555555555)
        value = (value & u64(0x3333333333333333)) + ((value >> u64(2)) & u64(0x3333333333333333))
        value = (value + (value >> u64(4))) & u64(0x0F0F0F0F0F0F0F0F)
        count += (value * u64(0x0101010101010101)) >> u64(56)
    return count


@compiled()
def _alike(i: int, j: int, measured: Any, threshold: float) -> float:
    """The Jaccard of two texts, 0 below the threshold."""
    shingles, bits, _, _, _, _, ends = measured
    a, b = shingles[ends[0, i] : ends[0, i + 1]], shingles[ends[0, j] : ends[0, j + 1]]
    if min(a.size, b.size) < threshold * max(a.size, b.size):
        return 0.0
    most = min(a.size - _absent(bits[i], bits[j]), b.size - _absent(bits[j], bits[i]))
    if most < threshold * (a.size + b.size - most):
        return 0.0
    found = _jaccard(a, b)
    return found if found >= threshold else 0.0


@compiled()
def _prefixes(texts: Any, measured: Any, threshold: float) -> Any:
    """Numbers for the shingles of a group, rarest first, cut as ``exact`` says: ``(numbers, bounds, all)``."""
    shingles, ends = measured[0], measured[-1]
    bounds = np.zeros(texts.size + 1, np.int64)
    for k in range(texts.size):
        bounds[k + 1] = bounds[k] + ends[0, texts[k] + 1] - ends[0, texts[k]]
    found = np.empty(bounds[-1], np.uint64)
    for k in range(texts.size):
        found[bounds[k] : bounds[k + 1]] = shingles[ends[0, texts[k]] : ends[0, texts[k] + 1]]
    known = found.copy()
    distinct = _distinct(known)
    known = known[:distinct]
    numbers = np.searchsorted(known, found)
    counts = np.bincount(numbers, minlength=distinct)
    cut = np.zeros(texts.size + 1, np.int64)
    for k in range(texts.size):
        own = numbers[bounds[k] : bounds[k + 1]]
        ranks = np.sort(counts[own] * distinct + own)
        size = own.size - int(np.ceil(threshold * own.size - 1e-9)) + 1
        cut[k + 1] = cut[k] + size
        numbers[cut[k] : cut[k + 1]] = ranks[:size] % distinct
    return numbers[: cut[-1]], cut, distinct


@compiled()
def settle(
    buffer: Any, offsets: Any, groups: Any, order: Any, stays: Any, threshold: float, tables: Any
) -> Any:
    """Each group's texts, in order, against the ones kept: ``(twins, similarities)``, -1 for a kept text."""
    measured = measure(buffer, offsets, tables)
    twins = np.full(order.size, -1, np.int64)
    similar = np.zeros(order.size, np.float64)
    most = longest(groups)
    near, met, likeness = np.empty(most, np.int64), np.empty(most, np.int64), np.empty(most, np.float64)
    seen = np.zeros(order.size, np.bool_)
    for g in range(groups.size - 1):
        texts = order[groups[g] : groups[g + 1]]
        numbers, bounds, distinct = _prefixes(texts, measured, threshold)
        heads = np.full(distinct, -1, np.int64)
        nexts = np.full(numbers.size, -1, np.int64)
        owners = np.empty(numbers.size, np.int64)
        for k in range(texts.size):
            i, found, looked = texts[k], 0, 0
            for at in range(bounds[k], bounds[k + 1] if not stays[i] else bounds[k]):
                entry = heads[numbers[at]]
                while entry >= 0:
                    j = owners[entry]
                    entry = nexts[entry]
                    if not seen[j] and twins[j] < 0:
                        seen[j], met[looked] = True, j
                        looked += 1
            for j in met[:looked]:
                seen[j] = False
                alike = _alike(i, j, measured, threshold)
                if alike > 0:
                    found += _insert(near, likeness, found, j, alike)
            _decide(i, near[:found], likeness, texts[:k], stays, measured, threshold, twins, similar)
            if twins[i] < 0:
                for at in range(bounds[k], bounds[k + 1]):
                    owners[at], nexts[at] = i, heads[numbers[at]]
                    heads[numbers[at]] = at
    return twins, similar


@compiled()
def _decide(
    i: int,
    near: Any,
    likeness: Any,
    earlier: Any,
    stays: Any,
    measured: Any,
    threshold: float,
    twins: Any,
    similar: Any,
) -> None:
    """Sets a text's twin, or lets it stand for one that it covers."""
    for k in range(near.size):
        if _covers(near[k], i, measured):
            twins[i], similar[i] = near[k], likeness[k]
            return
    for k in range(near.size):
        if not stays[near[k]] and _replace(near[k], i, earlier, measured, threshold, twins, similar):
            return


@compiled()
def _insert(near: Any, likeness: Any, count: int, number: int, alike: float) -> int:
    """Keeps the most alike first, of equals the first in the run."""
    k = count
    while k > 0 and (likeness[k - 1] < alike or (likeness[k - 1] == alike and near[k - 1] > number)):
        near[k], likeness[k] = near[k - 1], likeness[k - 1]
        k -= 1
    near[k], likeness[k] = number, alike
    return 1


@compiled()
def _replace(
    kept: int, number: int, earlier: Any, measured: Any, threshold: float, twins: Any, similar: Any
) -> bool:
    """Lets a fuller text stand for a kept one, if it can for all that went against that one."""
    for j in earlier:
        moves = j == kept or twins[j] == kept
        if moves and (_alike(number, j, measured, threshold) == 0 or not _covers(number, j, measured)):
            return False
    for j in earlier:
        if j == kept or twins[j] == kept:
            similar[j] = _alike(number, j, measured, threshold)
            twins[j] = number
    return True
