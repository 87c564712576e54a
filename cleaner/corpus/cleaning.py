"""Records on their way from their readers to the files of their part, some megabytes at a time."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from cleaner.bulk.scout import Bulk, Glance, bulk_for
from cleaner.bulk.seen import Text, text_of
from cleaner.bulk.worth import is_worth
from cleaner.corpus.account import Account
from cleaner.corpus.job import Job
from cleaner.corpus.paragraphs import paragraphs_of, protected_of
from cleaner.corpus.reading import Reader, UnreadableError
from cleaner.corpus.values import document_of
from cleaner.corpus.writing import PartWriter
from cleaner.formats import Format, named
from cleaner.formats.record import Record
from cleaner.pipeline import clean_document

if TYPE_CHECKING:
    from cleaner.dedup.shards import ShardWriter

_BATCH = 4 << 20
"""Bytes looked at together: enough for the scans, little beside their tables."""


class _Entry(NamedTuple):
    """A record with what is known of its file."""

    record: Record
    account: Account
    known: Format

    def text(self) -> Text | None:
        """Its text as the scans take it; None where they may not look at it."""
        record = self.record
        own = record.value if record.value and record.value.coding in ("utf-8", "csv-bare") else None
        blob = record.raw[own.start : own.end] if own else None
        return None if record.text is None else text_of(record.text, self.account.markup, blob)


class _Judged(NamedTuple):
    """What the scans say of a document: its paragraphs, which of them are protected, a glance if it is not surely clean."""

    paragraphs: list[bytes]
    protected: list[bool]
    glance: Glance | None


class Cleaning:
    """What was read and is not yet written. An account stands before the entries of its piece."""

    def __init__(self, job: Job, first: int, writer: PartWriter, shard: ShardWriter | None) -> None:
        self._job = job
        self._first = first
        self._writer = writer
        self._shard = shard
        self._waiting: list[Account | _Entry] = []
        self._size = 0

    def read(self, account: Account, reader: Reader) -> bool:
        """Take in a piece, or what is wrong with it; False where some of it was written before that showed."""
        self._waiting.append(account)
        known = named(account.kind)
        try:
            for record in reader.records():
                self._waiting.append(_Entry(record, account, known))
                self._size += len(record.raw)
                if self._size >= _BATCH:
                    self.flush()
        except UnreadableError as error:
            account.fail(str(error))
            if account not in self._waiting:
                return not self._writer.begun
            del self._waiting[self._waiting.index(account) + 1 :]
        account.sha256, account.content_sha256 = reader.sha256, reader.content_sha256
        return True

    def skip(self, account: Account) -> None:
        """A piece of which nothing is to be written."""
        self._waiting.append(account)

    def flush(self) -> None:
        """Clean and write what waits."""
        judged = self._judge([item for item in self._waiting if isinstance(item, _Entry)])
        for item in self._waiting:
            if isinstance(item, Account):
                self._writer.begin(item)
            elif item.record.text is None:
                self._writer.copy(item.record)
            else:
                self._write(item, next(judged))
        self._waiting, self._size = [], 0

    def _judge(self, entries: Sequence[_Entry]) -> Iterator[_Judged | None]:
        """For each text what the scans say of it; None where they were not asked."""
        entries = [entry for entry in entries if entry.record.text is not None]
        if not is_worth():
            yield from (None for _ in entries)
            return
        texts = [entry.text() for entry in entries]
        asked = [text for text in texts if text]
        found = _scan(bulk_for(self._job.settings), asked) if asked else iter(())
        for text in texts:
            yield next(found) if text else None

    def _write(self, entry: _Entry, judged: _Judged | None) -> None:
        """One document: copied where it is surely clean, else cleaned."""
        record, account, known = entry
        settings = self._job.settings
        account.documents += 1
        account.bytes += len(record.raw)
        account.encoding = record.value.coding if record.value and not known.rows else "utf-8"
        if judged and judged.glance is None and not _recoded(record):
            self._sign(judged.paragraphs, judged.protected, account)
            self._writer.add_clean(record)
            return
        scout = bulk_for(settings).take(judged.glance) if judged and judged.glance else None
        cleaned = clean_document(document_of(account, record, known), settings, scout=scout)
        texts, protected = paragraphs_of(cleaned.text, account.markup)
        self._sign([text.encode("utf-8", "surrogatepass") for text in texts], protected, account)
        self._writer.add(record, cleaned, known)

    def _sign(self, paragraphs: Sequence[bytes], protected: Sequence[bool], account: Account) -> None:
        account.paragraphs += len(paragraphs)
        if self._shard:
            self._shard.add_bytes(self._first + self._writer.documents, paragraphs, protected, account.scope)


def _scan(bulk: Bulk, asked: Sequence[Text]) -> Iterator[_Judged]:
    seen, glances = bulk.judge(asked)
    paragraphs = [seen.buffer[start:end] for start, end in seen.spans.tolist()]
    for text, (start, end), glance in zip(asked, pairwise(seen.firsts.tolist()), glances, strict=True):
        protected = protected_of(text.layout) if text.layout else [False] * (end - start)
        yield _Judged(paragraphs[start:end], protected, glance)


def _recoded(record: Record) -> bool:
    """True where the output is written in another encoding than the input."""
    from cleaner.formats.coding import written_as

    return record.value is not None and written_as(record.value.coding) != record.value.coding
