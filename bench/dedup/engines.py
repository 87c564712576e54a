"""One answer from every engine, on paragraphs with a hot bucket and a long chain."""

from __future__ import annotations

import hashlib
import random
import shutil
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from cleaner.dedup.corpus import decide
from cleaner.dedup.shards import ShardWriter
from cleaner.settings import Settings

ENGINES = (("memory", "1GB"), ("duckdb", "400MB"), ("duckdb", "8GB"), ("spark", "2GB"))
_DOCUMENT, _CHAIN, _HOT, _COPIES = 10, 2_000, 0.05, 0.3
_WORDS = 50_000


def run(paragraphs: int) -> int:
    """Prints a digest of the removals for each engine and order of shards; 1 where they differ."""
    digests = set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shards = _sign(folder, paragraphs)
        for engine, memory in ENGINES:
            for order in (shards, shards[::-1]) if engine == "memory" else (shards,):
                begun = time.monotonic()
                removals = decide(order, Settings(), work=folder / "work", engine=engine, memory=memory)
                digest = hashlib.sha256(repr(removals).encode()).hexdigest()[:16]
                digests.add(digest)
                print(
                    f"{engine:8}{memory:>6}{len(removals):10}  {digest}  {time.monotonic() - begun:6.1f} s",
                    flush=True,
                )
                shutil.rmtree(folder / "work", ignore_errors=True)
    print("one answer" if len(digests) == 1 else "THE ANSWERS DIFFER")
    return int(len(digests) != 1)


def _sign(folder: Path, paragraphs: int) -> list[Path]:
    """Two shards, as two workers would write them: even and odd documents."""
    shards = [folder / "even", folder / "odd"]
    with ShardWriter(shards[0]) as even, ShardWriter(shards[1]) as odd:
        texts: list[str] = []
        for number, text in enumerate(_paragraphs(paragraphs)):
            texts.append(text)
            if len(texts) == _DOCUMENT or number == paragraphs - 1:
                document = number // _DOCUMENT
                (odd if document % 2 else even).add(document, texts, [False] * len(texts))
                texts = []
    return shards


def _paragraphs(count: int) -> Iterator[str]:
    """Random words; copies of earlier ones; one text many times with a word changed; a chain of overlaps."""
    rng = random.Random(7)
    words = [f"{'bcdfgklmnprst'[i % 13]}{'aeiou'[i % 5]}{i:x}o".translate(_LETTERS) for i in range(_WORDS)]
    hot, chain = rng.choices(words, k=20), rng.choices(words, k=5 * _CHAIN + 40)
    link, recent = 0, [hot]
    for _ in range(count):
        kind = rng.random()
        if kind < _HOT:
            own = list(hot)
            own[rng.randrange(20)] = rng.choice(words)
        elif kind < _HOT + _CHAIN / count and link < _CHAIN:
            own, link = chain[5 * link : 5 * link + 30], link + 1
        elif kind < _HOT + _COPIES:
            own = [word if rng.random() > 0.05 else rng.choice(words) for word in rng.choice(recent)]
        else:
            own = rng.choices(words, k=rng.randint(13, 25))
            recent = [*recent[-9_999:], own] if rng.random() < 0.01 else recent
        yield " ".join(own)


_LETTERS = str.maketrans("0123456789", "ghijklmnqr")
