"""What earlier runs kept, so that new documents are compared with it: "published stays".

A DuckDB file by default: 72,000-92,000 paragraphs a second in batches, where Redis took 1,400.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, Protocol

from cleaner.dedup.columns import Columns
from cleaner.dedup.signatures import BANDS, VERSION

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_BATCH = 125_000

_TABLES = """CREATE TABLE IF NOT EXISTS about (version VARCHAR);
CREATE TABLE IF NOT EXISTS paragraph (
    pid BIGINT, run VARCHAR, document VARCHAR, number BIGINT, text BLOB);
CREATE TABLE IF NOT EXISTS band (h BIGINT, pid BIGINT)"""

_MATCH = "SELECT DISTINCT b.candidate, k.pid FROM block b JOIN band k ON b.h = k.h"
_ADD = """INSERT INTO band SELECT b.h, min(b.pid) FROM block b LEFT JOIN band k ON b.h = k.h
WHERE k.h IS NULL GROUP BY b.h"""


class Published(NamedTuple):
    """A paragraph an earlier run kept, in the document and at the place by which the run knew it."""

    document: str
    place: int
    text: bytes


Place = Callable[[int, int], tuple[str, int]]
"""A document's name, and a paragraph's place in it (its line, say), by their numbers."""


class Index(Protocol):
    """What ``corpus.decide`` asks of an index."""

    def matches(self, columns: Columns) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """``(candidates, pids)``: pairs of a new paragraph and a published one that share a band."""

    def fetch(self, pids: Sequence[int]) -> list[Published]:
        """The published paragraphs of these ids, in their order."""

    def forget(self, run: str) -> None:
        """Take back what a run has published: it was stopped and is taken up again."""

    def add(self, columns: Columns, kept: NDArray[np.int64], place: Place, run: str) -> None:
        """Publish candidates of this run."""

    def close(self) -> None:
        """Nothing is written after this."""


class IndexRefusedError(ValueError):
    """An index that cannot be used; the message says why and what to do."""


def open_index(where: str | Path) -> Index:
    """An index by its place: a file, or ``redis://host:port/name``.

    Raises IndexRefusedError where it cannot be opened, or was made by another version: signatures of the
    two cannot be compared.
    """
    if not str(where).startswith("redis://"):
        return FileIndex(Path(where))
    try:
        from cleaner.dedup.redis import RedisIndex
    except ImportError as error:
        raise IndexRefusedError(f"{where}: needs redis: pip install 'cleaner[redis]'") from error
    return RedisIndex(str(where))


class FileIndex:
    """An index in one DuckDB file, for one writer at a time."""

    def __init__(self, path: Path) -> None:
        import duckdb

        try:
            self._database = duckdb.connect(path)
        except duckdb.Error as error:
            raise IndexRefusedError(
                f"{path}: no index, or one that another process has open: {error}"
            ) from error
        self._database.execute("SET enable_progress_bar = false")
        self._database.execute(_TABLES)
        found = self._database.execute("SELECT version FROM about").fetchall()
        if found and found[0][0] != VERSION:
            raise IndexRefusedError(
                f"{path}: an index of version {found[0][0]}, this is {VERSION}: make it anew"
            )
        if not found:
            self._database.execute("INSERT INTO about VALUES (?)", [VERSION])

    def matches(self, columns: Columns) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs of a new paragraph and a published one that share a band, a batch at a time."""
        import numpy as np

        pairs: list[tuple[NDArray[np.int64], NDArray[np.int64]]] = []
        for candidates, keys in _batches(columns):
            self._database.register("block", {"candidate": np.tile(candidates, BANDS), "h": keys})
            found = self._database.execute(_MATCH).fetchnumpy()
            pairs.append((found["candidate"], found["pid"]))
            self._database.unregister("block")
        candidates, pids = (
            (np.concatenate(column) for column in zip(*pairs, strict=True)) if pairs else _nothing()
        )
        order = np.lexsort((pids, candidates))
        return candidates[order], pids[order]

    def fetch(self, pids: Sequence[int]) -> list[Published]:
        """The published paragraphs of these ids, in their order."""
        import numpy as np

        self._database.register("wanted", {"pid": np.asarray(pids, np.int64), "place": np.arange(len(pids))})
        query = "SELECT document, number, text FROM wanted JOIN paragraph USING (pid) ORDER BY place"
        rows = self._database.execute(query).fetchall() if len(pids) else []
        return [Published(document, number, bytes(text)) for document, number, text in rows]

    def forget(self, run: str) -> None:
        """Take back what a run has published."""
        own = "(SELECT pid FROM paragraph WHERE run = ?)"
        self._database.begin()
        self._database.execute(f"DELETE FROM band WHERE pid IN {own}", [run])
        self._database.execute("DELETE FROM paragraph WHERE run = ?", [run])
        self._database.commit()

    def add(self, columns: Columns, kept: NDArray[np.int64], place: Place, run: str) -> None:
        """Publish candidates of this run, all or none of them."""
        import numpy as np

        rows = columns.candidates[kept]
        last = self._database.execute("SELECT coalesce(max(pid), 0) FROM paragraph").fetchall()
        first = int(last[0][0]) + 1
        number_of = np.full(len(columns.candidates), -1, np.int64)
        number_of[kept] = first + np.arange(len(kept))
        self._database.begin()
        for at in range(0, len(rows), _BATCH):
            places = columns.places(rows[at : at + _BATCH])
            texts = columns.texts(rows[at : at + _BATCH])
            self._database.executemany(
                "INSERT INTO paragraph VALUES (?, ?, ?, ?, ?)",
                [
                    (first + at + i, run, *place(document, paragraph), text)
                    for i, ((document, paragraph), text) in enumerate(zip(places, texts, strict=True))
                ],
            )
        for candidates, keys in _batches(columns):
            pids = np.tile(number_of[candidates], BANDS)
            self._database.register("block", {"pid": pids[pids >= 0], "h": keys[pids >= 0]})
            self._database.execute(_ADD)
            self._database.unregister("block")
        self._database.commit()

    def close(self) -> None:
        """Write what is not yet on disk and let go of the file."""
        self._database.close()


def _batches(columns: Columns) -> list[tuple[NDArray[np.int64], NDArray[np.int64]]]:
    """``(candidates, keys of all their bands)``, some of the candidates at a time."""
    import numpy as np

    bands = [columns.band(band).view(np.int64) for band in range(BANDS)]
    return [
        (
            np.arange(at, min(at + _BATCH, len(bands[0]))),
            np.concatenate([band[at : at + _BATCH] for band in bands]),
        )
        for at in range(0, len(bands[0]), _BATCH)
    ]


def _nothing() -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    import numpy as np

    return np.empty(0, np.int64), np.empty(0, np.int64)
