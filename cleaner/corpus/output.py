"""The finished parts made into what the user gets: the cleaned files and the ledger."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from cleaner.corpus.job import Job
from cleaner.corpus.sources import Source
from cleaner.corpus.writing import LEDGER, OUT, UNDO
from cleaner.formats import compression_of, kind_of
from cleaner.formats.compression import compressed
from cleaner.formats.convert import to_parquet, to_text
from cleaner.formats.parquet import assemble

_BLOCK = 1 << 20


class ChangedError(ValueError):
    """An input that is not what it was when it was read."""


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


class Order(NamedTuple):
    """A file to be written: its number, where it came from and its hash then, and where its output stands."""

    file: int
    source: Source
    sha256: str | None
    stretches: Sequence[Stretch]


def write_files(job: Job, orders: Sequence[Order]) -> list[Written | str]:
    """Put files together in the corpus: their hashes, or what is wrong where one has changed since."""
    written: list[Written | str] = []
    for order in orders:
        try:
            written.append(_write_file(job, *order))
        except ChangedError as error:
            written.append(str(error))
    return written


def _write_file(
    job: Job, file: int, source: Source, digest: str | None, stretches: Sequence[Stretch]
) -> Written:
    target = job.corpus / source.name
    target.parent.mkdir(parents=True, exist_ok=True)
    blocks = (block for s in stretches for block in blocks_of(job.final(s.part) / OUT, s.start, s.size))
    parquet = kind_of(source.path).name == "parquet" and not job.converts(source.path)
    if not parquet and not job.converts(source.path):
        return write_blocks(target, blocks, job.work)
    _keep_original(job, file, source, digest)
    if job.to == "txt":
        return write_blocks(target, to_text(_lines(blocks), job.fields), job.work)
    if job.to == "jsonl":
        return write_blocks(target, blocks, job.work)
    temporary = job.work / f"{os.getpid()}.parquet.tmp"
    if parquet:
        assemble(source.path, _lines(blocks), job.fields.text, str(temporary))
    else:
        to_parquet(_lines(blocks), str(temporary), job.fields)
    return write_blocks(target, blocks_of(temporary, 0, temporary.stat().st_size), job.work)


def _keep_original(job: Job, file: int, source: Source, digest: str | None) -> None:
    """What cannot be made again from the output is kept whole, compressed."""
    target = job.original(file)
    target.parent.mkdir(exist_ok=True)
    try:
        kept = write_blocks(target, blocks_of(Path(source.path), 0, 1 << 62), job.work)
    except FileNotFoundError as error:
        raise ChangedError("is gone since it was read") from error
    if kept.content_sha256 != digest:
        target.unlink()
        raise ChangedError("changed since it was read: run again")


def _lines(blocks: Iterable[bytes]) -> Iterator[bytes]:
    rest = b""
    for block in blocks:
        *whole, rest = (rest + block).split(b"\n")
        yield from whole
    if rest:
        yield rest


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
