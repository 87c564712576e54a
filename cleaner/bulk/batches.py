"""Batches of texts in memory: each with what the scans say of it, once a process has seen enough to repay them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.bulk.scout import bulk_for
from cleaner.bulk.seen import text_of
from cleaner.bulk.worth import is_worth, tell
from cleaner.draft import Scout
from cleaner.model import Document
from cleaner.settings import Settings

_BATCH = 1 << 20

Scouted = tuple[Document, Scout | None, bool]


def scouted(documents: Sequence[Document], settings: Settings) -> Iterator[Scouted]:
    """Each document with its scout, if it has one, and whether it is surely clean.

    A scout is good until the next document is asked for. With or without scouts the edits are the same, so
    that how much a process has seen before decides its speed alone.
    """
    tell(sum(len(document.text) for document in documents))
    if not is_worth():
        yield from ((document, None, False) for document in documents)
        return
    for batch in _batches(documents):
        yield from _judged(batch, settings)


def _judged(documents: Sequence[Document], settings: Settings) -> Iterator[Scouted]:
    bulk, texts = bulk_for(settings), [text_of(document.text, document.markup) for document in documents]
    asked = [text for text in texts if text]
    glances = iter(bulk.judge(asked)[1] if asked else ())
    for document, text in zip(documents, texts, strict=True):
        glance = next(glances) if text else None
        yield document, bulk.take(glance) if glance else None, bool(text) and glance is None


def _batches(documents: Sequence[Document]) -> Iterator[Sequence[Document]]:
    """Stretches of some megabytes at the most, that the scans' tables stay small."""
    start = size = 0
    for at, document in enumerate(documents):
        size += len(document.text)
        if size >= _BATCH:
            yield documents[start : at + 1]
            start, size = at + 1, 0
    if start < len(documents):
        yield documents[start:]
