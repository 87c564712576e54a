"""GitLab's code quality report."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from cleaner.lint.output.places import Place, fingerprints, message, placed
from cleaner.lint.report import Finding, Report, level

_SEVERITY = {"safe": "major", "unsafe": "minor", "flag": "info"}


def code_quality(reports: Iterable[Report]) -> Iterator[str]:
    """One array; a fingerprint lasts while the file, the rule and the words found do."""
    issues = [
        _issue(finding, place, fingerprint)
        for report in reports
        for (finding, place), fingerprint in zip(placed(report), fingerprints(report), strict=True)
    ]
    yield json.dumps(issues, ensure_ascii=False, indent=2)


def _issue(finding: Finding, place: Place, fingerprint: str) -> dict[str, Any]:
    positions = {
        "begin": {"line": place.line, "column": place.col},
        "end": {"line": place.end_line, "column": place.end_col},
    }
    return {
        "check_name": finding["rule"],
        "description": f"{finding['rule']}: {message(finding)}",
        "severity": _SEVERITY[level(finding)],
        "fingerprint": fingerprint,
        "location": {"path": finding["doc"], "positions": positions},
    }
