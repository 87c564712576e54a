"""The law of edits: apply, undo, and map a place back to the original. Pure functions.

An edit's span is true at the moment it is applied, and edits stand in the order applied, so
``undo(apply(text, edits), edits) == text`` is the proof that the ledger hides nothing.
"""

from __future__ import annotations

from bisect import bisect_right, insort
from collections.abc import Iterable, Sequence

from cleaner.model import Edit, Span


def apply(text: str, edits: Iterable[Edit]) -> str:
    """The text after all edits; raises ValueError where an edit does not find what it expects."""
    for edit in edits:
        if text[edit.start : edit.end] != edit.before:
            found = text[edit.start : edit.end]
            raise ValueError(f"{edit.rule}: expected {edit.before!r} at {edit.start}, found {found!r}")
        if edit.changes:
            text = text[: edit.start] + edit.after + text[edit.end :]
    return text


def undo(text: str, edits: Sequence[Edit]) -> str:
    """The text before the edits; raises ValueError where the text is not their result."""
    for edit in reversed(edits):
        end = edit.start + len(edit.after)
        if text[edit.start : end] != edit.after:
            raise ValueError(f"{edit.rule}: expected {edit.after!r} at {edit.start}")
        if edit.changes:
            text = text[: edit.start] + edit.before + text[end:]
    return text


def origin(edits: Sequence[Edit], start: int, end: int) -> Span:
    """Where ``[start, end)`` of the result stood in the input (widened over touched edits)."""
    for edit in reversed(edits):
        if edit.changes:
            start, end = _before(edit, start, end)
    return start, end


def _before(edit: Edit, start: int, end: int) -> Span:
    written, shift = edit.start + len(edit.after), len(edit.before) - len(edit.after)
    point = start == end
    if start >= written:
        start += shift
    elif start > edit.start:
        start = edit.start
    if point and start <= edit.start:
        return start, start
    if end >= written and end > edit.start:
        end += shift
    elif end > edit.start:
        end = edit.end
    return start, max(start, end)


def arrange(edits: Iterable[Edit], protected: Sequence[Span] = ()) -> list[Edit]:
    """Edits that were all found on one text, made to follow one another.

    Flags come first (they hold on the text as it is), then the changes from right to left. Where
    two changes overlap the one given first wins, so callers sort by precedence. A change that
    touches a protected span is dropped.
    """
    flags: list[Edit] = []
    changes: list[Edit] = []
    taken: list[Span] = sorted(protected)
    for edit in edits:
        if not edit.changes:
            flags.append(edit)
        elif not _collides(edit, taken):
            insort(taken, (edit.start, edit.end))
            changes.append(edit)
    flags.sort(key=lambda e: (e.start, e.end, e.rule))
    changes.sort(key=lambda e: (e.start, e.end), reverse=True)
    return flags + changes


def _collides(edit: Edit, taken: Sequence[Span]) -> bool:
    """Overlap with disjoint sorted spans; an insertion collides only inside one, or at its twin."""
    at = bisect_right(taken, (edit.start, edit.end))
    before = taken[at - 1] if at else None
    after = taken[at] if at < len(taken) else None
    if before and (before[1] > edit.start or before == (edit.start, edit.end)):
        return True
    return bool(after and after[0] < edit.end)


def difference(before: str, after: str) -> tuple[int, str, str]:
    """``(offset, old, new)`` of the one stretch that differs, by common prefix and suffix.

    Linear, where difflib on characters takes 33 s for 8,000 of them.

    >>> difference("il a été", "il a ete")
    (5, 'été', 'ete')
    """
    limit = min(len(before), len(after))
    head = next((i for i in range(limit) if before[i] != after[i]), limit)
    tail = 0
    while tail < limit - head and before[-1 - tail] == after[-1 - tail]:
        tail += 1
    return head, before[head : len(before) - tail], after[head : len(after) - tail]
