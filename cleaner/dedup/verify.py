"""Clusters of candidates settled by their texts: compiled, or by ``exact``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from cleaner.dedup import exact
from cleaner.dedup.exact import Copy, Keep, find_copies
from cleaner.dedup.removals import Copies
from cleaner.dedup.signatures import compiled, pack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def settle_clusters(
    texts: Sequence[bytes], sizes: Sequence[int], published: Sequence[int], threshold: float, keep: Keep
) -> Copies:
    """The copies among texts that stand cluster after cluster; the first ``published`` of each stay.

    Numbers are places in ``texts``. The answer is that of ``exact.find_copies`` on each cluster.
    """
    import numpy as np

    starts = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
    settling = compiled("settling", texts)
    if settling is not None:
        return _settle(settling, texts, starts, published, threshold, keep)
    copies: dict[int, Copy] = {}
    for first, size, stay in zip(starts[:-1].tolist(), sizes, published, strict=True):
        spelled = [text.decode("utf-8", "surrogatepass") for text in texts[first : first + size]]
        found = find_copies(spelled, threshold, keep, stay)
        copies |= {first + i: Copy(first + copy.kept, copy.similarity) for i, copy in found.items()}
    return Copies.of(copies)


def _settle(
    settling: Any,
    texts: Sequence[bytes],
    starts: NDArray[np.int64],
    published: Sequence[int],
    threshold: float,
    keep: Keep,
) -> Copies:
    """The same, compiled."""
    import numpy as np

    from cleaner.dedup.tables import tables

    buffer, offsets = pack(texts)
    clusters = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    numbers = np.arange(len(texts))
    stays = numbers - starts[clusters] < np.asarray(published, np.int64)[clusters]
    length = _characters(buffer, offsets) if keep == "longest" else numbers * 0
    order = np.lexsort((numbers, np.where(stays, 0, -length), ~stays, clusters))
    twins, alike = settling.settle(
        buffer, offsets, starts, order, stays, threshold, exact.CROWDED, tuple(tables())
    )
    gone = np.flatnonzero(twins >= 0)
    return Copies(gone, twins[gone], alike[gone])


def _characters(buffer: NDArray[np.uint8], offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    import numpy as np

    begins = np.concatenate(([0], np.cumsum((buffer & 0xC0) != 0x80)))
    return np.diff(begins[offsets])
