"""One part: its pieces read, cleaned and written to a folder that appears by one rename."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.bulk.scout import bulk_for
from cleaner.bulk.worth import expect, is_worth
from cleaner.corpus.account import Account, accounts_of
from cleaner.corpus.cleaning import Cleaning
from cleaner.corpus.job import Job
from cleaner.corpus.plan import Part, Piece
from cleaner.corpus.publish import publish
from cleaner.corpus.reading import Reader
from cleaner.corpus.writing import PartWriter

if TYPE_CHECKING:
    from cleaner.dedup.shards import ShardWriter

SHARD = "shard"
DOCUMENTS = 1 << 24
"""A document's number in the run is ``part * DOCUMENTS`` and its place in the part."""


def prepare(job: Job) -> None:
    """Load what takes seconds, once for all the workers that are forked from this process."""
    expect(job.size)
    if is_worth():
        bulk_for(job.settings)
        if job.across:
            import cleaner.dedup.kernels
            import cleaner.dedup.shards  # noqa: F401


def clean_part(job: Job, part: Part) -> list[Account]:
    """Clean a part into ``job.part(number)`` and give its accounts; nothing is there until all of it is.

    A file that fails when some of it was written already is left out and the part begun again.
    """
    expect(job.size)
    folder = job.part(part.number)
    failed: dict[int, str] = {}
    while not folder.exists():
        temporary = folder.with_suffix(".tmp")
        shutil.rmtree(temporary, ignore_errors=True)
        temporary.mkdir(parents=True)
        if _attempt(job, part, failed, temporary):
            publish(temporary, folder)
    return accounts_of(folder)


def _attempt(job: Job, part: Part, failed: dict[int, str], folder: Path) -> bool:
    """Write the part without the failed files; False where another one failed half-way."""
    with PartWriter(folder, job) as writer, _shard(job, folder) as shard:
        cleaning = Cleaning(job, part.number * DOCUMENTS, writer, shard)
        for piece in part.pieces:
            account = _account(job, piece)
            if piece.file in failed:
                account.fail(failed[piece.file])
                cleaning.skip(account)
            elif not cleaning.read(account, Reader(piece, job)):
                failed[piece.file] = account.errors[0]
                return False
        cleaning.flush()
    return True


def _account(job: Job, piece: Piece) -> Account:
    path = piece.source.path
    scope = piece.source.number if job.settings.duplicates == "source" else 0
    return Account(
        piece.file,
        piece.source.name,
        job.inner(path).name,
        job.markup(path),
        piece.line,
        piece.chars,
        scope=scope,
    )


def _shard(job: Job, folder: Path) -> ShardWriter | nullcontext[None]:
    if not job.across:
        return nullcontext()
    from cleaner.dedup.shards import ShardWriter

    return ShardWriter(folder / SHARD)
