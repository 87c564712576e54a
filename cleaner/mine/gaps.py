"""What two sentences share, word by word, and the gaps between: what stands in one where the other has something else."""

from __future__ import annotations

from collections.abc import Iterator
from difflib import SequenceMatcher
from itertools import pairwise, zip_longest
from typing import NamedTuple

from cleaner.mine.sides import Side, Sides

SIZE = 8
"""Weight of the longest side of a disagreement: four words, eight characters of an unspaced script."""

Blocks = list[tuple[int, int, int]]
"""``(i, j, n)``: ``n`` words from ``i`` on in the one are those from ``j`` on in the other."""


class Gap(NamedTuple):
    """The words of both where they differ; ``flanks`` are the weights of what is equal on either side."""

    sides: Sides
    flanks: tuple[int, int]


def blocks_of(sides: Sides) -> Blocks:
    """Stretches of equal words; a lone word at either end, beyond a gap, is chance."""
    left, right = ([word.folded for word in side.words] for side in sides)
    matches = SequenceMatcher(None, left, right, autojunk=False).get_matching_blocks()
    blocks = [(m.a, m.b, m.size) for m in matches if m.size]
    while blocks and blocks[0][2] == 1 and blocks[0][:2] != (0, 0):
        blocks.pop(0)
    while blocks and blocks[-1][2] == 1 and blocks[-1][:2] != (len(left) - 1, len(right) - 1):
        blocks.pop()
    return blocks


def without_chance(blocks: Blocks, sides: Sides, lang: str) -> Blocks:
    """A block inside that is one little word or one character belongs to the disagreement around it, if that stays small."""
    kept = blocks[:1]
    for block, following in zip_longest(blocks[1:], blocks[2:]):
        if following and not _solid(sides[0].cut(block[0], block[0] + block[2]), lang):
            (i, j, n), (k, m, _) = kept[-1], following
            if max(sides[0].cut(i + n, k).weight, sides[1].cut(j + n, m).weight) <= SIZE:
                continue
        kept.append(block)
    return kept


def _solid(side: Side, lang: str) -> bool:
    return len(side.words) > 2 or (side.weight > 1 and bool(side.meant(lang)))


def gaps_of(blocks: Blocks, sides: Sides) -> Iterator[Gap]:
    """What differs between the blocks, and before the first and after the last where both are near their end."""
    left, right = sides
    ends = [(0, 0, 0), *blocks, (len(left.words), len(right.words), 0)]
    sizes = [left.cut(i, i + n).weight for i, _, n in ends]
    for at, ((i, j, n), (k, m, _)) in enumerate(pairwise(ends)):
        inside = 0 < at < len(blocks)
        # An end of both sentences is as good as an equal word.
        flanks = (sizes[at], sizes[at + 1]) if inside else (max(1, sizes[at]), max(1, sizes[at + 1]))
        cut = left.cut(i + n, k), right.cut(j + n, m)
        if inside or 0 < max(side.weight for side in cut) <= SIZE:
            yield Gap(cut, flanks)
