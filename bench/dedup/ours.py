"""Our own near-duplicate search as a process: paragraphs in, kept paragraphs out."""

from __future__ import annotations

import sys
from itertools import islice
from pathlib import Path

from cleaner.dedup.corpus import decide
from cleaner.dedup.shards import ShardWriter
from cleaner.settings import Settings

PARAGRAPHS = 10
"""To a document."""


def main(paragraphs: str, out: str, engine: str, memory: str) -> None:
    """Sign, decide and write; the removals go to ``out/removed.jsonl``."""
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    with open(paragraphs, "rb") as lines, ShardWriter(folder / "shard") as shard:
        for document, texts in enumerate(iter(lambda: list(islice(lines, PARAGRAPHS)), [])):
            shard.add_bytes(document, texts, [False] * len(texts))
    removals = decide([folder / "shard"], Settings(), work=folder, engine=engine, memory=memory)
    with (
        open(paragraphs, "rb") as lines,
        (folder / "kept.txt").open("wb") as kept,
        (folder / "removed.jsonl").open("w", encoding="ascii") as rows,
    ):
        after = 0
        for r in removals:
            number, twin = (
                d * PARAGRAPHS + p
                for d, p in ((r.document, r.paragraph), (r.twin_document, r.twin_paragraph))
            )
            kept.writelines(islice(lines, number - after))
            next(lines)
            after = number + 1
            rows.write(f"[{number}, {twin}, {r.similarity}]\n")
        kept.writelines(lines)


if __name__ == "__main__":
    main(*sys.argv[1:])
