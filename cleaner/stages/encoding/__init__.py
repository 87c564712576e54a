"""Encoding repair: mojibake of every kind, lost letters, invisible and look-alike characters."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from cleaner.draft import Draft
from cleaner.model import Edit, Span
from cleaner.stages.encoding.gate import judge, may_change
from cleaner.stages.encoding.rules import REASONS, RULES

if TYPE_CHECKING:
    from cleaner.stages.encoding.line import Finding

__all__ = ["RULES", "find_encoding", "may_change"]

_BEYOND = re.compile("[\uffff-\U0010ffff]")


def find_encoding(draft: Draft, flags: Sequence[int] | None = None) -> list[Edit]:
    """The edits that make the draft the text it was meant to be, and flags for what is lost.

    ``flags`` are those ``scan`` gave for the lines of the draft, where a bulk run has them.
    """
    if flags is None and draft.scout:
        flags = draft.scout.lines(draft)
    if flags is None and not may_change(draft.text):
        return []
    flagged = list(_flagged(draft.text, flags))
    if not flagged:
        return []
    from cleaner.stages.encoding.line import Context, find_in_line

    context = Context(draft)
    edits: list[Edit] = []
    for line, flag in flagged:
        protected = () if draft.document.markup == "text" else draft.layout.protected_in(*line)
        for start, end in _free(line, protected):
            found = find_in_line(draft.text[start:end], context, flag)
            edits.extend(_edit(draft, start, finding) for finding in found)
    return edits


def _flagged(text: str, flags: Sequence[int] | None) -> Iterator[tuple[Span, int]]:
    """The lines that are odd or suspicious, with their flag; beyond the basic plane the scan is coarse."""
    at = 0
    for i, line in enumerate(text.split("\n")):
        flag = judge(line) if flags is None or (flags[i] and _BEYOND.search(line)) else flags[i]
        if flag:
            yield (at, at + len(line)), flag
        at += len(line) + 1


def _free(span: Span, protected: Sequence[Span]) -> Iterator[Span]:
    """What of a line is not protected."""
    start, end = span
    for held_start, held_end in protected:
        if held_start > start:
            yield start, held_start
        start = max(start, held_end)
    if start < end:
        yield start, end


def _edit(draft: Draft, offset: int, finding: Finding) -> Edit:
    start, end = (offset + place for place in finding.span)
    before = draft.text[start:end]
    return Edit(
        stage="encoding",
        rule=finding.rule,
        cls="ENC",
        action="flag" if finding.safety == "flag" else "fix",
        safety=finding.safety,
        start=start,
        end=end,
        before=before,
        after=finding.after,
        reason=finding.reason or REASONS[finding.rule],
    )
