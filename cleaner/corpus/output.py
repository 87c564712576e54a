"""The finished parts made into what the user gets: the cleaned files and the ledger."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cleaner.corpus.job import Job
from cleaner.corpus.writing import LEDGER, OUT, UNDO
from cleaner.formats import compression_of
from cleaner.formats.compression import compressed

_BLOCK = 1 << 20


class Stretch(NamedTuple):
    """A run of bytes in a part's output."""

    part: int
    start: int
    size: int


class Written(NamedTuple):
    """The hashes of an output file, and of its content where it is compressed."""

    sha256: str
    content_sha256: str | None


def write_ledger(job: Job, number: int) -> None:
    """The ledger of a part, and the notes that ``restore`` goes by."""
    for name, ending in ((LEDGER, "jsonl.zst"), (UNDO, "undo.jsonl.zst")):
        source = job.final(number) / name
        blocks = blocks_of(source, 0, source.stat().st_size)
        write_blocks(job.ledger / f"{number:06}.{ending}", blocks, job.work)


def write_file(job: Job, name: str, stretches: Sequence[Stretch]) -> Written:
    """Put a file together in the corpus."""
    target = job.corpus / name
    target.parent.mkdir(parents=True, exist_ok=True)
    blocks = (block for s in stretches for block in blocks_of(job.final(s.part) / OUT, s.start, s.size))
    return write_blocks(target, blocks, job.work)


def write_blocks(target: Path, blocks: Iterable[bytes], work: Path) -> Written:
    """Write a file, compressed as its name says; it appears by one rename out of ``work``."""
    temporary = work / f"{os.getpid()}.tmp"
    digest, suffix = hashlib.sha256(), compression_of(target.name)
    with open(temporary, "wb") as raw:
        out = compressed(raw, suffix) if suffix else raw
        for block in blocks:
            digest.update(block)
            out.write(block)
        out.close()
    whole = digest.hexdigest()
    if suffix:
        with open(temporary, "rb") as written:
            outer = hashlib.file_digest(written, "sha256").hexdigest()
    os.replace(temporary, target)
    return Written(outer, whole) if suffix else Written(whole, None)


def blocks_of(path: Path, start: int, size: int) -> Iterator[bytes]:
    """A stretch of a file in blocks that fit in memory."""
    with open(path, "rb") as source:
        source.seek(start)
        while size > 0 and (block := source.read(min(size, _BLOCK))):
            size -= len(block)
            yield block
