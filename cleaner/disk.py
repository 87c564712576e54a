"""What takes long to build and is the same for everyone: compiled packs, patterns, machines, kept on disk."""

from __future__ import annotations

import marshal
import os
import sys
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar
from zlib import crc32

from cleaner import __version__
from cleaner.files import write_atomic

T = TypeVar("T")


def folder() -> Path | None:
    """``$CLEANER_CACHE`` or the user's cache folder; None where ``$CLEANER_CACHE`` is empty."""
    chosen = os.environ.get("CLEANER_CACHE")
    if chosen is not None:
        return Path(chosen) if chosen else None
    return Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache") / "cleaner"


def fetch(name: str) -> bytes | None:
    """What was kept under that name; None where nothing was, or it cannot be read."""
    root = folder()
    try:
        return (root / name).read_bytes() if root else None
    except OSError:
        return None


def keep(name: str, data: bytes) -> None:
    """Keep something for the next process; a cache that cannot be written only costs its speed."""
    root = folder()
    if root is None:
        return
    path = root / name
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data, sync=False)
    except OSError:
        pass


def kept(name: str, made: Callable[[], T], files: Iterable[Path | str], *versions: str) -> T:
    """What ``made`` gives: plain values, read back while ``files`` keep size and time, and these versions stay."""
    names = [os.fspath(file) for file in files]
    # cleaner's version too: files from the wheels of two versions may have one time
    stamp: Any = (__version__, *versions, *map(_stamp, names))
    place = f"{name}-{crc32('|'.join(names).encode()):08x}.bin"
    try:
        known, found = marshal.loads(fetch(place) or b"")
        if known == stamp:
            return found  # type: ignore[no-any-return]
    except (EOFError, ValueError, TypeError):
        pass
    result: Any = made()
    keep(place, marshal.dumps((stamp, result)))
    return result  # type: ignore[no-any-return]


def kept_arrays(name: str, made: Callable[[], Iterable[Any]], files: Iterable[Path]) -> list[Any]:
    """The arrays ``made`` gives, read back while ``files`` keep size and time, and Python and regex stay."""
    import numpy as np
    import regex

    packed = kept(name, lambda: [_flat(array) for array in made()], files, sys.version, regex.__version__)
    # a bytearray: to compiled kernels an array that cannot be written is of another type
    return [np.frombuffer(bytearray(data), kind).reshape(shape) for data, kind, shape in packed]


def _flat(array: Any) -> tuple[bytes, str, tuple[int, ...]]:
    return array.tobytes(), array.dtype.str, array.shape


def _stamp(file: str) -> tuple[str, int, int]:
    stat = os.stat(file)
    return file, stat.st_size, stat.st_mtime_ns
