"""Which lines the encoding stage looks at: one cheap test, shared by the careful path and the bulk scan.

A line is *odd* where it holds a character the detail finders know, and *suspicious* where it could
be mojibake: ftfy's own test says so, or it has the form of UTF-8 read with a wrong codec, or a
word has a foreign sign inside, or neighbouring characters are unlikely in every language.
What is neither is left alone, whatever the careful path would make of it. ``scan.py`` computes the
same two answers for a whole buffer.
"""

from __future__ import annotations

import importlib.util
import re
import unicodedata
from collections import Counter
from functools import cache, lru_cache
from itertools import pairwise
from pathlib import Path

from cleaner.stages.encoding import lexicon
from cleaner.stages.encoding.likelihood import any_language, fold
from cleaner.stages.encoding.structure import possible_codecs

ODD, SUSPICIOUS, DROPPED = 1, 2, 4
"""The flags of a line; DROPPED is one of ASCII in a language that needs more, asked with ``cleaner[words]``."""
_SHORT_WORDS = """
    la el le du et il zu lo em um ao za po od les une que los las por del es und der ist ein nie jak che non
    det och som est sur aux dem von sie mit
"""
FOREIGN = frozenset(_SHORT_WORDS.split())
"""Short words that are no English ones, of languages with letters beyond ASCII."""
SHORTEST_DROPPED = 60

ALWAYS_ODD = "\x80-\x9f\xad\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\ufffd"
ZERO_WIDTH = "\u200b-\u200d\u2060"
LATIN = "A-Za-z\xc0-\xd6\xd8-\xf6\xf8-\u024f"
OTHER_PLAIN = "\u0370-\u058f\u10a0-\u10ff"
CUT = "0-9:;<=>?@A-OQ ,.-"
INTRUDER = (
    r"[^\x00-\x7f\x80-\xa0\xad\xb4\xb7\xc0-\xd6\xd8-\xf6\xf8-\u024f\u0300-\u036f\u1e00-\u1eff"
    r"\u200b-\u200f\u2010-\u2027\ufb00-\ufb06\ufffd\uffff-\U0010ffff]"
)
"""What no Latin word has inside: a sign or a letter of another script, as in l°jet and fџhlte. Not
hyphens, apostrophes and ligatures. Of 74,000 clean lines 15 have one, none of them a likelier reading."""
TELLTALE, ICELANDIC = "ðÐþÞýÝ", "áéíóúæÁÉÍÓÚÆ"
"""Turkish ğ ş ı in Windows-1254, and the letters that Icelandic and Czech have among them."""
FEWEST_TELLTALES, TELLTALES_EACH = 3, 4

_ODD = re.compile(
    rf"[{ALWAYS_ODD}]|&[#A-Za-z]|[a-z]\?[a-z]|[{LATIN}][{OTHER_PLAIN}]|[{OTHER_PLAIN}][{LATIN}]"
    rf"|[{LATIN}{OTHER_PLAIN}][{ZERO_WIDTH}]"
)
_INTRUSION = re.compile(f"(?<=[a-z]){INTRUDER}(?=[a-z])")
_BEYOND_ASCII = re.compile("[^\0-\x7f]")
NEAR = 5
"""A sequence of ftfy's test has a character beyond ASCII among its first and last so many (``automaton`` asserts it)."""
_CJK = re.compile("[\u2e80-\ud7ff\uf900-\ufaff\uff01-\uffef]")
_CUT = re.compile(rf"(?=[^:-@]*[:-@])[{CUT}]{{7,}}\r?")
_FOREIGN = re.compile(f"(?<= )(?:{'|'.join(sorted(FOREIGN))})(?= )")
_ODD_ASCII = re.compile(rf"&[#A-Za-z]|[a-z]\?[a-z]|^(?=[^:-@\n]*[:-@])[{CUT}]{{7,}}\r?$", re.M)

ALARM = 20
"""Half nats by which a suspicious line is dearer than usual text. Of 20,000 clean lines 25 are."""
_USUAL = {"letter": 11, "cyrillic": 6, "sign": 15, "syllable": 20, "han": 18}
"""What a character may cost in half nats, by kind. Cyrillic is low: one Cyrillic codec read as another gives letters too."""
UNLISTED = 36
NEW_WORD = 4
_SIGHTS = 30, 150
_SHORT = 300
"""Characters up to which asking for every pair is quicker than counting them first."""
CAPITAL_INSIDE = 6


def may_change(text: str) -> bool:
    """False only for a text that ``find_encoding`` has nothing to say about; quick for ASCII."""
    if text.isascii():
        return _ODD_ASCII.search(text) is not None or (
            lexicon.available() and _FOREIGN.search(text) is not None
        )
    return True


