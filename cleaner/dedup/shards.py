"""Signed paragraphs on disk: what a worker writes and the parent reads.

A shard is a folder of plain arrays. Signatures are written in blocks, each band by band, so that one
band of many shards is read without the others.
"""

from __future__ import annotations

import json
import shutil
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from cleaner.dedup.signatures import BANDS, VERSION, sign

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PARAGRAPHS = 1 << 24
"""A paragraph's id is ``document * PARAGRAPHS + paragraph``: 16.7 million paragraphs a document."""

_BLOCK = 4_000_000
_FILES = ("text", "ids", "lengths", "hashes", "long", "keys", "sketches")


class ShardWriter:
    """Signs the paragraphs it is given and writes them as a shard; whole or not at all."""

    def __init__(self, path: str | Path) -> None:
        self._path = Path(path)
        self._part = self._path.with_name(self._path.name + ".part")
        self._files: dict[str, BinaryIO] = {}
        self._blocks: list[int] = []
        self._texts: list[bytes] = []
        self._wanted: list[bool] = []
        self._documents: list[tuple[int, int, int]] = []
        self._size = 0

    def __enter__(self) -> ShardWriter:
        shutil.rmtree(self._part, ignore_errors=True)
        self._part.mkdir(parents=True)
        self._files = {name: (self._part / name).open("wb") for name in _FILES}
        return self

    def add(self, document: int, texts: Sequence[str], protected: Sequence[bool], scope: int = 0) -> None:
        """The paragraphs of one document, in order. Documents are numbered as they were read."""
        self.add_bytes(document, [text.encode("utf-8", "surrogatepass") for text in texts], protected, scope)

    def add_bytes(
        self, document: int, texts: Sequence[bytes], protected: Sequence[bool], scope: int = 0
    ) -> None:
        """The same for paragraphs in UTF-8."""
        if len(texts) > PARAGRAPHS:
            raise ValueError(f"document {document} has more than {PARAGRAPHS} paragraphs: cut it")
        self._texts.extend(texts)
        self._wanted.extend(not held for held in protected)
        self._documents.append((document, len(texts), scope))
        self._size += sum(map(len, texts))
        if self._size >= _BLOCK:
            self._flush()

    def __exit__(self, kind: object, *_: object) -> None:
        if kind is None:
            self._flush()
        for file in self._files.values():
            file.close()
        if kind is not None:
            shutil.rmtree(self._part, ignore_errors=True)
            return
        about = {"version": VERSION, "blocks": self._blocks}
        (self._part / "about.json").write_text(json.dumps(about), encoding="ascii")
        shutil.rmtree(self._path, ignore_errors=True)
        self._part.rename(self._path)

    def _flush(self) -> None:
        import numpy as np

        if not self._texts:
            return
        documents, counts, scopes = (
            np.array(column, np.int64) for column in zip(*self._documents, strict=True)
        )
        within = np.arange(len(self._texts)) - np.repeat(np.cumsum(counts) - counts, counts)
        signed = sign(self._texts, self._wanted, np.repeat(scopes, counts))
        self._files["text"].write(b"".join(self._texts))
        for name, array in (
            ("ids", np.repeat(documents * PARAGRAPHS, counts) + within),
            ("lengths", np.fromiter(map(len, self._texts), np.int64, len(self._texts))),
            ("hashes", signed.hashes),
            ("long", signed.long),
            ("keys", signed.keys),
            ("sketches", signed.sketches),
        ):
            self._files[name].write(array.tobytes())
        self._blocks.append(signed.keys.shape[1])
        self._texts, self._wanted, self._documents, self._size = [], [], [], 0


@dataclass(frozen=True)
class Shard:
    """A written shard."""

    path: Path
    blocks: tuple[int, ...]

    @classmethod
    def open(cls, path: str | Path) -> Shard:
        """Raises ValueError where the shard was signed by another version."""
        about = json.loads((Path(path) / "about.json").read_text(encoding="ascii"))
        if about["version"] != VERSION:
            raise ValueError(f"{path}: signed as {about['version']}, not {VERSION}; sign it again")
        return cls(Path(path), tuple(about["blocks"]))

    def array(self, name: str, kind: Any) -> NDArray[Any]:
        """A column with an entry for each paragraph: ids, lengths, hashes, long."""
        import numpy as np

        return np.fromfile(self.path / name, kind)

    def band(self, number: int) -> NDArray[np.uint64]:
        """One band's keys, an entry for each long paragraph."""
        import numpy as np

        keys = np.empty(sum(self.blocks), np.uint64)
        start = 0
        with (self.path / "keys").open("rb") as file:
            for size in self.blocks:
                file.seek(8 * (BANDS * start + number * size))
                keys[start : start + size] = np.fromfile(file, np.uint64, size)
                start += size
        return keys

    def mapped(self, name: str) -> NDArray[np.uint8]:
        """A file's bytes, left on disk until they are looked at."""
        import numpy as np

        path = self.path / name
        return np.memmap(path, np.uint8, "r") if path.stat().st_size else np.empty(0, np.uint8)
