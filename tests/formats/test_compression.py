"""Packed streams."""

import gzip
import io
import random

import pytest
import zstandard

from cleaner.formats.compression import decompressed


@pytest.mark.parametrize(("suffix", "pack"), [(".gz", gzip.compress), (".zst", zstandard.compress)])
def test_a_long_stream_gives_as_much_as_is_asked_for(suffix, pack):
    """What is restored reads values of known sizes: a block that ends early would shift all that follow."""
    content = random.Random(3).randbytes(900_000)
    packed = pack(content[:500_000]) + pack(content[500_000:])
    stream = decompressed(io.BytesIO(packed), suffix)
    pieces = list(iter(lambda: stream.read(70_001), b""))
    assert b"".join(pieces) == content
    assert {len(piece) for piece in pieces[:-1]} == {70_001}
