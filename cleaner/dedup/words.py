"""Words that the guard looks for: those of ``words.toml`` and the function words of the language profiles."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from cleaner.dedup.contrast import CLASSES, NEGATION, NUMBER, UNIT
from cleaner.dedup.folding import fold, is_unspaced
from cleaner.dedup.hashing import token_hash
from cleaner.languages import known, profile

JOINING = {"before": ("dates", "numbers", "places"), "behind": ("dates", "units", "numbers", "places")}
"""The tables with whose words particles and prepositions are written in one; a unit stands behind its number."""

LONG_VOWEL = "ー"
"""At a word's end written or not (ユーザー, ユーザ)."""


class Spoken(NamedTuple):
    """Which language a text is in, and which negations mean something else there.

    ``words`` are the token numbers of all function words, sorted, ``speakers`` the languages of each, a bit a language,
    ``nameless`` those in which a capital inside a sentence makes no name of it; ``doubtful`` the negations that are
    function words elsewhere, ``plain`` where, ``denying`` where they deny.
    """

    words: list[int]
    speakers: list[int]
    nameless: list[int]
    doubtful: list[int]
    plain: list[int]
    denying: list[int]


@cache
def telling_words(table: str, lang: str | None = None) -> frozenset[str]:
    """The words of one table of ``words.toml``, of one language or of all together, folded."""
    langs = _table(table) if lang is None else (lang,)
    words = frozenset(fold(word) for own in langs for word in _forms(table, own))
    return frozenset(word for word in words if len(word) == 1 or not is_unspaced(word))


@cache
def stated_words() -> frozenset[str]:
    """Months, weekdays and numbers as words: facts like numbers in figures."""
    return telling_words("dates") | telling_words("numbers")


def _forms(table: str, lang: str) -> list[str]:
    """The words of a language, alone and with what its writing joins to them (서울, 서울은)."""
    words = _table(table).get(lang, "").split()
    before, behind = (
        ["", *_table(side).get(lang, "").split()] if table in tables else [""] for side, tables in JOINING.items()
    )
    return [first + word + last for word in words for first in before for last in behind]


@cache
def function_words(lang: str | None = None) -> frozenset[str]:
    """Articles, pronouns and the like of one language or of all, folded: the capital that begins a sentence makes
    none of them a name."""
    words = _spoken_words()
    return frozenset().union(*words.values()) if lang is None else words.get(lang, frozenset())


class Phrase(NamedTuple):
    """Token numbers and the flags they get; units get theirs behind a number only."""

    tokens: tuple[int, ...]
    meaning: int


@cache
def phrases() -> tuple[Phrase, ...]:
    """Units, and the dates and negations of several tokens in scripts where a token is one character; the characters
    of each class; sorted by their first tokens, the longer one first."""
    found = [
        Phrase(spelled, meaning)
        for table, meaning in (("negations", NEGATION), ("dates", NUMBER), ("units", NUMBER | UNIT))
        for lang in _table(table)
        for spelled in map(_spelled, _forms(table, lang))
        if len(spelled) > 1 or table == "units"
    ]
    for place, characters in enumerate(_table("classes").values()):
        found += [Phrase(_spelled(character), 1 << CLASSES + place) for character in characters]
    return tuple(sorted(set(found), key=lambda phrase: (phrase.tokens[0], -len(phrase.tokens), phrase)))


def _spelled(word: str) -> tuple[int, ...]:
    if not is_unspaced(word):
        return (token_hash(fold(word)),)
    return tuple(token_hash(fold(c)) for c in word.removesuffix(LONG_VOWEL))


@cache
def spoken() -> Spoken:
    """For ``contrast.forget_foreign_negations`` and ``forget_plain_capitals``; a language of which no negation is listed makes none doubtful."""
    by_language = _spoken_words()
    denying = {lang: telling_words("negations", lang) for lang in _table("negations")}
    bits = {lang: 1 << place for place, lang in enumerate(by_language)}
    speakers = {
        token_hash(word): sum(bit for lang, bit in bits.items() if word in by_language[lang])
        for word in function_words()
    }
    plain = {lang: telling_words("plain", lang) for lang in _table("plain")}
    nameless = {
        token_hash(word): sum(bits[lang] for lang, own in plain.items() if word in own)
        for word in function_words()
    }
    doubtful = {
        token_hash(word): (
            sum(bits[lang] for lang, own in denying.items() if word in by_language[lang] - own),
            sum(bits[lang] for lang, own in denying.items() if word in own),
        )
        for word in sorted(telling_words("negations"))
    }
    doubtful = {word: (other, denies) for word, (other, denies) in doubtful.items() if other}
    return Spoken(
        sorted(speakers),
        [speakers[word] for word in sorted(speakers)],
        [nameless[word] for word in sorted(speakers)],
        list(doubtful),
        [other for other, _ in doubtful.values()],
        [denies for _, denies in doubtful.values()],
    )


@cache
def _spoken_words() -> dict[str, frozenset[str]]:
    """The function words, openers among them, of each language, folded."""
    openers = _table("openers")
    return {
        lang: telling_words("openers", lang)
        | telling_words("plain", lang)
        | frozenset(map(fold, profile(lang).get("function_words", ())))
        for lang in sorted({*known(), *openers, *_table("negations")})
    }


def _table(name: str) -> dict[str, str]:
    return _tables()[name]


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
