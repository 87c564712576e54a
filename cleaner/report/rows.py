"""The ledger document by document, in bounded memory: one document's edits at a time."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from itertools import groupby
from pathlib import Path
from typing import Any, NamedTuple

import msgspec


class Row(msgspec.Struct, frozen=True):
    """What the page needs of a ledger line; the fields are the ledger's."""

    doc: str
    line: int
    col: int
    start: int
    end: int
    cls: str = msgspec.field(name="class")
    rule: str
    stage: str
    action: str
    safety: str
    before: str
    after: str
    reason: str
    twin: dict[str, Any] | None
    lang: str | None
    suggestion: str | None
    at: int
    row: str | None = None


class Group(NamedTuple):
    """The edits of one document: the ``number``-th with edits in the run, in ledger part ``part``.

    ``row`` is its place where it is a row of a file: two rows may have one id.
    """

    number: int
    part: int
    doc: str
    row: str | None
    rows: list[Row]


_DECODER = msgspec.json.Decoder(Row)


def groups(ledger: Path) -> Iterator[Group]:
    """Every document with edits, in the order of the input."""
    number = 0
    for path in sorted(ledger.glob("*.jsonl.zst")):
        if path.name.endswith(".undo.jsonl.zst"):
            continue
        for (doc, place), rows in groupby(_rows(path), key=lambda row: (row.doc, row.row)):
            yield Group(number, int(path.name.split(".")[0]), doc, place, list(rows))
            number += 1


def _rows(path: Path) -> Iterator[Row]:
    import zstandard

    with open(path, "rb") as raw:
        stream = zstandard.ZstdDecompressor().stream_reader(raw)
        for line in io.BufferedReader(stream):
            yield _row(line)


def _row(line: bytes) -> Row:
    try:
        return _DECODER.decode(line)
    except (msgspec.DecodeError, UnicodeDecodeError):
        # A lone surrogate, written as an escape, is read by the standard library alone.
        fields = json.loads(line)
        fields["cls"] = fields.pop("class")
        return Row(**fields)
