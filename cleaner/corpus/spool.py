"""Standard input, named pipes and remote files, brought to disk: a part must be able to read its stretch again."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import BinaryIO

from cleaner.corpus.job import Job
from cleaner.corpus.sources import Found, Source, is_special

_STDIN = "-"


def spooled(found: Found, job: Job, stdin_format: str) -> Found:
    """The sources with ``-``, pipes and addresses like ``s3://...`` (needs fsspec) replaced by files in ``job.work``.

    What an earlier run has brought is not fetched again. Raises OSError.
    """
    return found._replace(
        sources=[_local(source, job.work / "inputs", stdin_format) for source in found.sources]
    )


def _local(source: Source, folder: Path, stdin_format: str) -> Source:
    if source.path == _STDIN:
        path = folder / f"stdin.{stdin_format}"
        _fetch(path, sys.stdin.buffer)
        return source._replace(path=str(path), name=path.name, was=path.name)
    remote = "://" in source.path
    if not remote and not is_special(source.path):
        return source
    path = folder / source.name
    if not path.exists():
        with _remote(source.path) if remote else open(source.path, "rb") as stream:
            _fetch(path, stream)
    return source._replace(path=str(path))


def _remote(address: str) -> BinaryIO:
    try:
        import fsspec
    except ImportError as error:
        raise OSError(f"{address}: remote files need fsspec: pip install cleaner[remote]") from error
    stream: BinaryIO = fsspec.open(address, "rb").open()
    return stream


def _fetch(path: Path, stream: BinaryIO) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    with open(temporary, "wb") as out:
        shutil.copyfileobj(stream, out, 1 << 20)
    os.replace(temporary, path)
