"""The guard: what a copy must not differ in, whatever its similarity.

Two price lists, two fixtures, "is" and "is not" are alike to any shingle and yet say different
things. So a copy goes only where the kept text has every number, sign and date it has, and where
no name stands in the place of another name and no negation was put in or taken out.
"""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache, reduce
from operator import xor
from typing import NamedTuple

import regex

from cleaner.dedup.contrast import (
    INITIAL,
    JOINED,
    LANGUAGES,
    LAST,
    NAME,
    NEGATION,
    NUMBER,
    PLAIN,
    SINGLE,
    UNIT,
    breaks_off_in_number,
    contradicts,
    cuts_name,
    denies,
    forget_foreign_negations,
    forget_plain_capitals,
    hear,
    is_stripped,
    numbers_within,
)
from cleaner.dedup.folding import RANGES, compact, fold
from cleaner.dedup.gaps import HAN_NUMERALS, POINTS, filled
from cleaner.dedup.hashing import token_hash
from cleaner.dedup.words import (
    LONG_VOWEL,
    Phrase,
    Spoken,
    function_words,
    phrases,
    spoken,
    stated_words,
    telling_words,
)

HIRAGANA = r"\u3040-\u309f"
KATAKANA = r"\u30a1-\u30fa\u30fc-\u30ff"
OPENERS = '.!?:;…。！？"“”«„([–—-'
"""After these a capital says nothing."""
MARKS = ".,;:!?\"'()[]-–—…«»„“”‘’、，。；：！？「」『』（）"
"""Punctuation that a careless copy loses."""
LINKS = "'’-"
"""Marks that also stand inside a word, where a careless copy leaves them."""
SIGN = r"[\p{Sc}\p{Sm}%‰°]"
CUT = "t"
"""What is left of a negation behind the apostrophe of "don't"; elsewhere (French "a-t-il") it denies nothing."""

_LETTERS = r"\p{L}\p{M}\U00020000-\U0003ffff"
"""As the kernels see them, which know only that the last planes are for Han."""
_TOKEN = regex.compile(
    rf"(?P<number>(?:(?<![{_LETTERS}\p{{N}}])[-−])?\p{{N}}+(?:[{POINTS}]\p{{N}}+)*)|(?P<sign>{SIGN})"
    rf"|(?P<katakana>[{KATAKANA}]+)|(?P<alone>(?=[\p{{L}}\p{{M}}])[{RANGES}]|[\U00020000-\U0003ffff])"
    rf"|(?P<word>(?:(?![{RANGES}])[\p{{L}}\p{{M}}])+)"
)
_GROUPED = regex.compile(r"[-−]?(?P<first>\p{N})\p{N}{0,2}(?P<mark>[.,])\p{N}{3}(?P<more>(?P=mark)\p{N}{3})*")
_BESIDE = regex.compile(rf"[{RANGES}]")
_CUT_NUMBER = regex.compile("[0-9][.,:][0-9]")
_OPENER = regex.compile(f"[{regex.escape(OPENERS)}]")
_KATAKANA = regex.compile(f"[{KATAKANA}]")
_SINGLE = regex.compile(rf"(?![{HIRAGANA}])[{RANGES}]")
_CONTRACTIONS = ("n'", "n’", "N'", "N’")
_MARK = regex.compile(f"(?![{LINKS}](?<=[{_LETTERS}].)(?=[{_LETTERS}]))[{regex.escape(MARKS)}]")


class Facts(NamedTuple):
    """A text as the guard sees it: as written, folded without spaces, token numbers, their flags, its punctuation
    outside and in its numbers, and a key that texts have in common if they state the same."""

    text: str
    folded: str
    tokens: list[int]
    flags: list[int]
    marks: int
    points: int
    key: int


def facts(text: str) -> Facts:
    """The tokens of a text with what makes them facts.

    >>> facts("In May Ann paid 1.5 €").flags == [INITIAL, NUMBER | NAME, NAME, 0, NUMBER, NUMBER]
    True
    """
    found: list[int] = []
    flags: list[int] = []
    marks, points, words, shouted, last = len(_MARK.findall(text)), 0, 0, 0, 0
    for match in _TOKEN.finditer(text):
        token = match[0]
        if match.lastgroup == "number":
            points += len(_MARK.findall(text, match.start(), match.end()))
            written = _ungrouped(token, text[: match.start()][-1:] + text[match.end() : match.end() + 1])
            number, flag = token_hash("".join(fold(c) or c for c in written)), NUMBER
            flag |= LAST if match.end() == len(text) else 0
        elif match.lastgroup == "sign":
            number, flag = token_hash(token), NUMBER
        else:
            initial = not found or _OPENER.search(text, last, match.start()) is not None
            number, flag = _word(token, initial)
            if flag & NEGATION and fold(token) == CUT and not text[: match.start()].endswith(_CONTRACTIONS):
                flag &= ~NEGATION
            words += 1
            shouted += _is_capital(token[-1])
        last = match.end()
        if match.lastgroup == "katakana":
            token = token if token == LONG_VOWEL else token.removesuffix(LONG_VOWEL)
            found += [token_hash(fold(c)) for c in token]
            flags += [flag] + [flag & NAME | JOINED] * (len(token) - 1)
            continue
        found.append(number)
        flags.append(flag)
    if 4 * shouted > 3 * words:
        flags = [flag & ~NAME for flag in flags]
    _forget(found, flags, spoken())
    _flag_phrases(found, flags)
    return Facts(text, compact(text), found, flags, marks - points, points, _key(found, flags))


