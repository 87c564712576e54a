"""One part: its pieces read, cleaned and written to a folder that appears by one rename."""

from __future__ import annotations

import shutil
from pathlib import Path

from cleaner.corpus.account import Account, accounts_of
from cleaner.corpus.job import Job
from cleaner.corpus.plan import Part, Piece
from cleaner.corpus.reading import Reader, Unreadable
from cleaner.corpus.writing import PartWriter, publish
from cleaner.formats import Format, kind_of
from cleaner.formats.record import Record
from cleaner.model import Document
from cleaner.pipeline import clean_document


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
    with PartWriter(folder, job) as writer:
        for piece in part.pieces:
            account = Account(piece.file)
            writer.begin(account)
            error = failed.get(piece.file) or _clean_piece(job, piece, writer, account)
            if error:
                failed[piece.file] = error
                account.errors, account.failed = [error], True
                if writer.begun:
                    return False
            writer.end()
    return True


def _clean_piece(job: Job, piece: Piece, writer: PartWriter, account: Account) -> str | None:
    reader, known = Reader(piece, job.fields), kind_of(piece.source.name)
    try:
        for record in reader.records():
            if record.text is None:
                writer.copy(record)
            else:
                _clean_record(job, piece, record, known, writer)
    except Unreadable as error:
        return str(error)
    account.sha256, account.content_sha256 = reader.sha256, reader.content_sha256
    return None


def _clean_record(job: Job, piece: Piece, record: Record, known: Format, writer: PartWriter) -> None:
    document = document_of(piece, record, known)
    cleaned = clean_document(document, job.settings)
    shift = (0, 0) if known.rows else (piece.line - 1, piece.chars)
    writer.add(record, cleaned, known, shift)


def document_of(piece: Piece, record: Record, known: Format) -> Document:
    """The document by the name the ledger gives it: its id, or its file with the line in a file of rows."""
    name = piece.source.name
    own = record.id if record.id is not None else f"{name}:{record.line}" if known.rows else name
    return Document(own, record.text or "", markup=known.markup)