def judge(line: str) -> int:
    """ODD where a line holds odd characters, plus SUSPICIOUS where it could be mojibake; else 0."""
    odd = ODD if _ODD.search(line) else 0
    odd |= DROPPED if lexicon.available() and is_foreign_ascii(line) else 0
    return odd | (SUSPICIOUS if is_suspicious(line) else 0)


def is_foreign_ascii(line: str) -> bool:
    """True for a line in ASCII of another language than English: letters may have been dropped."""
    return len(line) >= SHORTEST_DROPPED and line.isascii() and _FOREIGN.search(line) is not None


def is_suspicious(line: str) -> bool:
    """True where a line could be mojibake."""
    if line.isascii():
        return _CUT.fullmatch(line) is not None
    if is_bad(line) or has_intruder(line) or possible_codecs(line):
        return True
    return is_surprising(line)


def has_intruder(text: str) -> bool:
    """True where a sign or a letter of another script stands between two small Latin letters."""
    return _INTRUSION.search(text) is not None


def intruders(text: str) -> set[str]:
    """The signs and letters that stand between two small Latin letters."""
    return set(_INTRUSION.findall(text))


@lru_cache(maxsize=8)
def is_bad(line: str) -> bool:
    """True where ftfy's test takes the line for mojibake."""
    first = _BEYOND_ASCII.search(line)
    return first is not None and badness().search(line, max(0, first.start() - NEAR)) is not None


@cache
def badness() -> re.Pattern[str]:
    """ftfy's test for mojibake, loaded without the rest of ftfy: that takes 60 ms a clean file need not wait."""
    package = importlib.util.find_spec("ftfy")
    if package is None or not package.submodule_search_locations:
        raise ModuleNotFoundError("ftfy is not installed: pip install ftfy")
    path = Path(package.submodule_search_locations[0]) / "badness.py"
    spec = importlib.util.spec_from_file_location("_ftfy_badness", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    pattern: re.Pattern[str] = module.BADNESS_RE
    return pattern


def is_surprising(line: str) -> bool:
    """True where the characters are much dearer, in the cheapest language, than those of any text."""
    return surplus(line) >= ALARM or is_telltale(line)


def surplus(line: str) -> int:
    """Half nats by which the line is dearer than usual text: far below zero for clean text."""
    if len(line) < _SHORT:
        return sum(map(surprise, " " + line, line))
    pairs = Counter(pairwise(" " + line))
    return sum(times * surprise(*pair) for pair, times in pairs.items() if pair[1] > "\x7f")


def is_calm_at_sight(text: str) -> bool:
    """True where the text is usual around its first character beyond ASCII, near or a little farther."""
    first = _BEYOND_ASCII.search(text)
    if first is None:
        return False
    start = max(0, first.start() - 1)
    return any(surplus(text[start : start + sight]) < 0 for sight in _SIGHTS)


def is_telltale(line: str) -> bool:
    """True for what can be Turkish that was read as Western European."""
    turkish = sum(map(line.count, TELLTALE))
    return turkish >= FEWEST_TELLTALES and turkish > TELLTALES_EACH * sum(map(line.count, ICELANDIC))


@lru_cache(maxsize=1 << 18)
def surprise(a: str, b: str) -> int:
    """Half nats that ``b`` after ``a`` costs where it is cheapest, less what is usual for its kind."""
    if b <= "\x7f" or is_neutral(b):
        return 0
    low, before = fold(b), context(a)
    cost = any_language().get(before + low)
    if cost is None:
        cost = any_language().get(low, UNLISTED) + (NEW_WORD if before != " " and low.isalpha() else 0)
    return cost - usual(b) + (CAPITAL_INSIDE if b.isupper() and a.islower() else 0)


def has_cjk(text: str) -> bool:
    """True where a CJK codec could have read this: all of them give such characters (é is 茅 in GBK)."""
    return _CJK.search(text) is not None


def is_neutral(c: str) -> bool:
    """Emoji, dingbats and everything beyond the basic plane tell nothing."""
    return "\u2600" <= c <= "\u27bf" or "\ufe00" <= c <= "\ufe0f" or c >= "\uffff"


@lru_cache(maxsize=1 << 16)
def context(c: str) -> str:
    """What a character counts as for the one behind it: itself where it is a letter of an alphabet or a mark."""
    if c.isascii():
        return c.lower() if c.isalpha() else " "
    return fold(c) if _kind(c) in ("letter", "cyrillic") else " "


def usual(c: str) -> int:
    """What a character of this kind may cost, in half nats."""
    return _USUAL[_kind(c)]


@lru_cache(maxsize=1 << 16)
def _kind(c: str) -> str:
    if "\uac00" <= c <= "\ud7a3":
        return "syllable"
    if c >= "\u2e80":
        return "han"
    if "\u0400" <= c <= "\u052f":
        return "cyrillic"
    return "letter" if unicodedata.category(c)[0] in "LM" else "sign"
