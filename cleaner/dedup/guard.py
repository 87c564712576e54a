"""The guard: what a copy must not differ in, whatever its similarity.

Two price lists, two fixtures, "is" and "is not" are alike to any shingle and yet say different
things. So a copy goes only where the kept text has every number, sign and date it has, and where
no name stands in the place of another name and no negation was put in or taken out.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Iterable
from functools import cache
from importlib.resources import files
from typing import NamedTuple

import regex

from cleaner.dedup.alignment import Alignment, align
from cleaner.dedup.folding import RANGES, compact, fold
from cleaner.languages import identify, profile

_WORD = regex.compile(rf"[{RANGES}]|(?:(?![{RANGES}])[\p{{L}}\p{{M}}])+")
_NUMBER = regex.compile(
    r"(?<![\p{L}\p{N}])[-−+]?\p{N}+(?:[.,:٫٬]\p{N}+)*|\p{N}+(?:[.,:٫٬]\p{N}+)*|[〇零一二三四五六七八九十百千万萬亿億兆两兩]+"
)
_SIGN = regex.compile(r"[\p{Sc}\p{Sm}%‰°]")
_MARK = regex.compile(r"""[.,;:!?"'()\[\]\-–—…«»„“”‘’、，。；：！？「」『』（）]""")
_MOSTLY_CAPITAL = 0.5


class Facts(NamedTuple):
    """What a paragraph states, in the order stated."""

    text: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    signs: tuple[str, ...]
    dates: tuple[str, ...]
    names: frozenset[str]
    marks: int

    @property
    def count(self) -> int:
        """How many facts a copy may lack: of two copies the fuller one has more.

        The first word is no name here: its capital says that a sentence begins.
        """
        return len(self.numbers) + len(self.dates) + len(self.names.difference(self.words[:1]))


def facts(text: str) -> Facts:
    """The facts of a paragraph.

    >>> facts("In May paid Ann 1.5 €.")[2:5]
    (('1.5',), ('€',), ('may',))
    """
    spelled = _WORD.findall(text)
    words = tuple(map(fold, spelled))
    return Facts(
        text=text,
        words=words,
        numbers=tuple(_digits(number) for number in _NUMBER.findall(text)),
        signs=tuple(_SIGN.findall(text)),
        dates=tuple(word for word in words if word in _dates()),
        names=_names(spelled, words),
        marks=len(_MARK.findall(text)),
    )


def covers(kept: Facts, removed: Facts) -> bool:
    """True where removing one text loses no fact that the kept one does not state.

    >>> covers(facts("Ann pays 5 € in May"), facts("Ann pays 6 € in May"))
    False
    >>> covers(facts("Ann pays 5 € in May"), facts("Ann pays in May"))
    True
    """
    return (
        _numbers_within(removed, kept)
        and _within(removed.dates, kept.dates)
        and (compact(kept.text) == compact(removed.text) or not _contradict(kept, removed))
    )


def _numbers_within(part: Facts, whole: Facts) -> bool:
    """Where one copy has lost its punctuation 20.00 stands there as 2000: digits are compared."""
    if _stripped(part, whole) or _stripped(whole, part):
        mine, other = compact("".join(part.numbers)), compact("".join(whole.numbers))
        return mine == other or _within(map(compact, part.numbers), map(compact, whole.numbers))
    return _within(part.numbers, whole.numbers) and _within(part.signs, whole.signs)


def _stripped(bare: Facts, other: Facts) -> bool:
    inside = sum(len(_MARK.findall(number)) for number in other.numbers)
    return other.marks - inside >= 2 and bare.marks * 5 <= other.marks


def _within(part: Iterable[str], whole: Iterable[str]) -> bool:
    """True where ``part`` is a subsequence of ``whole``."""
    rest = iter(whole)
    return all(item in rest for item in part)


def _contradict(one: Facts, other: Facts) -> bool:
    """True where more than a third of what differs is a name for a name, or a negation.

    A third, because a copy with many changed words is a bad copy of the same text, while a text
    that was written anew from a pattern differs in its facts and in little else.
    """
    exchanged = bool(one.names.difference(other.words) and other.names.difference(one.words))
    if one.words == other.words or not (exchanged or _negations(one) != _negations(other)):
        return False
    lang = identify(one.text).split("-")[0]
    pairs = align(one.words, other.words)
    changed = _exchanged_names(one, other, pairs, lang) + _changed_negations(pairs, lang)
    return changed * 3 > len(pairs.blocks)


def _exchanged_names(one: Facts, other: Facts, pairs: Alignment, lang: str) -> int:
    plain = {fold(word) for word in profile(lang).get("function_words", ())}
    mine = one.names.difference(other.words, plain)
    theirs = other.names.difference(one.words, plain)
    return sum(bool(mine.intersection(a) and theirs.intersection(b)) for a, b in pairs.blocks)


def _changed_negations(pairs: Alignment, lang: str) -> int:
    known = _negators().get(lang, frozenset())
    return sum(_count(a, known) != _count(b, known) for a, b in pairs.blocks) or (
        _count_inside(pairs.first, lang) != _count_inside(pairs.second, lang)
    )


def _count(words: Iterable[str], known: frozenset[str]) -> int:
    return sum(word in known for word in words)


def _count_inside(words: Iterable[str], lang: str) -> int:
    """Negations of scripts without spaces, where a token is one character only."""
    text = "".join(words)
    return sum(text.count(part) for part in _table("unspaced_negations").get(lang, ()))


def _negations(found: Facts) -> list[str]:
    """Every word that denies something in some language: a cheap first look."""
    return [word for word in found.words if word in _all_negators()]


def _digits(number: str) -> str:
    """The number with the digits of every script as ASCII ones."""
    return "".join(str(unicodedata.decimal(c, c)) for c in number)


def _names(spelled: list[str], words: tuple[str, ...]) -> frozenset[str]:
    """Capitalised words; none where capitals carry no meaning because most words have them."""
    capital = [word for word, plain in zip(words, spelled, strict=True) if plain[0].isupper()]
    return frozenset(capital) if len(capital) <= _MOSTLY_CAPITAL * len(words) else frozenset()


@cache
def _table(name: str) -> dict[str, frozenset[str]]:
    """One table of ``words.toml``: the words of each language, folded."""
    data = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return {lang: frozenset(map(fold, line.split())) for lang, line in data[name].items()}


@cache
def _dates() -> frozenset[str]:
    return frozenset().union(*_table("dates").values())


@cache
def _negators() -> dict[str, frozenset[str]]:
    return _table("negations")


@cache
def _all_negators() -> frozenset[str]:
    """Words of spaced scripts, and the characters that the others deny with."""
    unspaced = (word for line in _table("unspaced_negations").values() for part in line for word in part)
    return frozenset(unspaced).union(*_negators().values())
