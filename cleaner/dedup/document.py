"""The repeated paragraphs of one document: near copies, and articles that stand there twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cleaner.dedup.exact import Copy, Keep, find_copies, repeats
from cleaner.dedup.runs import settle_runs
from cleaner.dedup.shingles import Shingles


def find_repeats(
    texts: Sequence[str],
    sets: Sequence[Shingles],
    protected: Sequence[bool],
    threshold: float,
    keep: Keep = "first",
) -> dict[int, Copy]:
    """The paragraphs to remove, each with its kept twin; ``sets`` are the texts' shingles.

    Short paragraphs and protected ones (headings, items, tables, code, verse) go only as part of a
    repeated article, equal after folding.
    """
    long = [i for i, own in enumerate(sets) if own and not protected[i]]
    found = find_copies([texts[i] for i in long], threshold, keep, sets=[sets[i] for i in long])
    copies = {long[i]: Copy(long[copy.kept], copy.similarity) for i, copy in found.items()}
    return settle_runs(copies, _Page(texts, threshold))


@dataclass(frozen=True)
class _Page:
    """One document's paragraphs, for ``runs``."""

    texts: Sequence[str]
    threshold: float

    def document(self, number: int) -> int:
        return 0 if 0 <= number < len(self.texts) else -1

    def length(self, number: int) -> int:
        return len(self.texts[number])

    def whole(self, number: int) -> int:
        return sum(map(len, self.texts))

    def equal(self, removed: int, kept: int) -> bool:
        return repeats(self.texts[kept], self.texts[removed], 1.0) is not None

    def alike(self, kept: int, removed: int) -> float | None:
        return repeats(self.texts[kept], self.texts[removed], self.threshold)
