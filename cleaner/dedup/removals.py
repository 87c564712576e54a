"""What is to be removed, as arrays: of millions of copies a Python object each would fill the memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from cleaner.dedup.exact import Copy
from cleaner.dedup.shards import PARAGRAPHS

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cleaner.dedup.columns import Columns
    from cleaner.dedup.index import Published


class Removal(NamedTuple):
    """A paragraph to remove and the kept one that says the same."""

    document: int
    paragraph: int
    twin_document: int
    twin_paragraph: int
    similarity: float
    published: Published | None = None


class Copies(NamedTuple):
    """Removed rows in rising order, the kept row of each (below zero a published one), their Jaccard."""

    removed: NDArray[np.int64]
    kept: NDArray[np.int64]
    similarity: NDArray[np.float64]

    @classmethod
    def none(cls) -> Copies:
        """No copies."""
        import numpy as np

        return cls(np.empty(0, np.int64), np.empty(0, np.int64), np.empty(0, np.float64))

    @classmethod
    def of(cls, copies: Mapping[int, Copy]) -> Copies:
        """The same from a dictionary."""
        import numpy as np

        size = len(copies)
        return cls(
            np.fromiter(copies, np.int64, size),
            np.fromiter((copy.kept for copy in copies.values()), np.int64, size),
            np.fromiter((copy.similarity for copy in copies.values()), np.float64, size),
        ).at(np.argsort(np.fromiter(copies, np.int64, size)))

    @classmethod
    def joined(cls, parts: Sequence[Copies]) -> Copies:
        """All of several, in order."""
        import numpy as np

        whole = cls(*(np.concatenate(column) for column in zip(*parts, strict=True)))
        return whole.at(np.argsort(whole.removed, kind="stable"))

    def at(self, places: NDArray[np.int64] | NDArray[np.bool_]) -> Copies:
        """Some of them."""
        return Copies(self.removed[places], self.kept[places], self.similarity[places])

    def as_dict(self) -> dict[int, Copy]:
        """Each removed row with its copy."""
        pairs = zip(self.kept.tolist(), self.similarity.tolist(), strict=True)
        return dict(zip(self.removed.tolist(), map(Copy._make, pairs), strict=True))


class Removals(Sequence[Removal]):
    """Removals in reading order, made one by one as they are asked for."""

    def __init__(
        self, ids: NDArray[np.int64], twins: NDArray[np.int64], copies: Copies, earlier: Sequence[Published]
    ) -> None:
        self.ids, self._twins, self._copies, self._earlier = ids, twins, copies, earlier

    @classmethod
    def of(cls, columns: Columns, copies: Copies, earlier: Sequence[Published] = ()) -> Removals:
        """The copies by document and paragraph; a kept row below zero is counted from the end of ``earlier``."""
        return cls(columns.ids[copies.removed], columns.ids[copies.kept.clip(0)], copies, earlier)

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, places: int | slice) -> Removal | list[Removal]:  # type: ignore[override]
        if isinstance(places, slice):
            return [self._removal(i) for i in range(*places.indices(len(self)))]
        return self._removal(range(len(self))[places])

    def __iter__(self) -> Iterator[Removal]:
        return map(self._removal, range(len(self)))

    def of_documents(self, first: int, end: int) -> list[Removal]:
        """Those in documents from ``first`` to before ``end``."""
        import numpy as np

        start, stop = np.searchsorted(self.ids, (first * PARAGRAPHS, end * PARAGRAPHS)).tolist()
        return [self._removal(i) for i in range(start, stop)]

    def _removal(self, i: int) -> Removal:
        place = divmod(int(self.ids[i]), PARAGRAPHS)
        kept, similarity = int(self._copies.kept[i]), float(self._copies.similarity[i])
        if kept >= 0:
            return Removal(*place, *divmod(int(self._twins[i]), PARAGRAPHS), similarity)
        old = self._earlier[kept]
        return Removal(*place, -1, old.place, similarity, old)
