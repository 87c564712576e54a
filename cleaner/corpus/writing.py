"""A part's folder as it is written: the output, the ledger, how to undo it, and what stands where."""

from __future__ import annotations

import os
from array import array
from contextlib import ExitStack
from pathlib import Path
from typing import Any, Self

from cleaner import ledger
from cleaner.corpus.account import Account, write_accounts
from cleaner.corpus.job import Job
from cleaner.corpus.jsons import to_line
from cleaner.corpus.values import drop, rewrite, value_of
from cleaner.formats import Format
from cleaner.formats.coding import written_as
from cleaner.formats.record import Record
from cleaner.pipeline import Cleaned

OUT, DOCS, LEDGER, UNDO = "out.bin", "docs.bin", "ledger.jsonl", "undo.jsonl"
COLUMNS = 8
"""Of ``docs.bin``, int64: number of the piece, line, then place and size in output, ledger and undo notes."""


class PartWriter:
    """The open files of a part's folder, with an account of each piece."""

    def __init__(self, folder: Path, job: Job) -> None:
        self._folder = folder
        self._job = job
        self._stack = ExitStack()
        names = (OUT, DOCS, LEDGER, UNDO)
        self.out, self._docs, self._ledger, self._undo = (
            self._stack.enter_context(open(folder / name, "wb")) for name in names
        )
        self._rows = 0
        self.accounts: list[Account] = []

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        self._stack.close()
        if kind is None:
            write_accounts(self._folder, self.accounts)

    def begin(self, account: Account) -> None:
        """What follows belongs to this piece."""
        account.start = self.out.tell()
        self.accounts.append(account)

    def end(self) -> None:
        """The piece is complete."""
        self.accounts[-1].size = self.out.tell() - self.accounts[-1].start

    @property
    def begun(self) -> bool:
        """True where the piece has left something in the part."""
        return self.out.tell() > self.accounts[-1].start

    def copy(self, record: Record) -> None:
        """A record that holds no text to clean."""
        if record.error:
            self.accounts[-1].errors.append(f"line {record.line}: {record.error}")
        self.out.write(record.raw)

    def add(self, record: Record, cleaned: Cleaned, known: Format, shift: tuple[int, int] = (0, 0)) -> None:
        """A document with its edits; ``shift`` are the lines and code points of its file before it."""
        account = self.accounts[-1]
        rows = list(ledger.lines(cleaned)) if cleaned.edits else []
        places = self.out.tell(), self._ledger.tell(), self._undo.tell()
        self._ledger.writelines(to_line(_shifted(row, *shift)) for row in rows)
        self._write(record, cleaned, known, len(rows))
        account.count(rows)
        self._rows += len(rows)
        account.documents += 1
        account.bytes += len(cleaned.document.text.encode("utf-8", "surrogatepass"))
        ends = self.out.tell(), self._ledger.tell(), self._undo.tell()
        row = [len(self.accounts) - 1, record.line]
        for place, end in zip(places, ends, strict=True):
            row += [place, end - place]
        self._docs.write(array("q", row).tobytes())

    def _write(self, record: Record, cleaned: Cleaned, known: Format, rows: int) -> None:
        value = record.value
        if not cleaned.changed and (value is None or written_as(value.coding) == value.coding):
            self.out.write(record.raw)
            return
        if self._job.drop_empty and known.rows and not cleaned.text.strip():
            raw, note = drop(record)
        else:
            raw, note = rewrite(record, value_of(record, known, self._job.fields), cleaned.text)
        account = self.accounts[-1]
        note |= {"file": account.file, "at": self.out.tell() - account.start + note["at"]}
        note["rows"] = [self._rows, rows]
        self.out.write(raw)
        self._undo.write(to_line(note))


def _shifted(row: dict[str, Any], lines: int, chars: int) -> dict[str, Any]:
    """The places of a stretch as places in its file; ``at`` stays, undo works on the stretch."""
    return {**row, "line": row["line"] + lines, "start": row["start"] + chars, "end": row["end"] + chars}


def publish(temporary: Path, folder: Path) -> None:
    """Make a finished folder appear under its name, so that a power cut leaves all of it or nothing."""
    for path in temporary.rglob("*"):
        if path.is_file():
            _sync(path)
    _sync(temporary)
    os.rename(temporary, folder)
    _sync(folder.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
