"""The guard: what a copy must not differ in, whatever its similarity.

Two price lists, two fixtures, "is" and "is not" are alike to any shingle and yet say different
things. So a copy goes only where the kept text has every number, sign and date it has, and where
no name stands in the place of another name and no negation was put in or taken out.
"""

from __future__ import annotations

import tomllib
import unicodedata
from collections.abc import Collection, Iterable
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import NamedTuple

import regex

from cleaner.dedup.alignment import align
from cleaner.dedup.folding import RANGES, compact, fold, is_unspaced
from cleaner.languages import identify, profile

_NUMBER = regex.compile(
    r"(?<![\p{L}\p{N}])[-−+]?\p{N}+(?:[.,:٫٬]\p{N}+)*|\p{N}+(?:[.,:٫٬]\p{N}+)*|[〇零一二三四五六七八九十百千万萬亿億兆两兩]+"
)
_SIGN = regex.compile(r"[\p{Sc}\p{Sm}%‰°]")
_MARK = regex.compile(r"""[.,;:!?"'()\[\]\-–—…«»„“”‘’、，。；：！？「」『』（）]""")
_FIRST = regex.compile(r"""(?:^|[.!?:;…。！？"“”«„(\[–—-])\P{L}*([\p{L}\p{M}]+)""")
_KATAKANA = regex.compile(r"[\u30a1-\u30ff]{2,}")
_MOSTLY_CAPITAL = 0.5


class Facts(NamedTuple):
    """What a paragraph states, in the order stated."""

    text: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]
    signs: tuple[str, ...]
    dates: tuple[str, ...]
    names: frozenset[str]
    inner: frozenset[str]
    marks: int


def facts(text: str) -> Facts:
    """The facts of a paragraph.

    >>> facts("In May paid Ann 1.5 €.")[2:5]
    (('1.5',), ('€',), ('may',))
    """
    spelled = _word().findall(text)
    words = tuple(map(fold, spelled))
    names = _names(spelled, words)
    return Facts(
        text=text,
        words=words,
        numbers=tuple(_digits(number) for number in _NUMBER.findall(text)),
        signs=tuple(_SIGN.findall(text)),
        dates=tuple(word for word in words if word in _dates()),
        names=names,
        inner=names.difference(fold(match[1]) for match in _FIRST.finditer(text)),
        marks=len(_MARK.findall(text)),
    )


def covers(kept: Facts, removed: Facts) -> bool:
    """True where removing one text loses no fact that the kept one does not state.

    >>> covers(facts("Ann pays 5 € in May"), facts("Ann pays 6 € in May"))
    False
    >>> covers(facts("Ann pays 5 € in May"), facts("Ann pays in May"))
    True
    """
    if not (_numbers_within(removed, kept) and _within(removed.dates, kept.dates)):
        return False
    less, more = compact(removed.text), compact(kept.text)
    if less in more:
        return True
    return more not in less and not _contradict(kept, removed)


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


def _contradict(kept: Facts, removed: Facts) -> bool:
    """True where the texts deny each other, or the removed one names what the kept one does not.

    What only the kept text has is no matter, and the capital that begins a sentence names nothing. Of
    the places where both have words of their own, more than a third must be a name for a name, or a
    negation: a text with many changed words is a bad copy of the same text, while one written anew from
    a pattern differs in its facts and in little else.
    """
    lost = removed.names.difference(kept.words)
    if not lost and _denials(kept.words) == _denials(removed.words):
        return False
    lang = identify(kept.text).split("-")[0]
    plain = {fold(word) for word in profile(lang).get("function_words", ())}
    lost, ours = lost - plain, kept.names.difference(removed.words, plain)
    denying = _negations().get(lang, frozenset())
    added = (lost & removed.inner) | denying
    edges, blocks = align(kept.words, removed.words)
    if any(not a and added.intersection(b) for a, b in edges + blocks):
        return True
    named = sum(_exchanged(ours.intersection(a), lost.intersection(b)) for a, b in blocks)
    denied = sum(_count(a, denying) != _count(b, denying) for a, b in blocks)
    return (named + denied) * 3 > len(blocks)


def _exchanged(ours: Collection[str], theirs: Collection[str]) -> bool:
    """True for other names; Katakana with a character lost is the same word (they share a pair of it)."""
    pairs = {pair for name in ours if _KATAKANA.match(name) for pair in pairwise(name)}
    return bool(ours) and any(pairs.isdisjoint(pairwise(name)) for name in theirs)


def _denials(words: Iterable[str]) -> list[str]:
    """Every word that denies something in some language: a cheap first look."""
    return [word for word in words if word in _all_negations()]


def _count(words: Iterable[str], known: frozenset[str]) -> int:
    return sum(word in known for word in words)


def _digits(number: str) -> str:
    """The number with the digits of every script as ASCII ones."""
    return "".join(str(unicodedata.decimal(c, c)) for c in number)


def _names(spelled: list[str], words: tuple[str, ...]) -> frozenset[str]:
    """Capitalised words and Katakana; none where capitals mean nothing because most words have them."""
    capital = [
        word
        for word, plain in zip(words, spelled, strict=True)
        if plain[0].isupper() or _KATAKANA.match(plain)
    ]
    return frozenset(capital) if len(capital) <= _MOSTLY_CAPITAL * len(words) else frozenset()


@cache
def _table(name: str) -> dict[str, frozenset[str]]:
    """One table of ``words.toml``: the words of each language, folded."""
    data = tomllib.loads(files(__package__).joinpath("words.toml").read_text(encoding="utf-8"))
    return {lang: frozenset(map(fold, line.split())) for lang, line in data[name].items()}


@cache
def _dates() -> frozenset[str]:
    return frozenset().union(*_table("dates").values())


def _negations() -> dict[str, frozenset[str]]:
    return _table("negations")


@cache
def _all_negations() -> frozenset[str]:
    return frozenset().union(*_negations().values())


@cache
def _word() -> regex.Pattern[str]:
    """A word, a run of Katakana (most often a name), or one character of the other unspaced scripts."""
    unspaced = sorted((w for w in _all_negations() if is_unspaced(w)), key=len, reverse=True)
    return regex.compile(
        rf"{'|'.join(unspaced)}|[\u30a1-\u30ff]{{2,}}|[{RANGES}]|(?:(?![{RANGES}])[\p{{L}}\p{{M}}])+"
    )


def sensitive_words() -> frozenset[str]:
    """The folded words that two paragraphs must share to be surely alike in their facts."""
    return _all_negations() | _dates()


@cache
def sensitive_characters() -> frozenset[str]:
    """The same for characters: signs, Han numerals, Katakana, and what unspaced scripts deny with."""
    han = "〇零一二三四五六七八九十百千万萬亿億兆两兩"
    katakana = map(chr, range(0x30A1, 0x3100))
    denying = "".join(word for word in _all_negations() if is_unspaced(word))
    signs = (c for c in map(chr, range(0x20000)) if _SIGN.match(c))
    return frozenset(han).union(katakana, denying, signs)
