"""A letter of another alphabet that looks like the right one: Cyrillic а in a Latin word."""

from __future__ import annotations

import re
from collections.abc import Iterator

from cleaner.model import Span
from cleaner.stages.encoding.gate import LATIN

_TWINS = {
    ("Latin", "Cyrillic"): ("aceopxyijshABCEHKMOPTXIJSY", "асеорхуіјѕһАВСЕНКМОРТХІЈЅҮ"),
    ("Latin", "Greek"): ("ovABEHIKMNOPTXYZ", "ονΑΒΕΗΙΚΜΝΟΡΤΧΥΖ"),
}
_MAPS = {
    (right, wrong): str.maketrans(a, b)
    for (x, y), (in_x, in_y) in _TWINS.items()
    for right, wrong, a, b in ((x, y, in_y, in_x), (y, x, in_x, in_y))
}
TWINS = frozenset(c for pair in _TWINS.values() for twins in pair for c in twins)
SMALL_TWINS = frozenset(c for _, twins in _TWINS.values() for c in twins if c.islower())
CYRILLIC_OR_GREEK = "\u0370-\u052f\u1f00-\u1fff"
_SEAM = re.compile(f"[{LATIN}](?=[{CYRILLIC_OR_GREEK}])|[{CYRILLIC_OR_GREEK}](?=[{LATIN}])")
_HEAD, _TAIL = re.compile(r"[^\W\d_]*\Z"), re.compile(r"[^\W\d_]*")
_LONGEST = 60
_SCRIPTS = {
    "Latin": re.compile(f"[{LATIN}]"),
    "Cyrillic": re.compile("[\u0400-\u052f]"),
    "Greek": re.compile("[\u0370-\u03ff\u1f00-\u1fff]"),
}
_SHORTEST = 4


def find_lookalikes(line: str) -> Iterator[tuple[str, Span, str, bool]]:
    """``(rule, span, replacement, sure)`` for words that mix alphabets through look-alikes only.

    Sure is a word of four letters or more with small letters, of which at least two thirds, and one
    that has no twin, belong to one alphabet. Not sure: brands and short words (SENSЕ, соm), and a
    Latin word with a Cyrillic ending among Cyrillic (Linuxа), which is slang, not damage.
    """
    done = 0
    for seam in _SEAM.finditer(line):
        if seam.start() < done:
            continue
        start, done = _word_around(line, seam.start())
        word = line[start:done]
        fixed = _in_one_alphabet(word)
        if fixed:
            yield "enc-any-lookalike", (start, done), fixed, _is_sure(line, start, word, fixed)


def _word_around(line: str, place: int) -> Span:
    head = _HEAD.search(line, max(0, place - _LONGEST), place)
    tail = _TAIL.match(line, place)
    return head.start() if head else place, tail.end() if tail else place


def _in_one_alphabet(word: str) -> str | None:
    counts = {name: len(script.findall(word)) for name, script in _SCRIPTS.items()}
    right, wrong, _ = sorted(counts, key=lambda name: -counts[name])
    table = _MAPS.get((right, wrong))
    if (
        table is None
        or not counts[wrong]
        or 2 * counts[wrong] > counts[right]
        or sum(counts.values()) != len(word)
    ):
        return None
    fixed = word.translate(table)
    own = {chr(code) for code in _MAPS[wrong, right]}
    distinct = any(_SCRIPTS[right].match(c) and c not in own for c in word)
    return fixed if distinct and not _SCRIPTS[wrong].search(fixed) else None


def _is_sure(line: str, start: int, word: str, fixed: str) -> bool:
    if len(word) < _SHORTEST or word.upper() == word or _puts_a_capital_inside(word, fixed):
        return False
    if word[0] != fixed[0] and fixed[:2].isupper():
        return False  # АQuando: a letter too many before a word, not a wrong one in it
    slang = fixed.isascii() and word[:-2].isascii()
    around = line[:start] + line[start + len(word) :]
    return not (slang and (_SCRIPTS["Cyrillic"].search(around) or _SCRIPTS["Greek"].search(around)))


def _puts_a_capital_inside(word: str, fixed: str) -> bool:
    """True for UnabhКngiger: a letter of another code page, not a look-alike."""
    places = range(1, len(word))
    return any(word[i] != fixed[i] and fixed[i].isupper() and fixed[i - 1].islower() for i in places)
