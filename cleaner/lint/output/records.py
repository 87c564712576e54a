"""The ledger's lines, as JSON: columns and offsets are code points of the decoded file."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from cleaner.lint.report import Report


def lines(reports: Iterable[Report]) -> Iterator[str]:
    """One finding a line, in the order the edits follow one another: to be applied as they come."""
    for report in reports:
        yield from (json.dumps(finding, ensure_ascii=False) for finding in report.findings)


def array(reports: Iterable[Report]) -> Iterator[str]:
    """All findings as one array."""
    yield json.dumps([f for report in reports for f in report.findings], ensure_ascii=False, indent=1)
