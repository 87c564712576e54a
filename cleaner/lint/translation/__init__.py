"""A translation held against its source: what a translator may not lose."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from cleaner.lint.examine import Options
from cleaner.lint.report import Finding, Report, fails
from cleaner.lint.source import SourceError, decode
from cleaner.lint.translation.compare import compare
from cleaner.lint.translation.page import Page
from cleaner.lint_rules import TRANSLATION


def counterpart(file: Path, paths: list[Path], source: Path) -> Path | None:
    """The source of a file: ``source`` itself, or the file below it at the same path; None where it is missing."""
    if source.is_file():
        return source
    for path in paths:
        if file.is_relative_to(path):
            below = file.relative_to(path) if path.is_dir() else Path(file.name)
            return source / below if (source / below).is_file() else None
    return None


def with_source(report: Report, source: Path, options: Options) -> Report:
    """The report with what the file lacks of its source; raises ConfigError."""
    if report.source is None:
        return report
    path = Path(report.name)
    settings = options.settings_for(path)
    try:
        original = decode(source.as_posix(), source.read_bytes(), options.encoding)
    except (SourceError, OSError) as error:
        return replace(report, error=f"{source}: {error}")
    ours = Page(report.source, settings.lang)
    theirs = Page(original, options.config_for(source).settings_for(source).lang)
    found = list(compare(theirs, ours, settings))
    findings = [*_without_said(report.findings, found), *found]
    return replace(
        report,
        findings=tuple(findings),
        failed=fails(findings, options.fail_on or options.config_for(path).fail_on),
    )


def _without_said(findings: Iterable[Finding], found: Iterable[Finding]) -> Iterator[Finding]:
    """The findings but those on English paragraphs that are now known to be the source's own."""
    said = {(f["start"], f["end"]) for f in found if f["rule"] == TRANSLATION["same"][0]}
    return (f for f in findings if f["class"] != "UNT" or (f["start"], f["end"]) not in said)
