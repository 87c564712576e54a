"""CSV and TSV: a header, and records whose text cell alone is rewritten; quotes as they were."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from cleaner.formats.coding import decode
from cleaner.formats.lines import read_lines
from cleaner.formats.record import Fields, Record, Value

_BOM = b"\xef\xbb\xbf"
_DELIMITERS = (b",", b";", b"\t", b"|")


def read(stream: BinaryIO, fields: Fields, line: int = 1) -> Iterator[Record]:
    """The header (without text), then a record for each row, however many lines its cells span.

    Raises ValueError where the header has no column of the text field's name.
    """
    layout: _Layout | None = None
    for raw, first in _rows(stream, line):
        if layout is not None:
            yield layout.record(raw, first)
        elif raw.strip():
            layout = _Layout(raw.removeprefix(_BOM), fields)
            yield Record(raw, line=first, head=raw)
        else:
            yield Record(raw, line=first)


def _rows(stream: BinaryIO, line: int) -> Iterator[tuple[bytes, int]]:
    """Rows with the line they begin on: a line end inside quotes does not end a row."""
    held, first = b"", line
    for raw, _ in read_lines(stream):
        held += raw
        line += raw.endswith(b"\n")
        if held.count(b'"') % 2 == 0:
            yield held, first
            held, first = b"", line
    if held:
        yield held, first


class _Layout:
    """What the header says: the delimiter and where the text and the id stand."""

    def __init__(self, header: bytes, fields: Fields) -> None:
        self._cell = _pattern(_DELIMITERS[0])
        for delimiter in _DELIMITERS:
            self._cell = _pattern(delimiter)
            names = [_text(header, place) for place in self._places(header)]
            if fields.text in names:
                break
        else:
            raise ValueError(f"has no column {fields.text!r}: name it with --text-field")
        self._column = names.index(fields.text)
        self._id = names.index(fields.id) if fields.id in names else None

    def record(self, raw: bytes, line: int) -> Record:
        """A row with its text; one that is too short comes with its error."""
        places = self._places(raw)
        if not raw.strip():
            return Record(raw, line=line)
        if len(places) <= self._column:
            return Record(raw, line=line, error=f"has {len(places)} cells, too few for the text")
        own = None if self._id is None or self._id >= len(places) else _text(raw, places[self._id])
        value = places[self._column]
        try:
            return Record(raw, _text(raw, value), own, line, value=value)
        except UnicodeDecodeError as error:
            return Record(raw, line=line, error=f"is not UTF-8: {error.reason}")

    def _places(self, raw: bytes) -> list[Value]:
        places = []
        for match in self._cell.finditer(raw):
            quoted = match[1].startswith(b'"')
            places.append(Value(*match.span(1), "csv" if quoted else "csv-bare"))
        return places


def _pattern(delimiter: bytes) -> re.Pattern[bytes]:
    """A cell behind the row's start or a delimiter, without its line end."""
    mark = re.escape(delimiter)
    return re.compile(
        rb"(?:\A|(?<=" + mark + rb'))("(?:[^"]|"")*"|[^"' + mark + rb"\r\n][^" + mark + rb"\r\n]*|)"
    )


def _text(raw: bytes, place: Value) -> str:
    value = raw[place.start : place.end]
    return decode(value, place.coding)
