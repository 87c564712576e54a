"""For people: a line a finding, with the place in its line under it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from unicodedata import combining, east_asian_width

from cleaner.lint.output.places import message, visible
from cleaner.lint.report import MARKS, Finding, Report, level

_BEFORE, _MEANT, _AFTER = 60, 120, 40
"""Code points shown of a line: a paragraph is one, and it may be the whole of it that is meant."""

_COLOURS = {"safe": "32", "unsafe": "33", "flag": "36", "rule": "1;31", "path": "1"}


def with_excerpt(reports: Iterable[Report], colour: bool) -> Iterator[str]:
    """Each finding with its line and a caret under what is meant."""
    for report in reports:
        for finding in report.by_place():
            yield _head(finding, colour)
            yield from _excerpt(report, finding, colour)


def concise(reports: Iterable[Report], colour: bool) -> Iterator[str]:
    """One line a finding: ``path:line:col: rule [*] what: why``."""
    for report in reports:
        yield from (_head(finding, colour) for finding in report.by_place())


def statistics(reports: Iterable[Report]) -> Iterator[str]:
    """How often each rule was found, the most frequent first."""
    counts = Counter((f["rule"], level(f)) for report in reports for f in report.findings)
    for (rule, grade), count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        yield f"{count:6}  {rule}  [{MARKS[grade]}]"


def summary(reports: list[Report], done: str = "Found") -> str:
    """One line: how many findings of which kind, in how many files."""
    levels = Counter(level(f) for report in reports for f in report.findings)
    files = sum(1 for report in reports if report.findings)
    known = sum(report.known for report in reports)
    kinds = f"{levels['safe']} safe, {levels['unsafe']} unsafe, {levels['flag']} to look at"
    tail = f", {known} known from the baseline" if known else ""
    return f"{done} {levels.total()} in {files} of {len(reports)} files: {kinds}{tail}."


def _head(finding: Finding, colour: bool) -> str:
    grade = level(finding)
    place = _paint(f"{visible(finding['doc'])}:{finding['line']}:{finding['col']}:", "path", colour)
    rule = _paint(finding["rule"], "rule", colour)
    return f"{place} {rule} [{_paint(MARKS[grade], grade, colour)}] {message(finding)}"


def _excerpt(report: Report, finding: Finding, colour: bool) -> Iterator[str]:
    """The part of the line around the finding, and carets as wide as it shows in a terminal."""
    if report.source is None:
        return
    whole = report.source.text
    start = finding["start"]
    first = start - finding["col"] + 1
    last = min((i for i in (whole.find("\n", start), whole.find("\r", start)) if i >= 0), default=len(whole))
    end = max(start, min(finding["end"], last, start + _MEANT))
    left, right = max(first, start - _BEFORE), min(last, max(end, start + 1) + _AFTER)
    head, meant, tail = (visible(whole[a:b]) for a, b in ((left, start), (start, end), (end, right)))
    head = ("…" if left > first else "") + head
    yield f"    {head}{meant}{tail}{'…' if right < last else ''}"
    yield f"    {' ' * _width(head)}{_paint('^' * max(1, _width(meant)), level(finding), colour)}"


def _width(shown: str) -> int:
    """Columns a terminal gives the text: two for wide letters, none for combining marks."""
    return sum(0 if combining(c) else 2 if east_asian_width(c) in "WF" else 1 for c in shown)


def _paint(shown: str, role: str, colour: bool) -> str:
    return f"\x1b[{_COLOURS[role]}m{shown}\x1b[0m" if colour else shown
