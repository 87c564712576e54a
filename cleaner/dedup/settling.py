"""Compiled verification: each cluster settled by its texts. Needs numba.

Gives what ``exact.find_copies`` gives on each cluster, which a test holds; the guard's rule is the very source
of ``contrast``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from cleaner.dedup import contrast
from cleaner.dedup.filling import filled
from cleaner.dedup.folding import LAST_FOLDED
from cleaner.dedup.kernels import POINT as LOW
from cleaner.dedup.kernels import SHIFT, SPACE, compiled, decode, longest, shingle, u64
from cleaner.dedup.stating import state

_numbers_within = compiled()(contrast.numbers_within)
_contradicts = compiled()(contrast.contradicts)
_breaks_off_in_number = compiled()(contrast.breaks_off_in_number)
_cuts_name = compiled()(contrast.cuts_name)
_denies = compiled()(contrast.denies)
_is_stripped = compiled()(contrast.is_stripped)
_LAST = LAST_FOLDED
_FEW = 6
"""Texts of which all are compared with all: an index would cost more."""


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
def _measure(buffer: Any, offsets: Any, tables: Any) -> Any:
    """Of each text its distinct shingles, sorted, and which of 1,024 kinds of them it has."""
    texts = offsets.size - 1
    room = np.empty(longest(offsets) * 3 + 1, np.uint64)
    shingles = np.empty(buffer.size * 3 + 1, np.uint64)
    bits = np.zeros((texts, 16), np.uint64)
    ends = np.zeros(texts + 1, np.int64)
    for i in range(texts):
        found = shingle(buffer, offsets[i], offsets[i + 1], tables[0], tables[1], room)[0]
        count = _distinct(room[:found])
        shingles[ends[i] : ends[i] + count] = room[:count]
        for value in room[:count]:
            bits[i, value >> u64(60)] |= u64(1) << ((value >> u64(54)) & u64(63))
        ends[i + 1] = ends[i] + count
    return shingles, ends, bits


@compiled()
def _nothing_stated(offsets: Any) -> Any:
    """Room for what texts state, filled as it is asked for: folded text, tokens, flags; where each text's is."""
    size = offsets[-1]
    folded, tokens, flags = (
        np.empty(size * 3 + 1, np.uint32),
        np.empty(size + 1, np.uint64),
        np.empty(size + 1, np.uint32),
    )
    places, keys = np.full((offsets.size - 1, 6), -1, np.int64), np.empty(offsets.size - 1, np.uint64)
    return folded, tokens, flags, places, keys, np.zeros(2, np.int64)


@compiled()
def _state(i: int, buffer: Any, offsets: Any, tables: Any, stated: Any) -> Any:
    """What a text states: its folded text, its tokens, their flags, the marks outside and in its numbers, its key."""
    folded, tokens, flags, places, keys, used = stated
    if places[i, 0] < 0:
        letters, words = used
        found = _read(buffer, offsets[i], offsets[i + 1], tables, folded[letters:], tokens[words:], flags[words:])
        used += np.array((found[0].size, found[1].size))
        places[i] = (letters, used[0], words, used[1], found[3], found[4])
        keys[i] = found[5]
    a, b, c, d, marks, points = places[i]
    return folded[a:b], tokens[c:d], flags[c:d], marks, points, keys[i]


@compiled()
def _read(buffer: Any, start: int, end: int, tables: Any, folded: Any, tokens: Any, flags: Any) -> Any:
    """The same, read now into the room given."""
    letters = _unfold(buffer, start, end, tables[0], folded)
    count, marks, points, key = state(buffer, start, end, tables, tokens, flags)
    return folded[:letters], tokens[:count], flags[:count], marks, points, key


@compiled()
def _covers(i: int, j: int, texts: Any) -> bool:
    """``guard.covers`` of text ``i``, kept, and ``j``, removed."""
    buffer, offsets, tables, stated = texts
    ours, theirs = _state(i, buffer, offsets, tables, stated), _state(j, buffer, offsets, tables, stated)
    is_cut = ours[1].size >= theirs[1].size + 3 and _stops_in_number(
        buffer, offsets[i : i + 2], offsets[j : j + 2]
    )
    if is_cut or _agree(ours, theirs):
        return True
    whole = filled(buffer, offsets[i : i + 2], offsets[j : j + 2], tables[1])
    if whole.size == 0:
        return False
    room = np.empty(whole.size * 3 + 1, np.uint32), np.empty(whole.size, np.uint64), np.empty(whole.size, np.uint32)
    return _agree(ours, _read(whole, 0, whole.size, tables, *room))


