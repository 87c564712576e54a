"""JUnit XML: a suite a file, a failed case a finding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import PurePath
from xml.sax.saxutils import quoteattr

from cleaner.lint.output.places import Place, message, placed
from cleaner.lint.report import Finding, Report

_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def junit(reports: Iterable[Report]) -> Iterator[str]:
    """One document; a file without findings is a suite with one passed case."""
    suites = list(reports)
    total = sum(max(1, len(report.findings)) for report in suites)
    failures = sum(len(report.findings) for report in suites)
    yield '<?xml version="1.0" encoding="UTF-8"?>'
    yield f'<testsuites name="cleaner" tests="{total}" skipped="0" failures="{failures}" errors="0">'
    for report in suites:
        yield from _suite(report)
    yield "</testsuites>"


def _suite(report: Report) -> Iterator[str]:
    found = len(report.findings)
    counts = f'tests="{max(1, found)}" skipped="0" errors="0" failures="{found}"'
    yield f'    <testsuite name={_attribute(report.name)} {counts} package="org.cleaner">'
    if not found:
        yield f'        <testcase name="org.cleaner" classname={_attribute(_stem(report.name))}/>'
    for finding, place in placed(report):
        yield from _case(finding, place)
    yield "    </testsuite>"


def _case(finding: Finding, place: Place) -> Iterator[str]:
    shown = message(finding)
    name, where = _attribute(f"org.cleaner.{finding['rule']}"), _attribute(_stem(finding["doc"]))
    yield f'        <testcase name={name} classname={where} line="{place.line}" column="{place.col}">'
    body = f"line {place.line}, col {place.col}, {shown}".replace("&", "&amp;").replace("<", "&lt;")
    yield f"            <failure message={_attribute(shown)}>{_NOT_XML.sub('', body)}</failure>"
    yield "        </testcase>"


def _stem(name: str) -> str:
    return PurePath(name).with_suffix("").as_posix()


def _attribute(text: str) -> str:
    return quoteattr(_NOT_XML.sub("", text))
