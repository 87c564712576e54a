"""Compiled passes over a buffer of documents in UTF-8: paragraphs, languages, repeats. Needs numba.

Each only says what a document could hold; what is done to it is decided by the stages.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import numba as nb
import numpy as np

from cleaner.bulk.tables import HAN, KANA, LATIN, LETTER, SCRIPT, SCRIPTS, SLOTS, SPACE, word_hash
from cleaner.dedup.kernels import decode, shingle
from cleaner.languages import ENOUGH, WORD

u64 = np.uint64
_SEED, _PRIME = u64(word_hash("")), u64(0x100000001B3)
_SCRIPTS, _LANGUAGES = len(SCRIPTS), 64
_NARROWEST, _WIDEST = 40, 120
_SAMPLE = 4000
NONE, ASK, TIE = -1, -2, -3
_MOST_PAIRED = 200

_Function = TypeVar("_Function", bound=Callable[..., Any])


def _compiled(**options: Any) -> Callable[[_Function], _Function]:
    decorate: Callable[[_Function], _Function] = nb.njit(nogil=True, cache=True, boundscheck=False, **options)
    return decorate


@_compiled()
def find_paragraphs(
    buffer: Any, starts: Any, ends: Any, traits: Any, found: Any, firsts: Any, odd: Any
) -> int:
    """Writes ``(start, end)`` of every line that is not blank to ``found``; gives their number.

    ``firsts`` gets each document's first. ``odd`` is set for a document with lines that may be one
    wrapped paragraph (as full as ``segments`` asks), or with a character that only Python takes for a space.
    """
    count = 0
    for d in range(starts.size):
        firsts[d] = count
        at, feeds, lines, widest, last_width, fullest = starts[d], 2, 0, 0, 0, 1 << 40
        while at < ends[d]:
            first = last = -1
            width = gap = word = 0
            code = 0
            while at < ends[d] and code != 10 and code != 13:
                here = at
                code, at = decode(buffer, at)
                odd[d] |= 0x1C <= code < 0x20
                if traits[code] & SPACE != 0:
                    gap += 1
                    continue
                if first < 0:
                    first, gap = here, 0
                word += gap == 0 and word == width
                width += gap + 1
                gap, last = 0, at
            if first >= 0:
                if feeds > 1:
                    odd[d] |= lines > 1 and fullest > widest and _NARROWEST <= widest <= _WIDEST
                    lines, widest, fullest = 0, 0, 1 << 40
                if lines > 0:
                    fullest = min(fullest, last_width + 1 + word)
                found[count, 0], found[count, 1] = first, last
                count += 1
                lines += 1
                widest, last_width, feeds = max(widest, width), width, 0
            feeds += code == 10
        odd[d] |= lines > 1 and fullest > widest and _NARROWEST <= widest <= _WIDEST
    firsts[starts.size] = count
    return count


@_compiled()
def _count(buffer: Any, start: int, end: int, tables: Any, hits: Any, scripts: Any) -> None:
    """Function words by language and letters by script, in the first characters of a text."""
    traits, lower, keys, masks = tables[0], tables[1], tables[2], tables[3]
    hits[:] = 0
    scripts[:] = 0
    at, seen, value, length, joint = start, 0, _SEED, 0, 0
    while at <= end:
        code: Any = 32
        if at < end and seen < _SAMPLE:
            point, at = decode(buffer, at)
            code = np.int64(point)
            seen += 1
        else:
            at = end + 1
        trait = traits[code]
        scripts[trait & SCRIPT] += 1
        if trait & LETTER != 0:
            if joint != 0:
                value = (value ^ u64(joint)) * _PRIME
            value, length, joint = (value ^ u64(lower[code])) * _PRIME, length + 1, 0
        elif length > 0 and joint == 0 and (code == 39 or code == 0x2019):
            joint = code
        elif length > 0:
            _tally(value, keys, masks, hits)
            value, length, joint = _SEED, 0, 0


@_compiled(inline="always")
def _tally(value: Any, keys: Any, masks: Any, hits: Any) -> None:
    slot = value & u64(SLOTS - 1)
    while keys[slot] != 0 and keys[slot] != value:
        slot = (slot + u64(1)) & u64(SLOTS - 1)
    mask, lang, langs = masks[slot] if keys[slot] == value else u64(0), 0, 0
    rest = mask
    while rest != 0:
        rest, langs = rest & (rest - u64(1)), langs + 1
    while mask != 0:
        hits[lang] += (mask & u64(1)) * u64(WORD // langs)
        mask >>= u64(1)
        lang += 1


@_compiled()
def _script(scripts: Any) -> Any:
    """``languages._dominant_script`` and its letters; TIE where two are equally frequent."""
    top, ties = 1, 0
    for script in range(1, _SCRIPTS):
        if scripts[script] > scripts[top]:
            top, ties = script, 0
        elif script > top and scripts[script] == scripts[top]:
            ties += 1
    both = scripts[HAN] + scripts[KANA]
    if scripts[top] == 0:
        return 0, 0
    if both > 0 and both * 2 >= scripts[top] and top in (LATIN, HAN, KANA):
        return (KANA if scripts[KANA] * 10 >= both else HAN), both
    return (TIE if ties > 0 else top), scripts[top]


@_compiled()
def _ranked(script: int, hits: Any, written: Any) -> Any:
    """``languages._count_function_words``: the language with most, its number, the next one's."""
    best, most, second = NONE, 0, 0
    for lang in range(_LANGUAGES):
        if (written[script] >> u64(lang)) & u64(1) == 0:
            continue
        if hits[lang] >= most and hits[lang] > 0:
            best, second, most = lang, most, hits[lang]
        elif hits[lang] > second:
            second = hits[lang]
    return best, most, second


