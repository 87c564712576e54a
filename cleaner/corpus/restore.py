"""The input again, byte for byte, from a run's output: every edit undone, every hash checked."""

from __future__ import annotations

import hashlib
import json
import shutil
from collections.abc import Iterable, Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, BinaryIO, NamedTuple

from cleaner import edits as law
from cleaner.corpus.job import Job
from cleaner.corpus.ledgers import read_lines
from cleaner.corpus.output import write_blocks
from cleaner.corpus.values import Note, original
from cleaner.formats import compression_of
from cleaner.formats.compression import decompressed
from cleaner.ledger import edit_of
from cleaner.model import Edit

_BLOCK = 1 << 20


class DamagedError(ValueError):
    """A run's output that is not what the run wrote; the message names the file."""


class Change(NamedTuple):
    """A changed value: the part and file it stands in, how it was written, what was done to it."""

    part: int
    file: int
    note: Note
    edits: Sequence[Edit]


def restore(job: Job, target: Path) -> Iterator[str]:
    """Write every input file below ``target`` and give its name; raises DamagedError and OSError."""
    manifest = json.loads(job.manifest.read_bytes())
    target.mkdir(parents=True, exist_ok=True)
    changes = _Changes(job.ledger)
    for number, row in enumerate(manifest["files"]):
        if row.get("original"):
            yield _restore_kept(job.original(number), target, row)
        elif row["sha256_out"] is not None:
            _restore_file(job, target, row, changes.of(number, row["parts"]))
            yield row["path"]


def _restore_kept(kept: Path, target: Path, row: dict[str, Any]) -> str:
    """An input that was kept whole, as it lay on disk."""
    name: str = row["original"]
    path = target / name
    path.parent.mkdir(parents=True, exist_ok=True)
    with open(kept, "rb") as raw, open(path, "wb") as out:
        shutil.copyfileobj(decompressed(raw, ".zst"), out)
    with open(path, "rb") as whole:
        if hashlib.file_digest(whole, "sha256").hexdigest() != row["sha256_in"]:
            path.unlink()
            raise DamagedError(f"{kept}: is not what the run wrote")
    return name


def _restore_file(
    job: Job, target: Path, row: dict[str, Any], changes: Iterable[tuple[int, Change | None]]
) -> None:
    path = target / row["path"]
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        with open(job.corpus / row["path"], "rb") as raw:
            suffix = compression_of(row["path"])
            source = decompressed(raw, suffix) if suffix else raw
            written = write_blocks(path, _restored(source, changes), target)
    except ValueError as error:
        raise DamagedError(
            f"{row['path']}: the output or the ledger was changed since the run: {error}"
        ) from error
    known = row.get("content_sha256_in") or row["sha256_in"]
    if (written.content_sha256 or written.sha256) != known:
        path.unlink()
        raise DamagedError(
            f"{row['path']}: the output or the ledger was changed since the run: it does not give the input back"
        )


def _restored(source: BinaryIO, changes: Iterable[tuple[int, Change | None]]) -> Iterator[bytes]:
    """The content with the changed values as they were; ``changes`` come with what is to be copied before."""
    for gap, change in changes:
        yield from _copied(source, gap)
        if change:
            value = source.read(change.note["size"])
            yield original(change.note, value, partial(law.undo, edits=change.edits))


def _copied(source: BinaryIO, size: int) -> Iterator[bytes]:
    while size > 0:
        block = source.read(min(size, _BLOCK))
        if not block:
            raise ValueError("it is shorter than it was")
        size -= len(block)
        yield block


class _Changes:
    """The changes of all files in the order of the ledger, taken file by file."""

    def __init__(self, ledger: Path) -> None:
        self._rest = _read_changes(ledger)
        self._next = next(self._rest, None)

    def of(self, file: int, parts: Iterable[tuple[int, int]]) -> Iterator[tuple[int, Change | None]]:
        """The changes of a file, each with the bytes to copy before it; last the bytes behind."""
        for part, size in parts:
            done = 0
            while self._next and self._next[:2] <= (part, file):
                change, self._next = self._next, next(self._rest, None)
                if change[:2] == (part, file):
                    yield change.note["at"] - done, change
                    done = change.note["at"] + change.note["size"]
            yield size - done, None


def _read_changes(ledger: Path) -> Iterator[Change]:
    for path in sorted(ledger.glob("*.undo.jsonl.zst")):
        number = path.name.split(".")[0]
        rows, at = read_lines(ledger / f"{number}.jsonl.zst"), 0
        for note in read_lines(path):
            first, count = note["rows"]
            for _ in range(first - at):
                next(rows)
            edits = [edit_of(next(rows)) for _ in range(count)]
            at = first + count
            yield Change(int(number), note["file"], note, edits)
