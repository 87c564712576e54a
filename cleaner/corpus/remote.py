"""Files behind an address like ``s3://bucket/folder``: what fsspec can open (``cleaner[remote]``)."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from typing import Any, BinaryIO, cast


def is_remote(path: str) -> bool:
    """True for an address with a protocol."""
    return "://" in path


def files_of(address: str) -> Iterator[tuple[str, str]]:
    """Each file below a remote folder with its name there, hidden ones left out; or the one file. Raises OSError."""
    filesystem, root = _found(address)
    if not filesystem.isdir(root):
        yield address, posixpath.basename(root)
        return
    for path in sorted(filesystem.find(root)):
        name = posixpath.relpath(path, root)
        if not any(part.startswith(".") for part in name.split("/")):
            yield filesystem.unstrip_protocol(path), name


def opened(address: str) -> BinaryIO:
    """The file's bytes; raises OSError."""
    filesystem, path = _found(address)
    return cast(BinaryIO, filesystem.open(path, "rb"))


def _found(address: str) -> tuple[Any, str]:
    """The file system of an address, and the path in it."""
    try:
        from fsspec.core import url_to_fs

        filesystem, path = url_to_fs(address)
    except (ImportError, ValueError) as error:
        raise OSError(f"{address}: {error} (remote files need 'pip install cleaner[remote]')") from error
    return filesystem, str(path)
