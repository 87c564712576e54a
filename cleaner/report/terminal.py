"""A document's edits in the terminal: each line as it was and as it is, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby
from typing import Any

import click

from cleaner.report.rows import Row
from cleaner.report.view import Segment, cut, lines, story

_COLOURS = {"fix": "green", "remove": "red", "flag": "yellow"}
_DONE = {"fix": "fixed", "remove": "removed", "flag": "flagged"}
_CONTEXT = 90
"""Characters shown of a stretch that did not change."""

_CHANGE = 300


def explain(rows: Sequence[Row], text: str | None, line: int | None = None) -> Iterator[str]:
    """Coloured lines for the edits of one document, or of its line ``line``, in the order of the text.

    ``text`` is the clean text; without it, or where it is not what the edits made, each edit is shown alone.
    """
    try:
        told = story(text or "", rows)
        found = [(number + told.lines_before, segments) for number, segments in lines(told.segments)]
    except ValueError:
        found = [(row.line, [Segment(row.before, row.after, (i,))]) for i, row in enumerate(rows)]
        found.sort(key=lambda item: item[0])
    for number, segments in found:
        edits = sorted({i for segment in segments for i in segment.edits}, key=lambda i: (rows[i].start, i))
        if edits and (line is None or line == number or line in {rows[i].line for i in edits}):
            yield from _line(number, segments, [rows[i] for i in edits])


def _line(number: int, segments: Sequence[Segment], rows: Sequence[Row]) -> Iterator[str]:
    before = "".join(_side(segment, segment.before, "red") for segment in segments)
    after = "".join(_side(segment, segment.after, "green") for segment in segments)
    changed = any(segment.before != segment.after for segment in segments)
    yield f"{click.style(f'{number:>5}', bold=True)} {click.style('-' if changed else '?', dim=True)} {before}"
    if changed and any(segment.after.strip() for segment in segments):
        yield f"      {click.style('+', dim=True)} {after}"
    for _, alike in groupby(rows, key=lambda row: (row.rule, row.reason, row.twin, row.suggestion)):
        yield from _reason(*_first_and_count(alike))


def _first_and_count(alike: Iterable[Row]) -> tuple[Row, int]:
    rows = list(alike)
    return rows[0], len(rows)


def _side(segment: Segment, text: str, colour: str) -> str:
    if not segment.edits:
        return one_line(text, _CONTEXT)
    shown = one_line(text.strip("\r\n"), _CHANGE)
    same = segment.before == segment.after
    return click.style(shown, fg="yellow", underline=True) if same else click.style(shown, fg=colour)


def _reason(row: Row, times: int) -> Iterator[str]:
    action = click.style(_DONE[row.action], fg=_COLOURS[row.action], bold=True)
    yield f"        {action} {click.style(row.rule, dim=True)}  {one_line(row.reason, 200)}{f' ({times} times)' if times > 1 else ''}"
    if row.suggestion is not None:
        yield f"        would write {one_line(row.suggestion, _CHANGE)!r} (with --unsafe or --remove)"
    if row.twin:
        yield f"        kept: {_twin(row.twin)}, {row.twin['similarity']:.0%} alike"


def _twin(twin: Mapping[str, Any]) -> str:
    """Where the kept paragraph stands, of rows with their place: two may have one id."""
    place = f"{one_line(twin['doc'], 200)}:{twin['line']}"
    row = twin.get("row")
    return place if row in (None, twin["doc"]) else f"{place} ({one_line(row, 200)})"


def one_line(text: str, longest: int) -> str:
    """Control characters shown, not obeyed; long text without its middle.

    >>> one_line("a\\x1b[31mb\\r\\n", 20)
    'a\\\\u001b[31mb'
    """
    shown = "".join(c if c.isprintable() else _sign(c) for c in text.rstrip("\r\n"))
    return cut(shown, longest)


def _sign(character: str) -> str:
    if character in "\n\u00a0\u202f\u3000\t":
        return "⏎" if character == "\n" else character.replace("\t", " ")
    return f"\\u{ord(character):04x}"
