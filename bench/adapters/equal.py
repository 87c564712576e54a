"""Is the output of each host that of ``cleaner run``, byte for byte?"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

from bench.adapters.rows import read_rows

_OPTIONS = {
    "equal": ("--duplicates", "document"),
    "duplicates": ("--duplicates", "run", "--ignore", "bpl-any-recurring"),
}


def run(data: Path, count: int, what: str, hosts: Sequence[str]) -> int:
    """Prints a line for each host and number of processes; 1 where any output differs."""
    differ = 0
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        texts = read_rows(data, count)
        (folder / "rows.json").write_text(json.dumps(texts), encoding="ascii")
        expected = _by_run(folder, texts, _OPTIONS[what])
        changed = sum(a != b for a, b in zip(texts, expected, strict=True))
        print(f"cleaner run {' '.join(_OPTIONS[what])}: {len(texts)} rows, {changed} changed", flush=True)
        for host in hosts:
            for processes in (1, 2):
                differ += _compare(host, "clean" if what == "equal" else what, processes, folder, expected)
    return int(differ > 0)


def _compare(host: str, what: str, processes: int, folder: Path, expected: list[str]) -> bool:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as own:
        out = Path(own) / "found.json"
        command = [sys.executable, "-m", "bench.adapters.hosts", host, what, str(processes)]
        done = subprocess.run([*command, str(folder / "rows.json"), str(out)], capture_output=True, text=True)
        found = json.loads(out.read_bytes()) if done.returncode == 0 else []
    places = [i for i, (a, b) in enumerate(zip(found, expected, strict=False)) if a != b]
    told = "the same bytes" if found == expected else f"DIFFERS in {len(places)} rows, the first {places[:3]}"
    if done.returncode:
        told = f"FAILED: {done.stderr.strip().splitlines()[-1:]}"
    print(f"{host:12}{what:12}{processes} processes  {told}  ({time.monotonic() - begun:.0f} s)", flush=True)
    return found != expected


def _by_run(folder: Path, texts: Sequence[str], options: Sequence[str]) -> list[str]:
    """What ``cleaner run`` writes, with one worker and with two."""
    with (folder / "rows.jsonl").open("w", encoding="utf-8") as out:
        for number, text in enumerate(texts):
            out.write(json.dumps({"id": str(number), "text": text}, ensure_ascii=False) + "\n")
    written = []
    for workers in ("1", "2"):
        command = ["run", str(folder / "rows.jsonl"), "--out", str(folder / workers), "--workers", workers, *options]
        subprocess.run([sys.executable, "-m", "cleaner", *command], check=True, capture_output=True)
        written.append((folder / workers / "corpus" / "rows.jsonl").read_bytes())
    if written[0] != written[1]:
        raise ValueError("cleaner run: one worker and two do not agree")
    return [json.loads(line)["text"] for line in written[0].splitlines()]
