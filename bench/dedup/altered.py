"""What a copy tells otherwise, by plain comparison of words: independent of the guard it judges."""

from __future__ import annotations

from collections import Counter

import regex

from cleaner.dedup.contrast import NEGATION
from cleaner.dedup.folding import fold
from cleaner.dedup.hashing import token_hash
from cleaner.dedup.words import function_words, phrases, telling_words

_NUMBER = regex.compile(r"\p{N}+(?:[.,:٫٬]\p{N}+)*|[\p{Sc}%‰°]")
_WORD = regex.compile(r"[\p{L}\p{M}]+")


def altered(a: str, b: str) -> str:
    """ "negations" where the texts differ in those, "numbers" or "names" where each has some of its own, else ""."""
    if _negations(a) != _negations(b):
        return "negations"
    for kind, stated in (("numbers", _numbers), ("names", _names)):
        first, second = stated(a), stated(b)
        if first - second and second - first:
            return kind
    return ""


def _numbers(text: str) -> Counter[str]:
    dates = (word for word in _WORD.findall(text) if fold(word) in telling_words("dates"))
    return Counter(_NUMBER.findall(text)) + Counter(map(fold, dates))


def _negations(text: str) -> Counter[str]:
    words = Counter(fold(word) for word in _WORD.findall(text) if fold(word) in telling_words("negations"))
    letters = [token_hash(fold(c)) for c in text]
    for phrase in (spelled for spelled, meaning in phrases() if meaning == NEGATION):
        found = sum(tuple(letters[i : i + len(phrase)]) == phrase for i in range(len(letters)))
        words += Counter({str(phrase): found})
    return words


def _names(text: str) -> Counter[str]:
    first, *words = _WORD.findall(text) or [""]
    capitals = [fold(word) for word in words if word[0].isupper()]
    return Counter(
        capitals + ([fold(first)] if first[:1].isupper() and fold(first) not in function_words() else [])
    )
