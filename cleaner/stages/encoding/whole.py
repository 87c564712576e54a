"""Whether the text that a repair leaves is whole, or mojibake still of another kind."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache, reduce
from operator import and_

from cleaner.languages import identify, obvious
from cleaner.stages.encoding.gate import ALARM, has_intruder, is_bad, surprise
from cleaner.stages.encoding.likelihood import alphabet, fold, languages, letters_of
from cleaner.stages.encoding.lookalikes import TWINS

_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")
_LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"
_MOST_AT_HOME, _NEARLY_ALL, _FEW_FROM_ELSEWHERE = 0.75, 0.8, 0.67
_FEWEST, _MOST_OF_ONE, _MOST_OF_TWO = 6, 0.34, 0.5
_LONG, _FEW, _GLANCE = 200, 12, 60
_SPAN = 64
_ASCII = frozenset(map(chr, range(0x80)))
_ALL = (1 << _SPAN) - 1
_EVERYWHERE = (1 << _SPAN * len(_ALPHABETS)) - 1
_MOST_ASKED = 2
_LETTERS_OF_A_NAME = 2
_LETTER = r"[^\W\d_]"
_HAN = "[\u2e80-\ud7a3\uf900-\ufaff\uff61-\uffdc]"
_TOUCHING_HAN = re.compile(f"{_HAN}(?:(?<=[A-Za-z].)|(?=[A-Za-z]))")
_ONE_HAN = re.compile(_HAN)
_BEYOND_ASCII = re.compile("[^\0-\x7f]")
_ASKED = re.compile(rf"(?:{_LETTER}|[–—“”…])\?(?={_LETTER}|[–—])")
_SMALL = "a-z" + "".join(c for c in map(chr, (*range(0x80, 0x250), *range(0x1E00, 0x1F00))) if c.islower())
_CAPITALS = "".join(c for c in map(chr, (*range(0x80, 0x250), *range(0x1E00, 0x1F00))) if c.isupper())


def _unlike(letters: str) -> str:
    """The letters of a range that look like none of another alphabet."""
    first, last = map(ord, (letters[0], letters[-1]))
    return "".join(c for c in map(chr, range(first, last + 1)) if c.isalpha() and c not in TWINS)


_LATIN = _unlike("A\u024f")
_CYRILLIC = _unlike("\u0400\u052f")
_FAR = _unlike("\u0590\u0eff")
"""Alphabets from Hebrew to Thai."""
_TOUCHES = "¢£¤¥¦¨¬¯±¸¶¼½¾¡¿\u2500-\u25ff"
_ODD = re.compile(
    f"[{_TOUCHES}§„‚†‡ˆ‰˜‹{_CAPITALS}\ue000-\uf8ff](?:(?<=[¡¿])(?<={_LETTER}.)|(?<=[{_TOUCHES}])(?<![¡¿])(?:(?<={_LETTER}.)|(?={_LETTER}))"
    f"|(?<={_LETTER}[§„‚†‡ˆ‰˜‹])(?={_LETTER})|(?<=[{_SMALL}][{_CAPITALS}])|(?<=[\ue000-\uf8ff]))"
)
"""Signs that touch a letter in mojibake and hardly ever in text, capitals inside words (prÊtÊ), private use."""
_SEAM = re.compile(
    f"[{_CYRILLIC}{_FAR}](?:(?<=[{_LATIN}].)|(?=[{_LATIN}])|(?<=[{_CYRILLIC}][{_FAR}])|(?<=[{_FAR}][{_CYRILLIC}]))"
)
"""Where two alphabets meet; not Greek letters in Latin names (IL2RγcKO), nor what looks like the other's."""


def is_clean(text: str) -> bool:
    """True where no test takes the text for mojibake; signs away from letters may be as odd as they like."""
    return is_clean_at_sight(text) and not _is_surprising(text) and not is_bad(text.replace("\ufffd", " "))


def is_clean_at_sight(text: str) -> bool:
    """Like ``is_clean``, by quick tests only."""
    return not (
        has_intruder(text)
        or _ODD.search(text)
        or _SEAM.search(text)
        or ("?" in text and len(_ASKED.findall(text)) > _MOST_ASKED)
        or _is_strewn_with_han(text)
    )


