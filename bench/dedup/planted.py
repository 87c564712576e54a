"""A corpus with planted copies: what is found, and what it costs, ours and the peers'."""

from __future__ import annotations

import json
import sys
import tempfile
from collections import defaultdict
from pathlib import Path

from bench.dedup import peers
from bench.dedup.altered import altered
from bench.dedup.engines import random_paragraphs
from bench.dedup.measure import Cost, measure
from bench.dedup.plant import Planted, plant, read_lines
from cleaner.dedup import exact, guard
from cleaner.dedup.shingles import similarity
from cleaner.settings import Settings

BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)


def run(data: Path, megabytes: float, python: str | None) -> None:
    """Prints quality by Jaccard bin, then a row of cost for each tool ``python`` can import."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        paragraphs = folder / "paragraphs.txt"
        _warm(data, folder)
        pairs = plant(data, paragraphs, int(megabytes * 1e6))
        cost = _ours(paragraphs, folder / "ours")
        _quality(list(read_lines(paragraphs)), pairs, folder / "ours" / "removed.jsonl")
        print(f"\n{'':28}{'CPU s':>8}{'MB/CPU s':>10}{'peak MB':>9}{'kept':>9}")
        _row("cleaner", cost, megabytes, _count(folder / "ours" / "kept.txt"))
        for peer in peers.PEERS if python else ():
            found = peer.run(python or "", paragraphs, folder)
            if found:
                _row(peer.name, found.cost, megabytes, found.kept)


def scale(data: Path, sizes: list[float]) -> None:
    """Prints cost by size: the last column is 1.0 where twice the text costs twice the seconds."""
    first = None
    print(f"{'MB':>8}{'paragraphs':>12}{'CPU s':>8}{'peak MB':>9}{'us/paragraph':>14}{'to linear':>11}")
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            paragraphs = Path(name) / "paragraphs.txt"
            plant(data, paragraphs, int(size * 1e6))
            cost, count = _ours(paragraphs, Path(name) / "ours"), _count(paragraphs)
        each = cost.cpu / count * 1e6
        first = first or each
        print(
            f"{size:8.0f}{count:12}{cost.cpu:8.1f}{cost.peak:9.0f}{each:14.1f}{each / first:11.2f}",
            flush=True,
        )


def measure_random(size: int) -> None:
    """The same for ``size`` paragraphs of random words with a hot bucket and a long chain."""
    with tempfile.TemporaryDirectory() as name:
        file = Path(name) / "paragraphs.txt"
        with file.open("w", encoding="utf-8") as out:
            out.writelines(f"{text}\n" for text in random_paragraphs(size))
        cost, megabytes = _ours(file, Path(name) / "ours"), file.stat().st_size / 1e6
    print(
        f"{size} paragraphs, {megabytes:.0f} MB: {cost.cpu:.1f} CPU s, {megabytes / cost.cpu:.1f} MB/CPU s, ",
        end="",
    )
    print(f"{cost.cpu / size * 1e6:.1f} us/paragraph, peak {cost.peak:.0f} MB")


def _warm(data: Path, folder: Path) -> None:
    """Compiles the kernels if this machine has not yet."""
    plant(data, folder / "few.txt", 8_000_000)
    _ours(folder / "few.txt", folder / "warm")


def _ours(paragraphs: Path, out: Path) -> Cost:
    return measure([sys.executable, "-m", "bench.dedup.ours", str(paragraphs), str(out), "memory", "1GB"])


def _count(lines: Path) -> int:
    with lines.open("rb") as file:
        return sum(1 for _ in file)


def _row(name: str, cost: Cost, megabytes: float, kept: int) -> None:
    print(f"{name:28}{cost.cpu:8.1f}{megabytes / cost.cpu:10.2f}{cost.peak:9.0f}{kept:9}", flush=True)


def _quality(texts: list[str], pairs: list[Planted], removed: Path) -> None:
    """Recall of planted pairs by exact Jaccard, and whether each removal is one by ``exact.repeats``."""
    with removed.open(encoding="ascii") as lines:
        twins = {int(line): (int(twin), alike) for line, twin, alike in map(json.loads, lines)}
    met: dict[float, list[int]] = defaultdict(lambda: [0, 0, 0, 0, 0])
    for line, source in pairs:
        row = met[max(edge for edge in BINS if edge <= similarity(texts[line], texts[source]))]
        gone, same = line in twins or source in twins, not altered(texts[source], texts[line])
        agreed = guard.covers(*map(guard.facts, (texts[source], texts[line])))
        for column, counts in enumerate((True, gone, same, same and gone, agreed and not gone)):
            row[column] += counts
    print(f"{'':12}{'all planted':>26}{'no fact changed':>26}  missed, though")
    print(
        f"{'Jaccard from':>12}{'pairs':>9}{'removed':>9}{'recall':>8}{'pairs':>9}{'removed':>9}{'recall':>8}{'guard agrees':>14}"
    )
    for edge in BINS:
        planted, gone, same, found, missed = met[edge]
        if planted:
            print(
                f"{edge:12.1f}{planted:9}{gone:9}{gone / planted:8.4f}"
                f"{same:9}{found:9}{found / max(1, same):8.4f}{missed:14}"
            )
    threshold = Settings().threshold
    right = sum(
        exact.repeats(texts[twin], texts[line], threshold) is not None for line, (twin, _) in twins.items()
    )
    kept = sum(twin not in twins for twin, _ in twins.values())
    print(
        f"removed {len(twins)}: twin kept {kept}, verified again {right} (precision {right / max(1, len(twins)):.4f})"
    )
