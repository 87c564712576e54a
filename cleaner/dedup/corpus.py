"""The near-duplicates of a whole run: candidates from signatures, decided by the texts themselves."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner.dedup import candidates, engines
from cleaner.dedup.articles import settle_articles
from cleaner.dedup.columns import Columns
from cleaner.dedup.index import Index, Place, Published, open_index
from cleaner.dedup.removals import Copies, Removal, Removals
from cleaner.dedup.shards import Shard
from cleaner.dedup.verify import settle_clusters

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cleaner.settings import Settings

__all__ = ["Removal", "Removals", "decide", "publish", "verify"]

_BATCH = 8_000_000
"""Bytes of text verified at a time."""


def decide(
    shards: Sequence[str | Path],
    settings: Settings,
    *,
    work: str | Path,
    engine: str = "memory",
    memory: str = "1GB",
    index: str | Path | None = None,
    run: str = "",
) -> Removals:
    """The paragraphs of all shards to remove, in reading order.

    ``engine`` is "memory", "duckdb" (at most ``memory``, spilling to ``work``) or "spark": the same
    answer from each, and from any order of the shards. With ``index`` what earlier runs have published stays;
    what ``run`` itself has is taken back, so that decided once more it does not meet itself.
    """
    columns = Columns([Shard.open(path) for path in shards])
    edges = engines.cluster(engine, columns, settings.threshold, Path(work), memory)
    if index is None:
        copies = settle_articles(columns, verify(columns, edges, settings), settings.threshold)
        return Removals.of(columns, copies)
    with closing(open_index(index)) as published:
        published.forget(run)
        edges, earlier = _with_published(published, columns, edges)
    copies = settle_articles(columns, verify(columns, edges, settings, earlier), settings.threshold)
    return Removals.of(columns, copies, earlier)


def publish(
    shards: Sequence[str | Path], removals: Removals, index: str | Path, place: Place, run: str
) -> None:
    """Add to an index what a run keeps, under the names and places that ``place`` gives, all of it or nothing.

    Last of all: what a run that never ends keeps is published nowhere, and must not send away later texts.
    """
    import numpy as np

    columns = Columns([Shard.open(path) for path in shards])
    stays = ~np.isin(columns.ids[columns.candidates], removals.ids)
    with closing(open_index(index)) as published:
        published.add(columns, np.flatnonzero(stays), place, run)


def _with_published(
    index: Index, columns: Columns, edges: candidates.Edges
) -> tuple[candidates.Edges, list[Published]]:
    """The clusters with the published paragraphs that share a band, numbered from below zero up."""
    import numpy as np

    new, pids = index.matches(columns)
    known, places = np.unique(pids, return_inverse=True)
    u, v = np.concatenate((edges[0], new)), np.concatenate((edges[1], places - len(known)))
    return candidates.components((u, v)), index.fetch(known.tolist())


def verify(
    columns: Columns, edges: candidates.Edges, settings: Settings, earlier: Sequence[Published] = ()
) -> Copies:
    """The rows to remove: inside each cluster a text goes only against one that is kept.

    Numbers below zero are published paragraphs, counted from the end of ``earlier``; they stay.
    """
    import numpy as np

    found = [Copies.none()]
    for members, sizes in _batches(columns, edges, earlier):
        rows = columns.candidates[members.clip(0)]
        texts = columns.texts(rows)
        for i in np.flatnonzero(members < 0).tolist():
            texts[i] = earlier[members[i]].text
        numbers = np.where(members < 0, members, rows)
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        stay = np.add.reduceat((members < 0).astype(np.int64), starts)
        copies = settle_clusters(texts, sizes.tolist(), stay.tolist(), settings.threshold, settings.keep)
        found.append(Copies(numbers[copies.removed], numbers[copies.kept], copies.similarity))
    return Copies.joined(found)


def _batches(
    columns: Columns, edges: candidates.Edges, earlier: Sequence[Published]
) -> Iterator[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """Candidates that stand cluster after cluster with the clusters' sizes, some megabytes at a time."""
    import numpy as np

    u, v = edges
    firsts, counts = np.unique(v, return_counts=True)
    members, roots = np.concatenate((firsts, u)), np.concatenate((firsts, v))
    members = members[np.lexsort((members, roots))]
    sizes = counts + 1
    ends = np.cumsum(sizes)
    lengths = columns.lengths[columns.candidates[members.clip(0)]] if len(members) else members
    batch = np.cumsum(lengths)[ends - 1] // _BATCH if len(members) else ends
    for number in np.unique(batch):
        mine = np.flatnonzero(batch == number)
        first = int(ends[mine[0]] - sizes[mine[0]])
        yield members[first : int(ends[mine[-1]])], sizes[mine]
