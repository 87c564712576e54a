"""Reading a run's ledger."""

from __future__ import annotations

import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any


def read_ledger(folder: Path) -> Iterator[dict[str, Any]]:
    """Every ledger line of a run, in the order of the input."""
    for path in sorted(folder.glob("*.jsonl.zst")):
        if not path.name.endswith(".undo.jsonl.zst"):
            yield from read_lines(path)


def read_lines(path: Path) -> Iterator[dict[str, Any]]:
    """The rows of a ``.jsonl.zst`` file."""
    import zstandard

    with open(path, "rb") as raw:
        stream = zstandard.ZstdDecompressor().stream_reader(raw)
        for line in io.TextIOWrapper(stream, encoding="utf-8", newline="\n"):
            yield json.loads(line)
