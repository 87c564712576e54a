"""What each host adds to the step's own CPU seconds."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Sequence
from contextlib import suppress
from pathlib import Path

from bench.adapters.rows import read_megabytes
from bench.dedup.measure import tree

_TICK = os.sysconf("SC_CLK_TCK")


def run(data: Path, megabytes: int, hosts: Sequence[str]) -> int:
    """Prints for each host its CPU seconds with the step and with one that does nothing, and the difference
    over that of the step alone, measured right before: on a busy machine the same work takes a fifth more at one
    time than at another. One process; the sum over the whole process tree, Java and all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "rows.json").write_text(json.dumps(read_megabytes(data, megabytes)), encoding="ascii")
        empty = _seconds("bare", "identity", folder)
        print(f"{megabytes} MB {'alone':>18}{'clean':>10}{'identity':>10}{'overhead':>10}")
        for host in hosts:
            alone = _seconds("bare", "clean", folder) - empty
            clean, identity = _seconds(host, "clean", folder), _seconds(host, "identity", folder)
            over = (clean - identity) / alone - 1
            print(f"{host:16}{alone:10.1f}{clean:10.1f}{identity:10.1f}{over:10.1%}", flush=True)
    return 0


def _seconds(host: str, what: str, folder: Path) -> float:
    with tempfile.TemporaryDirectory() as own:
        out = str(Path(own) / "found.json")
        command = [sys.executable, "-m", "bench.adapters.hosts", host, what, "1", str(folder / "rows.json"), out]
        process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        seen: dict[int, float] = {}
        watcher = threading.Thread(target=_watch, args=(process, seen))
        watcher.start()
        code = process.wait()
        watcher.join()
        if code:
            raise subprocess.CalledProcessError(code, command)
    return sum(seen.values())


def _watch(process: subprocess.Popen[bytes], seen: dict[int, float]) -> None:
    """Each process's own seconds, as last seen: those of Ray are nobody's children when they end."""
    while process.poll() is None:
        for pid in tree(process.pid):
            with suppress(OSError, IndexError):
                fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
                seen[pid] = (int(fields[11]) + int(fields[12])) / _TICK
        time.sleep(0.02)
