"""Reading and writing files: one module a kind of file, found in one table by suffix.

A file is a sequence of records. A record keeps the bytes it was read from, so that what is not
changed is copied and what is changed differs in its text alone.
"""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from types import ModuleType
from typing import Literal, NamedTuple

from cleaner.model import Markup

Cut = Literal["lines", "whole"]


class Format(NamedTuple):
    """A kind of file: the module that reads it, its markup, whether it may be cut between lines,
    and whether it holds many documents (``rows``) or is one.
    """

    name: str
    suffixes: tuple[str, ...]
    module: str
    markup: Markup = "text"
    cut: Cut = "whole"
    rows: bool = False

    def load(self) -> ModuleType:
        """The module with ``read`` and ``locate``, imported when first needed."""
        return import_module(f"cleaner.formats.{self.module}")


FORMATS = (
    Format("txt", (".txt", ".text"), "txt", cut="lines"),
    Format("markdown", (".md", ".markdown"), "txt", "markdown"),
    Format("rst", (".rst",), "txt", "rst"),
    Format("html", (".html", ".htm"), "txt", "html"),
    Format("jsonl", (".jsonl", ".ndjson"), "jsonl", cut="lines", rows=True),
    Format("csv", (".csv", ".tsv"), "csv", rows=True),
    Format("parquet", (".parquet",), "parquet", rows=True),
    Format("warc", (".warc", ".wet"), "warc", rows=True),
)

COMPRESSED = (".gz", ".zst")


def format_of(path: str) -> Format | None:
    """The format a file's name tells of, with ``.gz`` and ``.zst`` looked through.

    >>> format_of("pages/a.JSONL.gz").name
    'jsonl'
    """
    suffixes = [suffix.lower() for suffix in PurePath(path).suffixes[-2:]]
    if suffixes and suffixes[-1] in COMPRESSED:
        suffixes.pop()
    known = {suffix: found for found in FORMATS for suffix in found.suffixes}
    return known.get(suffixes[-1]) if suffixes else None


def kind_of(path: str) -> Format:
    """The format of a file that was named: one of no known suffix is read as text."""
    return format_of(path) or FORMATS[0]


def named(name: str) -> Format:
    """The format of that name."""
    return next(found for found in FORMATS if found.name == name)


def compression_of(path: str) -> str | None:
    """``.gz`` or ``.zst`` where the name ends so."""
    suffix = PurePath(path).suffix.lower()
    return suffix if suffix in COMPRESSED else None
