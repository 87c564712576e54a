"""UTF-8 that was read with a codec of one byte a character and is not whole any more.

Sequences of UTF-8 come back, U+FFFD stands for one that lost a byte, and what UTF-8 of this script
would not have left there is taken for a character that was never misread (Dråber – DrÃ¥ber).
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from cleaner.stages.encoding.codecs import characters
from cleaner.stages.encoding.gate import is_suspicious
from cleaner.stages.encoding.likelihood import cost
from cleaner.stages.encoding.structure import SINGLE, beginners

_TRIED, _LAYERS = 5, 3
_FEWEST = 6
"""At least one pair in so many begins a sequence: one in three where a character takes three bytes."""
_GLANCE = 600
_FOREIGN = 0xF0000
"""Where characters that the codec does not have go while the others stand for their bytes."""
_WHOLE = "[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3}"
_BROKEN = (
    "[\xc2-\xdf][\ufffd?]|[\xe0-\xef](?:[\x80-\xbf\ufffd]{2}|\\?[\x80-\xbf]|[\x80-\xbf]\\?|[\x80-\xbf\ufffd])"
    "|[\xf0-\xf4][\x80-\xbf\ufffd]{1,3}|\ufffd"
)
_PIECE = re.compile(f"({_WHOLE})|({_BROKEN})|[\x80-\xff]")
_BEYOND_ASCII = re.compile("[^\0-\x7f]")
_SIGNS = frozenset("‘’“”„«»–—…•·€£§°©®™\xa0¿¡")
"""Punctuation that stands in texts of every codec; not between letters, where it is half a letter."""
_FAMILIES = (
    "\xc2\xc3\xc4\xc5\xe2",
    "\xc2\xce\xcf\xe2",
    "\xc2\xd0\xd1\xd2\xd3\xe2",
    "\xd8\xd9\xda\xdb",
    "\xe0\xe1\xe2\xe3\xef",
)
"""First bytes that UTF-8 of one script has beside one another."""


class Partial(NamedTuple):
    """What is left of a text, the codec it was read with, and how many characters came back and did not."""

    text: str
    codec: str
    read: int
    lost: int
    strays: frozenset[str]
    """Characters of the damaged text that are bytes without their neighbours."""


def read_partly(text: str) -> list[Partial]:
    """The readings with at least one sequence of UTF-8, those that explain most first."""
    found = [partial for codec in _likely_codecs(text) if (partial := _read(text, codec)).read]
    return sorted(found, key=_explained, reverse=True)


def read_through(text: str, layers: int = _LAYERS) -> Partial | None:
    """The best reading through as many layers as there seem to be; None where nothing comes back."""
    found = read_partly(text)
    near = [one for one in found if _explained(one) >= _explained(found[0]) - 1]
    best = min(near, key=lambda one: cost(one.text), default=None)
    if best is None or layers == 1 or best.lost > best.read or not is_suspicious(best.text):
        return best
    below = read_through(best.text, layers - 1)
    return below._replace(strays=below.strays | best.strays) if below and below.lost <= below.read else best


def _explained(partial: Partial) -> int:
    return partial.read - 2 * partial.lost


def _likely_codecs(text: str) -> list[str]:
    """The codecs in which most neighbours begin a sequence of UTF-8."""
    leads, followers = beginners()
    counts = Counter[int]()
    for (a, b), times in Counter(pairwise(text[:_GLANCE])).items():
        if a > "\x7f" and b > "\x7f":
            counts[leads.get(a, 0) & followers.get(b, 0)] += times
    scores = {
        name: sum(times for mask, times in counts.items() if mask >> bit & 1)
        for bit, name in enumerate(SINGLE)
    }
    fewest = max(1, counts.total() // _FEWEST)
    return [name for name in sorted(SINGLE, key=lambda name: -scores[name]) if scores[name] >= fewest][
        :_TRIED
    ]


def _read(text: str, codec: str) -> Partial:
    units = text.translate(_units(codec))
    pieces = list(_PIECE.finditer(units))
    own = _own_leads("".join(piece.group()[0] for piece in pieces if piece.group(1)))
    parts, at, read, lost, strays = list[str](), 0, 0, 0, set[str]()
    for piece in pieces:
        start, end = piece.span()
        parts.append(text[at:start])
        at = end
        whole = _decoded(piece.group(1)) if piece.group(1) else None
        if whole:
            parts.append(whole)
            read += 1
        elif end - start == 1 and _is_genuine(text, start, units[start], own):
            parts.append(text[start])
        else:
            parts.append("\ufffd")
            lost += 1
            strays |= set(text[start:end]) - {"\ufffd", "?"}
    parts.append(text[at:])
    return Partial("".join(parts), codec, read, lost, frozenset(strays))


def _decoded(units: str) -> str | None:
    try:
        return units.encode("latin-1").decode()
    except UnicodeDecodeError:
        return None


def _own_leads(leads: str) -> frozenset[str]:
    """The first bytes that UTF-8 of the scripts that came back has."""
    seen = set(leads)
    return frozenset(seen.union(*(family for family in _FAMILIES if seen & set(family))))


def _is_genuine(text: str, at: int, unit: str, leads: frozenset[str]) -> bool:
    """True for a character that this UTF-8 would hardly have left alone."""
    if unit == "\ufffd":
        return False
    around = text[max(0, at - 1) : at], text[at + 1 : at + 2]
    if unit < "\xc0":
        inside = all(c.isalnum() and c.isascii() for c in around)
        return text[at] in _SIGNS and (text[at] in "’·" or not inside)
    return unit not in leads


@cache
def _units(codec: str) -> dict[int, int]:
    """What ``str.translate`` needs to put bytes for the characters the codec has."""
    table = {code: _FOREIGN + code for code in range(0x80, 0x100)}
    for byte, c in enumerate(characters(codec, 0x80, 0x100), 0x80):
        if c != "\ufffd":
            table[ord(c)] = byte
    return table
