"""The table: this project and its peers over the same bytes."""

from __future__ import annotations

import pstats
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from bench.dedup.measure import Cost, measure
from bench.dedup.plant import DUPLICATES
from bench.run.corpus import build
from bench.run.peers import PEERS, environment

_DAMAGED = 0.05
_WARM = 20.0
"""MB: from 16 on the compiled scans are used, which are built once a machine."""


def run(data: Path, size: float, peers_size: float) -> None:
    """Prints a row as soon as it is known."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(data, folder / "clean", int(size * 1e6))
        build(data, folder / "quarter", int(size / 4 * 1e6))
        build(data, folder / "damaged", int(size * 1e6), _DAMAGED, _DAMAGED / 5)
        build(data, folder / "copies", int(size / 4 * 1e6), 0.0, DUPLICATES)
        build(data, folder / "warm", int(_WARM * 1e6), _DAMAGED, _DAMAGED)
        build(data, folder / "few", int(peers_size * 1e6))
        _ours(folder, "warm", 1)
        print(f"\n{'':44}{'MB':>7}{'CPU s':>8}{'MB/CPU s':>10}{'wall s':>8}{'peak MB':>9}")
        _row("cleaner, clean, a quarter", size / 4, _ours(folder, "quarter", 1))
        one = _row("cleaner, clean", size, _ours(folder, "clean", 1))
        _row("cleaner, 5 % damaged, 1 % copied", size, _ours(folder, "damaged", 1))
        _row("cleaner, 21 % of paragraphs copied", size / 4, _ours(folder, "copies", 1))
        two = _row("cleaner, clean, 2 workers", size, _ours(folder, "clean", 2))
        _row("cleaner, clean, as little as the peers", peers_size, _ours(folder, "few", 1))
        print(f"two workers are {one.wall / two.wall:.2f} times as fast as one")
        _others(folder, peers_size, size / one.cpu)


def _others(folder: Path, size: float, ours: float) -> None:
    python = environment()
    for peer in PEERS:
        try:
            cost = measure([python, str(peer.script(folder)), str(folder / "few"), str(folder / peer.module)])
        except subprocess.CalledProcessError:
            print(f"{peer.name:44}failed")
            continue
        _row(peer.name, size, cost)
        print(f"{'':44}cleaner is {ours / (size / cost.cpu):.1f} times as fast")


def _ours(folder: Path, corpus: str, workers: int) -> Cost:
    out = folder / f"{corpus}-{workers}-{time.monotonic_ns()}"
    arguments = [str(folder / corpus), "--out", str(out), "--workers", str(workers)]
    return measure([sys.executable, "-m", "cleaner", "run", *arguments])


def _row(name: str, size: float, cost: Cost) -> Cost:
    row = f"{name:44}{size:7.0f}{cost.cpu:8.1f}{size / cost.cpu:10.2f}{cost.wall:8.1f}{cost.peak:9.0f}"
    print(row, flush=True)
    return cost


def profile(data: Path, size: float) -> None:
    """Where the CPU seconds of the clean run go, function by function; being watched it is some four times slower."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        build(data, folder / "clean", int(size * 1e6))
        _ours(folder, "clean", 1)
        arguments = [
            "-m",
            "cleaner",
            "run",
            str(folder / "clean"),
            "--out",
            str(folder / "out"),
            "--workers",
            "1",
        ]
        subprocess.run(
            [sys.executable, "-m", "cProfile", "-o", str(folder / "profile"), *arguments], check=True
        )
        pstats.Stats(str(folder / "profile")).sort_stats("cumulative").print_stats("cleaner", 40)
