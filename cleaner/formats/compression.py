"""``.gz`` and ``.zst`` around any format; what is written depends on the content alone (no time, no name)."""

from __future__ import annotations

import gzip
from typing import IO, BinaryIO, cast


def decompressed(stream: BinaryIO, suffix: str) -> BinaryIO:
    """The content of a ``.gz`` or ``.zst`` stream; EOFError or OSError on reading where it is damaged."""
    if suffix == ".gz":
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))
    import zstandard

    return cast(BinaryIO, zstandard.ZstdDecompressor().stream_reader(stream, read_across_frames=True))


def compressed(stream: BinaryIO, suffix: str) -> IO[bytes]:
    """A stream to write content to; closing it completes ``stream`` and leaves that open."""
    if suffix == ".gz":
        return cast(
            IO[bytes], gzip.GzipFile(filename="", fileobj=stream, mode="wb", compresslevel=6, mtime=0)
        )
    import zstandard

    return cast(IO[bytes], zstandard.ZstdCompressor(level=3).stream_writer(stream, closefd=False))
