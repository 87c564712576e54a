"""JSON lines: one object a line; only the text value of a changed record is rewritten."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any, BinaryIO

from cleaner.formats.lines import read_lines
from cleaner.formats.record import LONGEST, Fields, Record, Value

_TOKEN = re.compile(rb'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+', re.DOTALL)
_STRING_VALUE = re.compile(rb'\s*:\s*("[^"\\]*(?:\\.[^"\\]*)*")', re.DOTALL)
_BOM = b"\xef\xbb\xbf"


def read(stream: BinaryIO, fields: Fields, line: int = 1) -> Iterator[Record]:
    """The records in order; a broken one comes with its error and without text."""
    named = False
    for raw, long in read_lines(stream):
        if not long:
            yield _record(raw, fields, line)
        else:
            yield Record(
                raw, line=line, error=None if named else f"is longer than {LONGEST >> 20} MB: copied as it is"
            )
        named = long and not raw.endswith(b"\n")
        line += raw.endswith(b"\n")


def _record(raw: bytes, fields: Fields, line: int) -> Record:
    body = raw.removeprefix(_BOM) if line == 1 else raw
    if not body.strip():
        return Record(raw, line=line)
    try:
        row = json.loads(body)
    except (ValueError, RecursionError) as error:
        return Record(raw, line=line, error=f"is not JSON: {error}")
    if not isinstance(row, dict) or fields.text not in row:
        return Record(raw, line=line, error=f"has no field {fields.text!r}")
    text = row[fields.text]
    return Record(raw, text if isinstance(text, str) else None, _id(row.get(fields.id)), line)


def _id(value: Any) -> str | None:
    return str(value) if isinstance(value, str | int) else None


def locate(raw: bytes, fields: Fields) -> Value:
    """Where the text value stands in a line that ``read`` gave a text for."""
    start, end = _span(raw, fields.text)
    value = raw[start:end]
    return Value(start, end, "json-ascii" if b"\\u" in value and value.isascii() else "json")


def _span(raw: bytes, name: str) -> tuple[int, int]:
    """The span of the last value of that name at the top level: the one JSON readers take."""
    return _plain_span(raw, name) or _sought_span(raw, name)


def _plain_span(raw: bytes, name: str) -> tuple[int, int] | None:
    """The same at a glance: the name stands once, surely at the top level, and no key may hide it in escapes."""
    key = json.dumps(name, ensure_ascii=False).encode("utf-8", "surrogatepass")
    at = raw.find(key)
    if at < 0 or raw.find(key, at + 1) >= 0 or raw.count(b"{", 0, at) != 1 or raw.find(b"[", 0, at) >= 0:
        return None
    value = _STRING_VALUE.match(raw, at + len(key))
    if value is None or raw.find(b"\\", 0, at) >= 0 or raw.find(b"\\", value.end(1)) >= 0:
        return None
    return value.span(1)


def _sought_span(raw: bytes, name: str) -> tuple[int, int]:
    """The same token by token."""
    depth, key, found = 0, b"", (0, 0)
    before = b""
    for match in _TOKEN.finditer(raw):
        token = match[0]
        if token in (b"{", b"["):
            depth += 1
        elif token in (b"}", b"]"):
            depth -= 1
        elif depth == 1 and token[:1] == b'"':
            if before == b":" and key and json.loads(key) == name:
                found = match.span()
            key = token if before != b":" else b""
        before = token
    return found
