"""``.gz`` and ``.zst`` around any format; what is written depends on the content alone (no time, no name)."""

from __future__ import annotations

import gzip
import io
from typing import IO, Any, BinaryIO, cast

_BLOCK = 1 << 17


def decompressed(stream: BinaryIO, suffix: str) -> BinaryIO:
    """The content of a ``.gz`` or ``.zst`` stream, of which ``read`` gives as much as is asked for up to the end.

    Reading raises EOFError, OSError or ValueError where it is damaged.
    """
    if suffix == ".gz":
        return cast(BinaryIO, gzip.GzipFile(fileobj=stream, mode="rb"))
    return cast(BinaryIO, io.BufferedReader(_Zstd(stream), _BLOCK))


class _Zstd(io.RawIOBase):
    """The content of zstd frames; the library's own reader takes a cut-off frame for a whole one."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._frame: Any = None
        self._ready = b""

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        """Fill the buffer; raises EOFError where a frame is cut off, ValueError where it is damaged."""
        while not self._ready:
            rest = self._frame.unused_data if self._frame and self._frame.eof else b""
            data = rest or self._stream.read(_BLOCK)
            if not data:
                if self._frame and not self._frame.eof:
                    raise EOFError("is damaged: the compressed data is cut off")
                return 0
            self._feed(data)
        taken, self._ready = self._ready[: len(buffer)], self._ready[len(buffer) :]
        buffer[: len(taken)] = taken
        return len(taken)

    def _feed(self, data: bytes) -> None:
        import zstandard

        if self._frame is None or self._frame.eof:
            self._frame = zstandard.ZstdDecompressor().decompressobj()
        try:
            self._ready = self._frame.decompress(data)
        except zstandard.ZstdError as error:
            raise ValueError(f"is damaged: {error}") from error


def compressed(stream: BinaryIO, suffix: str) -> IO[bytes]:
    """A stream to write content to; closing it completes ``stream`` and leaves that open."""
    if suffix == ".gz":
        return cast(
            IO[bytes], gzip.GzipFile(filename="", fileobj=stream, mode="wb", compresslevel=6, mtime=0)
        )
    import zstandard

    return cast(IO[bytes], zstandard.ZstdCompressor(level=3).stream_writer(stream, closefd=False))
