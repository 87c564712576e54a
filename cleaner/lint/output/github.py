"""GitHub workflow commands: one annotation a finding."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from cleaner.lint.output.places import Place, message, placed
from cleaner.lint.report import Report, level

_COMMANDS = {"safe": "error", "unsafe": "warning", "flag": "notice"}


def commands(reports: Iterable[Report]) -> Iterator[str]:
    """``::error title=...,file=...,line=...::message`` with what would end a value escaped."""
    for report in reports:
        for finding, place in placed(report):
            fields = {"title": f"cleaner ({finding['rule']})", "file": report.name, **_span(place)}
            values = ",".join(f"{name}={_value(str(value))}" for name, value in fields.items())
            shown = f"{report.name}:{place.line}:{place.col}: {finding['rule']} {message(finding)}"
            yield f"::{_COMMANDS[level(finding)]} {values}::{_data(shown)}"


def _span(place: Place) -> dict[str, int]:
    """GitHub shows columns only where an annotation stays on one line."""
    span = {"line": place.line, "endLine": place.end_line}
    if place.line == place.end_line:
        span = {"line": place.line, "col": place.col, "endLine": place.end_line, "endColumn": place.end_col}
    return span


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _value(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
