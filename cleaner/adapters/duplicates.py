"""Duplicates across documents as a library step: sign shards, cluster them, keep what is first.

A map cannot see other rows, so there are two phases::

    sign(texts_of_shard_0, "sigs/0", first=0)            # anywhere, one call a shard
    sign(texts_of_shard_1, "sigs/1", first=len(shard_0))
    removals = cluster(["sigs/0", "sigs/1"])             # once
    clean = [keep(text, removals.get(number, ())) for number, text in enumerate(all_texts)]

The texts are those that ``Cleaner`` gave; the kept set is the one ``cleaner run`` gives.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterable, Sequence
from itertools import groupby
from pathlib import Path

from cleaner.corpus.paragraphs import paragraphs_of
from cleaner.dedup.corpus import Removal, decide
from cleaner.dedup.shards import ShardWriter
from cleaner.markup import layout_of
from cleaner.model import Markup
from cleaner.segments import removal
from cleaner.settings import Settings


def sign(texts: Iterable[str], shard: str | Path, first: int = 0, markup: Markup = "text") -> int:
    """Write the signatures of a shard's documents, numbered from ``first``; gives how many there were."""
    number = first
    with ShardWriter(shard) as writer:
        for text in texts:
            writer.add(number, *paragraphs_of(text, markup))
            number += 1
    return number - first


def cluster(
    shards: Sequence[str | Path],
    settings: Settings | None = None,
    engine: str = "memory",
    work: str | Path | None = None,
) -> dict[int, list[Removal]]:
    """The paragraphs to remove, by document number, each with its kept twin and the similarity.

    An engine writes to a new folder in ``work``, which Spark's executors must see too; a temporary one unless given.
    """
    with tempfile.TemporaryDirectory(prefix="cleaner-", dir=work) as folder:
        found = decide(shards, settings or Settings(), work=folder, engine=engine)
    return {number: list(group) for number, group in groupby(found, key=lambda r: r.document)}


def keep(text: str, removals: Iterable[Removal], markup: Markup = "text") -> str:
    """The document without the paragraphs found in others."""
    gone = {found.paragraph for found in removals}
    paragraphs = layout_of(text, markup).paragraphs
    for index in sorted(gone, reverse=True):
        start, end = removal(text, paragraphs, index, gone)
        text = text[:start] + text[end:]
    return text


def duplicates_of(texts: Sequence[str], settings: Settings | None = None) -> list[str]:
    """All three phases on texts that fit in memory."""
    with tempfile.TemporaryDirectory(prefix="cleaner-") as folder:
        sign(texts, Path(folder) / "shard")
        removals = cluster([Path(folder) / "shard"], settings)
    return [keep(text, removals.get(number, ())) for number, text in enumerate(texts)]
