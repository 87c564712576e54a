"""What all formats share: where a finding ends, and a message in one line."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from hashlib import blake2s
from typing import NamedTuple

from cleaner.lint.report import Finding, Report, proposal
from cleaner.segments import line_starts

_LONGEST = 60


class Place(NamedTuple):
    """First and last place of a finding: lines and columns from 1 in code points, the end exclusive."""

    line: int
    col: int
    end_line: int
    end_col: int


def placed(report: Report) -> Iterator[tuple[Finding, Place]]:
    """The findings of a report from top to end, each with its place."""
    starts = line_starts(report.source.text) if report.source else [0]
    for finding in report.by_place():
        line = bisect_right(starts, finding["end"])
        yield finding, Place(finding["line"], finding["col"], line, finding["end"] - starts[line - 1] + 1)


def message(finding: Finding) -> str:
    """What was found, what would stand there instead, and why; one printable line."""
    after = proposal(finding)
    change = "" if after is None else f" -> {quoted(after) if after else 'nothing'}"
    return f"{quoted(finding['before'])}{change}: {finding['reason']}"


def quoted(text: str) -> str:
    """The text in quotes, shortened in its middle, with what does not show made visible."""
    if len(text) > _LONGEST:
        text = f"{text[: _LONGEST // 2]}…{text[-_LONGEST // 3 :]}"
    return f'"{visible(text)}"'


def visible(text: str) -> str:
    r"""Controls, format characters and odd spaces written as escapes, so that no terminal obeys them.

    >>> visible("a\u200bb\n")
    'a\\u200bb\\n'
    """
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)


def fingerprints(report: Report) -> Iterator[str]:
    """A name for each finding (from top to end) that lasts while its file, rule and words do."""
    seen: dict[str, int] = {}
    for finding in report.by_place():
        key = "\0".join((report.name, finding["rule"], finding["before"]))
        seen[key] = seen.get(key, 0) + 1
        yield blake2s(f"{key}\0{seen[key]}".encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()
