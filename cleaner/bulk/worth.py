"""Whether the compiled scans can run, and repay their start."""

from __future__ import annotations

import os
from collections.abc import Iterable
from functools import cache
from importlib.util import find_spec
from zlib import crc32

from cleaner import __version__, disk

WORTH, WORTH_COLD = 1 << 18, 16 << 20
"""Bytes of input from which on the scans repay their start: a second and a half of imports and tables, in which the
careful path does as much; but a minute and a half where kernels, and machines of many languages, are to be compiled."""

_told = 0


def tell(size: int) -> None:
    """So many bytes more will be looked at by this process."""
    global _told
    _told += size


def expect(size: int) -> None:
    """As many bytes in all, told as often as one likes."""
    global _told
    _told = max(_told, size)


def is_worth() -> bool:
    """True where the compiled scans can run, and enough was told of for their start."""
    return _told >= WORTH and can_run() and (is_much() or disk.fetch(mark()) is not None)


def is_much() -> bool:
    """True where enough was told of to compile what is not compiled yet."""
    return _told >= WORTH_COLD


def size_of(paths: Iterable[str]) -> int:
    """The bytes of the files that are there."""
    return sum(os.path.getsize(path) for path in paths if os.path.exists(path))


@cache
def mark() -> str:
    """The name under which it is kept that the kernels of this installation were compiled."""
    return f"scans-used-{__version__}-{crc32(os.path.dirname(__file__).encode()):08x}"


@cache
def can_run() -> bool:
    """True where the compiled scans have what they need."""
    return find_spec("numba") is not None and find_spec("hyperscan") is not None
