"""The records of one piece of input, and what was learnt of the file on the way."""

from __future__ import annotations

import hashlib
import io
import os
import shutil
import tempfile
import zlib
from collections.abc import Iterator
from typing import BinaryIO, cast

from cleaner.corpus.job import Job
from cleaner.corpus.plan import Piece
from cleaner.formats import compression_of, kind_of
from cleaner.formats.compression import decompressed
from cleaner.formats.convert import convert
from cleaner.formats.record import Record

_BUFFER = 1 << 20


class UnreadableError(Exception):
    """The input's fault, in words for the manifest; everything else of the run goes on."""


class Reader:
    """Reads a piece; afterwards ``sha256`` and ``content_sha256`` hold what was read."""

    def __init__(self, piece: Piece, job: Job) -> None:
        self._piece = piece
        self._job = job
        self._known = kind_of(piece.source.path)
        self.sha256: str | None = None
        self.content_sha256: str | None = None

    def records(self) -> Iterator[Record]:
        """The records in order; raises UnreadableError, also for a file that changes meanwhile."""
        piece, job = self._piece, self._job
        try:
            with open(piece.source.path, "rb", buffering=0) as file:
                _refuse_changed(file.fileno(), piece)
                records = self._parsed(file)
                if job.to and job.converts(piece.source.path):
                    yield from convert(records, self._known, piece.source.was, job.fields)
                else:
                    yield from records
                _refuse_changed(file.fileno(), piece)
        except (OSError, EOFError, ValueError, zlib.error) as error:
            raise UnreadableError(_words(error)) from error

    def _parsed(self, file: io.FileIO) -> Iterator[Record]:
        piece, read = self._piece, self._known.load().read
        if piece.end is not None:
            yield from read(_stretch(file, piece), self._job.fields, piece.line)
            return
        raw = _Hashed(file)
        stream: BinaryIO = io.BufferedReader(raw, _BUFFER)
        suffix = compression_of(piece.source.path)
        content = _Hashed(decompressed(stream, suffix)) if suffix else None
        if content:
            stream = io.BufferedReader(content, _BUFFER)
        if self._known.name == "parquet":
            stream = _seekable(stream)
        yield from read(stream, self._job.fields, piece.line)
        self.sha256 = raw.digest.hexdigest()
        self.content_sha256 = content.digest.hexdigest() if content else None


def _seekable(stream: BinaryIO) -> BinaryIO:
    """Parquet is read from its end: it goes to a file that is gone when closed."""
    spooled = tempfile.TemporaryFile()  # noqa: SIM115
    shutil.copyfileobj(stream, spooled)
    spooled.seek(0)
    return cast(BinaryIO, spooled)


class _Hashed(io.RawIOBase):
    """A raw stream that hashes what passes through it."""

    def __init__(self, inner: io.RawIOBase | BinaryIO) -> None:
        self._inner = inner
        self.digest = hashlib.sha256()

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int | None:  # type: ignore[override]
        count: int = self._inner.readinto(buffer)  # type: ignore[union-attr]
        self.digest.update(memoryview(buffer)[:count])
        return count


def _stretch(file: io.FileIO, piece: Piece) -> BinaryIO:
    """The bytes of a stretch: at most a part and a line, so they are read at once."""
    file.seek(piece.start)
    return io.BytesIO(os.pread(file.fileno(), (piece.end or 0) - piece.start, piece.start))


def _refuse_changed(handle: int, piece: Piece) -> None:
    stat = os.fstat(handle)
    if piece.size >= 0 and (stat.st_size, stat.st_mtime_ns) != (piece.size, piece.mtime):
        raise ValueError("changed while it was read: run again")


def _words(error: Exception) -> str:
    if isinstance(error, OSError) and error.strerror:
        return f"cannot be read: {error.strerror}"
    return str(error)
