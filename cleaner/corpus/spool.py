"""Standard input, named pipes and remote files, brought to disk: a part must be able to read its stretch again."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import BinaryIO

from cleaner.corpus.job import Job
from cleaner.corpus.remote import is_remote, opened
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
    remote = is_remote(source.path)
    if not remote and not is_special(source.path):
        return source
    path = folder / source.name
    if not path.exists():
        with opened(source.path) if remote else open(source.path, "rb") as stream:
            _fetch(path, stream)
    return source._replace(path=str(path))


def _fetch(path: Path, stream: BinaryIO) -> None:
    if path.exists():
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(".part")
    with open(temporary, "wb") as out:
        shutil.copyfileobj(stream, out, 1 << 20)
    os.replace(temporary, path)
