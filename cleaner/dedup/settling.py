"""Compiled verification: the guard's tokens from UTF-8 bytes, and each cluster settled. Needs numba.

The same as ``exact.find_copies`` on each cluster, which a test holds; the guard's rule is the very source
of ``contrast``.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from cleaner.dedup import contrast
from cleaner.dedup.contrast import INITIAL, NAME, NEGATION
from cleaner.dedup.contrast import NUMBER as STATED
from cleaner.dedup.folding import LAST_FOLDED
from cleaner.dedup.kernels import POINT as LOW
from cleaner.dedup.kernels import (
    PRIME,
    SEED,
    SHIFT,
    SPACE,
    compiled,
    decode,
    kind,
    longest,
    mix,
    shingle,
    u64,
)
from cleaner.dedup.tables import ALONE, CAPITAL, KATAKANA, LETTER, MARK, NUMBER, NUMERAL, OPENER, POINT, SIGN

_numbers_within = compiled()(contrast.numbers_within)
_contradicts = compiled()(contrast.contradicts)
_WORD = LETTER | ALONE | KATAKANA
_LAST = LAST_FOLDED


@compiled()
def _absorb(value: Any, code: Any, folds: Any) -> Any:
    folded = folds[code] if code < _LAST else u64(code)
    while folded != 0:
        value = (value ^ (folded & LOW)) * PRIME
        folded >>= SHIFT
    return value


@compiled()
def _listed(token: Any, words: Any) -> Any:
    at = np.searchsorted(words, token)
    return at < words.size and words[at] == token


@compiled()
def _kind_at(buffer: Any, at: int, end: int, kinds: Any) -> Any:
    if at >= end:
        return np.uint16(0)
    return kind(decode(buffer, at)[0], kinds)


@compiled()
def state(buffer: Any, start: int, end: int, tables: Any, tokens: Any, flags: Any) -> Any:
    """Writes a text's tokens and flags as ``guard.facts`` finds them; ``(how many, marks)``."""
    folds, kinds, negations, dates, plain, phrases = tables
    count, marks, words, names, at = 0, 0, 0, 0, start
    opened, before = True, np.uint16(0)
    while at < end:
        code, after = decode(buffer, at)
        own = kind(code, kinds)
        value, flag, size = SEED, 0, 1
        minus = (code == 0x2D or code == 0x2212) and not before & (LETTER | NUMBER)
        if own & NUMBER or (minus and _kind_at(buffer, after, end, kinds) & NUMBER):
            value, after = _number(buffer, at, end, folds, kinds)
            own, flag = np.uint16(NUMBER), STATED
        elif own & SIGN:
            value = mix((SEED ^ u64(code)) * PRIME)
            flag = STATED
        elif own & KATAKANA:
            value = _absorb(value, code, folds)
            while _kind_at(buffer, after, end, kinds) & KATAKANA:
                code, after = decode(buffer, after)
                value = _absorb(value, code, folds)
                size += 1
            value = mix(value)
            flag = NAME if size > 1 else 0
        elif own & LETTER and own & ALONE:
            value = mix(_absorb(value, code, folds))
            flag = STATED if own & NUMERAL else (NEGATION if _listed(value, negations) else 0)
        elif own & LETTER:
            value = _absorb(value, code, folds)
            while _kind_at(buffer, after, end, kinds) & _WORD == LETTER:
                code, after = decode(buffer, after)
                value = _absorb(value, code, folds)
            value = mix(value)
            flag = NAME if own & CAPITAL and not _listed(value, plain) else 0
            flag |= NEGATION if _listed(value, negations) else 0
            flag |= STATED if _listed(value, dates) else 0
        else:
            size = 0
        if own & MARK:
            marks += 1
        if size:
            if own & LETTER:
                flag |= INITIAL if opened else 0
                words += 1
                names += flag & NAME
            tokens[count], flags[count] = value, flag
            count += 1
            opened = False
        elif own & OPENER:
            opened = True
        before, at = own, after
    if 2 * names > words:
        for i in range(count):
            flags[i] &= ~NAME
    _flag_phrases(tokens, flags, count, phrases)
    return count, marks


@compiled()
def _number(buffer: Any, at: int, end: int, folds: Any, kinds: Any) -> Any:
    """``(token, next place)`` of digits with points between them, a minus before them or not."""
    value, begun = SEED, False
    while at < end:
        code, after = decode(buffer, at)
        own = kind(code, kinds)
        if own & NUMBER:
            value = _absorb(value, code, folds)
        elif (own & POINT or not begun) and _kind_at(buffer, after, end, kinds) & NUMBER:
            value = (value ^ u64(code)) * PRIME
        else:
            break
        at, begun = after, True
    return mix(value), at


@compiled()
def _flag_phrases(tokens: Any, flags: Any, count: int, phrases: Any) -> None:
    for p in range(phrases.shape[0]):
        size = 0
        while size < phrases.shape[1] and phrases[p, size] != 0:
            size += 1
        for i in range(count - size + 1):
            k = 0
            while k < size and tokens[i + k] == phrases[p, k]:
                k += 1
            if k == size:
                for k in range(size):
                    flags[i + k] |= NEGATION


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
def settle(
    buffer: Any, offsets: Any, groups: Any, order: Any, stays: Any, threshold: float, most: int, tables: Any
) -> Any:
    """Each group's texts, in order, against the ones kept: ``(twins, similarities, crowded groups)``.

    A twin of -1 is a text that is kept. A group in which more than ``most`` texts would be kept is given
    up as crowded: the index of ``exact`` is made for those.
    """
    measured = measure(buffer, offsets, tables)
    twins = np.full(order.size, -1, np.int64)
    similar = np.zeros(order.size, np.float64)
    crowded = np.zeros(groups.size - 1, np.bool_)
    kept, near, likeness = np.empty(most + 1, np.int64), np.empty(most, np.int64), np.empty(most, np.float64)
    for g in range(groups.size - 1):
        count = 0
        for at in range(groups[g], groups[g + 1]):
            i = order[at]
            found = 0
            for k in range(0 if stays[i] else count):
                alike = _alike(i, kept[k], measured, threshold)
                if alike > 0:
                    found += _insert(near, likeness, found, kept[k], alike)
            for k in range(found):
                if twins[i] < 0 and _covers(near[k], i, measured):
                    twins[i], similar[i] = near[k], likeness[k]
            for k in range(found if twins[i] < 0 else 0):
                if not stays[near[k]] and _replace(
                    near[k], i, order[groups[g] : at], measured, threshold, twins, similar
                ):
                    count = _without(kept, count, near[k])
                    break
            if twins[i] < 0:
                kept[count] = i
                count += 1
            if count > most:
                crowded[g] = True
                break
    return twins, similar, crowded


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


@compiled()
def _without(kept: Any, count: int, number: int) -> int:
    at = 0
    while kept[at] != number:
        at += 1
    kept[at : count - 1] = kept[at + 1 : count].copy()
    return count - 1