@compiled()
def _stops_in_number(buffer: Any, kept: Any, removed: Any) -> bool:
    """As ``guard`` has it."""
    size = removed[1] - removed[0]
    if size < 2 or kept[1] - kept[0] <= size:
        return False
    digit, mark, after = buffer[removed[1] - 2], buffer[removed[1] - 1], buffer[kept[0] + size]
    is_mark = mark == 0x2E or mark == 0x2C or mark == 0x3A
    if not is_mark or not 0x30 <= digit <= 0x39 or not 0x30 <= after <= 0x39:
        return False
    return bool((buffer[kept[0] : kept[0] + size] == buffer[removed[0] : removed[1]]).all())


@compiled()
def _agree(ours: Any, theirs: Any) -> bool:
    more, a, f, marks, points, _ = ours
    less, b, g, others, their_points, _ = theirs
    if more.size < less.size and _stands_in(more, less):
        return False
    if not _numbers_within(a, f, b, g):
        if more.size == less.size and _stands_in(less, more):
            return _is_stripped(marks, points, others, their_points)
        begins = less.size < more.size and _stands_in(less, more[: less.size])
        return (
            begins
            and _breaks_off_in_number(a, b, g)
            and _numbers_within(a, f, b[: b.size - 1], g[: b.size - 1])
        )
    if not _stands_in(less, more):
        return not _contradicts(a, f, b, g)
    is_cut = more.size != less.size and _cuts_name(a, marks, b, g, others)
    return not is_cut and not _denies(a, f, b)


@compiled()
def _absent(mine: Any, other: Any) -> int:
    """How many of the bits one text has and the other has not: so many shingles are not shared.

    With 1,024 bits that settles all but one of a thousand pairs of pages of Thai, with 256 it settled every second.
    """
    count = 0
    for k in range(mine.size):
        value = mine[k] & ~other[k]
        value -= (value >> u64(1)) & u64(0x5555555555555555)
        value = (value & u64(0x3333333333333333)) + ((value >> u64(2)) & u64(0x3333333333333333))
        value = (value + (value >> u64(4))) & u64(0x0F0F0F0F0F0F0F0F)
        count += (value * u64(0x0101010101010101)) >> u64(56)
    return count


@compiled()
def _alike(i: int, j: int, measured: Any, threshold: float) -> float:
    """The Jaccard of two texts, 0 below the threshold."""
    shingles, ends, bits = measured
    a, b = shingles[ends[i] : ends[i + 1]], shingles[ends[j] : ends[j + 1]]
    if min(a.size, b.size) < threshold * max(a.size, b.size):
        return 0.0
    most = min(a.size - _absent(bits[i], bits[j]), b.size - _absent(bits[j], bits[i]))
    if most < threshold * (a.size + b.size - most):
        return 0.0
    found = _jaccard(a, b)
    return found if found >= threshold else 0.0


@compiled()
def _prefixes(group: Any, measured: Any, texts: Any, threshold: float) -> Any:
    """Numbers for the shingles of a group, rarest first, cut as ``exact`` says, and behind them one for the key
    of what a text states: ``(numbers, bounds, all)``. None for a text that can have no copy."""
    shingles, ends, _ = measured
    buffer, offsets, tables, stated = texts
    bounds = np.zeros(group.size + 1, np.int64)
    for k in range(group.size):
        bounds[k + 1] = bounds[k] + ends[group[k] + 1] - ends[group[k]]
    found = np.empty(bounds[-1], np.uint64)
    for k in range(group.size):
        found[bounds[k] : bounds[k + 1]] = shingles[ends[group[k]] : ends[group[k] + 1]]
    numbers, distinct = _numbered(found)
    counts = np.bincount(numbers, minlength=distinct)
    keys = np.empty(group.size, np.uint64)
    for k in range(group.size):
        keys[k] = _state(group[k], buffer, offsets, tables, stated)[5]
    facts, kinds = _numbered(keys)
    prefixes, cut = np.empty(numbers.size + group.size, np.int64), np.zeros(group.size + 1, np.int64)
    for k in range(group.size):
        own = numbers[bounds[k] : bounds[k + 1]]
        cut[k + 1] = cut[k]
        if own.size > 0 and (counts[own] > 1).sum() >= threshold * own.size:
            ranks = np.sort(counts[own] * distinct + own)
            size = own.size - int(np.ceil(threshold * own.size - 1e-9)) + 1
            prefixes[cut[k] : cut[k] + size] = ranks[:size] % distinct
            cut[k + 1] += size
            if keys[k] != 0:
                prefixes[cut[k + 1]] = distinct + facts[k]
                cut[k + 1] += 1
    return prefixes[: cut[-1]], cut, distinct + kinds


@compiled()
def _numbered(values: Any) -> Any:
    """The place of each value among the distinct ones, sorted, and how many these are."""
    known = values.copy()
    distinct = _distinct(known)
    return np.searchsorted(known[:distinct], values), distinct


