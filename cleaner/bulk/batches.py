"""Batches of texts in memory: each with what the scans say of it, once a process has seen enough to repay them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.bulk import bulk_for, is_worth
from cleaner.draft import Scout
from cleaner.settings import Settings

_BATCH = 1 << 20
_seen = 0


def scouted(texts: Sequence[str], settings: Settings) -> Iterator[tuple[str, Scout | None, bool]]:
    """Each text with its scout, if it has one, and whether it is surely clean.

    A scout is good until the next text is asked for. With or without scouts the edits are the same, so
    that how much a process has seen before decides its speed alone.
    """
    global _seen
    for batch in _batches(texts):
        _seen += sum(map(len, batch))
        if not is_worth(_seen, settings.packs):
            yield from ((text, None, False) for text in batch)
        else:
            yield from _judged(batch, settings)


def _judged(texts: Sequence[str], settings: Settings) -> Iterator[tuple[str, Scout | None, bool]]:
    bulk, blobs = bulk_for(settings), [_utf8(text) for text in texts]
    asked = [(text, blob) for text, blob in zip(texts, blobs, strict=True) if blob is not None]
    glances = iter(bulk.judge([text for text, _ in asked], [blob for _, blob in asked])[1] if asked else ())
    for text, blob in zip(texts, blobs, strict=True):
        glance = None if blob is None else next(glances)
        yield text, bulk.take(glance) if glance else None, blob is not None and glance is None


def _utf8(text: str) -> bytes | None:
    """None for a text with half a surrogate pair, which has no UTF-8: it is not for the scans."""
    try:
        return text.encode()
    except UnicodeEncodeError:
        return None


def _batches(texts: Sequence[str]) -> Iterator[Sequence[str]]:
    """Stretches of some megabytes at the most, that the scans' tables stay small."""
    start = size = 0
    for at, text in enumerate(texts):
        size += len(text)
        if size >= _BATCH:
            yield texts[start : at + 1]
            start, size = at + 1, 0
    if start < len(texts):
        yield texts[start:]
