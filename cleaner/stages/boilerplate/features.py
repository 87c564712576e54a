"""What can be said of a line of a page in any language, as named numbers.

A line alone says little: a headline of the article and one of another look alike. What decides is where it
stands: among prose or menus, before or after the main text, how long ago the last interface line was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from functools import cache
from itertools import accumulate
from typing import NamedTuple

import regex

from cleaner.languages import function_words

WORD = regex.compile(r"[\p{Han}\p{Hiragana}\p{Katakana}ー\p{Thai}]{2,3}|\p{L}[\p{L}\p{M}\p{N}’'-]*")
"""A word; where no spaces part them, two or three letters."""
_END = regex.compile(r"[.!?…。！？؟।]['\"”’»)\]」』]*$")
_SIGNS = {
    "separator signs": r" [|•·›»/] |[|›»▼▶→←]",
    "copyright sign": r"[©®]",
    "clock time": r"\b\d{1,2}[:h.]\d\d\b",
    "date": r"\b\d{1,2}[./-]\d{1,2}[./-]\d{2,4}\b|\b\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}|\b(?:19|20)\d\d\b",
    "question mark": r"[?？؟]",
    "commas": r"[,，、،]",
    "address or tag": r"\S@\S|https?://|\bwww\.|#\p{L}",
    "quotation marks": r"[\"“”«»„「『]",
    "brackets": r"[()\[\]（）]",
    "figures": r"\d+",
}
_FLAGS = {
    "cut off": r".*(?:…|\.\.\.|\[…\])$",
    "ends with a colon": r".*[:：]$",
    "name and colon": r"[^:：]{2,30}[:：] ?\S",
    "starts in lower case": r"\p{Ll}",
    "starts quoted": r"[\"“«‘„「『–—]",
    "starts with a figure": r"\d",
    "starts with a bullet": r"[-•*·▪●+>]",
}


@cache
def _compiled() -> tuple[dict[str, regex.Pattern[str]], ...]:
    """The signs and the flags, on first use: few pages have furniture, and each start would pay."""
    return tuple({name: regex.compile(pattern) for name, pattern in own.items()} for own in (_SIGNS, _FLAGS))


GROUPS = {
    "comments": ("comments",),
    "related": ("read-more", "promo", "frame"),
    "footer": ("copyright", "cookies", "consent", "third-party", "newsletter", "disclaimer", "cookies-newsletter", "notice"),
    "share": ("share", "follow"),
    "credit": ("byline-date", "image-credit", "agency", "credit"),
    "menu": ("menu-word", "words", "skip-link", "pager", "page-ui", "interface", "interface-more", "interface-further", "interface-other"),
}
"""Kinds of interface lines (the last part of a pack rule's name) that tell what the lines after them are."""
_NEVER = 60.0


class _Line(NamedTuple):
    words: int
    ends: bool
    prose: bool


def features(lines: Sequence[str], known: Mapping[int, str]) -> list[dict[str, float]]:
    """For each line of a page its features; ``known`` are the lines the packs found, with their kinds."""
    page = [_line(line) for line in lines]
    counts = Counter(lines)
    rows = [_own(text, line) | {"times on the page": float(counts[text])} for text, line in zip(lines, page, strict=True)]
    for row, share in zip(rows, _shared_words(lines, page), strict=True):
        row["share of words that the prose has"] = share
    for add in (_neighbours, _windows, _distances, _whole_page):
        for row, more in zip(rows, add(page, known), strict=True):
            row |= more
    return rows


def best_stretch(worth: Sequence[float]) -> tuple[int, int]:
    """The stretch with the largest sum, as a half-open range; empty where nothing is worth more than 0."""
    best, most, start, total = (0, 0), 0.0, 0, 0.0
    for i, value in enumerate(worth):
        total += value
        if total <= 0:
            start, total = i + 1, 0.0
        elif total > most:
            best, most = (start, i + 1), total
    return best


def _signed(i: int, start: int, end: int) -> float:
    """Lines from the nearest edge: positive inside the stretch, negative before and after it."""
    inside = min(i - start, end - 1 - i)
    return float(inside + 1 if inside >= 0 else inside)


def _line(text: str) -> _Line:
    words = len(WORD.findall(text))
    ends = bool(_END.search(text))
    return _Line(words, ends, (words >= 12 and ends) or words >= 25)


def _own(text: str, line: _Line) -> dict[str, float]:
    tokens = text.split()
    capitals = sum(token[:1].isupper() for token in tokens)
    row = {
        "words": float(min(line.words, 60)),
        "letters": float(min(len(text), 400)),
        "ends as a sentence": float(line.ends),
        "share of capitalised words": capitals / len(tokens) if tokens else 0.0,
        "all capitals": float(text.isupper()),
        "share of function words": sum(word in function_words() for word in text.lower().split()) / max(line.words, 1),
        "last sign": float(min(ord(text[-1:] or " "), 0x3000)) if not text[-1:].isalnum() else 0.0,
    }
    row |= {name: float(min(len(pattern.findall(text)), 9)) for name, pattern in _compiled()[0].items()}
    return row | {name: float(bool(pattern.match(text))) for name, pattern in _compiled()[1].items()}


def _shared_words(lines: Sequence[str], page: Sequence[_Line]) -> list[float]:
    """For each line the share of its longer words that stand in other lines of prose: what belongs to a text speaks of it."""
    words = [[word.lower() for word in WORD.findall(line) if len(word) > 3 or word > "\u2e80"] for line in lines]
    places: Counter[str] = Counter(word for own, line in zip(words, page, strict=True) if line.prose for word in set(own))
    return [
        sum(places[word] > line.prose for word in own) / len(own) if own else 0.0
        for own, line in zip(words, page, strict=True)
    ]


def _neighbours(page: Sequence[_Line], known: Mapping[int, str]) -> list[dict[str, float]]:
    rows = []
    for i in range(len(page)):
        row = {}
        for off in (-3, -2, -1, 1, 2, 3):
            where = f"{abs(off)} {'above' if off < 0 else 'below'}"
            inside = 0 <= i + off < len(page)
            row[f"words {where}"] = float(min(page[i + off].words, 60)) if inside else -1.0
            row[f"sentence {where}"] = float(page[i + off].ends) if inside else -1.0
            row[f"interface line {where}"] = float(i + off in known) if inside else -1.0
        rows.append(row)
    return rows


def _windows(page: Sequence[_Line], known: Mapping[int, str]) -> list[dict[str, float]]:
    sums = {
        "prose": [0, *accumulate(int(line.prose) for line in page)],
        "short lines": [0, *accumulate(int(line.words < 7) for line in page)],
        "interface lines": [0, *accumulate(int(i in known) for i in range(len(page)))],
        "words": [0, *accumulate(line.words for line in page)],
        "sentences": [0, *accumulate(int(line.ends) for line in page)],
    }
    rows = []
    for i in range(len(page)):
        row = {}
        for reach in (5, 15):
            low, high = max(0, i - reach), min(len(page), i + 1 + reach)
            for name, total in sums.items():
                row[f"{name} in {reach} above"] = float(total[i] - total[low])
                row[f"{name} in {reach} below"] = float(total[high] - total[i + 1])
        rows.append(row)
    return rows


def _distances(page: Sequence[_Line], known: Mapping[int, str]) -> list[dict[str, float]]:
    """How many lines ago, and in how many lines again, a line of some kind stands."""
    kinds = {"interface line": set(known), "prose": {i for i, line in enumerate(page) if line.prose}}
    for group, names in GROUPS.items():
        kinds[f"{group} line"] = {i for i, kind in known.items() if kind in names}
    rows: list[dict[str, float]] = [{} for _ in page]
    for name, places in kinds.items():
        for word, order in (("since", range(len(page))), ("until", range(len(page) - 1, -1, -1))):
            off = _NEVER
            for i in order:
                rows[i][f"lines {word} a {name}"] = off
                off = 1.0 if i in places else min(off + 1, _NEVER)
    return rows


def _whole_page(page: Sequence[_Line], known: Mapping[int, str]) -> list[dict[str, float]]:
    """Where the line stands on what kind of page; the main text is the stretch with most prose."""
    worth = [-1.5 if i in known else line.words - 8.0 if line.prose else 0.3 if line.ends else -1.0 for i, line in enumerate(page)]
    start, end = best_stretch(worth)
    words = sum(line.words for line in page) or 1
    shared = {
        "lines of the page": float(len(page)),
        "share of interface lines": len(known) / len(page),
        "share of prose": sum(line.prose for line in page) / len(page),
        "share of words in the main text": sum(line.words for line in page[start:end]) / words,
        "prose in the main text": float(sum(line.prose for line in page[start:end])),
    }
    above = [0, *accumulate(int(line.prose) for line in page)]
    return [
        shared
        | {
            "place on the page": i / len(page),
            "lines from the top": float(min(i, 300)),
            "lines from the bottom": float(min(len(page) - 1 - i, 300)),
            "lines into the text": _signed(i, start, end),
            "place to the text": -1.0 if i < start else 1.0 if i >= end else 0.0,
            "share of prose above": above[i] / (above[-1] or 1),
        }
        for i in range(len(page))
    ]
