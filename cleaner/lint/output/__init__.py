"""How findings are printed: one table of formats, each a function from reports to text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from importlib import import_module

from cleaner.lint.report import Report

FORMATS = {
    "text": "lines.with_excerpt",
    "concise": "lines.concise",
    "json": "records.array",
    "jsonl": "records.lines",
    "sarif": "sarif.sarif",
    "github": "github.commands",
    "gitlab": "gitlab.code_quality",
    "junit": "junit.junit",
}
"""Each format with the function of this folder that writes it, imported when asked for."""


def render(name: str, reports: Iterable[Report], colour: bool = False) -> Iterator[str]:
    """The pieces of the output in one of ``FORMATS``; text and concise come file by file."""
    module, _, function = FORMATS[name].partition(".")
    write = getattr(import_module(f"cleaner.lint.output.{module}"), function)
    pieces: Iterator[str] = write(reports, colour) if module == "lines" else write(reports)
    return pieces
