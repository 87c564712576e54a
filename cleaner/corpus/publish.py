"""Making a finished folder appear, so that a power cut leaves all of it or nothing."""

from __future__ import annotations

import os
from pathlib import Path


def publish(temporary: Path, folder: Path) -> None:
    """Everything below on the disk, then one rename."""
    for path in temporary.rglob("*"):
        _sync(path)
    _sync(temporary)
    os.rename(temporary, folder)
    _sync(folder.parent)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
