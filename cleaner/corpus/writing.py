"""A part's folder as it is written: the output, the ledger, how to undo it, and what stands where."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable
from contextlib import ExitStack
from itertools import chain
from pathlib import Path
from typing import Any, BinaryIO, Self

from cleaner import ledger
from cleaner.corpus.account import Account, write_accounts
from cleaner.corpus.job import Job
from cleaner.corpus.jsons import to_line
from cleaner.corpus.values import drop, rewrite, row_of, value_of
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
        self.out, self._docs, self._ledger, self._undo = map(self._open, (OUT, DOCS, LEDGER, UNDO))
        self.rows = 0
        self.documents = 0
        self.accounts: list[Account] = []

    def _open(self, name: str) -> BinaryIO:
        return self._stack.enter_context((self._folder / name).open("wb"))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, kind: type[BaseException] | None, *rest: object) -> None:
        if kind is None:
            self._end()
        self._stack.close()
        if kind is None:
            write_accounts(self._folder, self.accounts)

    def begin(self, account: Account) -> None:
        """What follows belongs to this piece."""
        self._end()
        account.start = self.out.tell()
        self.accounts.append(account)

    def _end(self) -> None:
        if self.accounts:
            self.accounts[-1].size = self.out.tell() - self.accounts[-1].start

    @property
    def begun(self) -> bool:
        """True where the piece has left something in the part."""
        return self.out.tell() > self.accounts[-1].start

    def copy(self, record: Record) -> None:
        """A record that holds no text to clean."""
        if record.head:
            self.accounts[-1].head = record.head.decode("latin-1")
        if record.error:
            self.accounts[-1].errors.append(f"line {record.line}: {record.error}")
        self.out.write(record.raw)

    def add_clean(self, record: Record) -> None:
        """A document that no stage has anything to say about."""
        at, rows, notes = self.out.tell(), self._ledger.tell(), self._undo.tell()
        self.out.write(record.raw)
        place = (len(self.accounts) - 1, record.line, at, len(record.raw), rows, 0, notes, 0)
        self._docs.write(array("q", place).tobytes())
        self.documents += 1

    def add(self, record: Record, cleaned: Cleaned, known: Format) -> None:
        """A document with its edits."""
        account = self.accounts[-1]
        row = row_of(account.name, record.line, known)
        rows = list(ledger.lines(cleaned, row)) if cleaned.edits else []
        if not known.rows:
            rows = [_shifted(row, account.line - 1, account.chars) for row in rows]
        places = self.out.tell(), self._ledger.tell(), self._undo.tell()
        self._ledger.writelines(to_line(row) for row in rows)
        self._write(record, cleaned, known, len(rows))
        account.count(rows)
        self.rows += len(rows)
        ends = self.out.tell(), self._ledger.tell(), self._undo.tell()
        spans = [(place, end - place) for place, end in zip(places, ends, strict=True)]
        self._docs.write(array("q", [len(self.accounts) - 1, record.line, *chain(*spans)]).tobytes())
        self.documents += 1

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
        note["rows"] = [self.rows, rows]
        self.out.write(raw)
        self._undo.write(to_line(note))

    def repeat(self, out: bytes, rows: bytes, notes: Iterable[bytes], at: int, row: int) -> None:
        """A run of finished records that began at byte ``at`` of their piece and line ``row`` of their ledger."""
        moved = self.out.tell() - self.accounts[-1].start - at, self.rows - row
        for line in notes:
            note = json.loads(line)
            note["at"] += moved[0]
            note["rows"][0] += moved[1]
            self._undo.write(to_line(note))
        self.out.write(out)
        self._ledger.write(rows)
        self.rows += rows.count(b"\n")


def _shifted(row: dict[str, Any], lines: int, chars: int) -> dict[str, Any]:
    """The places of a stretch as places in its file; ``at`` stays, undo works on the stretch."""
    return {**row, "line": row["line"] + lines, "start": row["start"] + chars, "end": row["end"] + chars}
