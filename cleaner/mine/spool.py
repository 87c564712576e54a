"""The sentences of a corpus on disk: one file of texts, arrays of where they stand. Memory holds none of them."""

from __future__ import annotations

import os
import sys
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from itertools import pairwise
from pathlib import Path
from typing import BinaryIO, NamedTuple, Self

from cleaner.mine.sentences import Sentence

_FILES = ("texts.bin", "rows.bin", "names.bin", "ends.bin")
_COLUMNS = 5
"""Of ``rows.bin``, int64: where the text ends, number of the document, line, paragraph, broken."""

_ROW = 8 * _COLUMNS
_BLOCK = 1 << 15


class Place(NamedTuple):
    """Where a sentence stands; ``document`` is a number, ``paragraph`` counts in the document."""

    document: int
    line: int
    paragraph: int
    broken: bool


class SpoolWriter:
    """Takes in sentences document by document."""

    def __init__(self, folder: Path) -> None:
        self._stack = ExitStack()
        self._texts, self._rows, self._names, self._ends = (
            self._stack.enter_context((folder / name).open("wb")) for name in _FILES
        )
        self.sentences = self._documents = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def document(self, name: str) -> None:
        """What follows belongs to this document."""
        self._names.write(name.encode("utf-8", "surrogatepass"))
        self._ends.write(array("q", [self._names.tell()]).tobytes())
        self._documents += 1

    def add(self, sentence: Sentence) -> None:
        """A sentence of the current document."""
        self._texts.write(sentence.text.encode("utf-8", "surrogatepass"))
        place = self._documents - 1, sentence.line, sentence.paragraph, sentence.broken
        self._rows.write(array("q", [self._texts.tell(), *place]).tobytes())
        self.sentences += 1


class Spool:
    """The sentences by number, read where they are asked for: mapped, all of a large corpus would count as memory."""

    def __init__(self, folder: Path) -> None:
        self._stack = ExitStack()
        self._texts, self._rows, self._names, self._ends = (
            self._stack.enter_context((folder / name).open("rb")) for name in _FILES
        )
        self._size = os.fstat(self._rows.fileno()).st_size // _ROW

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._stack.close()

    def __len__(self) -> int:
        return self._size

    def blocks(self) -> Iterator[tuple[int, list[bytes]]]:
        """All sentences in UTF-8, some thousands at a time, with the number of the first."""
        start = 0
        for at in range(0, self._size, _BLOCK):
            ends = array("q", os.pread(self._rows.fileno(), _BLOCK * _ROW, at * _ROW))[::_COLUMNS]
            stretch = os.pread(self._texts.fileno(), ends[-1] - start, start)
            yield at, [stretch[a - start : b - start] for a, b in pairwise((start, *ends))]
            start = ends[-1]

    def text(self, number: int) -> str:
        """A sentence."""
        return _between(self._texts, self._end(number - 1), self._end(number))

    def place(self, number: int) -> Place:
        """Where a sentence stands."""
        _, document, line, paragraph, broken = array("q", os.pread(self._rows.fileno(), _ROW, number * _ROW))
        return Place(document, line, paragraph, bool(broken))

    def name(self, document: int) -> str:
        """The name of a document."""
        return _between(self._names, _number(self._ends, document - 1), _number(self._ends, document))

    def _end(self, number: int) -> int:
        return _number(self._rows, number * _COLUMNS)


def _number(file: BinaryIO, at: int) -> int:
    """The ``at``-th number of a file; 0 before the first."""
    return int.from_bytes(os.pread(file.fileno(), 8, at * 8), sys.byteorder) if at >= 0 else 0


def _between(file: BinaryIO, start: int, end: int) -> str:
    return os.pread(file.fileno(), end - start, start).decode("utf-8", "surrogatepass")