def _is_strewn_with_han(text: str) -> bool:
    """True where half of the Chinese characters and syllables touch a Latin letter, as in cong茅."""
    touching = len(_TOUCHING_HAN.findall(text))
    return touching > 0 and 2 * touching >= len(_ONE_HAN.findall(text))


def _is_surprising(text: str) -> bool:
    """True where the letters near the first beyond ASCII are unlikely in every language; one or two are a name's."""
    first = _BEYOND_ASCII.search(text)
    if first is None:
        return False
    text = text[max(0, first.start() - 1) : first.start() + _GLANCE]
    pairs = zip(" " + text, text, strict=False)
    costs = {(a, b): surprise(a, b) for a, b in pairs if b > "\x7f" and b.isalpha() and b not in _LIGATURES}
    return sum(costs.values()) >= ALARM and len({b for _, b in costs}) > _LETTERS_OF_A_NAME


def is_varied(text: str) -> bool:
    """False where every second or third letter is one or one of two, as where first bytes of UTF-8 are read as letters."""
    letters = Counter(fold(c) for c in text if unicodedata.category(c)[0] in "LM")
    common = [times for _, times in letters.most_common(2)]
    if sum(common) < _FEWEST:
        return True
    return common[0] < _MOST_OF_ONE * letters.total() and sum(common) < _MOST_OF_TWO * letters.total()


@lru_cache(maxsize=4)
def is_at_home(text: str) -> bool:
    """True where one language has all the letters; where they are few, the language of the text; in a long text nearly all."""
    if not is_of_one_language(text[: 2 * _LONG]):
        return len(text) > _LONG and is_nearly_of_one_language(text, _NEARLY_ALL)
    few = len(text) <= _LONG and len(_BEYOND_ASCII.findall(text)) <= _FEW
    return not few or is_written_in(text, language_of(text), _FEW_FROM_ELSEWHERE)


def is_written_in(text: str, lang: str, share: float = 1.0) -> bool:
    """True where the language has a share of the letters beyond ASCII, or tells no letters."""
    letters = [fold(c) for c in _BEYOND_ASCII.findall(text) if alphabet(c) in _ALPHABETS]
    own = letters_of(lang) if letters else ""
    return not own or sum(letter in own for letter in letters) >= share * len(letters)


def language_of(text: str) -> str:
    """The language by its function words; only a short text is worth asking the model, too."""
    return (identify(text) if len(text) <= _LONG else obvious(text)) or ""


def is_of_one_language(text: str) -> bool:
    """True where one language has all the letters beyond ASCII of an alphabet in the text.

    >>> is_of_one_language("Amanhã às dez"), is_of_one_language("Amanhă ŕs dez, reunião")
    (True, False)
    """
    shared = reduce(and_, map(_homes, set(text) - _ASCII), _EVERYWHERE)
    return all(shared >> _SPAN * place & _ALL for place in range(len(_ALPHABETS)))


@lru_cache(maxsize=1 << 16)
def _homes(c: str) -> int:
    """The languages that have a letter, as bits at the place of its alphabet; those of the other alphabets do not mind."""
    if (name := alphabet(c)) not in _ALPHABETS:
        return _EVERYWHERE
    place = _SPAN * _ALPHABETS.index(name)
    return _EVERYWHERE & ~(_ALL << place) | _languages_with().get(fold(c), 0) << place


def is_nearly_of_one_language(text: str, share: float = _MOST_AT_HOME) -> bool:
    """Like ``is_of_one_language``, but only for a share of the letters."""
    letters = Counter(fold(c) for c in _BEYOND_ASCII.findall(text) if alphabet(c) in _ALPHABETS)
    homes = Counter[int]()
    for letter, times in letters.items():
        for bit in _bits(_languages_with().get(letter, 0)):
            homes[bit] += times
    return max(homes.values(), default=0) >= share * letters.total()


@cache
def _bits(mask: int) -> tuple[int, ...]:
    return tuple(bit for bit in range(mask.bit_length()) if mask >> bit & 1)


@cache
def _languages_with() -> dict[str, int]:
    """For each letter the languages that have it, as bits."""
    masks: dict[str, int] = {}
    for bit, lang in enumerate(languages()):
        for letter in letters_of(lang):
            masks[letter] = masks.get(letter, 0) | 1 << bit
    return masks
