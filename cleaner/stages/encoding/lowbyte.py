"""Russian whose code points were cut to their low byte: U+0430 became 0, so странный reads AB@0==K9."""

from __future__ import annotations

import re

from cleaner.stages.encoding.likelihood import unease

_CUT = re.compile(r"(?:[0-9:;<=>?@A-OQ]+[ ,.-]*)+")
_EASE = 3.6
_SHORTEST = 7
_SIGNS = 2


def restore_high_byte(line: str) -> str | None:
    """The Russian text, where every word of the line can only be that; None elsewhere.

    The letters а-я become the ASCII of 0-9, :;<=>?@ and A-O, which no language writes in one word.
    Capitals become control characters and are gone, so only lower case comes back.

    >>> restore_high_byte("?>8A: =5A>2<5AB8<>")
    'поиск несовместимо'
    """
    text = line.strip()
    if len(text) < _SHORTEST or not _CUT.fullmatch(text) or not _looks_cut(text):
        return None
    russian = "".join(chr(ord(c) + 0x400) if c > "/" else c for c in text)
    return line.replace(text, russian) if unease(russian) <= _EASE and _has_syllables(russian) else None


def _looks_cut(text: str) -> bool:
    """Signs between letters, several kinds of them, in each of the words that are longer than three."""
    signs = {c for c in text if c in ":;<=>?@"}
    return len(signs) >= _SIGNS and any("A" <= c <= "O" for c in text) and not text.startswith((">", "="))


def _has_syllables(russian: str) -> bool:
    words = [word for word in re.findall(r"\w+", russian) if len(word) > 3]
    return bool(words) and all(
        re.search("[аеёиоуыэюя]", word) and not re.search("[аеёиоуыэюя]{4}|[^аеёиоуыэюя]{6}", word)
        for word in words
    )
