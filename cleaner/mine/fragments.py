"""Sentences that have lost their start."""

from __future__ import annotations

from cleaner.mine.verdict import MISSING, inflected
from cleaner.mine.words import weight, words_of

_LEAST = 6
"""Weight of what is left, at the least: three words."""


def lost_start(fragment: str, whole: str) -> int:
    """Where in ``whole`` the words of a fragment begin that lost its start; 0 where it is no such fragment."""
    left, right = words_of(fragment), words_of(whole)
    same = 0
    while same < min(len(left), len(right)) and inflected(left[-1 - same].folded, right[-1 - same].folded):
        same += 1
    if same < len(left) or weight(left) < _LEAST or weight(right[:-same]) < MISSING:
        return 0
    return right[-same].start
