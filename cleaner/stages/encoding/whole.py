"""Whether the text that a repair leaves is whole, or mojibake still of another kind."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from functools import cache
from itertools import pairwise

from cleaner.languages import identify
from cleaner.stages.encoding.gate import ALARM, has_intruder, is_bad, surprise
from cleaner.stages.encoding.likelihood import alphabet, fold, languages, letters_of
from cleaner.stages.encoding.lookalikes import TWINS

_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK")
_LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"
_HAN = "[\u2e80-\ud7a3\uf900-\ufaff\uff61-\uffdc]"
_TOUCHING_HAN = re.compile(f"(?<=[A-Za-z]){_HAN}|{_HAN}(?=[A-Za-z])")
_ONE_HAN = re.compile(_HAN)
_ODD = re.compile(
    "[^\\W\\d_][¢£¤¥¦¨¬¯±¸¶¼½¾¡¿]|[¢£¤¥¦¨¬¯±¸¶¼½¾][^\\W\\d_]"
    "|[^\\W\\d_]§[^\\W\\d_]|[\u2500-\u25ff](?=[^\\W\\d_])|(?<=[^\\W\\d_])[\u2500-\u25ff]|[\ue000-\uf8ff]"
)
"""Signs that touch a letter in mojibake and hardly ever in text, and private use."""
_ASKED = re.compile(r"[^\W\d_]\?(?=[^\W\d_])")
_MOST_ASKED = 2
_MOST_AT_HOME = 0.75
_FEWEST, _MOST_OF_ONE, _MOST_OF_TWO = 6, 0.34, 0.5


def is_clean(text: str) -> bool:
    """True where no test takes the text for mojibake; signs away from letters may be as odd as they like."""
    return not (
        is_bad(text.replace("\ufffd", " "))
        or has_intruder(text)
        or _ODD.search(text)
        or len(_ASKED.findall(text)) > _MOST_ASKED
        or _has_capital_inside(text)
        or _mixes_alphabets(text)
        or _is_strewn_with_han(text)
        or _surplus_of_letters(text) >= ALARM
    )


def _has_capital_inside(text: str) -> bool:
    """True for prÊtÊ and VýtÜÝ, not for #ГолосКраїни: a Latin capital beyond ASCII amid small letters."""
    triples = zip(text, text[1:], text[2:], strict=False)
    return any("\x7f" < b < "\u0250" and b.isupper() and a.islower() and c.isalpha() for a, b, c in triples)


def _is_strewn_with_han(text: str) -> bool:
    """True where half of the Chinese characters and syllables touch a Latin letter, as in cong茅."""
    touching = len(_TOUCHING_HAN.findall(text))
    return touching > 0 and 2 * touching >= len(_ONE_HAN.findall(text))


def _mixes_alphabets(text: str) -> bool:
    """True where letters of two alphabets are neighbours, neither looks like one of the other, and it is
    no Greek letter in a Latin name, as in IL2RγcKO."""
    return any(
        alphabet(a) != alphabet(b) and not {a, b} & TWINS and {alphabet(a), alphabet(b)} != {"LATIN", "GREEK"}
        for a, b in pairwise(text)
        if (a > "\x7f" or b > "\x7f") and alphabet(a) and alphabet(b)
    )


def _surplus_of_letters(text: str) -> int:
    pairs = zip(" " + text, text, strict=False)
    return sum(surprise(a, b) for a, b in pairs if b > "\x7f" and b.isalpha() and b not in _LIGATURES)


def is_varied(text: str) -> bool:
    """False where every second or third letter is one or one of two, as where first bytes of UTF-8 are read as letters."""
    letters = Counter(fold(c) for c in text if unicodedata.category(c)[0] in "LM")
    common = [times for _, times in letters.most_common(2)]
    if sum(common) < _FEWEST:
        return True
    return common[0] < _MOST_OF_ONE * letters.total() and sum(common) < _MOST_OF_TWO * letters.total()


def is_at_home(text: str) -> bool:
    """True where the language of the text has all its letters beyond ASCII, or tells no letters."""
    own = letters_of(identify(text))
    return is_of_one_language(text) and (
        not own or all(fold(c) in own for c in text if c > "\x7f" and alphabet(c) in _ALPHABETS)
    )


def is_of_one_language(text: str) -> bool:
    """True where one language has all the letters beyond ASCII of an alphabet in the text.

    >>> is_of_one_language("Amanhã às dez"), is_of_one_language("Amanhă ŕs dez, reunião")
    (True, False)
    """
    shared = dict.fromkeys(_ALPHABETS, -1)
    for c in {c for c in text if c > "\x7f"}:
        if (name := alphabet(c)) in shared:
            shared[name] &= _languages_with().get(fold(c), 0)
    return all(shared.values())


def is_nearly_of_one_language(text: str) -> bool:
    """Like ``is_of_one_language``, but one letter in four may be from elsewhere."""
    letters = Counter(fold(c) for c in text if c > "\x7f" and alphabet(c) in _ALPHABETS)
    homes = Counter[int]()
    for letter, times in letters.items():
        mask = _languages_with().get(letter, 0)
        for bit in range(mask.bit_length()):
            homes[bit] += times * (mask >> bit & 1)
    return max(homes.values(), default=0) >= _MOST_AT_HOME * letters.total()


@cache
def _languages_with() -> dict[str, int]:
    """For each letter the languages that have it, as bits."""
    masks: dict[str, int] = {}
    for bit, lang in enumerate(languages()):
        for letter in letters_of(lang):
            masks[letter] = masks.get(letter, 0) | 1 << bit
    return masks
