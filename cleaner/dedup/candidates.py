"""Which paragraphs may be near-duplicates: pairs that share a band, joined to clusters, in memory.

One band at a time is looked at, so the need is some 50 bytes a paragraph; the signatures stay on disk.
``engines`` gives the same clusters from a database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.dedup.columns import Columns
from cleaner.dedup.hashing import MASK, STRIDE
from cleaner.dedup.signatures import BANDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Edges = tuple["NDArray[np.int64]", "NDArray[np.int64]"]
"""``(u, v)``: candidates, ``u`` above ``v``."""

CHANCE = 0.22
"""How far a sketch's estimate may lie below the threshold: four standard deviations of 128 two-bit values."""

_CHUNK = 1 << 18
_MOST_EDGES = 1 << 23
"""Edges held, 8 bytes each, before those that were found in several bands are made one."""


def cluster(columns: Columns, threshold: float) -> Edges:
    """Each candidate that is not its cluster's first, with that first one."""
    return components(prune(columns, find_edges(columns), threshold))


def find_edges(columns: Columns) -> Edges:
    """Each candidate with the first one of each bucket it is in: a bucket is a star, never all pairs."""
    import numpy as np

    size = len(columns.candidates)
    found = [np.empty(0, np.int64)]
    for band in range(BANDS):
        u, v = _stars(columns.band(band))
        found.append(u * size + v)
        if sum(map(len, found)) > max(2 * len(found[0]), _MOST_EDGES):
            found = [_distinct(np.concatenate(found))]
    edges = _distinct(np.concatenate(found))
    return edges // max(size, 1), edges % max(size, 1)


def _stars(keys: NDArray[np.uint64]) -> Edges:
    """The members of each bucket with its smallest, without sorting.

    Each row in its key's slot of a table, from the last row to the first, so that the first one stays: where it
    has the same key, the bucket is settled. The few whose slot another key took try again with other slots.
    """
    import numpy as np

    bits = len(keys).bit_length() + 1
    table = np.empty(1 << bits, np.int32)
    rows, own, spread = np.arange(len(keys), dtype=np.int32), keys, 1
    u, v = [np.empty(0, np.int32)], [np.empty(0, np.int32)]
    while len(rows):
        slots = (own * np.uint64(spread) >> np.uint64(64 - bits)).view(np.int64)
        table[slots[::-1]] = rows[::-1]
        first = table[slots]
        settled = keys[first] == own
        member = settled & (first != rows)
        u.append(rows[member])
        v.append(first[member])
        waiting = np.flatnonzero(~settled)
        rows, own, spread = rows[waiting], own[waiting], spread * STRIDE & MASK
    return np.concatenate(u).astype(np.int64), np.concatenate(v).astype(np.int64)


def _distinct(values: NDArray[np.int64]) -> NDArray[np.int64]:
    """Sorted, each once: several times as fast as ``numpy.unique``, which hashes them first."""
    import numpy as np

    values.sort()
    begins = np.ones(len(values), np.bool_)
    begins[1:] = values[1:] != values[:-1]
    return values[begins]


def prune(columns: Columns, edges: Edges, threshold: float) -> Edges:
    """The edges whose sketches do not rule out that the pair is alike enough."""
    import numpy as np

    u, v = edges
    likely = [
        columns.agreement(u[at : at + _CHUNK], v[at : at + _CHUNK]) >= threshold - CHANCE
        for at in range(0, len(u), _CHUNK)
    ]
    keep = np.concatenate(likely) if likely else np.empty(0, np.bool_)
    return u[keep], v[keep]


def components(edges: Edges) -> Edges:
    """Each node that is not the smallest of its component, with that smallest."""
    import numpy as np

    size = len(edges[0])
    nodes, places = np.unique(np.concatenate(edges), return_inverse=True)
    u, v = places[:size], places[size:]
    parent = np.arange(len(nodes))
    while (parent[u] != parent[v]).any():
        a, b = parent[u], parent[v]
        np.minimum.at(parent, np.maximum(a, b), np.minimum(a, b))
        while (parent != parent[parent]).any():
            parent = parent[parent]
    inner = parent != np.arange(len(nodes))
    return nodes[inner], nodes[parent[inner]]
