"""A run cut into parts: many small files, or a stretch of a large one.

Where the cuts fall depends on the files alone, never on the number of workers.
"""

from __future__ import annotations

import codecs
import hashlib
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from typing import NamedTuple

from cleaner.corpus.sources import Source
from cleaner.formats import compression_of, format_of, kind_of

PART = 8 << 20
"""Bytes of a part: large enough for the compiled scans, small enough for memory and for resuming."""

MOST_FILES = 1000
_HEAD = 4096


class Piece(NamedTuple):
    """A file, or the stretch ``[start, end)`` of it that begins on line ``line``.

    ``chars`` code points of the file stand before it (texts only); ``size`` and ``mtime`` (ns) are
    what the file had when the run was planned, -1 where it could not be read.
    """

    file: int
    source: Source
    size: int = -1
    mtime: int = -1
    start: int = 0
    end: int | None = None
    line: int = 1
    chars: int = 0


class Part(NamedTuple):
    """What one worker does in one go, and what appears by one rename."""

    number: int
    pieces: tuple[Piece, ...]

    @property
    def size(self) -> int:
        """Bytes to read."""
        return sum((p.size if p.end is None else p.end) - p.start for p in self.pieces if p.size > 0)


def plan(sources: Iterable[Source], hashes: dict[int, str]) -> Iterator[Part]:
    """The parts in order; ``hashes`` gets the sha256 of each file that is cut."""
    number, waiting, size = 0, list[Piece](), 0
    for file, source in enumerate(sources):
        piece = _whole(file, source)
        if piece.size > PART and _can_be_cut(source.path):
            if waiting:
                yield Part(number, tuple(waiting))
                number, waiting, size = number + 1, [], 0
            for cut in _cut(piece, hashes):
                yield Part(number, (cut,))
                number += 1
            continue
        waiting.append(piece)
        size += piece.size
        if size >= PART or len(waiting) == MOST_FILES:
            yield Part(number, tuple(waiting))
            number, waiting, size = number + 1, [], 0
    if waiting:
        yield Part(number, tuple(waiting))


def _whole(file: int, source: Source) -> Piece:
    try:
        stat = os.stat(source.path)
    except OSError:
        return Piece(file, source)  # The worker meets the same error and reports it.
    return Piece(file, source, stat.st_size, stat.st_mtime_ns)


def _can_be_cut(path: str) -> bool:
    """Only between lines of bytes: not what is compressed, and not UTF-16 (its NUL bytes show)."""
    found = format_of(path)
    if found is None or found.cut != "lines" or compression_of(path) is not None:
        return False
    try:
        with open(path, "rb") as stream:
            return b"\0" not in stream.read(_HEAD)
    except OSError:
        return False


def _cut(piece: Piece, hashes: dict[int, str]) -> Iterator[Piece]:
    """Stretches that end with a line, hashed on the way; where reading fails, the worker meets that too."""
    digest = hashlib.sha256()
    count = _counter(kind_of(piece.source.path).name == "txt")
    end = carried = 0
    with suppress(OSError), open(piece.source.path, "rb") as stream:
        while block := stream.read(PART):
            digest.update(block)
            cut = block.rfind(b"\n") + 1
            carried += count(block[:cut])
            if cut:
                yield piece._replace(end=end + cut)
                piece = piece._replace(
                    start=end + cut, line=piece.line + block.count(b"\n"), chars=piece.chars + carried
                )
                carried = 0
            carried += count(block[cut:])
            end += len(block)
    if piece.start < piece.size:
        yield piece._replace(end=piece.size)
    hashes[piece.file] = digest.hexdigest()


def _counter(wanted: bool) -> Callable[[bytes], int]:
    """Counts the code points of a text handed over in blocks: right for UTF-8, a guess for other encodings."""
    decoder = codecs.getincrementaldecoder("utf-8")("replace")
    return (lambda block: len(decoder.decode(block))) if wanted else (lambda _: 0)
