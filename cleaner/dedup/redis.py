"""An index in Redis through datasketch's storage, for several writers at once.

About 7 KB a paragraph and a thousand paragraphs a second: the file index is the one to use where one
writer will do. Two writers that publish the same new paragraph at the same moment both keep it.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

import redis

from cleaner.dedup.columns import Columns
from cleaner.dedup.index import IndexRefusedError, Place, Published
from cleaner.dedup.signatures import BANDS, PERMUTATIONS, ROWS, SCHEME, SEED, VERSION, signatures

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


class RedisIndex:
    """An index at ``redis://host:port/name``."""

    def __init__(self, where: str) -> None:
        from datasketch import MinHashLSH

        url = urlsplit(where)
        server: dict[str, Any] = {"host": url.hostname or "localhost", "port": url.port or 6379}
        self._name = url.path.strip("/") or "cleaner"
        self._redis: Any = redis.Redis(**server)
        try:
            self._redis.setnx(f"{self._name}:version", VERSION)
        except redis.RedisError as error:
            raise IndexRefusedError(f"{where}: {error}") from error
        version: Any = self._redis.get(f"{self._name}:version")
        if version.decode() != VERSION:
            raise IndexRefusedError(
                f"{where}: an index of version {version.decode()}, this is {VERSION}: make it anew"
            )
        storage = {"type": "redis", "basename": f"{self._name}:lsh".encode(), "redis": server}
        self._lsh = MinHashLSH(num_perm=PERMUTATIONS, params=(BANDS, ROWS), storage_config=storage)

    def matches(self, columns: Columns) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
        """Pairs of a new paragraph and a published one that share a band."""
        import numpy as np

        pairs = [
            (candidate, int(pid))
            for candidate, minhash in enumerate(_minhashes(columns, columns.candidates))
            for pid in sorted(self._lsh.query(minhash), key=int)
        ]
        found = np.array(pairs, np.int64).reshape(-1, 2)
        return found[:, 0], found[:, 1]

    def fetch(self, pids: Sequence[int]) -> list[Published]:
        """The published paragraphs of these ids, in their order."""
        found = []
        for pid in pids:
            document, number, text = self._redis.hmget(f"{self._name}:{pid}", "document", "number", "text")
            found.append(Published(document.decode(), int(number), text))
        return found

    def forget(self, run: str) -> None:
        """Take back what a run has published."""
        own = f"{self._name}:run:{run}"
        for pid in sorted(self._redis.smembers(own), key=int):
            if pid.decode() in self._lsh:
                self._lsh.remove(pid.decode())
            self._redis.delete(f"{self._name}:{int(pid)}")
        self._redis.delete(own)

    def add(self, columns: Columns, kept: NDArray[np.int64], place: Place, run: str) -> None:
        """Publish candidates of this run; the text before the signature, so that none is found without."""
        rows = columns.candidates[kept]
        places, texts = columns.places(rows), columns.texts(rows)
        for (document, number), text, minhash in zip(places, texts, _minhashes(columns, rows), strict=True):
            pid = self._redis.incr(f"{self._name}:last")
            name, at = place(document, number)
            entry = {"document": name, "number": at, "text": text}
            self._redis.sadd(f"{self._name}:run:{run}", pid)
            self._redis.hset(f"{self._name}:{pid}", mapping=entry)
            self._lsh.insert(str(pid), minhash)

    def close(self) -> None:
        """Let go of the connection."""
        self._redis.close()


def _minhashes(columns: Columns, rows: NDArray[np.int64]) -> list[Any]:
    """datasketch's own objects for some rows, signed again: shards keep band keys only."""
    from datasketch import MinHash

    texts = columns.texts(rows)
    values = signatures(texts, [True] * len(texts))[1]
    return [MinHash(PERMUTATIONS, SEED, hashvalues=row, scheme=SCHEME) for row in values]
