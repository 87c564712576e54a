"""Headings whose whole section was removed: nothing is left for them to head."""

from __future__ import annotations

from collections.abc import Mapping

from cleaner.draft import Draft
from cleaner.stages.boilerplate.finding import Finding

_RULE = "bpl-any-orphan-heading"
_REASON = "everything under this heading was boilerplate"
RULES = ((_RULE, _REASON),)


def find_orphans(draft: Draft, found: Mapping[int, Finding]) -> dict[int, Finding]:
    """Headings followed by removed paragraphs only, up to the next heading or the end."""
    orphans: dict[int, Finding] = {}
    left = following = 0
    for index in range(len(draft.paragraphs) - 1, -1, -1):
        removed = index in found and found[index].removes
        if draft.paragraphs[index].kind != "heading" or removed:
            following += 1
            left += not removed
            continue
        if following and not left:
            orphans[index] = Finding(_RULE, "BPL", _REASON)
        following = left = 0
    return orphans
