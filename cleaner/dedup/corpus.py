"""The near-duplicates of a whole run: candidates from signatures, decided by the texts themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from cleaner.dedup import candidates, engines
from cleaner.dedup.columns import Columns
from cleaner.dedup.exact import Copy, repeats
from cleaner.dedup.index import Index, Published, open_index
from cleaner.dedup.runs import settle_runs
from cleaner.dedup.shards import PARAGRAPHS, Shard
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
    index: str | Path | None = None,
    name: Callable[[int], str] = str,
) -> list[Removal]:
    """The paragraphs of all shards to remove, in reading order.

    ``engine`` is "memory", "duckdb" (at most ``memory``, spilling to ``work``) or "spark": the same
    answer from each, and from any order of the shards. With ``index`` what earlier runs kept stays, and
    what this one keeps is added, under the document names that ``name`` gives.
    """
    import numpy as np

    columns = Columns([Shard.open(path) for path in shards])
    edges = engines.cluster(engine, columns, settings.threshold, Path(work), memory)
    if index is None:
        return _removals(columns, _settled(columns, verify(columns, edges, settings), settings), [])
    published = open_index(index)
    try:
        edges, earlier = _with_published(published, columns, edges)
        copies = _settled(columns, verify(columns, edges, settings, earlier), settings)
        stays = [row not in copies for row in columns.candidates.tolist()]
        published.add(columns, np.flatnonzero(stays), name)
    finally:
        published.close()
    return _removals(columns, copies, earlier)


def _with_published(
    index: Index, columns: Columns, edges: candidates.Edges
) -> tuple[candidates.Edges, list[Published]]:
    """The clusters with the published paragraphs that share a band, numbered from below zero up."""
    import numpy as np

    new, pids = index.matches(columns)
    known, places = np.unique(pids, return_inverse=True)
    u, v = np.concatenate((edges[0], new)), np.concatenate((edges[1], places - len(known)))
    return candidates.components((u, v)), index.fetch(known.tolist())


def _settled(columns: Columns, copies: dict[int, Copy], settings: Settings) -> dict[int, Copy]:
    """The copies with repeated articles settled; what repeats a published paragraph is not touched."""
    own = {row: copy for row, copy in copies.items() if copy.kept >= 0}
    if not _any_run(columns, own):
        return copies
    others = {row: copy for row, copy in copies.items() if copy.kept < 0}
    return others | settle_runs(own, _Rows(columns, settings.threshold))


def _any_run(columns: Columns, copies: dict[int, Copy]) -> bool:
    """Whether two copies of one document have twins in one document: most often none have."""
    import numpy as np

    removed = np.array(sorted(copies), np.int64)
    kept = np.array([copies[row].kept for row in removed.tolist()], np.int64)
    same = [np.diff(columns.ids[side] // PARAGRAPHS) == 0 for side in (removed, kept)]
    return bool((same[0] & same[1]).any())


def _removals(columns: Columns, copies: dict[int, Copy], earlier: Sequence[Published]) -> list[Removal]:
    rows = sorted(copies)
    places = columns.places(rows)
    twins = columns.places([max(0, copies[row].kept) for row in rows])
    removals = []
    for row, place, twin in zip(rows, places, twins, strict=True):
        kept, similarity = copies[row]
        if kept >= 0:
            removals.append(Removal(*place, *twin, similarity))
        else:
            old = earlier[kept]
            removals.append(Removal(*place, -1, old.paragraph, similarity, old.document))
    return removals


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


def verify(
    columns: Columns, edges: candidates.Edges, settings: Settings, earlier: Sequence[Published] = ()
) -> dict[int, Copy]:
    """The rows to remove: inside each cluster a text goes only against one that is kept.

    Numbers below zero are published paragraphs, counted from the end of ``earlier``; they stay.
    """
    import numpy as np

    copies: dict[int, Copy] = {}
    for members, sizes in _batches(columns, edges, earlier):
        rows = columns.candidates[members.clip(0)]
        texts = columns.texts(rows)
        for i, member in enumerate(members):
            if member < 0:
                texts[i] = earlier[member].text
        numbers = np.where(members < 0, members, rows).tolist()
        starts = np.concatenate(([0], np.cumsum(sizes)[:-1]))
        stay = np.add.reduceat((members < 0).astype(np.int64), starts).tolist()
        found = settle_clusters(texts, sizes, stay, settings.threshold, settings.keep)
        copies |= {numbers[i]: Copy(numbers[copy.kept], copy.similarity) for i, copy in found.items()}
    return copies


def _batches(
    columns: Columns, edges: candidates.Edges, earlier: Sequence[Published]
) -> Iterator[tuple[NDArray[np.int64], list[int]]]:
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
        yield members[first : int(ends[mine[-1]])], sizes[mine].tolist()
