"""Two texts word by word: where they differ."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher

Place = tuple[Sequence[str], Sequence[str]]


def align(first: Sequence[str], second: Sequence[str]) -> tuple[list[Place], list[Place]]:
    """``(edges, blocks)``: what differs at the ends of the texts, and inside.

    An edge is two or more words that one text has before the other's start or beyond its end: one was
    cut off, or had a line added. (A single word may be a negation: German puts it last.)

    >>> align("a b c d e".split(), "a x c".split())
    ([(['d', 'e'], [])], [(['b'], ['x'])])
    """
    edges: list[Place] = []
    blocks: list[Place] = []
    for tag, a, b, c, d in SequenceMatcher(None, first, second, autojunk=False).get_opcodes():
        if tag == "equal":
            continue
        outside = (a, c) == (0, 0) or (b, d) == (len(first), len(second))
        one_sided = (a == b or c == d) and max(b - a, d - c) > 1
        (edges if outside and one_sided else blocks).append((first[a:b], second[c:d]))
    return edges, blocks