@compiled()
def settle(
    buffer: Any,
    offsets: Any,
    groups: Any,
    order: Any,
    stays: Any,
    threshold: float,
    crowded: int,
    tables: Any,
) -> Any:
    """Each group's texts, in order, against the ones kept: ``(twins, similarities)``, -1 for a kept text.

    ``crowded`` as in ``exact``, and not below the texts of which all are compared with all.
    """
    measured = _measure(buffer, offsets, tables)
    texts = (buffer, offsets, tables, _nothing_stated(offsets))
    copies = (
        np.full(order.size, -1, np.int64),
        np.zeros(order.size, np.float64),
        np.full(order.size, -1, np.int64),
        np.full(order.size, -1, np.int64),
        np.zeros(order.size, np.int64),
    )
    most = longest(groups)
    near = np.empty(most, np.int64), np.empty(most, np.float64)
    for g in range(groups.size - 1):
        group = order[groups[g] : groups[g + 1]]
        if group.size <= _FEW:
            for k in range(group.size):
                found = 0
                for j in group[: 0 if stays[group[k]] else k]:
                    found += _note(group[k], j, near, found, copies, measured, threshold)
                _decide(group[k], near, found, stays, copies, measured, texts, threshold, crowded)
        else:
            _settle_many(group, near, stays, copies, measured, texts, threshold, crowded)
    return copies[0], copies[1]


@compiled()
def _settle_many(
    group: Any, near: Any, stays: Any, copies: Any, measured: Any, texts: Any, threshold: float, crowded: int
) -> None:
    """The same for a group in which not all can be compared with all."""
    numbers, bounds, distinct = _prefixes(group, measured, texts, threshold)
    heads, listed = np.full(distinct, -1, np.int64), np.zeros(distinct, np.int64)
    nexts = np.full(numbers.size, -1, np.int64)
    owners = np.empty(numbers.size, np.int64)
    seen = np.full(group.size, -1, np.int64)
    for k in range(group.size):
        i, found = group[k], 0
        for at in range(bounds[k], bounds[k] if stays[i] else bounds[k + 1]):
            entry = heads[numbers[at]]
            while entry >= 0:
                other = owners[entry]
                entry = nexts[entry]
                if seen[other] != k:
                    seen[other] = k
                    found += _note(i, group[other], near, found, copies, measured, threshold)
        _decide(i, near, found, stays, copies, measured, texts, threshold, crowded)
        for at in range(bounds[k], bounds[k + 1] if copies[0][i] < 0 else bounds[k]):
            if listed[numbers[at]] < crowded:
                listed[numbers[at]] += 1
                owners[at], nexts[at] = k, heads[numbers[at]]
                heads[numbers[at]] = at


@compiled()
def _note(i: int, j: int, near: Any, found: int, copies: Any, measured: Any, threshold: float) -> int:
    """1 where a text is kept and alike enough to be noted, the most alike first, of equals the first in the run."""
    names, likeness = near
    alike = 0.0 if copies[0][j] >= 0 else _alike(i, j, measured, threshold)
    if alike == 0:
        return 0
    k = found
    while k > 0 and (likeness[k - 1] < alike or (likeness[k - 1] == alike and names[k - 1] > j)):
        names[k], likeness[k] = names[k - 1], likeness[k - 1]
        k -= 1
    names[k], likeness[k] = j, alike
    return 1


@compiled()
def _decide(
    i: int,
    near: Any,
    found: int,
    stays: Any,
    copies: Any,
    measured: Any,
    texts: Any,
    threshold: float,
    crowded: int,
) -> None:
    """Sets a text's twin, or lets it stand for one that it covers."""
    twins, similar, followers, nexts, counts = copies
    for k in range(found):
        kept = near[0][k]
        if _covers(kept, i, texts):
            twins[i], similar[i] = kept, near[1][k]
            nexts[i], followers[kept] = followers[kept], i
            counts[kept] += 1
            return
    for k in range(found):
        kept = near[0][k]
        if (
            not stays[kept]
            and counts[kept] < crowded
            and _replace(kept, i, copies, measured, texts, threshold)
        ):
            return


@compiled()
def _replace(kept: int, number: int, copies: Any, measured: Any, texts: Any, threshold: float) -> bool:
    """Lets a fuller text stand for a kept one, if it can for all that went against that one."""
    twins, similar, followers, nexts, counts = copies
    j = kept
    while j >= 0:
        if _alike(number, j, measured, threshold) == 0 or not _covers(number, j, texts):
            return False
        j = followers[kept] if j == kept else nexts[j]
    nexts[kept], followers[number], followers[kept] = followers[kept], kept, -1
    counts[number] = counts[kept] + 1
    j = kept
    while j >= 0:
        twins[j], similar[j] = number, _alike(number, j, measured, threshold)
        j = nexts[j]
    return True
