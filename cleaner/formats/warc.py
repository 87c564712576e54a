"""WARC and WET: the text of plain-text records is cleaned in place and its Content-Length set anew.

A captured page (``response``) is copied; ``--to`` takes its text out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from cleaner.formats.record import LONGEST, Fields, Record, Value

_HEADER = re.compile(rb"(?im)^([\w-]+):[ \t]*(.*?)[ \t]*\r?$")
_LENGTH = re.compile(rb"(?im)^Content-Length:[ \t]*(\d+)")
_BLOCK = 1 << 20


def read(stream: BinaryIO, fields: Fields, line: int = 1) -> Iterator[Record]:
    """The records in order, ``line`` counting them; their id is the target's address.

    Raises EOFError where the file ends inside a record, ValueError where it is no WARC.
    """
    while header := _header(stream):
        found = _LENGTH.search(header)
        if not header.startswith(b"WARC/") or not found:
            raise ValueError(f"is damaged: record {line} has no WARC header")
        yield from _record(stream, header, int(found[1]), line)
        line += 1


def _record(stream: BinaryIO, header: bytes, size: int, line: int) -> Iterator[Record]:
    if size > LONGEST:
        yield Record(header, line=line, error=f"is longer than {LONGEST >> 20} MB: copied as it is")
        while size > 0:
            block = _exactly(stream, min(size, _BLOCK))
            size -= len(block)
            yield Record(block, line=line)
        yield Record(_exactly(stream, 4), line=line)
        return
    raw = header + _exactly(stream, size) + _exactly(stream, 4)
    named = {name.lower(): value for name, value in _HEADER.findall(header)}
    text = _text(named, raw[len(header) : -4])
    target = named.get(b"warc-target-uri", b"").decode("utf-8", "replace") or None
    length = _LENGTH.search(raw)
    assert length
    value = Value(length.start(1), len(raw) - 4, "warc")
    yield Record(raw, text, target, line, value=value if text is not None else None)


def _text(named: dict[bytes, bytes], content: bytes) -> str | None:
    """The content of a plain-text record in UTF-8; None for all others."""
    if not named.get(b"content-type", b"").startswith(b"text/plain"):
        return None
    try:
        return content.decode()
    except UnicodeDecodeError:
        return None


def _header(stream: BinaryIO) -> bytes:
    """Up to and with the empty line; empty at the end of the file."""
    lines = []
    while line := stream.readline(_BLOCK):
        lines.append(line)
        if line in (b"\r\n", b"\n"):
            return b"".join(lines)
    if lines:
        raise EOFError("is damaged: it ends inside a record")
    return b""


def _exactly(stream: BinaryIO, size: int) -> bytes:
    data = stream.read(size)
    if len(data) < size:
        raise EOFError("is damaged: it ends inside a record")
    return data


def _header_size(raw: bytes) -> int:
    end = re.search(rb"\r?\n\r?\n", raw)
    return end.end() if end else len(raw)


def page(raw: bytes) -> bytes | None:
    """The HTML of a captured page, without its HTTP header; None for any other record."""
    content = raw[_header_size(raw) : -4]
    if not re.search(rb"(?im)^WARC-Type:[ \t]*response", raw) or not content.startswith(b"HTTP/"):
        return None
    head, _, body = content.partition(b"\r\n\r\n")
    coded = re.search(rb"(?im)^(?:content|transfer)-encoding:[ \t]*(?!identity)", head)
    is_html = re.search(rb"(?im)^content-type:[ \t]*(?:text/html|application/xhtml)", head)
    return body if is_html and not coded else None
