"""The cleaned texts of chosen documents, from ``OUT/corpus``: of a cut file only the stretch is read."""

from __future__ import annotations

import io
import json
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cleaner.corpus.output import blocks_of
from cleaner.formats import compression_of, kind_of
from cleaner.formats.compression import decompressed
from cleaner.formats.record import Fields, Record


class File(NamedTuple):
    """A file of the corpus, or the stretch of it that a part of the ledger tells of."""

    name: str
    start: int = 0
    size: int | None = None


class Corpus:
    """The cleaned files of a run, by the part of its ledger."""

    def __init__(self, out: Path, manifest: dict[str, Any]) -> None:
        self._folder = out / "corpus"
        self._fields = Fields(**manifest["options"]["fields"])
        self._files: dict[int, list[File]] = {}
        self._lines: dict[str, tuple[int, int]] = {}
        for row in manifest["files"]:
            self._place(row)

    def _place(self, row: dict[str, Any]) -> None:
        start = 0
        for part, size in row["parts"]:
            cut = len(row["parts"]) > 1 and not row.get("original")
            self._files.setdefault(part, []).append(File(row["path"], start, size) if cut else File(row["path"]))
            start += size

    def texts(self, part: int, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
        """``(document, clean text)`` for the documents of a part, possibly others of the same name."""
        files = self._files.get(part, [])
        whole = {file.name for file in files if not kind_of(file.name).rows}
        rest = set(wanted) - whole
        for file in files:
            if file.name in wanted if file.name in whole else rest:
                yield from self._read(file, wanted)

    def _read(self, file: File, wanted: Collection[str]) -> Iterator[tuple[str, str]]:
        known = kind_of(file.name)
        try:
            for record in known.load().read(self._open(file), self._fields, self._first_line(file)):
                name = _name(record, file, known.rows)
                if record.text is not None and name in wanted:
                    yield name, record.text
        except (OSError, ValueError, EOFError, json.JSONDecodeError):
            return  # The corpus was moved or changed since: the page shows the edits alone.

    def _first_line(self, file: File) -> int:
        """The line a stretch begins on; asked for from front to back, so that a file is gone through once."""
        at, line = self._lines.get(file.name, (0, 1))
        if at > file.start:
            at, line = 0, 1
        blocks = blocks_of(self._folder / file.name, at, file.start - at)
        line += sum(block.count(b"\n") for block in blocks)
        self._lines[file.name] = file.start, line
        return line

    def _open(self, file: File) -> BinaryIO:
        path = self._folder / file.name
        if file.size is not None:
            return io.BytesIO(b"".join(blocks_of(path, file.start, file.size)))
        suffix = compression_of(file.name)
        stream = open(path, "rb")  # noqa: SIM115
        return decompressed(stream, suffix) if suffix else stream


def _name(record: Record, file: File, rows: bool) -> str:
    """As the ledger names a document."""
    if record.id is not None:
        return record.id
    return f"{file.name}:{record.line}" if rows else file.name
