"""Files that are one text: plain text, Markdown, reStructuredText, HTML."""

from __future__ import annotations

from codecs import BOM_UTF8
from collections.abc import Iterator
from typing import BinaryIO

from cleaner.formats.coding import decode
from cleaner.formats.record import LONGEST, Fields, Record, Value


def read(stream: BinaryIO, fields: Fields, line: int = 1) -> Iterator[Record]:
    """One record: the whole stream, or pieces without text where it is too long to be cleaned."""
    raw = stream.read(LONGEST)
    more = stream.read(LONGEST)
    if not more:
        yield from _whole(raw, fields, line)
        return
    yield Record(
        raw, line=line, error=f"is longer than {LONGEST >> 20} MB without a line end: copied as it is"
    )
    while more:
        yield Record(more, line=line)
        more = stream.read(LONGEST)


def _whole(raw: bytes, fields: Fields, line: int) -> Iterator[Record]:
    if b"\0" in raw[:8192]:
        raise ValueError("is binary (holds a NUL byte): not a text")
    value = _value(raw, fields)
    yield Record(raw, decode(raw[value.start :], value.coding), line=line, value=value)


def _value(raw: bytes, fields: Fields) -> Value:
    """The record without its byte order mark, in the encoding it was found to have."""
    start = len(BOM_UTF8) if raw.startswith(BOM_UTF8) else 0
    for encoding in (fields.encoding,) if fields.encoding else ("utf-8", "cp1252", "latin-1"):
        try:
            raw.decode(encoding)
            return Value(start, len(raw), encoding)
        except UnicodeDecodeError:
            continue
    raise ValueError(f"is not {fields.encoding}")
