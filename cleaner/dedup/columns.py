"""All shards of a run as one table, in the order of the paragraphs' ids."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from cleaner.dedup.shards import PARAGRAPHS, Shard
from cleaner.dedup.signatures import SKETCH, agreement

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class Columns:
    """A row for each paragraph (21 bytes of memory), and a *candidate* for each long one.

    Rows and candidates are numbered by rising paragraph id, whatever the order of the shards. Raises
    ValueError where two shards hold the same paragraph.
    """

    def __init__(self, shards: Sequence[Shard]) -> None:
        import numpy as np

        self.shards = shards
        self._order = self._sort(_joined([shard.array("ids", np.int64) for shard in shards], np.int64))
        self.lengths = self._column("lengths", np.int64)
        self.long = self._column("long", np.bool_)

    def _sort(self, ids: NDArray[np.int64]) -> NDArray[np.int64] | None:
        """Sets the ids in order; gives what brings other columns in that order, None for nothing to do."""
        import numpy as np

        order = None if bool((np.diff(ids) > 0).all()) else np.argsort(ids, kind="stable")
        self.ids = ids if order is None else ids[order]
        if bool((np.diff(self.ids) == 0).any()):
            raise ValueError("two shards hold the same paragraph: number the documents of a run once")
        return order

    def _column(self, name: str, kind: Any) -> NDArray[Any]:
        column = _joined([shard.array(name, kind) for shard in self.shards], kind)
        return column if self._order is None else column[self._order]

    @cached_property
    def hashes(self) -> NDArray[np.uint64]:
        """Equal for rows whose texts are equal after folding."""
        import numpy as np

        return self._column("hashes", np.uint64)

    @cached_property
    def candidates(self) -> NDArray[np.int64]:
        """The row of each candidate."""
        import numpy as np

        return np.flatnonzero(self.long)

    @cached_property
    def _signed(self) -> NDArray[np.int64] | None:
        """Where each candidate's signature stands in the shards' files, None for in order."""
        import numpy as np

        if self._order is None:
            return None
        long = _joined([shard.array("long", np.bool_) for shard in self.shards], np.bool_)
        place = np.cumsum(long) - 1
        found: NDArray[np.int64] = place[self._order][self.long]
        return found

    def band(self, number: int) -> NDArray[np.uint64]:
        """One band's key of each candidate."""
        import numpy as np

        keys = _joined([shard.band(number) for shard in self.shards], np.uint64)
        return keys if self._signed is None else keys[self._signed]

    def agreement(self, first: NDArray[np.int64], second: NDArray[np.int64]) -> NDArray[np.float64]:
        """The Jaccard of pairs of candidates, roughly."""
        sketches = [shard.mapped("sketches").reshape(-1, SKETCH) for shard in self.shards]
        return agreement(_gather(sketches, self._places(first)), _gather(sketches, self._places(second)))

    def _places(self, candidates: NDArray[np.int64]) -> NDArray[np.int64]:
        return candidates if self._signed is None else self._signed[candidates]

    @cached_property
    def _starts(self) -> NDArray[np.int64]:
        """Where each row's text begins, all shards' texts taken as one."""
        import numpy as np

        written = _joined([shard.array("lengths", np.int64) for shard in self.shards], np.int64)
        starts = np.concatenate(([0], np.cumsum(written, dtype=np.int64)))[:-1]
        return starts if self._order is None else starts[self._order]

    @cached_property
    def _ends(self) -> NDArray[np.int64]:
        """Where each shard's text ends, all shards' texts taken as one."""
        import numpy as np

        return np.cumsum([(shard.path / "text").stat().st_size for shard in self.shards], dtype=np.int64)

    def texts(self, rows: Sequence[int] | NDArray[np.int64]) -> list[bytes]:
        """The UTF-8 texts of some rows, read from disk: mapped, all of a large run would count as memory."""
        import numpy as np

        starts, lengths = self._starts[rows], self.lengths[rows]
        order = np.argsort(starts)
        inside = np.searchsorted(self._ends, starts[order], side="right")
        begins = starts[order] - np.concatenate(([0], self._ends))[inside]
        texts = [b""] * len(order)
        for number in np.unique(inside[lengths[order] > 0]):
            mine = inside == number
            wanted = order[mine]
            with (self.shards[number].path / "text").open("rb") as file:
                for i, a, n in zip(
                    wanted.tolist(), begins[mine].tolist(), lengths[wanted].tolist(), strict=True
                ):
                    file.seek(a)
                    texts[i] = file.read(n)
        return texts

    def text(self, row: int) -> str:
        """One row's text."""
        return self.texts([row])[0].decode("utf-8", "surrogatepass")

    def document(self, row: int) -> int:
        """The document a row is in, -1 beyond the rows."""
        return int(self.ids[row]) // PARAGRAPHS if 0 <= row < len(self.ids) else -1

    def document_length(self, row: int) -> int:
        """The bytes of text of the document a row is in."""
        import numpy as np

        first = int(self.ids[row]) // PARAGRAPHS * PARAGRAPHS
        start, end = np.searchsorted(self.ids, (first, first + PARAGRAPHS))
        return int(self.lengths[start:end].sum())

    def places(self, rows: Sequence[int] | NDArray[np.int64]) -> list[tuple[int, int]]:
        """``(document, paragraph)`` of each row."""
        import numpy as np

        ids = self.ids[np.asarray(rows, np.int64)]
        return list(zip((ids // PARAGRAPHS).tolist(), (ids % PARAGRAPHS).tolist(), strict=True))


def _joined(parts: Sequence[NDArray[Any]], kind: Any) -> NDArray[Any]:
    import numpy as np

    return np.concatenate(parts) if parts else np.empty(0, kind)


def _gather(parts: Sequence[NDArray[np.uint8]], places: NDArray[np.int64]) -> NDArray[np.uint8]:
    """Rows of several tables taken as one."""
    import numpy as np

    ends = np.cumsum([len(part) for part in parts])
    found = np.empty((len(places), SKETCH), np.uint8)
    inside = np.searchsorted(ends, places, side="right")
    for number in np.unique(inside):
        mine = inside == number
        found[mine] = parts[number][places[mine] - (ends[number] - len(parts[number]))]
    return found
