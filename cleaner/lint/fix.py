"""Safe fixes written in place, or shown as a patch."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cleaner.files import write_atomic
from cleaner.lint.examine import Options, examine, examine_files
from cleaner.lint.report import Report
from cleaner.lint.source import Source, SourceError

Stamp = tuple[int, int] | None
"""When a file was written, and its size."""


@dataclass(frozen=True)
class Fixed:
    """A file before and after: ``left`` is what is still found in the fixed text, at its places there."""

    before: Report
    left: Report
    data: bytes | None = None

    @property
    def applied(self) -> int:
        """How many edits were made."""
        cleaned = self.before.cleaned
        return sum(edit.changes for edit in cleaned.edits) if cleaned and self.data is not None else 0


def fix_source(source: Source, options: Options) -> Fixed:
    """The fixes of one text; raises ConfigError, and SourceError where the fixed text cannot be kept."""
    [report] = examine([source], options)
    return _fixed(report, options)


def fix_files(paths: Sequence[Path], options: Options, write: bool = True) -> list[Fixed]:
    """Files fixed in place, unless ``write`` is False; what went wrong with one stands in its ``left.error``.

    A file without a change is not touched; a link's target is written, not the link.
    """
    seen = [_stamp(path) for path in paths]
    reports = examine_files(paths, options)
    return [_fix(*each, options, write) for each in zip(paths, seen, reports, strict=True)]


def _fix(path: Path, seen: Stamp, before: Report, options: Options, write: bool) -> Fixed:
    try:
        fixed = _fixed(before, options)
        if write and fixed.data is not None:
            if _stamp(path) != seen:
                raise SourceError(f"{path}: was changed while it was read; run again")
            write_atomic(path.resolve(), fixed.data)
        return fixed
    except (SourceError, OSError) as error:
        return Fixed(before, replace(before, error=f"{error}"))


def _fixed(before: Report, options: Options) -> Fixed:
    """The file after its fixes, which must hold: a second run may not find another."""
    if not (before.source and before.cleaned and before.cleaned.changed):
        return Fixed(before, before)
    text = before.cleaned.text
    [left] = examine([replace(before.source, text=text)], options)
    if left.cleaned and left.cleaned.changed:
        raise SourceError(f"{before.name}: not written, its fixes do not settle; please report this")
    return Fixed(before, left, before.source.encode(text))


def _stamp(path: Path) -> Stamp:
    try:
        stat = os.stat(path)
    except OSError:
        return None
    return stat.st_mtime_ns, stat.st_size


def patch(fixed: Fixed) -> Iterator[bytes]:
    """The change as a unified diff that ``git apply`` takes, in the file's own bytes."""
    source, data = fixed.before.source, fixed.data
    if source is None or data is None:
        return
    before, after = _lines(source.encode(source.text)), _lines(data)
    path = Path(source.name)
    name = (path.relative_to(Path.cwd()) if path.is_relative_to(Path.cwd()) else path).as_posix().lstrip("/")
    name += "\t" * (" " in name)  # as git itself writes a name with a space
    yield f"--- a/{name}\n+++ b/{name}\n".encode()
    from difflib import diff_bytes, unified_diff

    hunks = diff_bytes(unified_diff, before, after, n=3, lineterm=b"\n")
    for line in list(hunks)[2:]:
        yield line if line.endswith(b"\n") else line + b"\n\\ No newline at end of file\n"


def _lines(data: bytes) -> list[bytes]:
    return [line + b"\n" for line in data.split(b"\n")[:-1]] + [
        rest for rest in data.split(b"\n")[-1:] if rest
    ]
