"""The sentences of a corpus on disk: one file of texts, arrays of where they stand. Memory holds none of them."""

from __future__ import annotations

import mmap
from array import array
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple, Self

from cleaner.mine.sentences import Sentence

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BLOCK = 1 << 14
_COLUMNS = 5
"""Of ``rows.bin``, int64: where the text ends, number of the document, line, paragraph, broken."""


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
        names = ("texts.bin", "rows.bin", "names.bin", "ends.bin")
        self._texts, self._rows, self._names, self._ends = (
            self._stack.enter_context((folder / name).open("wb")) for name in names
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
    """The sentences by number."""

    def __init__(self, folder: Path) -> None:
        self._texts, self._names = _mapped(folder / "texts.bin"), _mapped(folder / "names.bin")
        self._rows = _array(folder / "rows.bin").reshape(-1, _COLUMNS)
        self._ends = _array(folder / "ends.bin")

    def __len__(self) -> int:
        return len(self._rows)

    def bytes(self, number: int) -> bytes:
        """A sentence in UTF-8."""
        start = int(self._rows[number - 1, 0]) if number else 0
        found: bytes = self._texts[start : int(self._rows[number, 0])]
        return found

    def texts(self) -> Iterator[str]:
        """All sentences in order."""
        start = 0
        for at in range(0, len(self), _BLOCK):
            for end in self._rows[at : at + _BLOCK, 0].tolist():
                yield self._texts[start:end].decode("utf-8", "surrogatepass")
                start = end

    def text(self, number: int) -> str:
        """A sentence."""
        return self.bytes(number).decode("utf-8", "surrogatepass")

    def place(self, number: int) -> Place:
        """Where a sentence stands."""
        document, line, paragraph, broken = (int(value) for value in self._rows[number, 1:])
        return Place(document, line, paragraph, bool(broken))

    def name(self, document: int) -> str:
        """The name of a document."""
        start = int(self._ends[document - 1]) if document else 0
        found: bytes = self._names[start : int(self._ends[document])]
        return found.decode("utf-8", "surrogatepass")


def _mapped(path: Path) -> Any:
    if path.stat().st_size == 0:
        return b""
    with open(path, "rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _array(path: Path) -> NDArray[np.int64]:
    import numpy as np

    return np.memmap(path, np.int64, "r") if path.stat().st_size else np.empty(0, np.int64)
