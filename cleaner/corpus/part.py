"""One part: its pieces read, cleaned and written to a folder that appears by one rename."""

from __future__ import annotations

import shutil
from contextlib import nullcontext
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.corpus.account import Account, accounts_of
from cleaner.corpus.job import Job
from cleaner.corpus.paragraphs import paragraphs_of
from cleaner.corpus.plan import Part
from cleaner.corpus.publish import publish
from cleaner.corpus.reading import Reader, UnreadableError
from cleaner.corpus.values import document_of
from cleaner.corpus.writing import PartWriter
from cleaner.formats import Format, kind_of
from cleaner.formats.record import Record
from cleaner.pipeline import clean_document

if TYPE_CHECKING:
    from cleaner.dedup.shards import ShardWriter

SHARD = "shard"
DOCUMENTS = 1 << 24
"""A document's number in the run is ``part * DOCUMENTS`` and its place in the part."""


def clean_part(job: Job, part: Part) -> list[Account]:
    """Clean a part into ``job.part(number)`` and give its accounts; nothing is there until all of it is.

    A file that fails when some of it was written already is left out and the part begun again.
    """
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
        for piece in part.pieces:
            account = Account(piece.file, piece.source.name, piece.line, piece.chars)
            writer.begin(account)
            error = failed.get(piece.file)
            if error is None:
                reader = Reader(piece, job.fields)
                error = _Cleaning(job, part.number * DOCUMENTS, writer, shard).read(reader)
            if error:
                failed[piece.file] = error
                account.errors, account.failed = [error], True
                if writer.begun:
                    return False
            writer.end()
    return True


def _shard(job: Job, folder: Path) -> ShardWriter | nullcontext[None]:
    if not job.across:
        return nullcontext()
    from cleaner.dedup.shards import ShardWriter

    return ShardWriter(folder / SHARD)


class _Cleaning:
    """A piece on its way from its reader to the files of its part."""

    def __init__(self, job: Job, first: int, writer: PartWriter, shard: ShardWriter | None) -> None:
        self._job = job
        self._first = first
        self._writer = writer
        self._shard = shard

    def read(self, reader: Reader) -> str | None:
        """Clean all records; gives what is wrong with the input where something is."""
        account = self._writer.accounts[-1]
        known = kind_of(account.name)
        try:
            for record in reader.records():
                if record.text is None:
                    self._writer.copy(record)
                else:
                    self._clean(record, account, known)
        except UnreadableError as error:
            return str(error)
        account.sha256, account.content_sha256 = reader.sha256, reader.content_sha256
        return None

    def _clean(self, record: Record, account: Account, known: Format) -> None:
        document = document_of(account, record, known)
        cleaned = clean_document(document, self._job.settings)
        texts, protected = paragraphs_of(cleaned.text, known.markup)
        if self._shard:
            self._shard.add(self._first + self._writer.documents, texts, protected)
        account.documents += 1
        account.paragraphs += len(texts)
        account.bytes += len(document.text.encode("utf-8", "surrogatepass"))
        account.encoding = record.value.coding if record.value else account.encoding
        self._writer.add(record, cleaned, known)
