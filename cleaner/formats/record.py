"""What a reader gives: a record with its bytes, and where in them its text stands."""

from __future__ import annotations

from typing import NamedTuple

LONGEST = 16 << 20
"""Bytes of the longest record that is cleaned; a longer one is copied as it is and named."""


class Fields(NamedTuple):
    """What the user says about the files: names of columns, the encoding where it is known, who reads web pages."""

    text: str = "text"
    id: str = "id"
    encoding: str | None = None
    extractor: str = "resiliparse"


class Value(NamedTuple):
    """The text's place in the record's bytes and the coding it is written in (see ``coding``)."""

    start: int
    end: int
    coding: str


class Record(NamedTuple):
    """A stretch of a file. ``text`` is None where there is nothing to clean (blank, broken).

    ``value`` is None where finding it costs something: the format's ``locate`` does it. ``head`` is
    set on what must stand before a later record for that to be read alone (a CSV header).
    """

    raw: bytes
    text: str | None = None
    id: str | None = None
    line: int = 1
    error: str | None = None
    value: Value | None = None
    head: bytes | None = None
