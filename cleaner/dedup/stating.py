"""Compiled reading of what a text states: the guard's tokens and flags from UTF-8 bytes. Needs numba.

Gives what ``guard.facts`` gives, which a test holds.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from cleaner.dedup import contrast
from cleaner.dedup.contrast import INITIAL, JOINED, LANGUAGES, LAST, NAME, NEGATION, PLAIN, SINGLE, UNIT
from cleaner.dedup.contrast import NUMBER as STATED
from cleaner.dedup.folding import LAST_FOLDED
from cleaner.dedup.guard import CUT
from cleaner.dedup.hashing import token_hash
from cleaner.dedup.kernels import POINT as LOW
from cleaner.dedup.kernels import PRIME, SEED, SHIFT, compiled, decode, kind, mix, u64
from cleaner.dedup.tables import (
    ALONE,
    CAPITAL,
    KATAKANA,
    LETTER,
    LINK,
    LISTED,
    MARK,
    NUMBER,
    NUMERAL,
    OPENER,
    POINT,
    SIGN,
)
from cleaner.dedup.words import LONG_VOWEL

_WORD = LETTER | ALONE | KATAKANA
_LAST = LAST_FOLDED
_FEW = u64(LISTED - 1)
_LONG = ord(LONG_VOWEL)
_HIRAGANA = (0x3040, 0x309F)
_NOUGHT = ord("0")
_CUT = u64(token_hash(CUT))
_hear = compiled()(contrast.hear)
_forget_foreign_negations = compiled()(contrast.forget_foreign_negations)
_forget_plain_capitals = compiled()(contrast.forget_plain_capitals)


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
    """Writes a text's tokens and flags as ``guard.facts`` finds them; ``(how many, marks, points, key)``."""
    folds, kinds, negations, dates, places, phrases, meanings, listed, known, speakers, nameless, doubtful, plain, denying = tables
    count, marks, points, words, shouted, at = 0, 0, 0, 0, 0, start
    opened, before = True, np.uint16(0)
    while at < end:
        code, after = decode(buffer, at)
        own = kind(code, kinds)
        value, flag, size, last = SEED, 0, 1, own
        minus = (code == 0x2D or code == 0x2212) and not before & (LETTER | NUMBER)
        if own & NUMBER or (minus and _kind_at(buffer, after, end, kinds) & NUMBER):
            mark = _grouping(buffer, at, end, before, folds, kinds)
            value, after, inside = _number(buffer, at, end, mark, folds, kinds)
            own, flag, points = np.uint16(NUMBER), STATED | (LAST if after == end else 0), points + inside
        elif own & SIGN:
            value = mix((SEED ^ u64(code)) * PRIME)
            flag = STATED
        elif own & KATAKANA:
            while after < end and _kind_at(buffer, after, end, kinds) & KATAKANA:
                further = decode(buffer, after)[1]
                tokens[count], flags[count] = mix(_absorb(SEED, code, folds)), JOINED | NAME
                if size == 1:
                    flags[count] = NAME | (INITIAL if opened else 0)
                code, after = decode(buffer, after)[0], further
                count, size = count + 1, size + 1
            value = mix(_absorb(value, code, folds))
            flag = JOINED | NAME if size > 1 else 0
        elif own & LETTER and own & ALONE:
            value = mix(_absorb(value, code, folds))
            flag = STATED
            if not own & NUMERAL:
                flag = NEGATION if listed[value & _FEW] and _listed(value, negations) else 0
                flag |= 0 if _HIRAGANA[0] <= code <= _HIRAGANA[1] else SINGLE
        elif own & LETTER:
            value = _absorb(value, code, folds)
            while after < end:
                code, further = decode(buffer, after)
                further_kind = kind(code, kinds)
                if further_kind & _WORD != LETTER:
                    break
                last = further_kind
                value, after = _absorb(value, code, folds), further
            value = mix(value)
            flag = NAME if own & CAPITAL else 0
            if listed[value & _FEW]:
                is_plain = _listed(value, known)
                flag |= PLAIN if flag and is_plain and not opened and not last & CAPITAL else 0
                flag &= NAME | PLAIN if not (opened and is_plain) else 0
                if _listed(value, negations) and (value != _CUT or _is_contracted(buffer, start, at)):
                    flag |= NEGATION
                flag |= STATED if _listed(value, dates) else 0
                flag |= NAME if not own & CAPITAL and _listed(value, places) else 0
        else:
            size = 0
        if own & MARK and not (
            own & LINK and before & LETTER and _kind_at(buffer, after, end, kinds) & LETTER
        ):
            marks += 1
        if size:
            if own & LETTER:
                flag |= INITIAL if opened and not flag & JOINED else 0
                words += 1
                shouted += last & CAPITAL != 0
            if not (flag & JOINED and code == _LONG):
                tokens[count], flags[count] = value, flag
                count += 1
            opened = False
        elif own & OPENER:
            opened = True
        before, at = own, after
    if 4 * shouted > 3 * words:
        for i in range(count):
            flags[i] &= ~NAME
    votes: Any = np.zeros(LANGUAGES, np.int64)
    _hear(tokens, flags, count, known, speakers, votes)
    _forget_foreign_negations(tokens, flags, count, votes, doubtful, plain, denying)
    _forget_plain_capitals(tokens, flags, count, votes, known, nameless)
    _flag_phrases(tokens, flags, count, phrases, meanings, listed)
    key = u64(0)
    for i in range(count):
        if flags[i] & (NAME | STATED | NEGATION):
            key ^= tokens[i]
    return count, marks, points, key


