"""Which paragraph of a translation answers which of its source."""

from __future__ import annotations

from collections.abc import Sequence
from math import log
from typing import NamedTuple

from cleaner.lint.translation.facts import Fact
from cleaner.model import Kind


class Block(NamedTuple):
    """A paragraph as far as the alignment sees it."""

    kind: Kind
    length: int
    facts: list[Fact]


def align(source: Sequence[Block], target: Sequence[Block]) -> list[int | None]:
    """For each source paragraph the number of its translation, in order, None where it has none.

    The best path of pairs by kind, shared facts and length, with gaps free (Needleman and Wunsch, 1970).
    """
    rows, cols = len(source), len(target)
    best = [[0.0] * (cols + 1) for _ in range(rows + 1)]
    keys = [frozenset(key for fact in block.facts for key in fact.keys) for block in (*source, *target)]
    alike = [
        [_likeness(a, keys[i], b, keys[rows + j]) for j, b in enumerate(target)] for i, a in enumerate(source)
    ]
    for i in range(rows):
        for j in range(cols):
            best[i + 1][j + 1] = max(best[i][j] + alike[i][j], best[i][j + 1], best[i + 1][j])
    return _path(best, alike)


def _path(best: list[list[float]], alike: list[list[float]]) -> list[int | None]:
    pairs: list[int | None] = [None] * len(alike)
    i, j = len(alike), len(best[0]) - 1
    while i and j:
        if best[i][j] == best[i - 1][j]:
            i -= 1
        elif best[i][j] == best[i][j - 1]:
            j -= 1
        else:
            i, j = i - 1, j - 1
            pairs[i] = j
    return pairs


def _likeness(a: Block, a_keys: frozenset[str], b: Block, b_keys: frozenset[str]) -> float:
    """About 1 for a likely pair, more with each shared fact, below 0 for kinds or lengths far apart."""
    shared = len(a_keys & b_keys)
    return (1.0 if a.kind == b.kind else -0.5) + shared - 0.5 * abs(log((a.length + 20) / (b.length + 20)))
