"""Words with lost letters, completed from word frequencies: the extra ``cleaner[words]`` (wordfreq).

wordfreq's code is Apache-2.0 and its data CC-BY-SA 4.0, so it is never shipped with cleaner.
"""

from __future__ import annotations

import importlib.util
from functools import cache, lru_cache
from itertools import chain, product

from cleaner.stages.encoding.likelihood import letters_of

HOLES = "\ufffd?"

_RATIO = 30.0
_MOST_HOLES, _MOST_TRIED = 4, 40_000
_KNOWN = 1e-6
_UNKNOWN = 1_000.0
"""A completed word is common, and a thousand times as common as the word as it stands."""
_ARTICLES = "l d n j s m t c qu jusqu lorsqu puisqu quelqu"
_ELIDED = {"fr": frozenset(_ARTICLES.split())}
_SHORTEST_AFTER_ELISION = 3
_SHORTEST = 3
_SHORT_WORD = 4
_WHOLE_ALPHABET = 25
"""Where a hole can be any letter, not one of a few with accents, a word that no list holds is likely."""
_RAREST = 2e-8
_FOREIGN = "áéíóúàèìòùâêîôûäëïöüñçãõåøæýčšžćńśłęąşğőűě"
_RATIO_UNSURE = 100.0
"""Asked of short words and of names, which word lists know badly."""
_VOWELS = frozenset("aeiouyhàâæéèêëîïôöœùûü")


@cache
def available() -> bool:
    """True where wordfreq is installed."""
    return importlib.util.find_spec("wordfreq") is not None


@lru_cache(maxsize=1 << 16)
def frequency(word: str, lang: str) -> float:
    """How often a word occurs, 0 to 1; 0 where it is unknown. The lists hold ß as ss."""
    import wordfreq

    known = wordfreq.get_frequency_dict(lang, "best")
    return float(known.get(word) or known.get(word.casefold(), 0.0))


@cache
def knows(lang: str) -> bool:
    """True where there are word frequencies for a language."""
    if not available():
        return False
    import wordfreq

    return lang in wordfreq.available_languages("best")


@lru_cache(maxsize=1 << 12)
def complete(word: str, lang: str) -> str | None:
    """The one word that ``word`` with holes can be, thirty times as frequent as the next; else None.

    A lost initial is not completed: whether it was a capital nobody knows.
    """
    low, short = word.lower(), _at_one_a_letter(word)
    if word[0] in HOLES or len(short) < _SHORTEST:
        return None
    letters, spellings = letters_of(lang), {low, short.lower()}
    filled = [_fillings(s, letters) for s in spellings]
    if not all(filled):
        return None
    fillings = {*chain(*filled), *_elisions(low, lang, _SHORTEST_AFTER_ELISION)}
    ranked = sorted(((f, c) for c in fillings if (f := _worth(c, lang)) > 0), reverse=True)
    if not ranked:
        return None
    (best, found), *others = ranked
    every = len(letters) >= _WHOLE_ALPHABET
    ratio = _RATIO_UNSURE if every or len(short) <= _SHORT_WORD or word[0].isupper() else _RATIO
    unsure = chain(*(_elisions(s, lang) + _foreign(s, letters) for s in spellings))
    rivals = [f for f, _ in others[:1]] + [_worth(c, lang) for c in unsure if c != found]
    if best < ratio * max([_RAREST if every else 0.0, *rivals]):
        return None
    return _in_the_case_of(word if len(found) == len(word) else short, found)


def _at_one_a_letter(word: str) -> str:
    """A word read byte by byte has a hole for each of the two bytes of a letter: caf\ufffd\ufffd."""
    return word.replace("\ufffd\ufffd", "\ufffd")


def _fillings(word: str, letters: str) -> list[str]:
    holes = [i for i, c in enumerate(word) if c in HOLES]
    if not letters or len(holes) > _MOST_HOLES or len(letters) ** len(holes) > _MOST_TRIED:
        return []
    found = []
    for choice in product(letters, repeat=len(holes)):
        filled = list(word)
        for i, letter in zip(holes, choice, strict=True):
            filled[i] = letter
        found.append("".join(filled))
    return found


def _foreign(word: str, letters: str) -> list[str]:
    """The names of other languages that a word can be: González is not Gonzàlez in Italian."""
    return [] if len(letters) >= _WHOLE_ALPHABET else _fillings(word, "".join(set(_FOREIGN) - set(letters)))


def _elisions(word: str, lang: str, shortest: int = 1) -> list[str]:
    """What the first hole makes of the word if it was an apostrophe: l’état of two holes."""
    hole = next(i for i, c in enumerate(word) if c in HOLES)
    article, rest = word[:hole], word[hole + 1 :]
    if article not in _ELIDED.get(lang, ()):
        return []
    rests = _fillings(rest, letters_of(lang))
    return [whole for one in rests if len(one) >= shortest for whole in _elided(article, one, lang)]


def _elided(article: str, word: str, lang: str) -> list[str]:
    """An article that lost its vowel before a word, with the apostrophe between them."""
    fits = article in _ELIDED.get(lang, ()) and word[:1] in _VOWELS
    return [f"{article}’{word}"] if fits else []


@lru_cache(maxsize=1 << 14)
def insert(word: str, lang: str) -> str | None:
    """The one word that an unknown ``word`` is with a letter or an apostrophe more; else None.

    A word with two letters more must be rare beside it: prserve could be préserve or préservée.
    """
    best = max(_longer(word, lang), key=lambda whole: _worth(whole, lang), default=word)
    worth = _worth(best, lang)
    if worth < max(_KNOWN, _UNKNOWN * frequency(word, lang)):
        return None
    rivals = {*_longer(word, lang), *_longer(best, lang)} - {best}
    return best if all(worth >= _RATIO_UNSURE * _worth(rival, lang) for rival in rivals) else None


def _longer(word: str, lang: str) -> list[str]:
    """The words with one letter beyond ASCII more, not the first: nobody knows whether it was a capital."""
    longer = [word[:i] + letter + word[i:] for i in range(1, len(word) + 1) for letter in letters_of(lang)]
    last = len(word) - _SHORTEST_AFTER_ELISION
    return longer + [whole for i in range(1, last + 1) for whole in _elided(word[:i], word[i:], lang)]


def _worth(word: str, lang: str) -> float:
    """A word's frequency; behind an elided article that of the word itself."""
    article, apostrophe, rest = word.partition("’")
    if not apostrophe:
        return frequency(word, lang)
    return frequency(rest, lang) if article in _ELIDED.get(lang, ()) else 0.0


def _in_the_case_of(word: str, found: str) -> str | None:
    """``found`` with the capitals of ``word``; in a word of capitals the lost letters are capitals too.

    None for ß among capitals: nobody knows whether it was ß or ẞ.
    """
    left = [c for c in word if c.isalpha()]
    if len(left) > 1 and all(c.isupper() for c in left):
        return found.upper() if len(found.upper()) == len(found) else None
    return "".join(f.upper() if w.isupper() else f for w, f in zip(word, found, strict=True))
