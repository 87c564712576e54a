"""Lines of a stream as bytes, however long: what no line may cost is memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from cleaner.formats.record import LONGEST


def read_lines(stream: BinaryIO) -> Iterator[tuple[bytes, bool]]:
    """Each line with its end; one longer than ``LONGEST`` comes in pieces, marked True."""
    inside = False
    while line := stream.readline(LONGEST):
        ended = line.endswith(b"\n")
        long = inside or (not ended and len(line) == LONGEST)
        yield line, long
        inside = long and not ended
