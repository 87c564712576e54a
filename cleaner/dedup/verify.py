"""Clusters of candidates settled by their texts: compiled, or by ``exact``."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from cleaner.dedup.exact import Copy, Keep, find_copies
from cleaner.dedup.signatures import compiled, pack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


MOST_KEPT = 4096
"""Beyond so many kept texts in one cluster the index of ``exact`` beats comparing each with all."""


def settle_clusters(
    texts: Sequence[bytes], sizes: Sequence[int], published: Sequence[int], threshold: float, keep: Keep
) -> dict[int, Copy]:
    """The copies among texts that stand cluster after cluster; the first ``published`` of each stay.

    Numbers are places in ``texts``. The answer is that of ``exact.find_copies`` on each cluster.
    """
    import numpy as np

    starts = np.concatenate(([0], np.cumsum(sizes, dtype=np.int64)))
    copies, crowded = _settle(texts, starts, published, threshold, keep)
    for cluster in crowded:
        first, last = int(starts[cluster]), int(starts[cluster + 1])
        spelled = [text.decode("utf-8", "surrogatepass") for text in texts[first:last]]
        found = find_copies(spelled, threshold, keep, published[cluster], MOST_KEPT)
        copies |= {first + i: Copy(first + copy.kept, copy.similarity) for i, copy in found.items()}
    return copies


def _settle(
    texts: Sequence[bytes], starts: NDArray[np.int64], published: Sequence[int], threshold: float, keep: Keep
) -> tuple[dict[int, Copy], list[int]]:
    """The copies in all clusters but the crowded ones, whose numbers are given too."""
    import numpy as np

    settling = compiled("settling", texts)
    if settling is None:
        return {}, list(range(len(starts) - 1))
    from cleaner.dedup.tables import tables

    buffer, offsets = pack(texts)
    clusters = np.repeat(np.arange(len(starts) - 1), np.diff(starts))
    numbers = np.arange(len(texts))
    stays = numbers - starts[clusters] < np.asarray(published, np.int64)[clusters]
    length = _characters(buffer, offsets) if keep == "longest" else numbers * 0
    order = np.lexsort((numbers, np.where(stays, 0, -length), ~stays, clusters))
    twins, alike, crowded = settling.settle(
        buffer, offsets, starts, order, stays, threshold, MOST_KEPT, tuple(tables())
    )
    sure = np.flatnonzero((twins >= 0) & ~crowded[clusters])
    copies = {int(i): Copy(int(twins[i]), float(alike[i])) for i in sure}
    return copies, np.flatnonzero(crowded).tolist()


def _characters(buffer: NDArray[np.uint8], offsets: NDArray[np.int64]) -> NDArray[np.int64]:
    import numpy as np

    begins = np.concatenate(([0], np.cumsum((buffer & 0xC0) != 0x80)))
    return np.diff(begins[offsets])
