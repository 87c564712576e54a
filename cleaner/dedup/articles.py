"""Articles repeated across the documents of a run: only the copies around them become Python objects."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from cleaner.dedup.columns import Columns
from cleaner.dedup.exact import repeats
from cleaner.dedup.removals import Copies
from cleaner.dedup.runs import WIDEST_GAP, settle_runs
from cleaner.dedup.shards import PARAGRAPHS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


def settle_articles(columns: Columns, copies: Copies, threshold: float) -> Copies:
    """The copies with repeated articles settled; what repeats a published paragraph is not touched."""
    concerned = _concerned(columns, copies)
    if not concerned.any():
        return copies
    settled = settle_runs(copies.at(concerned).as_dict(), _Rows(columns, threshold))
    return Copies.joined([copies.at(~concerned), Copies.of(settled)])


def _concerned(columns: Columns, copies: Copies) -> NDArray[np.bool_]:
    """The copies that ``runs`` must see: those in an article's documents, and all of documents that follow.

    A run begins where two neighbouring copies of one document have neighbouring twins in one document.
    """
    import numpy as np

    own = copies.kept >= 0
    removed, kept = columns.ids[copies.removed], columns.ids[copies.kept.clip(0)]
    follows = own[1:] & own[:-1]
    for ids, rows in ((removed, copies.removed), (kept, copies.kept)):
        steps = np.diff(rows)
        follows &= (np.diff(ids // PARAGRAPHS) == 0) & (steps > 0) & (steps <= WIDEST_GAP + 1)
    in_run = np.zeros(len(removed), np.bool_)
    in_run[:-1] |= follows
    in_run[1:] |= follows
    removed //= PARAGRAPHS
    kept //= PARAGRAPHS
    documents = np.unique(np.concatenate((removed[in_run], kept[in_run])))
    around = np.isin(kept, documents) & own
    followers = np.union1d(documents, removed[around])
    return (np.isin(removed, followers) | around) & own


@dataclass(frozen=True)
class _Rows:
    """The paragraphs of all documents, for ``runs``."""

    columns: Columns
    threshold: float

    def document(self, number: int) -> int:
        return self.columns.document(number)

    def length(self, number: int) -> int:
        return int(self.columns.lengths[number])

    def whole(self, number: int) -> int:
        return self.columns.document_length(number)

    def equal(self, removed: int, kept: int) -> bool:
        if self.columns.hashes[removed] != self.columns.hashes[kept]:
            return False
        return repeats(self.columns.text(kept), self.columns.text(removed), 1.0) is not None

    def alike(self, kept: int, removed: int) -> float | None:
        return repeats(self.columns.text(kept), self.columns.text(removed), self.threshold)
