"""What takes long to build and is the same for everyone: compiled packs, patterns, machines, kept on disk."""

from __future__ import annotations

import os
from pathlib import Path

from cleaner.files import write_atomic


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
