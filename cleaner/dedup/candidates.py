"""Which paragraphs may be near-duplicates: pairs that share a band, joined to clusters, in memory.

One band at a time is sorted, so the need is some 40 bytes a paragraph; the signatures stay on disk.
``engines`` gives the same clusters from a database.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.dedup.columns import Columns
from cleaner.dedup.signatures import BANDS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Edges = tuple["NDArray[np.int64]", "NDArray[np.int64]"]
"""``(u, v)``: candidates, ``u`` above ``v``."""

CHANCE = 0.25
"""How far a sketch's estimate may lie below the threshold: four standard deviations of 64 values."""

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
            found = [np.unique(np.concatenate(found))]
    edges = np.unique(np.concatenate(found))
    return edges // max(size, 1), edges % max(size, 1)


def _stars(keys: NDArray[np.uint64]) -> Edges:
    """The members of each bucket with its smallest.

    Sorting the keys with the row number in their low bits is several times as fast as ``argsort``; what
    the cut-off bits bring together is parted again among the few rows that met anyone.
    """
    import numpy as np

    if len(keys) < 2:
        return np.empty(0, np.int64), np.empty(0, np.int64)
    bits = np.uint64(max(len(keys) - 1, 1).bit_length())
    low = (np.uint64(1) << bits) - np.uint64(1)
    packed = np.sort((keys & ~low) | np.arange(len(keys), dtype=np.uint64))
    meets = packed[1:] >> bits == packed[:-1] >> bits
    rows = (packed[np.append(meets, False) | np.append(False, meets)] & low).astype(np.int64)
    rows = rows[np.argsort(keys[rows], kind="stable")]
    own = keys[rows]
    begins = np.ones(len(rows), np.bool_)
    begins[1:] = own[1:] != own[:-1]
    first = rows[np.maximum.accumulate(np.where(begins, np.arange(len(rows)), 0))]
    return rows[~begins], first[~begins]


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
