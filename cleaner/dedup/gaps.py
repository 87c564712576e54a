"""A character lost inside a word or number, read from the text it is compared with.

A copy damaged on its way says "19�6" or "1有60" where the whole one says 1986 and 1960: that is no other
number. ``fill_gaps`` has no helpers or objects because, as in ``contrast``, Python and the compiled kernels run
the very same source.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

import regex

from cleaner.dedup.folding import RANGES

HAN_NUMERALS = "〇零一二三四五六七八九十百千万萬亿億兆两兩"
POINTS = ".,:٫٬"
"""What may stand inside a number."""

WORD, DIGIT, POINT, STRANGE, LOST = 1, 2, 3, 4, 5
"""Kinds of code points; 0 is any other. A letter of a script with spaces, a digit, what may stand inside a number, a
letter of a script without spaces (it joins no such word), the replacement character."""

REPLACEMENT = 0xFFFD
LEAST = 4
"""Code points of the word or number, the lost one among them: of three, two are no evidence ("5G大", 5GB)."""

_DIGIT, _WORD = r"\p{N}", rf"(?![{RANGES}])[\p{{L}}\p{{M}}]"
_STRANGE = rf"(?![{HAN_NUMERALS}])(?:(?=[\p{{L}}\p{{M}}])[{RANGES}]|[\U00020000-\U0003ffff])"
_KINDS = {"digit": DIGIT, "point": POINT, "strange": STRANGE, "lost": LOST, "word": WORD}
_KIND = regex.compile(
    rf"(?P<digit>{_DIGIT})|(?P<point>[{POINTS}])|(?P<strange>{_STRANGE})|(?P<lost>\ufffd)|(?P<word>{_WORD})"
)
_GAP = regex.compile(rf"\ufffd|(?<={_DIGIT}){_STRANGE}(?={_DIGIT})|(?<={_WORD}){_STRANGE}(?={_WORD})|{_STRANGE}(?=0)")


def filled(kept: str, removed: str) -> str:
    """The removed text with the characters it lost, where the kept one tells them.

    >>> filled("Zur Björnstraße 1860", "Zur Bj\N{REPLACEMENT CHARACTER}rnstraße 18\N{REPLACEMENT CHARACTER}0")
    'Zur Björnstraße 1860'
    """
    if not _GAP.search(removed):
        return removed
    codes = list(map(ord, removed))
    fill_gaps(list(map(ord, kept)), _kinds(kept), codes, _kinds(removed))
    return "".join(map(chr, codes))


def _kinds(text: str) -> list[int]:
    kinds = [0] * len(text)
    for match in _KIND.finditer(text):
        kinds[match.start()] = _KINDS[match.lastgroup or ""]
    return kinds


def fill_gaps(
    kept: Sequence[int], ours: Sequence[int], removed: MutableSequence[int], theirs: Sequence[int]
) -> bool:
    """Puts what the kept text has in the place of each lost character; True where there was one.

    The rest of the word or number and the code point on each side are the same, and wherever they stand in the kept
    text they hold the same one. A letter counts as lost inside only: at an end it may belong there ("约905", 1905;
    "Paul也", Paula). But no number begins with a nought, so one before it took a place, which may be a point's.
    """
    filled = False
    for gap in range(len(removed)):
        for run in (WORD, DIGIT):
            if theirs[gap] < STRANGE:
                break
            start, end = gap, gap + 1
            while start > 0 and theirs[start - 1] == run:
                start -= 1
            while end < len(removed) and theirs[end] == run:
                end += 1
            inside = start < gap and gap + 1 < end
            before_nought = run == DIGIT and gap + 1 < end and removed[gap + 1] == ord("0")
            if end - start < LEAST or not (inside or before_nought or theirs[gap] == LOST):
                continue
            found, places = 0, 0
            for at in range(len(kept) - (end - start) + 1):
                place = at + gap - start
                if ours[place] != run and not (inside and before_nought and ours[place] == POINT):
                    continue
                same = (at == 0) == (start == 0) and (at + end - start == len(kept)) == (end == len(removed))
                low, high = max(start - 1, 0), min(end + 1, len(removed))
                for i in range(low, high if same else low):
                    same = same and (i == gap or kept[at + i - start] == removed[i])
                if same and kept[place] != found:
                    found, places = kept[place], places + 1
            if places == 1:
                removed[gap], filled = found, True
    return filled
