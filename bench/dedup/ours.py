"""Our own near-duplicate search as a process: paragraphs in, kept paragraphs out."""

from __future__ import annotations

import json
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
    with open(paragraphs, encoding="utf-8") as lines, ShardWriter(folder / "shard") as shard:
        for document, texts in enumerate(iter(lambda: list(islice(lines, PARAGRAPHS)), [])):
            shard.add(document, [text.rstrip("\n") for text in texts], [False] * len(texts))
    removals = decide([folder / "shard"], Settings(), work=folder, engine=engine, memory=memory)
    removed = {r.document * PARAGRAPHS + r.paragraph for r in removals}
    with open(paragraphs, "rb") as lines, (folder / "kept.txt").open("wb") as kept:
        kept.writelines(line for number, line in enumerate(lines) if number not in removed)
    with (folder / "removed.jsonl").open("w", encoding="ascii") as file:
        for r in removals:
            twin = r.twin_document * PARAGRAPHS + r.twin_paragraph
            print(json.dumps([r.document * PARAGRAPHS + r.paragraph, twin, r.similarity]), file=file)


if __name__ == "__main__":
    main(*sys.argv[1:])
