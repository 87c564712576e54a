"""The model of site furniture: decision trees in a data file, read when a page first asks.

A tree is a list of nodes ``[feature, limit, left, right, value]``; a leaf has -1 for its feature. The value
of an inner node is what the tree would say if it stopped there, so that each step down tells what its
feature added: that is how a score explains itself.
"""

from __future__ import annotations

import json
import zlib
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

PATH = Path(__file__).parent / "furniture.json.z"

Node = tuple[int, float, int, int, float]


class Model(NamedTuple):
    """``threshold`` on the sum of the trees, names of the features, the trees."""

    threshold: float
    names: tuple[str, ...]
    trees: list[list[Node]]


@cache
def model() -> Model | None:
    """The model that ships; None where it has not been fitted yet."""
    if not PATH.exists():
        return None
    found: dict[str, Any] = json.loads(zlib.decompress(PATH.read_bytes()))
    return Model(found["threshold"], tuple(found["names"]), found["trees"])


def score(known: Model, row: dict[str, float]) -> float:
    """What the trees say together: the log-odds of furniture."""
    values = [row[name] for name in known.names]
    return sum(_leaf(tree, values) for tree in known.trees)


def _leaf(tree: list[Node], values: list[float]) -> float:
    at = 0
    while tree[at][0] >= 0:
        feature, limit, left, right, _ = tree[at]
        at = left if values[feature] <= limit else right
    return tree[at][4]


def reasons(known: Model, row: dict[str, float], most: int) -> list[str]:
    """The features that added most to the score, with their values on this line."""
    values = [row[name] for name in known.names]
    added: defaultdict[int, float] = defaultdict(float)
    for tree in known.trees:
        at = 0
        while tree[at][0] >= 0:
            feature, limit, left, right, value = tree[at]
            at = left if values[feature] <= limit else right
            added[feature] += tree[at][4] - value
    first = sorted(added, key=lambda feature: -added[feature])[:most]
    return [f"{known.names[feature]} {values[feature]:g}" for feature in first if added[feature] > 0]
