"""Plain Python: an iterable of texts through worker processes, lazily and in order."""

from __future__ import annotations

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from itertools import islice
from multiprocessing import get_context

from cleaner.bulk.batches import scouted
from cleaner.library import Cleaner
from cleaner.model import Document
from cleaner.pipeline import Cleaned, clean_document

_BATCH = 256
_AHEAD = 4


def clean_many(texts: Iterable[str], cleaner: Cleaner | None = None, workers: int = 1) -> Iterator[Cleaned]:
    """Each text cleaned, in order; reads no further ahead than the workers need.

    A worker that is killed raises ``BrokenProcessPool``: the texts given out so far are right.
    """
    step = cleaner or Cleaner()
    if workers <= 1:
        for batch in _batches(texts, 1):
            yield from _clean_batch(step, batch)
        return
    batches = _batches(texts, _BATCH)
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as pool:
        waiting: deque[Future[list[Cleaned]]] = deque()
        for batch in batches:
            waiting.append(pool.submit(_clean_batch, step, batch))
            if len(waiting) >= workers * _AHEAD:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _batches(texts: Iterable[str], size: int) -> Iterator[list[str]]:
    """The first of ``size`` texts, then larger ones: who looks at one text waits for no other."""
    stream = iter(texts)
    while batch := list(islice(stream, size)):
        yield batch
        size = min(2 * size, _BATCH)


def _clean_batch(cleaner: Cleaner, texts: list[str]) -> list[Cleaned]:
    settings = cleaner.settings
    return [
        Cleaned(document, ()) if is_clean else clean_document(document, settings, scout=scout)
        for document, scout, is_clean in scouted([Document("", text) for text in texts], settings)
    ]
