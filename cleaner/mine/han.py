"""Chinese in its two sets of characters: one text in both is no disagreement."""

from __future__ import annotations

from functools import lru_cache


def spelt_otherwise(a: str, b: str) -> bool:
    """True for Chinese in simplified and in traditional characters: each has some the other's old charset lacks."""
    return _lean(a) * _lean(b) < 0


def _lean(text: str) -> int:
    """Above 0 for simplified, below for traditional characters."""
    han = [c for c in set(text) if "\u4e00" <= c <= "\u9fff"]
    return sum(_in(c, "gb2312") - _in(c, "big5") for c in han)


@lru_cache(maxsize=1 << 14)
def _in(character: str, charset: str) -> bool:
    try:
        character.encode(charset)
    except UnicodeEncodeError:
        return False
    return True
