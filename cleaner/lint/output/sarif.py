"""SARIF 2.1.0, for code scanning."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import quote

from cleaner import __version__
from cleaner.lint.output.places import Place, fingerprints, message, placed
from cleaner.lint.report import Finding, Report, level, proposal

_SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
_LEVELS = {"safe": "error", "unsafe": "warning", "flag": "note"}


def sarif(reports: Iterable[Report]) -> Iterator[str]:
    """One run; columns are code points, fixes are given for findings that propose something."""
    rules: dict[str, dict[str, Any]] = {}
    results = []
    for report in reports:
        for (finding, place), fingerprint in zip(placed(report), fingerprints(report), strict=True):
            rules.setdefault(finding["rule"], _rule(finding))
            results.append(_result(finding, place, fingerprint))
    driver = {
        "name": "cleaner",
        "version": __version__,
        "rules": [rule for _, rule in sorted(rules.items())],
    }
    run = {"tool": {"driver": driver}, "columnKind": "unicodeCodePoints", "results": results}
    yield json.dumps({"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}, ensure_ascii=False, indent=2)


def _rule(finding: Finding) -> dict[str, Any]:
    return {
        "id": finding["rule"],
        "shortDescription": {"text": finding["reason"]},
        "help": {"text": f"cleaner explain {finding['rule']}"},
        "properties": {"class": finding["class"]},
    }


def _result(finding: Finding, place: Place, fingerprint: str) -> dict[str, Any]:
    artifact = {"uri": quote(finding["doc"])}
    region = {
        "startLine": place.line,
        "startColumn": place.col,
        "endLine": place.end_line,
        "endColumn": place.end_col,
    }
    result: dict[str, Any] = {
        "ruleId": finding["rule"],
        "level": _LEVELS[level(finding)],
        "message": {"text": message(finding)},
        "locations": [{"physicalLocation": {"artifactLocation": artifact, "region": region}}],
        "partialFingerprints": {"cleaner/v1": fingerprint},
    }
    after = proposal(finding)
    if after is not None:
        replacement = {"deletedRegion": region, "insertedContent": {"text": after}}
        change = {"artifactLocation": artifact, "replacements": [replacement]}
        result["fixes"] = [{"description": {"text": finding["reason"]}, "artifactChanges": [change]}]
    return result
