"""Repeated articles: runs of paragraphs that repeat, in order, paragraphs that stand elsewhere.

A heading, a list item or a short line says nothing alone, so it goes only inside such a run. And
of two copies of an article the fuller one is to stay, whichever comes first.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from cleaner.dedup.exact import Copy

Pair = tuple[int, int]
Run = list[Pair]
"""``(removed, kept)`` paragraph numbers, both rising."""

WIDEST_GAP = 20
"""Paragraphs that one copy of an article may have and the other lack, in one place."""

FEWEST_LONG = 2
"""Long paragraphs that make a run an article: a caption under a repeated notice is none."""


def find_runs(copies: Mapping[int, Copy]) -> list[Run]:
    """The copies in order, parted where either side jumps back or too far."""
    runs: list[Run] = []
    for removed in sorted(copies):
        kept = copies[removed].kept
        if runs and _follows(runs[-1][-1], (removed, kept)):
            runs[-1].append((removed, kept))
        else:
            runs.append([(removed, kept)])
    return runs


def _follows(last: Pair, pair: Pair) -> bool:
    return all(0 < now - then <= WIDEST_GAP + 1 for then, now in zip(last, pair, strict=True))


def fill(run: Run, same: Callable[[int, int], bool]) -> Run:
    """The run with the short paragraphs between, before and after its own that repeat one too.

    ``same(i, j)`` says whether paragraph ``i`` may be removed as equal to ``j``; False beyond an end.
    """
    filled = run[:1]
    for pair in run[1:]:
        filled += _between(filled[-1], pair, same)
        filled.append(pair)
    return _outward(run[0], -1, same)[::-1] + filled + _outward(run[-1], 1, same)


def _between(last: Pair, pair: Pair, same: Callable[[int, int], bool]) -> Run:
    found: Run = []
    kept = last[1] + 1
    for removed in range(last[0] + 1, pair[0]):
        match = next((j for j in range(kept, pair[1]) if same(removed, j)), None)
        if match is not None:
            found.append((removed, match))
            kept = match + 1
    return found


def _outward(pair: Pair, step: int, same: Callable[[int, int], bool]) -> Run:
    found: Run = []
    removed, kept = pair[0] + step, pair[1] + step
    while same(removed, kept):
        found.append((removed, kept))
        removed, kept = removed + step, kept + step
    return found


def is_fuller(run: Run, lengths: Sequence[int], removed: Mapping[int, Copy]) -> bool:
    """True where the copy to be removed has more text of its own than the one to be kept."""
    copy, original = (_unmatched([pair[side] for pair in run], lengths, removed) for side in (0, 1))
    return copy > original


def _unmatched(numbers: list[int], lengths: Sequence[int], removed: Mapping[int, Copy]) -> int:
    matched = set(numbers)
    between = (i for i in range(numbers[0], numbers[-1]) if i not in matched and i not in removed)
    return sum(lengths[i] for i in between)