@compiled()
def _is_contracted(buffer: Any, start: int, at: int) -> Any:
    """True behind the n and apostrophe of "don't"."""
    if at >= start + 2 and buffer[at - 1] == 0x27:
        return (buffer[at - 2] | 0x20) == 0x6E
    if at >= start + 4 and buffer[at - 3] == 0xE2 and buffer[at - 2] == 0x80 and buffer[at - 1] == 0x99:
        return (buffer[at - 4] | 0x20) == 0x6E
    return False


@compiled()
def _grouping(buffer: Any, at: int, end: int, before: Any, folds: Any, kinds: Any) -> Any:
    """The mark between a number's thousands, 0 where it may be another, as ``guard._ungrouped`` tells it."""
    mark, digits, groups, right = 0, 0, 0, True
    code, after = decode(buffer, at)
    at = at if kind(code, kinds) & NUMBER else after
    while at < end:
        code, after = decode(buffer, at)
        own = kind(code, kinds)
        if own & NUMBER:
            is_nought = code < _LAST and folds[code] == _NOUGHT
            right = right and (digits + groups > 0 or not is_nought)
            digits += 1
        elif own & POINT and _kind_at(buffer, after, end, kinds) & NUMBER:
            right = right and (code == 0x2C or code == 0x2E) and (groups == 0 or (code == mark and digits == 3))
            right = right and digits <= 3
            mark, digits, groups = code, 0, groups + 1
        else:
            break
        at = after
    certain = groups > 1 or (mark == 0x2C and (before | _kind_at(buffer, at, end, kinds)) & ALONE)
    return mark if right and certain and digits == 3 else 0


@compiled()
def _number(buffer: Any, at: int, end: int, mark: int, folds: Any, kinds: Any) -> Any:
    """``(token, next place, marks)`` of digits with points between them, a minus before them or not."""
    value, begun, marks = SEED, False, 0
    while at < end:
        code, after = decode(buffer, at)
        own = kind(code, kinds)
        if own & NUMBER:
            # a digit newer than Python's tables folds to nothing
            is_known = code >= _LAST or folds[code] != 0
            value = _absorb(value, code, folds) if is_known else (value ^ u64(code)) * PRIME
        elif (own & POINT or not begun) and _kind_at(buffer, after, end, kinds) & NUMBER:
            value = value if code == mark else (value ^ u64(code)) * PRIME
            marks += 1 if own & MARK else 0
        else:
            break
        at, begun = after, True
    return mix(value), at, marks


@compiled()
def _flag_phrases(tokens: Any, flags: Any, count: int, phrases: Any, meanings: Any, listed: Any) -> None:
    behind = 0
    for i in range(count):
        row = np.searchsorted(phrases[:, 0], tokens[i]) if listed[tokens[i] & _FEW] else phrases.shape[0]
        while row < phrases.shape[0] and phrases[row, 0] == tokens[i]:
            size = 1
            while size < phrases.shape[1] and i + size < count and phrases[row, size] == tokens[i + size]:
                size += 1
            whole = size == phrases.shape[1] or phrases[row, size] == 0
            if whole and (not meanings[row] & UNIT or (i > behind and flags[i - 1] & STATED)):
                for k in range(i, i + size):
                    flags[k] |= meanings[row]
                behind = i + size if meanings[row] & UNIT else behind
            row += 1
