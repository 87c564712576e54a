"""Site furniture that no phrase list can hold: menus, tag lists, teasers, footers.

A model (``trees.py``) judges each line by where it stands on the page (``features.py``). It was fitted by
``python -m bench furniture DATA`` on labelled lines of web pages. Only a page that shows interface lines of
its own is looked at: a poem, a letter or a README has none.
"""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.draft import Draft
from cleaner.stages.boilerplate import trees
from cleaner.stages.boilerplate.features import features
from cleaner.stages.boilerplate.finding import Finding

_RULE = "bpl-any-furniture"
RULES = ((_RULE, "a line that looks and stands like a menu, a teaser or a footer; the reasons are named with each removal"),)

LEAST_LINES = 8
LEAST_KNOWN = 3
_MOST_LINES = 3_000
"""A longer text is no page: a log, a book, a table of numbers."""
_NAMED = 4


def find_furniture(draft: Draft, found: Mapping[int, Finding]) -> dict[int, Finding]:
    """Lines whose score reaches the threshold, on pages where the packs found interface lines."""
    known = known_lines(found)
    model = trees.model()
    if model is None or not is_page(draft, known):
        return {}
    lines = [" ".join(draft.text[p.start : p.end].split()) for p in draft.paragraphs]
    judged: dict[int, Finding] = {}
    for index, row in enumerate(features(lines, known)):
        total = trees.score(model, row)
        if total >= model.threshold and index not in known:
            named = "; ".join(trees.reasons(model, row, _NAMED))
            judged[index] = Finding(_RULE, "BPL", f"site furniture, score {total:.1f}: {named}")
    return judged


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
