"""Paragraphs that stand elsewhere in a folder, too."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

from cleaner import ledger
from cleaner.lint.examine import Options
from cleaner.lint.report import Finding, Report, fails
from cleaner.lint.source import Source, SourceError, decode
from cleaner.lint_rules import ELSEWHERE
from cleaner.markup import layout_of
from cleaner.model import Edit, Paragraph, Twin
from cleaner.segments import line_starts

_FREE = ("prose", "quote")


class _Place(NamedTuple):
    """A paragraph long enough to be compared."""

    source: Source
    paragraph: Paragraph

    @property
    def text(self) -> str:
        return self.source.text[self.paragraph.start : self.paragraph.end]

    @property
    def line(self) -> int:
        return bisect_right(line_starts(self.source.text), self.paragraph.start)


def with_repeats(reports: Sequence[Report], others: Iterable[Path], options: Options) -> list[Report]:
    """The reports with a flag on each paragraph that a file read before it, or one of ``others``, has too.

    A paragraph repeated within its own file is the affair of the other rules.
    """
    from cleaner.dedup.exact import find_copies

    named = {Path(report.name).resolve() for report in reports}
    published = list(_places(_read(path for path in others if path.resolve() not in named)))
    checked = list(_places(report.source for report in reports if report.source))
    places = published + checked
    threshold = options.settings_for(Path()).threshold
    copies = find_copies([place.text for place in places], threshold, published=len(published))
    found: dict[str, list[Finding]] = {}
    for at, copy in sorted(copies.items()):
        place, twin = places[at], places[copy.kept]
        if at >= len(published) and twin.source.name != place.source.name:
            found.setdefault(place.source.name, []).append(_finding(place, twin, copy.similarity))
    return [_more(report, found.get(report.name, []), options) for report in reports]


def _read(paths: Iterable[Path]) -> Iterator[Source]:
    for path in paths:
        try:
            yield decode(path.as_posix(), path.read_bytes())
        except (SourceError, OSError):
            continue  # a file we cannot read has no paragraph to repeat


def _places(sources: Iterable[Source]) -> Iterator[_Place]:
    from cleaner.dedup.folding import tokens
    from cleaner.dedup.shingles import is_long

    for source in sources:
        for paragraph in layout_of(source.text, source.markup).paragraphs:
            place = _Place(source, paragraph)
            if paragraph.kind in _FREE and is_long(tokens(place.text)):
                yield place


def _more(report: Report, found: list[Finding], options: Options) -> Report:
    path = Path(report.name)
    settings = options.settings_for(path)
    wanted = [finding for finding in found if settings.selects(ELSEWHERE[0], "DUP")]
    failed = report.failed or fails(wanted, options.fail_on or options.config_for(path).fail_on)
    return replace(report, findings=(*report.findings, *wanted), failed=failed)


def _finding(place: _Place, twin: _Place, similarity: float) -> Finding:
    edit = Edit(
        stage="duplicates",
        rule=ELSEWHERE[0],
        cls="DUP",
        action="flag",
        safety="flag",
        start=place.paragraph.start,
        end=place.paragraph.end,
        before=place.text,
        after=place.text,
        reason=f"stands in {twin.source.name}, line {twin.line}, too",
        twin=Twin(twin.source.name, twin.line, round(similarity, 4), twin.text),
    )
    starts = line_starts(place.source.text)
    return ledger.record(place.source.name, edit, place.paragraph[:2], starts)
