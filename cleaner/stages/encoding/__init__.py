"""Encoding repair: mojibake of every kind, lost letters, invisible and look-alike characters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from cleaner.draft import Draft
from cleaner.model import Edit, Span
from cleaner.stages.encoding.gate import is_suspicious, may_change
from cleaner.stages.encoding.rules import REASONS, RULES

if TYPE_CHECKING:
    from cleaner.stages.encoding.line import Finding

__all__ = ["RULES", "find_encoding", "may_change"]

_LINE = re.compile(r"[^\n]+")


def find_encoding(draft: Draft) -> list[Edit]:
    """The edits that make the draft the text it was meant to be, and flags for what is lost."""
    if not may_change(draft.text):
        return []
    from cleaner.stages.encoding.invisible import is_right_to_left
    from cleaner.stages.encoding.line import Context, find_in_line

    markup = draft.document.markup in ("html", "markdown")
    context = Context(lambda: draft.language, is_right_to_left(draft.text), markup)
    edits = []
    for start, end in _stretches(draft):
        line = draft.text[start:end]
        if may_change(line):
            for finding in find_in_line(line, context, is_suspicious(line)):
                edits.append(_edit(draft, start, finding))
    return edits


def _stretches(draft: Draft) -> Iterator[Span]:
    """The lines of the draft, less what is protected in them."""
    held = [*draft.layout.protected, (len(draft.text), len(draft.text))]
    at = 0
    for start, end in held:
        for match in _LINE.finditer(draft.text, at, max(at, start)):
            yield match.span()
        at = max(at, end)


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
