"""How much text looks like text of some language: a character model in nats.

``cost(text)`` is minus the log-probability of the characters beyond ASCII, and of their neighbours,
in the language that explains the whole text best. Undoing a wrong decoding must make a text cheaper
by many nats (a likelihood ratio), so a look-alike that is merely unusual does not pass. The counts
come from ``data/characters.tsv``; ``bench/build_characters.py`` says how they were made.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise
from math import exp
from pathlib import Path

from cleaner.disk import kept

_DATA = Path(__file__).parent / "data" / "characters.tsv"
_ASCII = 3.0
_UNLISTED = 3.0
_CAPITAL = 1.0
_CAPITAL_INSIDE = 4.0
_TWO_SCRIPTS = 8.0
_OWN_LETTER = 11.0
_WORST = 18.0
_SIGN = 9.0
_SIGNS = "£€¥¢©®™½¼¾×÷±²†‡→←■●★✓"
"""Signs that user interfaces, which the counts come from, do not have. Behind a letter they are mojibake."""
_CHARACTERS = 12
_TRIED = 6

Table = dict[str, float]


@cache
def _tables() -> dict[str, Table]:
    """For each language the cost of single characters and of pairs, in one dictionary."""
    tables: dict[str, Table] = {}
    for row in _DATA.read_text(encoding="utf-8").splitlines():
        lang, size, cost, keys = row.split("\t")
        step, table = int(size), tables.setdefault(lang, {})
        for i in range(0, len(keys), step):
            table[keys[i : i + step]] = int(cost) / 2
    return tables


@cache
def any_language() -> dict[str, int]:
    """The cost in half nats of characters and pairs in the language where they are most at home."""
    return kept("characters", _any_language, [_DATA])


def _any_language() -> dict[str, int]:
    best: dict[str, int] = {}
    for row in _DATA.read_text(encoding="utf-8").splitlines():
        _, size, cost, keys = row.split("\t")
        step, halves = int(size), int(cost)
        for i in range(0, len(keys), step):
            key = keys[i : i + step]
            if halves < best.get(key, 99):
                best[key] = halves
    return best | {f" {sign}": int(2 * _SIGN) for sign in _SIGNS if f" {sign}" not in best}


@lru_cache(maxsize=65536)
def fold(c: str) -> str:
    """The small letter, where there is one of one character; İ, whose small letter is two, counts as ı."""
    low = "ı" if c == "İ" else c.lower()
    return low if len(low) == 1 else c


@lru_cache(maxsize=65536)
def _unlisted(a: str, b: str) -> float:
    """The cost of ``b`` after ``a`` in a language whose table has neither the pair nor ``b``."""
    category = unicodedata.category(b)
    if category in ("Cc", "Co", "Cn", "Cs") or b == "\ufffd":
        return _WORST
    if b in _SIGNS and a.isascii() and not a.isalpha():
        return _SIGN
    known = any_language().get(b)
    if known is not None:
        return known / 2 + _UNLISTED
    if _is_han(b):
        return 11.0 if is_common_han(b) else 15.0
    if ord(a) >> 7 == ord(b) >> 7 and category[0] in "LM" and not a.isascii():
        return 7.0
    return 13.0


def _is_han(c: str) -> bool:
    return "\u3400" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff" or c >= "\U00020000"


@lru_cache(maxsize=1 << 15)
def is_common_han(c: str) -> bool:
    """A Chinese character that a national standard of the eighties lists."""
    return any(c.encode(name, "ignore") for name in ("gb2312", "big5", "shift_jis"))


def _pairs(text: str) -> Counter[tuple[str, str]]:
    """Neighbours of which one is not ASCII, in lower case; what is no letter counts as a space before.

    Soft hyphens tell nothing: a German page may have one in every word.
    """
    lowered = [fold(c) for c in text if c != "\xad"]
    found: Counter[tuple[str, str]] = Counter()
    before = " "
    for c in [*lowered, " "]:
        context = c if c.isalpha() or (not c.isascii() and unicodedata.category(c)[0] == "M") else " "
        if not c.isascii():
            found[before, c] += 1
        elif not before.isascii():
            found[before, context] += 1
        before = context
    return found


def _oddities(text: str) -> float:
    """Capitals cost a little; one after a small letter, or a second alphabet in a word, costs a lot."""
    total, before = 0.0, " "
    for c in text:
        if not (c.isascii() and before.isascii()):
            if c.isupper():
                total += _CAPITAL_INSIDE if before.islower() else _CAPITAL
            if _change_of_alphabet(before, c):
                total += _TWO_SCRIPTS
        before = c
    return total


def _change_of_alphabet(a: str, b: str) -> bool:
    return alphabet(a) != alphabet(b) and bool(alphabet(a) and alphabet(b))


def mixes_alphabets(text: str) -> bool:
    """True where two alphabets meet inside a word, as they do in Thιβtre."""
    return any(_change_of_alphabet(a, b) for a, b in pairwise(text))


@lru_cache(maxsize=65536)
def alphabet(c: str) -> str:
    """LATIN, GREEK, CYRILLIC or another cased or spaced script; empty for what mixes freely."""
    if not c.isalpha() or c in "\xaa\xb5\xba" or c >= "\u2e80":
        return ""
    return unicodedata.name(c, "").split(" ")[0]


def _languages(pairs: Counter[tuple[str, str]]) -> list[Table]:
    """The tables in which the commonest characters are cheapest: the best language is among the first."""
    letters: Counter[str] = Counter()
    for (_, b), n in pairs.items():
        if not b.isascii():
            letters[b] += n
    common = letters.most_common(_CHARACTERS)
    ranked = sorted(_tables().values(), key=lambda table: sum(table.get(c, _WORST) * n for c, n in common))
    return ranked[:_TRIED]


def _cost_in(table: Table, a: str, b: str) -> float:
    pair = table.get(a + b)
    if pair is not None:
        return pair
    if b.isascii():
        return _ASCII + _UNLISTED
    single = table.get(b)
    if single is None:
        return _unlisted(a, b)
    return single if a == " " or _is_han(b) or not b.isalpha() or not a.isalpha() else single + 2.0


@lru_cache(maxsize=64)
def cost(text: str, lang: str = "") -> float:
    """Nats the text costs in the language, or in its best one; ASCII between ASCII costs a constant.

    >>> cost("déjà vu") < cost("dÃ©jÃ\xa0 vu")
    True
    """
    dense = " ".join(word for word in text.split(" ") if not word.isascii())
    pairs = _pairs(dense)
    if not pairs:
        return _ASCII * len(text)
    tables = [_tables()[lang]] if lang in _tables() else _languages(pairs)
    own = min(sum(_cost_in(table, a, b) * n for (a, b), n in pairs.items()) for table in tables)
    plain = len(text) + 1 - sum(pairs.values())
    return own + _ASCII * plain + _oddities(dense)


def unease(text: str) -> float:
    """Nats per character that is not ASCII: 2 to 6 in an alphabet, 6 to 8 in Han, more in mojibake."""
    count = sum(not c.isascii() for c in text)
    return (cost(text) - _ASCII * (len(text) - count)) / count if count else 0.0


def languages() -> list[str]:
    """The languages there are counts of."""
    return list(_tables())


@cache
def letters_of(lang: str) -> str:
    """The letters beyond ASCII of a language with an alphabet, most frequent first; empty elsewhere."""
    table = _tables().get(lang, {})
    own = sorted((cost, key) for key, cost in table.items() if len(key) == 1 and cost < _OWN_LETTER)
    alphabets = [name for _, key in own if (name := alphabet(key))]
    script = alphabets[0] if alphabets else ""
    if script not in ("LATIN", "CYRILLIC", "GREEK"):
        return ""
    return "".join(key for _, key in own if alphabet(key) == script)


@cache
def share_of_letters(lang: str) -> float:
    """How many of the characters of a text in the language are its letters beyond ASCII, 0 to 1."""
    table = _tables().get(lang, {})
    return sum(exp(-table[letter]) for letter in letters_of(lang))
