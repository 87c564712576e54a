"""What is rare in a sentence and what two variants of it would share."""

from __future__ import annotations

import re
from zlib import crc32

import regex

from cleaner.dedup.folding import RANGES
from cleaner.mine.words import mantissa

_RUN, _SAMPLED = 4, 3
"""Runs of four words, of which one in three is kept: two sentences that share nine miss each other once in forty."""

_TOKEN = re.compile(rf"[{RANGES}]|[^\W_{RANGES}]+")
_NUMBER = re.compile(r"\d[\d.,]*\d\d?")
_ANCHOR = regex.compile(r"https?://\S+|@\w{3,}|(?<=\p{Ll}[,;:]?\s)\p{Lu}[\p{L}\p{N}]{2,}(?:\s+\p{Lu}[\p{L}\p{N}]+)+")


def anchors(sentence: str) -> set[str]:
    """Names of several words, addresses, handles, numbers of three digits that are no year; the last three
    words; and of the runs of four words one in three, the same ones in every sentence.

    >>> sorted(anchors("Il a lu Thrive Capital et 595,3 milliards."))
    ['#5953', '595 3 milliards', 'Thrive Capital', 'il a lu thrive', 'thrive capital et 595']
    """
    words = _words(sentence)
    numbers = {f"#{m}" for n in _NUMBER.findall(sentence) if len(m := mantissa(n)) > 2 and not _is_year(n)}
    found = set(_ANCHOR.findall(sentence)) | numbers
    if len(words) > _RUN:
        runs = (" ".join(words[i : i + _RUN]) for i in range(len(words) - _RUN + 1))
        found |= {run for run in runs if crc32(run.encode("utf-8", "surrogatepass")) % _SAMPLED == 0}
        found.add(" ".join(words[-3:]))
    return found


def _words(sentence: str) -> list[str]:
    """As ``words_of``, but for accents and at a tenth of the cost: a key that is missed costs a pair, not an edit."""
    return _TOKEN.findall(sentence.casefold())


def _is_year(number: str) -> bool:
    return len(number) == 4 and number[:2] in ("19", "20")
