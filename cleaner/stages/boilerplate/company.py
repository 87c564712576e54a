"""Words that are boilerplate only in company: *Home* alone is a heading, among *About* and *Log in* a menu."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.draft import Draft
from cleaner.stages.boilerplate.features import WORD
from cleaner.stages.boilerplate.finding import Finding

_NEAR = 4
_LONGEST_LIST = 30
_INTRODUCES = (":", "：")
_TELLING = ("bpl-any-progress", "bpl-any-label", "bpl-any-term")
"""Rules whose single words no text is: *Loading...*, *Tags:* with nothing behind, *Sitemap*."""


def without_lonely(draft: Draft, found: Mapping[int, Finding]) -> dict[int, Finding]:
    """The findings, without weak ones that do not stand near other interface lines.

    A word needs two such neighbours, a phrase one. A text that is nothing but interface phrases has no neighbours
    to ask (a string of a translation file, a scraped button): it is flagged and stays.
    """
    alone = len(found) == len(draft.paragraphs) and all(_size(draft, i) > 1 or finding.rule in _TELLING for i, finding in found.items())
    kept: dict[int, Finding] = {}
    for index, finding in found.items():
        if not finding.weak or (not _is_listed(draft, found, index) and _in_company(draft, found, index)):
            kept[index] = finding
        elif alone:
            kept[index] = finding._replace(removes=False)
    return kept


def _in_company(draft: Draft, found: Mapping[int, Finding], index: int) -> bool:
    near = range(index - _NEAR, index + _NEAR + 1)
    company = sum(i in found and found[i].cls == "BPL" for i in near if i != index)
    return company >= (2 if _size(draft, index) < 2 else 1)


def _is_listed(draft: Draft, found: Mapping[int, Finding], index: int) -> bool:
    """In Markdown a list item or a table cell is the author's, however short; so is what a colon introduces."""
    if draft.document.markup == "markdown" and draft.paragraphs[index].kind != "prose":
        return True
    before = index - 1
    while before in found and index - before < _LONGEST_LIST:
        before -= 1
    if before < 0:
        return False
    text = draft.text[draft.paragraphs[before].start : draft.paragraphs[before].end]
    return text.endswith(_INTRODUCES) and len(WORD.findall(text)) > 3


def _size(draft: Draft, index: int) -> int:
    paragraph = draft.paragraphs[index]
    return len(WORD.findall(draft.text[paragraph.start : paragraph.end]))
