"""Repeated articles: runs of paragraphs that repeat, in order, paragraphs that stand elsewhere.

A heading, a list item or a short line says nothing alone, so it goes only inside such a run. And
of two copies of an article the fuller one is to stay, whichever comes first.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Mapping
from itertools import pairwise
from typing import Protocol

from cleaner.dedup.exact import Copy

Pair = tuple[int, int]
Run = list[Pair]
"""``(removed, kept)`` paragraph numbers, both rising."""

WIDEST_GAP = 20
"""Paragraphs that one copy of an article may have and the other lack, in one place."""

FEWEST_LONG = 2
"""Long paragraphs that make a run an article: a caption under a repeated notice is none."""


class Pages(Protocol):
    """Numbered paragraphs, of one document or of many."""

    def document(self, number: int) -> int:
        """The document a paragraph is in; -1 for a number there is no paragraph of."""

    def length(self, number: int) -> int:
        """How much text a paragraph has."""

    def whole(self, number: int) -> int:
        """How much text the document of a paragraph has."""

    def equal(self, removed: int, kept: int) -> bool:
        """True where two paragraphs are equal after folding and the guard lets one go."""

    def alike(self, kept: int, removed: int) -> float | None:
        """The Jaccard of two paragraphs where one may go for the other, else None."""


def settle_runs(copies: Mapping[int, Copy], pages: Pages) -> dict[int, Copy]:
    """The copies with the short paragraphs of repeated articles, the fuller article kept.

    Twice, because a third copy follows the second once that has turned out to be fuller than the first.
    """
    return _settle(_settle(copies, pages), pages)


def _settle(copies: Mapping[int, Copy], pages: Pages) -> dict[int, Copy]:
    settled = dict(copies)
    followers: defaultdict[int, set[int]] = defaultdict(set)
    for removed, copy in copies.items():
        followers[copy.kept].add(removed)
    for found in find_runs(copies, pages.document):
        run = [(removed, settled[removed].kept) for removed, _ in found if removed in settled]
        if len(run) < FEWEST_LONG or any(b <= a for (_, a), (_, b) in pairwise(run)):
            continue
        filled = _fill(run, _may_join(run[0], settled, pages))
        turned = _turn(filled, followers, pages) if _is_fuller(filled, pages, settled) else None
        if turned is None:
            settled |= {removed: Copy(kept, 1.0) for removed, kept in filled if removed not in settled}
            continue
        for removed, kept in filled:
            settled.pop(removed, None)
            followers[removed] = followers.pop(kept, set()) - {removed} | {kept}
        settled |= turned
    return settled


def find_runs(copies: Mapping[int, Copy], document: Callable[[int], int]) -> list[Run]:
    """The copies in order, parted where either side enters another document, jumps back or too far."""
    runs: list[Run] = []
    for removed in sorted(copies):
        kept = copies[removed].kept
        if runs and _follows(runs[-1][-1], (removed, kept), document):
            runs[-1].append((removed, kept))
        else:
            runs.append([(removed, kept)])
    return runs


def _follows(last: Pair, pair: Pair, document: Callable[[int], int]) -> bool:
    near = all(0 < now - then <= WIDEST_GAP + 1 for then, now in zip(last, pair, strict=True))
    return near and all(document(then) == document(now) for then, now in zip(last, pair, strict=True))


def _may_join(start: Pair, copies: Mapping[int, Copy], pages: Pages) -> Callable[[int, int], bool]:
    """Whether two paragraphs may join a run that starts so: in its documents, equal, not yet settled."""
    documents = tuple(map(pages.document, start))

    def may_join(removed: int, kept: int) -> bool:
        if (pages.document(removed), pages.document(kept)) != documents:
            return False
        return removed not in copies and kept not in copies and removed != kept and pages.equal(removed, kept)

    return may_join


def _fill(run: Run, same: Callable[[int, int], bool]) -> Run:
    """The run with the short paragraphs between, before and after its own that repeat one too."""
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


def _is_fuller(run: Run, pages: Pages, removed: Mapping[int, Copy]) -> bool:
    """True where the copy to be removed has more text of its own than the one to be kept.

    Where most of the other document is this article, the documents are compared, else what stands
    between the first and the last paragraph that both have.
    """
    (copy, original) = run[0]
    copies, originals = ([pair[side] for pair in run] for side in (0, 1))
    shared = sum(map(pages.length, originals))
    if pages.document(copy) != pages.document(original) and 2 * shared >= pages.whole(original):
        own = pages.whole(copy) - sum(map(pages.length, copies))
        return own > pages.whole(original) - shared
    return _between_text(copies, pages, removed) > _between_text(originals, pages, removed)


def _between_text(numbers: list[int], pages: Pages, removed: Mapping[int, Copy]) -> int:
    matched = set(numbers)
    between = (i for i in range(numbers[0], numbers[-1]) if i not in matched and i not in removed)
    return sum(pages.length(i) for i in between)


def _turn(run: Run, followers: Mapping[int, set[int]], pages: Pages) -> dict[int, Copy] | None:
    """The run's copies with sides changed, or None where a twin would then not be alike enough."""
    turned = {}
    for removed, kept in run:
        for other in sorted(followers.get(kept, set()) - {removed} | {kept}):
            alike = pages.alike(removed, other)
            if alike is None:
                return None
            turned[other] = Copy(removed, alike)
    return turned