def covers(kept: Facts, removed: Facts) -> bool:
    """True where removing one text loses nothing that the kept one does not state.

    >>> covers(facts("Ann pays 5 € in May"), facts("Ann pays 6 € in May"))
    False
    >>> covers(facts("Ann pays 5 € in May"), facts("Ann pays in May"))
    True
    >>> covers(facts("In Athen 1986"), facts("In Athen 19\N{REPLACEMENT CHARACTER}6"))
    True
    """
    if _covers(kept, removed):
        return True
    whole = filled(kept.text, removed.text)
    return whole != removed.text and _covers(kept, facts(whole))


def _covers(kept: Facts, removed: Facts) -> bool:
    less, more = removed.folded, kept.folded
    if more in less and more != less:
        return False
    if len(kept.tokens) >= len(removed.tokens) + 3 and _stops_in_number(kept.text, removed.text):
        return True
    stated = kept.tokens, kept.flags, removed.tokens, removed.flags
    if not numbers_within(*stated):
        if more == less:
            return is_stripped(kept.marks, kept.points, removed.marks, removed.points)
        broken = more.startswith(less) and breaks_off_in_number(kept.tokens, removed.tokens, removed.flags)
        return broken and numbers_within(kept.tokens, kept.flags, removed.tokens[:-1], removed.flags[:-1])
    if less not in more:
        return not contradicts(*stated)
    is_cut = more != less and cuts_name(
        kept.tokens, kept.marks, removed.tokens, removed.flags, removed.marks
    )
    return not is_cut and not denies(kept.tokens, kept.flags, removed.tokens)


def _ungrouped(number: str, beside: str) -> str:
    """Without the marks between its thousands, where they are none for a fraction: two of them, or a comma in Chinese.

    >>> _ungrouped("1,040,000", " "), _ungrouped("1,040", "积"), _ungrouped("1,040", " ")
    ('1040000', '1040', '1,040')
    """
    match = _GROUPED.fullmatch(number)
    if match and fold(match["first"]) != "0" and (match["more"] or (match["mark"] == "," and _BESIDE.search(beside))):
        return number.replace(match["mark"], "")
    return number


def _forget(tokens: list[int], flags: list[int], known: Spoken) -> None:
    """Takes back the flags that the text's language refutes."""
    votes = [0] * LANGUAGES
    hear(tokens, flags, len(tokens), known.words, known.speakers, votes)
    forget_foreign_negations(tokens, flags, len(tokens), votes, known.doubtful, known.plain, known.denying)
    forget_plain_capitals(tokens, flags, len(tokens), votes, known.words, known.nameless)


def _stops_in_number(kept: str, removed: str) -> bool:
    """True where a text is another's beginning up to a mark inside a number: "it cost 5." of "it cost 5.16"."""
    return kept.startswith(removed) and _CUT_NUMBER.match(kept, max(len(removed) - 2, 0)) is not None


def _key(tokens: list[int], flags: list[int]) -> int:
    """Of the numbers, names and negations in any order; 0 where there is none."""
    stated = (token for token, flag in zip(tokens, flags, strict=True) if flag & (NAME | NUMBER | NEGATION))
    return reduce(xor, stated, 0)


@lru_cache(1 << 16)
def _word(token: str, initial: bool) -> tuple[int, int]:
    """Its number and its flags: most words of a text are met again and again."""
    plain = fold(token)
    return token_hash(plain), _flag(token, plain, initial)


def _flag(token: str, plain: str, initial: bool) -> int:
    """A word's flags. Katakana is most often a name; a function word is one with a capital inside a sentence
    only (the gang Los Zetas, a hotel in Como)."""
    flag = INITIAL if initial else 0
    if len(token) == 1 and token in HAN_NUMERALS:
        return NUMBER | flag
    if _KATAKANA.match(token):
        return flag | (NAME if len(token) > 1 else 0)
    flag |= SINGLE if _SINGLE.match(token) else 0
    if _is_capital(token[0]):
        is_plain = plain in function_words()
        flag |= NAME if not (initial and is_plain) else 0
        flag |= PLAIN if not initial and is_plain and not _is_capital(token[-1]) else 0
    elif token[0].upper() == token[0].lower() and plain in telling_words("places"):
        flag |= NAME
    flag |= NEGATION if plain in telling_words("negations") else 0
    return flag | (NUMBER if plain in stated_words() else 0)


def _flag_phrases(found: list[int], flags: list[int]) -> None:
    """Units behind a number, and in scripts where a token is one character dates and negations of several."""
    by_first, behind = _by_first(), 0
    for i, token in enumerate(found):
        for phrase, meaning in by_first.get(token, ()):
            end = i + len(phrase)
            is_told = not meaning & UNIT or (i > behind and flags[i - 1] & NUMBER)
            if is_told and tuple(found[i:end]) == phrase:
                flags[i:end] = (flag | meaning for flag in flags[i:end])
                behind = end if meaning & UNIT else behind


@cache
def _by_first() -> dict[int, list[Phrase]]:
    found = defaultdict(list)
    for phrase in phrases():
        found[phrase.tokens[0]].append(phrase)
    return dict(found)


def _is_capital(letter: str) -> bool:
    return letter.isupper() or letter.istitle()
