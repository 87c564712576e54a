"""The ledger: one flat record for every edit, the same in ``run``, ``check`` and the library."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import asdict
from typing import Any

from cleaner.model import Edit, Span
from cleaner.pipeline import Cleaned
from cleaner.segments import line_starts


def lines(cleaned: Cleaned, row: str | None = None) -> Iterator[dict[str, Any]]:
    """The ledger of a document in the order of its edits; places are in the decoded input."""
    starts = line_starts(cleaned.document.text)
    for edit, span in cleaned.places():
        yield record(cleaned.document.id, edit, span, starts, row)


def record(doc: str, edit: Edit, span: Span, starts: list[int], row: str | None = None) -> dict[str, Any]:
    """One line: ``line`` and ``col`` are 1-based, ``start`` and ``end`` are code points of the input.

    ``row`` is where a document stands that is a row of a file (``file:line``): two may have one id.
    ``at`` is where the edit was applied in the text as it then stood: what undo needs.
    """
    line = bisect_right(starts, span[0])
    return {
        "doc": doc,
        "row": row,
        "line": line,
        "col": span[0] - starts[line - 1] + 1,
        "start": span[0],
        "end": span[1],
        "class": edit.cls,
        "rule": edit.rule,
        "stage": edit.stage,
        "action": edit.action,
        "safety": edit.safety,
        "before": edit.before,
        "after": edit.after,
        "reason": edit.reason,
        "twin": asdict(edit.twin) if edit.twin else None,
        "lang": edit.lang,
        "suggestion": edit.suggestion,
        "at": edit.start,
    }


def edit_of(row: dict[str, Any]) -> Edit:
    """The edit a ledger line tells of."""
    from cleaner.model import Twin

    return Edit(
        stage=row["stage"],
        rule=row["rule"],
        cls=row["class"],
        action=row["action"],
        safety=row["safety"],
        start=row["at"],
        end=row["at"] + len(row["before"]),
        before=row["before"],
        after=row["after"],
        reason=row["reason"],
        twin=Twin(**row["twin"]) if row["twin"] else None,
        lang=row["lang"],
        suggestion=row["suggestion"],
    )
