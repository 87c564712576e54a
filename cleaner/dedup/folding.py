"""Case, punctuation and spacing folded away, and what is left cut into tokens.

The table maps one code point at a time, so that the compiled kernel, which reads UTF-8 bytes,
can use the very same map.
"""

from __future__ import annotations

import unicodedata

import regex

LAST_FOLDED = 0x20000
"""Code points from here on (rare ideographs, tags) stand for themselves."""

LONGEST_FOLD = 3
"""Three code points fit in the 64 bits of a table entry; a longer ligature stands for itself."""

UNSPACED = (
    (0x0E00, 0x0F00),  # Thai, Lao
    (0x1000, 0x10A0),  # Myanmar
    (0x1780, 0x1800),  # Khmer
    (0x3005, 0x3008),  # ideographic iteration marks
    (0x3040, 0x3100),  # Hiragana, Katakana
    (0x31F0, 0x3200),
    (0x3400, 0x4DC0),  # Han
    (0x4E00, 0xA000),
    (0xF900, 0xFB00),
    (0x20000, 0x40000),
)
"""Blocks of the scripts that put no space between words: there a character is a token."""


class _Table(dict[int, str]):
    """Filled on demand: 130,000 entries would cost a small file its fast start."""

    def __missing__(self, code: int) -> str:
        folded = self[code] = fold_character(chr(code))
        return folded


def fold_character(character: str) -> str:
    """What stays of one character: nothing, a space, or its folded letters.

    Upper case first, so that Turkish dotless i, final sigma and sharp s meet their capitals.

    >>> [fold_character(c) for c in "Éß!\\u00a0"]
    ['e\\u0301', 'ss', '', ' ']
    """
    if ord(character) >= LAST_FOLDED:
        return character
    if character.isspace():
        return " "
    if unicodedata.category(character)[0] in "PSC":
        return ""
    plain = unicodedata.normalize("NFKD", character.upper().casefold())
    plain = "".join(str(unicodedata.decimal(c, c)) for c in plain)
    kept = "".join(c for c in plain if c != "\u0307" and unicodedata.category(c)[0] in "LMN")
    return kept if len(kept) <= LONGEST_FOLD else character


_TABLE = _Table()
RANGES = "".join(f"\\U{first:08x}-\\U{last - 1:08x}" for first, last in UNSPACED)
_TOKEN = regex.compile(rf"[{RANGES}]|[^ {RANGES}]+")
_UNSPACED = regex.compile(rf"[{RANGES}]")


def fold(text: str) -> str:
    """The text in one case, without punctuation and symbols, spaces kept as they are.

    >>> fold("Un Air, c’est FINI!")
    'un air cest fini'
    """
    return text.translate(_TABLE)


def tokens(text: str) -> list[str]:
    """Folded words, or single characters in the scripts that put no space between words.

    >>> tokens("Hello, 世界 AI")
    ['hello', '世', '界', 'ai']
    """
    folded = fold(text)
    found: list[str] = _TOKEN.findall(folded) if _UNSPACED.search(folded) else folded.split()
    return found


def compact(text: str) -> str:
    """What two paragraphs that are equal after folding have in common, spaces left out."""
    return fold(text).replace(" ", "")


def is_unspaced(word: str) -> bool:
    """True for a token of a script that puts no space between words."""
    return bool(_UNSPACED.match(word))


def weight(words: list[str]) -> int:
    """How much text the tokens stand for: a word counts 2, an unspaced character 1."""
    return 2 * len(words) - len(_UNSPACED.findall("".join(words)))


def is_mostly_unspaced(words: list[str]) -> bool:
    """True where more of the tokens are single characters of such a script than words."""
    return 2 * weight(words) < 3 * len(words)