@_compiled()
def find_languages(
    buffer: Any,
    starts: Any,
    ends: Any,
    found: Any,
    firsts: Any,
    tables: Any,
    chinese: int,
    own: Any,
    all_: Any,
) -> None:
    """Each document's language as ``languages.identify`` tells it, to ``own``: ASK where that asks the model,
    TIE where it must be asked itself. A superset of its paragraphs' languages to ``all_``, a bit each."""
    written, alone = tables[4], tables[5]
    hits, scripts = np.zeros(_LANGUAGES, np.int64), np.zeros(16, np.int64)
    for d in range(starts.size):
        _count(buffer, starts[d], ends[d], tables, hits, scripts)
        script, letters = _script(scripts)
        lang = TIE
        if script == HAN:
            lang = chinese
        elif script >= 0:
            best, most, second = _ranked(script, hits, written)
            clear = most >= ENOUGH and most >= 2 * second
            lang = alone[script] if alone[script] >= 0 else best if clear else ASK if letters >= 20 else TIE
        own[d] = lang
        mask = u64(1) << u64(lang) if lang >= 0 else u64(0)
        for p in range(firsts[d], firsts[d + 1]):
            _count(buffer, found[p, 0], found[p, 1], tables, hits, scripts)
            script, letters = _script(scripts)
            if script == TIE:
                mask = ~u64(0)
            elif script == HAN:
                mask |= u64(1) << u64(chinese)
            elif alone[script] >= 0:
                mask |= u64(1) << u64(alone[script])
            else:
                best, most, second = _ranked(script, hits, written)
                foreign = lang < 0 or (written[script] >> u64(lang)) & u64(1) == 0
                if best >= 0 and (foreign or (most >= ENOUGH and most >= 2 * second)):
                    mask |= u64(1) << u64(best)
        all_[d] = mask


@_compiled()
def find_repeats(
    buffer: Any, found: Any, firsts: Any, tables: Any, shortest: int, shares: Any, same: Any
) -> None:
    """Sets ``same`` for a document as ``dedup.shingles.share_any`` does; of ``shares`` the second is for
    paragraphs most of whose tokens are single characters."""
    most = 0
    for d in range(firsts.size - 1):
        if firsts[d + 1] > firsts[d]:
            most = max(most, found[firsts[d + 1] - 1, 1] - found[firsts[d], 0])
    room, shingles = np.empty(most * 3 + 1, np.uint64), np.empty(most * 3 + 1, np.uint64)
    size = 1024
    while size < most:
        size *= 2
    keys, owners, lasts = np.empty(size, np.uint64), np.empty(size, np.int64), np.empty(size, np.int64)
    for d in range(firsts.size - 1):
        own = found[firsts[d] : firsts[d + 1]]
        if len(own) > 1:
            bounds, enough = _shingles(buffer, own, tables, shortest, shares, room, shingles)
            same[d] = _repeats(shingles, bounds, enough, keys, owners, lasts)


@_compiled()
def _shingles(buffer: Any, found: Any, tables: Any, shortest: int, shares: Any, room: Any, shingles: Any) -> Any:
    """Writes the shingles of the long paragraphs, one after the other; gives where each begins, and its share."""
    bounds, enough = np.zeros(len(found) + 1, np.int64), np.zeros(len(found), np.float64)
    for p in range(len(found)):
        count, weight, _ = shingle(buffer, found[p, 0], found[p, 1], tables[0], tables[1], room)
        count = count if weight >= shortest else 0
        shingles[bounds[p] : bounds[p] + count] = room[:count]
        bounds[p + 1] = bounds[p] + count
        enough[p] = shares[1] if 2 * weight < 3 * (count + 1) else shares[0]
    return bounds, enough


@_compiled()
def _repeats(shingles: Any, bounds: Any, enough: Any, keys: Any, owners: Any, lasts: Any) -> bool:
    size = 16
    while size < 2 * bounds[-1]:
        size *= 2
    size = min(size, keys.size)
    if size < 2 * bounds[-1]:
        return True
    keys[:size] = 0
    for p in range(bounds.size - 1):
        for i in range(bounds[p], bounds[p + 1]):
            slot = _slot(keys, size, shingles[i])
            if keys[slot] == 0:
                keys[slot], owners[slot], lasts[slot] = shingles[i], p, p
            elif lasts[slot] == p:
                shingles[i] = 0
            else:
                owners[slot], lasts[slot] = NONE, p
    for p in range(bounds.size - 1):
        distinct = shared = 0
        for i in range(bounds[p], bounds[p + 1]):
            if shingles[i] != 0:
                distinct += 1
                shared += owners[_slot(keys, size, shingles[i])] == NONE
        if (
            distinct > 0
            and shared >= enough[p] * distinct - 1e-9
            and _has_pair(shingles, bounds, p, distinct, enough[p])
        ):
            return True
    return False


@_compiled()
def _has_pair(shingles: Any, bounds: Any, p: int, distinct: int, share: float) -> bool:
    """True where one single paragraph has that share of another's shingles."""
    if bounds.size > _MOST_PAIRED:
        return True
    own = set(shingles[bounds[p] : bounds[p + 1]])
    for q in range(bounds.size - 1):
        shared = 0
        if q != p:
            for i in range(bounds[q], bounds[q + 1]):
                shared += shingles[i] != 0 and shingles[i] in own
        if shared >= share * distinct - 1e-9:
            return True
    return False


@_compiled(inline="always")
def _slot(keys: Any, size: int, key: Any) -> Any:
    slot = key & u64(size - 1)
    while keys[slot] != 0 and keys[slot] != key:
        slot = (slot + u64(1)) & u64(size - 1)
    return slot
