"""A finished part, read again: its documents by number, each with its edits and its original bytes."""

from __future__ import annotations

import io
import json
import mmap
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner import edits as law
from cleaner.corpus.account import accounts_of
from cleaner.corpus.values import document_of, original, row_of
from cleaner.corpus.writing import COLUMNS, DOCS, LEDGER, OUT, UNDO
from cleaner.formats import Format, named
from cleaner.formats.record import Fields, Record
from cleaner.ledger import edit_of
from cleaner.pipeline import Cleaned

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Place(NamedTuple):
    """Where a document stands in the files of its part: bytes from and to."""

    piece: int
    line: int
    out: slice
    rows: slice
    note: slice


class Ends(NamedTuple):
    """How far the files of a part have been gone through, in bytes."""

    out: int
    rows: int
    notes: int


class Finished:
    """The files of a finished part, left on disk until they are looked at."""

    def __init__(self, folder: Path, fields: Fields) -> None:
        self.accounts = accounts_of(folder)
        self.out, self.rows, self.notes = (_mapped(folder / name) for name in (OUT, LEDGER, UNDO))
        self._docs = _docs(folder / DOCS)
        self._fields = fields

    def __len__(self) -> int:
        return len(self._docs)

    def losing(self) -> Iterator[int]:
        """The documents from which something was removed."""
        for number in (self._docs[:, 5] > 0).nonzero()[0].tolist():
            if b'"action": "remove"' in self.rows[self.place(number).rows]:
                yield number

    def pieces(self) -> NDArray[np.int64]:
        """The number of each document's piece."""
        pieces: NDArray[np.int64] = self._docs[:, 0]
        return pieces

    def place(self, number: int) -> Place:
        """Where document ``number`` of the part stands."""
        piece, line, *spans = self._docs[number].tolist()
        out, rows, note = (slice(at, at + size) for at, size in zip(spans[::2], spans[1::2], strict=True))
        return Place(piece, line, out, rows, note)

    def ends(self, piece: int, before: Ends) -> Ends:
        """Where a piece ends; ``before`` is where it begins, for one without documents."""
        account = self.accounts[piece]
        last = int(self._docs[:, 0].searchsorted(piece, "right")) - 1
        out = account.start + account.size
        if last < 0 or self.place(last).piece != piece:
            return before._replace(out=out)
        place = self.place(last)
        return Ends(out, place.rows.stop, place.note.stop)

    def format(self, number: int) -> Format:
        """The format of the file a document came from."""
        return named(self.accounts[self.place(number).piece].kind)

    def first_line(self, number: int) -> int:
        """The line of its file a text begins on; 1 for a row, whose lines are its own."""
        return 1 if self.format(number).rows else self.place(number).line

    def row(self, number: int) -> str | None:
        """Where a row stands in its file; None for a document that is a file of its own."""
        place = self.place(number)
        return row_of(self.accounts[place.piece].name, place.line, self.format(number))

    def cleaned(self, number: int) -> tuple[Record, Cleaned]:
        """A document as it was read, with the edits made to it."""
        place = self.place(number)
        account = self.accounts[place.piece]
        edits = tuple(edit_of(json.loads(line)) for line in self.rows[place.rows].splitlines())
        raw = self.out[place.out]
        if place.note.start < place.note.stop:
            note = json.loads(self.notes[place.note])
            at = account.start + note["at"] - place.out.start
            value = original(note, raw[at : at + note["size"]], lambda text: law.undo(text, edits))
            raw = raw[:at] + value + raw[at + note["size"] :]
        head = account.head.encode("latin-1")
        records = self.format(number).load().read(io.BytesIO(head + raw), self._fields, place.line)
        record = next(record for record in records if record.text is not None)
        record = record._replace(line=place.line)
        return record, Cleaned(document_of(account, record, self.format(number)), edits)


def _mapped(path: Path) -> Any:
    """A file's bytes; slices are copies. An empty file cannot be mapped."""
    if path.stat().st_size == 0:
        return b""
    with open(path, "rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _docs(path: Path) -> NDArray[np.int64]:
    import numpy as np

    return np.fromfile(path, np.int64).reshape(-1, COLUMNS)
