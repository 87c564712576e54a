"""Site furniture that no phrase list can hold: menus, tag lists, teasers, footers.

A model (``trees.py``) judges each line by where it stands on the page (``features.py``). It was fitted by
``python -m bench furniture DATA`` on labelled lines of web pages. Only a page that shows interface lines of
its own is looked at: a poem, a letter or a README has none.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import regex

from cleaner.draft import Draft
from cleaner.stages.boilerplate import trees
from cleaner.stages.boilerplate.features import features
from cleaner.stages.boilerplate.finding import Finding

_RULE = "bpl-any-furniture"
RULES = (
    (_RULE, "a line that looks and stands like a menu, a teaser or a footer; the reasons are named with each removal"),
    ("bpl-any-recurring", "site furniture: a line that stands in many documents of one source (cleaner run)"),
)

LEAST_LINES = 8
LEAST_KNOWN = 3
LEAST_PROSE = 4
"""Of the main text: a list of goods or of headlines has no text to tell its frame from."""
_INSIDE, _FAR_BEFORE, _LISTING = 0.5, 1.0, 0.7
_FAR = 20
"""Lines: a menu is rarely longer."""
_MOSTLY_LISTED = 0.3
_ROWS = 4
_LETTERS = regex.compile(r"[\p{L}\p{M}\s]+")
_FIGURES = regex.compile(r"\d+")
_ROW = regex.compile(r"\d+[^\d\s]")
_MOST_LINES = 3_000
"""A longer text is no page: a log, a book, a table of numbers."""
_NAMED = 4
_TITLE = 20
"""Code points: so long a first line is the page's title, however many menu lines stand between it and the text."""


def find_furniture(draft: Draft, found: Mapping[int, Finding]) -> dict[int, Finding]:
    """Lines whose score reaches the threshold, on pages where the packs found interface lines."""
    known = known_lines(found)
    model = trees.model()
    if model is None or not is_page(draft, known):
        return {}
    lines = [" ".join(draft.text[p.start : p.end].split()) for p in draft.paragraphs]
    listed = rows_of_lists(lines)
    judged: dict[int, Finding] = {}
    for index, row in enumerate(features(lines, known)):
        if row["prose in the main text"] < LEAST_PROSE:
            break
        if index in known or index in listed or (index == 0 and len(lines[0]) >= _TITLE):
            continue
        total = trees.score(model, row) - caution(row)
        if total >= model.threshold:
            named = "; ".join(trees.reasons(model, row, _NAMED))
            judged[index] = Finding(_RULE, "BPL", f"site furniture, score {total:.1f}: {named}")
    return judged


def caution(row: Mapping[str, float]) -> float:
    """What a line must score more: in the middle of the main text, where a short line is most often a heading, and far
    before it, or where little of the page is text, since goods or headlines may be what that page is there for."""
    into = row["lines into the text"]
    more = _INSIDE if into > 0 else _FAR_BEFORE if into < -_FAR else 0.0
    return more + (_LISTING if row["share of words in the main text"] < _MOSTLY_LISTED else 0.0)


def rows_of_lists(lines: Sequence[str]) -> set[int]:
    """Lines of runs that begin alike with a figure and a sign, as dates of a tour or results do: data, not a menu."""
    starts = [match[0] if (match := _ROW.match(_LETTERS.sub("", line).lstrip(".,"))) else None for line in lines]
    starts = [start and _FIGURES.sub("9", start) for start in starts]
    listed: set[int] = set()
    first = 0
    for i in range(1, len(lines) + 1):
        if i == len(lines) or starts[i] != starts[first]:
            if starts[first] and i - first >= _ROWS:
                listed.update(range(first, i))
            first = i
    return listed


def known_lines(found: Mapping[int, Finding]) -> dict[int, str]:
    """The interface lines among the findings, with the kind each rule's name tells."""
    return {
        index: finding.rule.split("-", 2)[2]
        for index, finding in found.items()
        if finding.cls == "BPL" and finding.removes
    }


def is_page(draft: Draft, known: Mapping[int, str]) -> bool:
    """True for a text that was taken off a web page: many lines, and interface lines among them."""
    return draft.document.markup != "markdown" and LEAST_LINES <= len(draft.paragraphs) <= _MOST_LINES and len(known) >= LEAST_KNOWN
