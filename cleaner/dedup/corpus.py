"""The near-duplicates of a whole run: candidates from signatures, decided by the texts themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleaner.dedup import candidates, engines
from cleaner.dedup.columns import Columns
from cleaner.dedup.exact import Copy, repeats
from cleaner.dedup.runs import settle_runs
from cleaner.dedup.shards import Shard
from cleaner.dedup.verify import settle_clusters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cleaner.settings import Settings

_BATCH = 16_000_000
"""Bytes of text verified at a time."""


class Removal(NamedTuple):
    """A paragraph to remove and the kept one that says the same."""

    document: int
    paragraph: int
    twin_document: int
    twin_paragraph: int
    similarity: float
    published: str | None = None


def decide(
    shards: Sequence[str | Path],
    settings: Settings,
    *,
    work: str | Path,
    engine: str = "memory",
    memory: str = "1GB",
) -> list[Removal]:
    """The paragraphs of all shards to remove, in reading order.

    ``engine`` is "memory", "duckdb" (at most ``memory``, spilling to ``work``) or "spark": the same
    answer from each, and from any order of the shards.
    """
    columns = Columns([Shard.open(path) for path in shards])
    edges = engines.cluster(engine, columns, settings.threshold, Path(work), memory)
    copies = settle_runs(verify(columns, edges, settings), _Rows(columns, settings.threshold))
    return [
        Removal(*columns.place(row), *columns.place(copy.kept), copy.similarity)
        for row, copy in sorted(copies.items())
    ]


@dataclass(frozen=True)
class _Rows:
    """The paragraphs of all documents, for ``runs``."""

    columns: Columns
    threshold: float

    def document(self, number: int) -> int:
        return self.columns.document(number)

    def length(self, number: int) -> int:
        return int(self.columns.lengths[number])

    def whole(self, number: int) -> int:
        return self.columns.document_length(number)

    def equal(self, removed: int, kept: int) -> bool:
        if self.columns.hashes[removed] != self.columns.hashes[kept]:
            return False
        return repeats(self.columns.text(kept), self.columns.text(removed), 1.0) is not None

    def alike(self, kept: int, removed: int) -> float | None:
        return repeats(self.columns.text(kept), self.columns.text(removed), self.threshold)


def verify(columns: Columns, edges: candidates.Edges, settings: Settings) -> dict[int, Copy]:
    """The rows to remove: inside each cluster a text goes only against one that is kept."""
    copies: dict[int, Copy] = {}
    for rows, sizes in _batches(columns, edges):
        texts = columns.texts(rows)
        found = settle_clusters(texts, sizes, [0] * len(sizes), settings.threshold, settings.keep)
        copies |= {int(rows[i]): Copy(int(rows[copy.kept]), copy.similarity) for i, copy in found.items()}
    return copies


def _batches(columns: Columns, edges: candidates.Edges) -> Iterator[tuple[NDArray[np.int64], list[int]]]:
    """Rows that stand cluster after cluster with the clusters' sizes, some megabytes at a time."""
    import numpy as np

    u, v = edges
    firsts, sizes = np.unique(v, return_counts=True)
    members = np.concatenate((firsts, u))
    roots = np.concatenate((firsts, v))
    rows = columns.candidates[members[np.lexsort((members, roots))]]
    sizes = sizes + 1
    ends = np.cumsum(sizes)
    bytes_to = np.cumsum(columns.lengths[rows])[ends - 1] if len(rows) else ends
    batch = bytes_to // _BATCH
    for number in np.unique(batch):
        mine = np.flatnonzero(batch == number)
        first = int(ends[mine[0]] - sizes[mine[0]])
        yield rows[first : int(ends[mine[-1]])], sizes[mine].tolist()
