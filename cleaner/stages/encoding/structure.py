"""Which wrong codecs could have made a line out of UTF-8, by the form of its bytes alone.

UTF-8 is a code with a check: a first byte says how many follow, and those have a form of their own. So
a text whose characters beyond ASCII are, as the bytes of some codec, whole sequences of UTF-8 hardly
ever is anything else. Of 74,000 lines of clean text in 62 languages 40 have such a codec, and in none
of them is the UTF-8 the likelier text.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path

from cleaner.disk import kept
from cleaner.stages.encoding import codecs
from cleaner.stages.encoding.codecs import BEYOND_FTFY, FTFY, characters, decode, encode

SINGLE = FTFY + BEYOND_FTFY
"""Codecs of one byte a character that UTF-8 is wrongly read with."""
DOUBLE = ("gb18030", "cp932", "cp949", "big5hkscs", "euc_jp")
"""Those of one to four bytes."""

_FORM = re.compile(
    rb"(?:[\x00-\x7f]++|[\xc2-\xdf][\x80-\xbf]|[\xe0-\xef][\x80-\xbf]{2}|[\xf0-\xf4][\x80-\xbf]{3})*+"
)
_BEYOND_ASCII = re.compile("[^\0-\x7f]")
NOT_DOUBLE = re.compile("[\uffff-\U0010ffff\u0304\u030c\xa5\u203e]")
"""Beyond the basic plane, what makes one code with the letter before it in Big5-HKSCS, and ¥ and ‾, which EUC-JP writes in ASCII."""


def possible_codecs(line: str) -> list[str]:
    """The codecs that could have read UTF-8 as this line; none for ASCII.

    >>> possible_codecs("dÃ©jÃ\xa0")[:2]
    ['latin-1', 'sloppy-windows-1252']
    >>> possible_codecs("déjà")
    []
    """
    return [codec for codec in _candidates(line) if _has_form(line, codec)]


def readings(line: str) -> Iterator[tuple[str, str]]:
    """``(codec, text)`` for every text whose UTF-8 the codec reads as the line, each text once."""
    seen = set[bytes]()
    for codec in _candidates(line):
        data = encode(line, codec)
        if data is not None and data not in seen:
            seen.add(data)
            if text := decode(data, "utf-8"):
                yield codec, text


def _candidates(line: str) -> tuple[str, ...]:
    """The codecs in which the first character beyond ASCII begins a sequence of UTF-8."""
    first = _BEYOND_ASCII.search(line)
    if first is None or "\ufffd" in line:
        return ()
    leads, followers = beginners()
    c, after = first.group(), line[first.end() : first.end() + 1]
    found = _named(leads.get(c, 0) & followers.get(after, 0))
    double = _double(c)
    return found + double if double and not NOT_DOUBLE.search(line) else found


@lru_cache(maxsize=1 << 10)
def _named(mask: int) -> tuple[str, ...]:
    return tuple(name for bit, name in enumerate(SINGLE) if mask >> bit & 1)


@lru_cache(maxsize=1 << 16)
def _double(c: str) -> tuple[str, ...]:
    """The codecs of several bytes in which a sequence of UTF-8 could begin with the character."""
    codes = ((name, encode(c, name)) for name in DOUBLE)
    return tuple(name for name, data in codes if data is not None and 0xC2 <= data[0] < 0xF5)


def _has_form(line: str, codec: str) -> bool:
    data = encode(line, codec)
    return data is not None and _FORM.fullmatch(data) is not None


@cache
def beginners() -> tuple[dict[str, int], dict[str, int]]:
    """For each character the codecs in which it is a first byte of UTF-8, and a following one, as bits.

    Kept on disk: to load the codecs alone takes a tenth of a clean page's time.
    """
    return kept("forms", _read_forms, [Path(__file__), Path(codecs.__file__)], sys.version)


def _read_forms() -> tuple[dict[str, int], dict[str, int]]:
    leads, followers = dict[str, int](), dict[str, int]()
    for bit, codec in enumerate(SINGLE):
        for first, last, table in ((0xC2, 0xF5, leads), (0x80, 0xC0, followers)):
            for c in characters(codec, first, last):
                table[c] = table.get(c, 0) | 1 << bit
    leads.pop("\ufffd", None)
    followers.pop("\ufffd", None)
    return leads, followers
