"""Two texts word by word: where they differ, and what one has beyond the other's end."""

from __future__ import annotations

from collections.abc import Sequence
from difflib import SequenceMatcher
from typing import NamedTuple

Words = Sequence[str]


class Alignment(NamedTuple):
    """The places that differ, and both texts without what only one has before or after the other."""

    blocks: list[tuple[Words, Words]]
    first: Words
    second: Words


def align(first: Words, second: Words) -> Alignment:
    """Line up two token sequences.

    Two or more tokens that one text has beyond the other's end or before its start are no
    difference: one is cut off, or has a line added. (One token may be a negation: German puts it last.)

    >>> align("a b c d e".split(), "a x c".split()).blocks
    [(['b'], ['x'])]
    """
    codes = SequenceMatcher(None, first, second, autojunk=False).get_opcodes()
    codes = [code for code in codes if code[0] != "equal"]
    start, end = (0, 0), (len(first), len(second))
    if codes and codes[0][1:5:2] == (0, 0) and _one_sided(codes[0]):
        start = codes[0][2], codes[0][4]
        codes = codes[1:]
    if codes and codes[-1][2:5:2] == end and _one_sided(codes[-1]):
        end = codes[-1][1], codes[-1][3]
        codes = codes[:-1]
    blocks = [(first[a:b], second[c:d]) for _, a, b, c, d in codes]
    return Alignment(blocks, first[start[0] : end[0]], second[start[1] : end[1]])


def _one_sided(code: tuple[str, int, int, int, int]) -> bool:
    _, a, b, c, d = code
    return (a == b or c == d) and max(b - a, d - c) > 1
