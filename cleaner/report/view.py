"""A document side by side: its lines as segments, each with what stood there before and what stands there now."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

import msgspec

from cleaner import edits as law
from cleaner.ledger import edit_of
from cleaner.model import Edit, Span
from cleaner.report.rows import Row
from cleaner.segments import line_starts

MOST_EDITS = 120
"""Edits of one document on the page; the rest is for ``cleaner explain``."""

_LONGEST = 700
"""Characters of one stretch that are shown; a longer one is cut in the middle."""

_LINE_ENDS = ("\n", "\r")


class Segment(NamedTuple):
    """A stretch of the input, what it became, and the numbers of the edits that speak of it."""

    before: str
    after: str
    edits: tuple[int, ...] = ()


class Change(NamedTuple):
    """A span of the input that changed as one, by how much it grew, and which edits did it."""

    start: int
    end: int
    growth: int
    edits: tuple[int, ...]


class Story(NamedTuple):
    """A document before, its segments, and how many lines of its file stand before it."""

    text: str
    segments: list[Segment]
    lines_before: int


def made_by(clean: str, rows: Sequence[Row]) -> bool:
    """True where the edits gave this text."""
    try:
        story(clean, rows)
    except ValueError:
        return False
    return True


def story(clean: str, rows: Sequence[Row]) -> Story:
    """How the clean text came about; raises ValueError where ``clean`` is not what the edits made."""
    edits = [edit_of({**msgspec.structs.asdict(row), "class": row.cls}) for row in rows]
    text = law.undo(clean, edits)
    if law.apply(text, edits) != clean:
        raise ValueError(f"{rows[0].doc}: the text is not what the edits made")
    spans = law.origins(edits)
    flags = [(span, i) for i, span in enumerate(spans) if not edits[i].changes]
    found = list(_segments(text, clean, _changes(edits, spans), flags))
    # A text that is a stretch of its file counts its own lines, the ledger those of the file.
    line = bisect_right(line_starts(text), spans[0][0])
    return Story(text, found, rows[0].line - line)


def _changes(edits: Sequence[Edit], spans: Sequence[Span]) -> list[Change]:
    """Disjoint spans of the input, left to right: edits of edits are one change."""
    merged: list[Change] = []
    order = sorted((i for i, edit in enumerate(edits) if edit.changes), key=lambda i: (spans[i], i))
    for i in order:
        (start, end), growth = spans[i], len(edits[i].after) - len(edits[i].before)
        last = merged[-1] if merged else None
        if last and (start < last.end or (start, end) == (last.start, last.end)):
            both = last.start, max(last.end, end), last.growth + growth, (*last.edits, i)
            merged[-1] = Change(*both)
        else:
            merged.append(Change(start, end, growth, (i,)))
    return merged


def _segments(
    text: str, clean: str, changes: Sequence[Change], flags: Sequence[tuple[Span, int]]
) -> Iterator[Segment]:
    at = moved = 0
    for change in changes:
        yield from _kept(text, at, change.start, flags)
        size = change.end - change.start + change.growth
        begin = change.start + moved
        also = tuple(i for (start, end), i in flags if start < change.end and end > change.start)
        yield Segment(text[change.start : change.end], clean[begin : begin + size], change.edits + also)
        at, moved = change.end, moved + change.growth
    yield from _kept(text, at, len(text), flags)


def _kept(text: str, start: int, end: int, flags: Sequence[tuple[Span, int]]) -> Iterator[Segment]:
    """What did not change, cut where a flag begins or ends."""
    near = [(span, i) for span, i in flags if span[0] < end and span[1] > start]
    cuts = sorted({start, end, *(min(max(place, start), end) for span, _ in near for place in span)})
    for a, b in pairwise(cuts):
        yield Segment(text[a:b], text[a:b], tuple(i for span, i in near if span[0] <= a and b <= span[1]))


def lines(found: Sequence[Segment]) -> Iterator[tuple[int, list[Segment]]]:
    """``(line, segments)``: cut at the line ends of the input, but not inside a change."""
    number = 1
    for line in _cut_lines(found):
        text = "".join(segment.before for segment in line)
        # A removal may begin with the line end before it: what it removes stands on the next line.
        ahead = len(text) - len(text.lstrip("\r\n")) if text.strip() else 0
        yield number + _ends(text[:ahead]), line
        number += _ends(text)


def _cut_lines(found: Sequence[Segment]) -> Iterator[list[Segment]]:
    line: list[Segment] = []
    for segment in found:
        pieces = [segment]
        if segment.before == segment.after:
            pieces = [Segment(t, t, segment.edits) for t in segment.before.splitlines(keepends=True)]
        for piece in pieces:
            if line and piece.before[:1] in _LINE_ENDS and piece.before != piece.after:
                yield line
                line = []
            line.append(piece)
            if piece.before[-1:] in _LINE_ENDS:
                yield line
                line = []
    if line:
        yield line


def _ends(text: str) -> int:
    return text.count("\n") + text.count("\r") - text.count("\r\n")


def view(clean: str, rows: Sequence[Row], shown: int) -> list[Any]:
    """The lines with edits and one on either side, as plain values for the page.

    A row is ``[line, segments]``, a segment a text or ``[before, after, edits]`` (``after`` 0 where it
    is the same); a number in place of a row is how many lines are left out there. ``shown`` is how
    many edits the page lists: others are not marked.
    """
    told = story(clean, rows)
    found = [(number, _shown(line, shown)) for number, line in lines(told.segments)]
    touched = [any(segment.edits for segment in line) for _, line in found]
    page: list[Any] = []
    skipped = 0
    for i, (number, line) in enumerate(found):
        if any(touched[max(i - 1, 0) : i + 2]):
            page += [skipped] if skipped else []
            page.append([number + told.lines_before, [_plain(segment) for segment in line]])
            skipped = 0
        else:
            skipped += 1
    return [*page, skipped] if skipped else page


def _shown(line: Sequence[Segment], most: int) -> list[Segment]:
    return [segment._replace(edits=tuple(i for i in segment.edits if i < most)) for segment in line]


def _plain(segment: Segment) -> Any:
    before, after = cut(segment.before), cut(segment.after)
    if not segment.edits and before == after:
        return before
    return [before, 0 if segment.before == segment.after else after, list(segment.edits)]


def cut(text: str, longest: int = _LONGEST) -> str:
    """A long text without its middle.

    >>> cut("abcdefghij", 4)
    'ab … 6 characters … ij'
    """
    if len(text) <= longest:
        return text
    half = longest // 2
    return f"{text[:half]} … {len(text) - 2 * half:,} characters … {text[-half:]}"
