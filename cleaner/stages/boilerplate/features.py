"""What can be said of a line of a page without knowing its language: named features, true or absent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from typing import NamedTuple

import regex

WORD = regex.compile(r"\p{L}[\p{L}\p{M}\p{N}’'-]*|[\p{Han}\p{Hiragana}\p{Katakana}\p{Thai}]{2}")
SENTENCE_END = regex.compile(r"[.!?…。！？؟।]['\"”’»)\]」』]*$")
_SIGNS = {
    "separator sign": regex.compile(r" [|•·›»/] |[|›»▼▶→←]"),
    "copyright sign": regex.compile(r"[©®]"),
    "clock time": regex.compile(r"\b\d{1,2}[:h.]\d\d\b"),
    "year": regex.compile(r"\b(?:19|20)\d\d\b"),
    "question": regex.compile(r"[?？؟]"),
    "comma": regex.compile(r"[,，、،]"),
}
_STARTS = {
    "starts in lower case": regex.compile(r"\p{Ll}"),
    "starts quoted": regex.compile(r"[\"“«‘„「『]"),
    "starts with a digit": regex.compile(r"\d"),
}
_SPAN = 3


class _Line(NamedTuple):
    text: str
    words: int
    ends: bool
    prose: bool


def features(lines: Sequence[str], known: Collection[int]) -> Iterator[list[str]]:
    """For each line of a page, the names of its features; ``known`` are interface lines the packs found."""
    page = [_line(line) for line in lines]
    prose = [i for i, line in enumerate(page) if line.prose]
    first, last = (prose[0], prose[-1]) if prose else (len(page), -1)
    counts = Counter(lines)
    share = len(prose) / len(page)
    for i, line in enumerate(page):
        names = list(_own(line))
        if counts[line.text] > 1:
            names.append("repeated on the page")
        place = "head" if i < first else "tail" if i > last else "body"
        names += _place(line, place, abs(i - (first if place == "head" else last)))
        names += _around(page, i, known, place)
        names.append("page without prose" if not share else "page with little prose" if share < 0.1 else "page with prose")
        yield names


def _line(text: str) -> _Line:
    words = len(WORD.findall(text))
    ends = bool(SENTENCE_END.search(text))
    return _Line(text, words, ends, (words >= 12 and ends) or words >= 25)


def _own(line: _Line) -> Iterator[str]:
    yield _size(line.words)
    yield "ends as a sentence" if line.ends else "no sentence end"
    if line.text.endswith((":", "：")):
        yield "ends with a colon"
    for name, pattern in _SIGNS.items():
        if pattern.search(line.text):
            yield f"{name} in a short line" if line.words < 8 else name
    for name, pattern in _STARTS.items():
        if pattern.match(line.text):
            yield name
    if line.words >= 2 and line.text.istitle():
        yield "every word capitalised"
    if line.words and line.text.isupper():
        yield "all capitals"


def _size(words: int) -> str:
    limits = ((0, "no word"), (1, "one word"), (3, "two or three words"), (6, "four to six words"), (11, "seven to eleven words"))
    return next((name for most, name in limits if words <= most), "twelve words or more")


def _place(line: _Line, place: str, distance: int) -> list[str]:
    where = {"head": "before the first prose", "tail": "after the last prose", "body": "between prose"}[place]
    form = ("short" if line.words < 7 else "long") + (" sentence" if line.ends else "")
    if place == "body":
        return [f"{form} {where}"]
    far = "next to it" if distance == 1 else "2-3 lines off" if distance < 4 else "4-9 lines off" if distance < 10 else "10+ lines off"
    return [f"{form} {where}", f"{where}, {far}"]


def _around(page: Sequence[_Line], i: int, known: Collection[int], place: str) -> list[str]:
    near = [j for j in range(max(0, i - _SPAN), min(len(page), i + _SPAN + 1)) if j != i]
    short = sum(page[j].words < 7 for j in near)
    prose = sum(page[j].prose for j in near)
    interface = sum(j in known for j in near)
    names = [f"{prose} of 6 neighbours are prose", f"{short} of 6 neighbours are short"]
    if place == "body" and page[i].words < 12:
        names.append(f"between prose, {short} short and {prose} prose neighbours")
    if interface:
        names.append("one interface line nearby" if interface == 1 else "several interface lines nearby")
    return names
