"""A record with another text, and what it takes to get the old bytes back."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

from cleaner.corpus.account import Account
from cleaner.formats import Format
from cleaner.formats.coding import decode, encode, needed
from cleaner.formats.record import Fields, Record, Value
from cleaner.model import Document

Note = dict[str, Any]
"""What ``undo.jsonl`` holds of a changed record: its ``file``, the lines of the ledger part that tell
of it (``rows``: first and count), where the new value stands (``at`` from the piece's start, ``size``),
its ``coding`` before and ``now``, and the old bytes (``was``) where coding the old text anew would not give them (``\\/`` in JSON)."""


def document_of(account: Account, record: Record, known: Format) -> Document:
    """The document by the name the ledger gives it: its id, or its file, in a file of rows with the line."""
    own = record.id if record.id is not None else row_of(account.name, record.line, known) or account.name
    first = 1 if known.rows else account.line
    return Document(own, record.text or "", markup=account.markup, first_line=first)


def row_of(name: str, line: int, known: Format) -> str | None:
    """Where a row stands; None for a document that is a file of its own."""
    return f"{name}:{line}" if known.rows else None


def value_of(record: Record, known: Format, fields: Fields) -> Value:
    """Where the record's text stands in its bytes."""
    found: Value = record.value or known.load().locate(record.raw, fields)
    return found


def rewrite(record: Record, value: Value, text: str) -> tuple[bytes, Note]:
    """The record's bytes with its text replaced, and the note that leads back (``at`` in the record)."""
    coding = needed(text, value.coding)
    old = record.raw[value.start : value.end]
    new = encode(text, coding, old)
    note: Note = {"at": value.start, "size": len(new), "coding": value.coding, "now": coding}
    if not _codes_back(record.text or "", value.coding, new, old):
        note["was"] = base64.b85encode(old).decode("ascii")
    return record.raw[: value.start] + new + record.raw[value.end :], note


def drop(record: Record) -> tuple[bytes, Note]:
    """No bytes at all, and the note that brings the record back."""
    return b"", {
        "at": 0,
        "size": 0,
        "coding": "",
        "now": "",
        "was": base64.b85encode(record.raw).decode("ascii"),
    }


def original(note: Note, written: bytes, undo: Callable[[str], str]) -> bytes:
    """The old value's bytes; ``undo`` gives the old text for the new one."""
    if "was" in note:
        return base64.b85decode(note["was"])
    return encode(undo(decode(written, note["now"])), note["coding"], written)


def _codes_back(text: str, coding: str, new: bytes, old: bytes) -> bool:
    try:
        return encode(text, coding, new) == old
    except ValueError:
        return False
