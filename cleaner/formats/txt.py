"""Files that are one text: plain text, Markdown, reStructuredText, HTML."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from cleaner.formats.decode import decode
from cleaner.formats.record import LONGEST, Fields, Record, Value


def read(stream: BinaryIO, fields: Fields, line: int = 1) -> Iterator[Record]:
    """One record: the whole stream, or pieces without text where it is too long to be cleaned.

    Raises ValueError where the bytes are no text, or not in the encoding given.
    """
    raw = stream.read(LONGEST)
    more = stream.read(LONGEST)
    if more:
        yield Record(raw, line=line, error=f"is longer than {LONGEST >> 20} MB in one line: copied as it is")
    elif raw:
        yield _whole(raw, fields, line)
    while more:
        yield Record(more, line=line)
        more = stream.read(LONGEST)


def _whole(raw: bytes, fields: Fields, line: int) -> Record:
    found = decode(raw, fields.encoding)
    if "\0" in found.text[:8192]:
        raise ValueError("is binary (it holds NUL characters), not a text")
    return Record(raw, found.text, line=line, value=Value(0, len(raw), found.coding))
