"""One answer from every engine, on paragraphs with a hot bucket and a long chain."""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import tempfile
import threading
import time
from collections.abc import Collection, Iterator
from concurrent.futures import ProcessPoolExecutor
from contextlib import ExitStack, suppress
from itertools import islice
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from bench.dedup.measure import tree
from cleaner.dedup.corpus import decide
from cleaner.dedup.shards import ShardWriter
from cleaner.settings import Settings


class Way(NamedTuple):
    """An engine with its memory, a Spark master, whether the shards come in another order, and a fault."""

    engine: str
    memory: str = "1GB"
    master: str = ""
    workers: int = 2
    backwards: bool = False
    kill: bool = False


WAYS = (
    Way("memory"),
    Way("memory", workers=1),
    Way("memory", backwards=True),
    Way("duckdb", "400MB"),
    Way("duckdb", "8GB"),
    Way("spark", master="local[2]"),
    Way("spark", master="local-cluster[2,1,1024]", kill=True),
)
_DOCUMENT, _CHAIN, _HOT, _COPIES = 10, 2_000, 0.05, 0.3
_WORDS = 50_000


def run(paragraphs: int, engines: Collection[str]) -> int:
    """Prints a digest of the removals for each way, each in a process of its own; 1 where they differ."""
    digests = set()
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        shards = {workers: _sign(folder, paragraphs, workers) for workers in (1, 2)}
        for way in WAYS:
            if way.engine not in engines:
                continue
            begun = time.monotonic()
            with ProcessPoolExecutor(1, get_context("spawn")) as process:
                count, digest, cpu, note = process.submit(_decide, way, shards[way.workers], folder).result()
            digests.add(digest)
            wall = time.monotonic() - begun
            told = f"{way.workers} shards{', backwards' if way.backwards else ''}{note}"
            print(
                f"{way.engine:8}{way.memory:>6} {way.master:24}{count:9}  {digest}  {cpu:7.1f} CPU s {wall:7.1f} s  {told}",
                flush=True,
            )
            shutil.rmtree(folder / "work", ignore_errors=True)
    print("one answer" if len(digests) == 1 else "THE ANSWERS DIFFER")
    return int(len(digests) != 1)


def _decide(way: Way, shards: list[Path], folder: Path) -> tuple[int, str, float, str]:
    """How many removals, their digest, CPU seconds of the process (not of a Java machine), what was killed."""
    if way.master:
        os.environ["PYSPARK_SUBMIT_ARGS"] = f"--master {way.master} --driver-memory 2g pyspark-shell"
    killed: list[int] = []
    if way.kill:
        threading.Thread(target=_kill_executor, args=(folder / "work" / "spark", killed), daemon=True).start()
    found = decide(
        shards[::-1] if way.backwards else shards,
        Settings(),
        work=folder / "work",
        engine=way.engine,
        memory=way.memory,
    )
    digest = hashlib.sha256()
    for removal in found:
        digest.update(repr(removal).encode())
    note = f", executor {killed[0]} killed half-way" if killed else ", NOTHING WAS KILLED" if way.kill else ""
    return len(found), digest.hexdigest()[:16], time.process_time(), note


def _kill_executor(folder: Path, killed: list[int]) -> None:
    """Kills one Spark executor of this process as soon as the components are being made."""
    while not (folder / "likely" / "_SUCCESS").exists():
        time.sleep(0.05)
    for pid in tree(os.getpid()):
        with suppress(OSError):
            if b"CoarseGrainedExecutorBackend" in Path(f"/proc/{pid}/cmdline").read_bytes():
                os.kill(pid, signal.SIGKILL)
                killed.append(pid)
                return


def _sign(folder: Path, paragraphs: int, workers: int) -> list[Path]:
    """Shards as so many workers would write them, document by document in turn."""
    shards = [folder / f"{workers}-{worker}" for worker in range(workers)]
    with ExitStack() as opened:
        writers = [opened.enter_context(ShardWriter(shard)) for shard in shards]
        texts = random_paragraphs(paragraphs)
        for document, own in enumerate(iter(lambda: list(islice(texts, _DOCUMENT)), [])):
            writers[document % workers].add(document, own, [False] * len(own))
    return shards


def random_paragraphs(count: int) -> Iterator[str]:
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
