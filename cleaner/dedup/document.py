"""The repeated paragraphs of one document: near copies, and articles that stand there twice."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.dedup.exact import Copy, Keep, find_copies, repeats
from cleaner.dedup.folding import compact
from cleaner.dedup.runs import FEWEST_LONG, Run, fill, find_runs, is_fuller
from cleaner.dedup.shingles import is_long


def find_repeats(
    texts: Sequence[str], protected: Sequence[bool], threshold: float, keep: Keep = "first"
) -> dict[int, Copy]:
    """The paragraphs to remove, each with its kept twin.

    Short paragraphs and protected ones (headings, items, tables, code, verse) go only as part of a
    repeated article, equal after folding.
    """
    long = [i for i, text in enumerate(texts) if not protected[i] and is_long(text)]
    found = find_copies([texts[i] for i in long], threshold, keep)
    copies = {long[i]: Copy(long[copy.kept], copy.similarity) for i, copy in found.items()}
    for run in find_runs(copies):
        if len(run) >= FEWEST_LONG:
            copies = _settle(run, texts, copies, threshold)
    return copies


def _settle(run: Run, texts: Sequence[str], copies: dict[int, Copy], threshold: float) -> dict[int, Copy]:
    """The copies with the short paragraphs of this run, the fuller side of it kept."""

    def same(removed: int, kept: int) -> bool:
        inside = min(removed, kept) >= 0 and max(removed, kept) < len(texts)
        if not inside or removed in copies or kept in copies:
            return False
        first, second = texts[kept], texts[removed]
        return (compact(first) or first) == (compact(second) or second) and repeats(
            first, second, threshold
        ) is not None

    filled = fill(run, same)
    settled = copies | {removed: Copy(kept, 1.0) for removed, kept in filled if removed not in copies}
    if is_fuller(filled, [len(text) for text in texts], settled):
        return _turned(filled, texts, settled, threshold) or settled
    return settled


def _turned(
    run: Run, texts: Sequence[str], copies: dict[int, Copy], threshold: float
) -> dict[int, Copy] | None:
    """The copies with this run's sides changed, or None where a twin would then not be alike enough."""
    instead = {kept: removed for removed, kept in run}
    rest = {i: copy for i, copy in copies.items() if i not in instead.values()}
    pairs = list(instead.items()) + [
        (i, instead[copy.kept]) for i, copy in rest.items() if copy.kept in instead
    ]
    for removed, kept in pairs:
        alike = repeats(texts[kept], texts[removed], threshold)
        if alike is None:
            return None
        rest[removed] = Copy(kept, alike)
    return rest
