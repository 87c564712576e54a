"""Common words that are boilerplate only in company: *Home* alone is a heading, among *About* and *Log in* a menu."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.draft import Draft
from cleaner.stages.boilerplate.finding import Finding

_NEAR = 4
_LEAST = 2


def without_lonely(draft: Draft, found: Mapping[int, Finding]) -> dict[int, Finding]:
    """The findings, without weak ones that do not stand near two other interface lines.

    In Markdown a list item or a table cell is the author's, however short.
    """
    return {index: finding for index, finding in found.items() if not finding.weak or _in_company(draft, found, index)}


def _in_company(draft: Draft, found: Mapping[int, Finding], index: int) -> bool:
    if draft.document.markup == "markdown" and draft.paragraphs[index].kind != "prose":
        return False
    near = range(index - _NEAR, index + _NEAR + 1)
    return sum(i in found and found[i].cls == "BPL" for i in near if i != index) >= _LEAST
