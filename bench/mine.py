"""``python -m bench mine DATA [SENTENCES...]``: mining against removing duplicates, on the same sentences.

DATA holds ``clean_ud``; sentences are put together from runs of three of its words, and one in 500 is told twice
with two words changed. For each size it prints CPU seconds and peak memory of three whole processes, one worker:
mining; the search for near-duplicates alone (signed, brought together, verified); a run that removes them.
"""

from __future__ import annotations

import json
import os
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

_DOCUMENT = 10
_TOLD_TWICE = 500
_RUN = 3


def main(argv: list[str]) -> int:
    if not argv:
        print(__doc__, file=sys.stderr)
        return 2
    for wanted in argv[1:] or ["1_000_000"]:
        with tempfile.TemporaryDirectory(dir=os.environ.get("TMPDIR")) as folder:
            compare(Path(folder), Path(argv[0]) / "clean_ud", int(wanted.replace("_", "")))
    return 0


def compare(folder: Path, clean: Path, wanted: int) -> None:
    rows, lines, out = folder / "sentences.jsonl", folder / "sentences.txt", folder / "candidates.jsonl"
    write(rows, lines, clean, wanted)
    print(f"{wanted:,} sentences, {lines.stat().st_size / 1e6:.0f} MB", flush=True)
    measure("cleaner mine", ["cleaner", "mine", str(rows), "--out", str(out), "--work", str(folder)])
    found = [json.loads(line) for line in out.read_text("utf-8").splitlines()]
    planted = sum(any("zzplanted" in side["words"] for side in pair) for row in found for pair in row["sentences"][:1])
    print(f"  {len(found):,} candidates, {planted:,} of about {wanted // _TOLD_TWICE:,} planted")
    measure("near-duplicates alone", ["bench.dedup.ours", str(lines), str(folder / "ours"), "memory", "1GB"])
    run = ["cleaner", "run", str(rows), "--out", str(folder / "out"), "--workers", "1", "--select", "DUP"]
    measure("cleaner run --select DUP", run)


def write(rows: Path, lines: Path, clean: Path, wanted: int) -> None:
    """So many sentences, ten a document: as rows, and a sentence a line."""
    sentences = recombined(clean, wanted)
    with rows.open("w", encoding="utf-8") as documents, lines.open("w", encoding="utf-8") as paragraphs:
        for number in range(wanted // _DOCUMENT):
            text = "\n".join(next(sentences) for _ in range(_DOCUMENT))
            documents.write(json.dumps({"id": f"d{number}", "text": text}, ensure_ascii=False) + "\n")
            paragraphs.write(text + "\n")


def recombined(clean: Path, wanted: int) -> Iterator[str]:
    chance = random.Random(1)
    words = [
        [word for line in path.open(encoding="utf-8") for word in json.loads(line)["text"].split()]
        for path in sorted(clean.glob("*.jsonl"))
    ]
    words = [found for found in words if len(found) > 5_000]
    kept: list[str] = []
    for number in range(wanted + _DOCUMENT):
        if kept and number % _TOLD_TWICE == 0:
            yield changed(kept.pop())
            continue
        found = chance.choice(words)
        starts = (chance.randrange(len(found) - _RUN) for _ in range(chance.randrange(3, 10)))
        sentence = " ".join(word.strip(".!?") for at in starts for word in found[at : at + _RUN])
        sentence = f"{sentence[:1].upper()}{sentence[1:]}."
        if number % _TOLD_TWICE == _TOLD_TWICE // 2 and len(sentence.split()) > 12:
            kept = [sentence]
        yield sentence


def changed(sentence: str) -> str:
    """Two words that stand apart, changed."""
    words = sentence.split()
    words[len(words) // 3] = words[2 * len(words) // 3] = "zzplanted"
    return " ".join(words)


def measure(name: str, arguments: list[str]) -> None:
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, "-m", *arguments], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, used = os.wait4(process.pid, 0)
    wall = time.perf_counter() - started
    print(
        f"{name}: {used.ru_utime + used.ru_stime:.1f} CPU s, {wall:.1f} s, peak {used.ru_maxrss / 1024:.0f} MB, exit {status >> 8}",
        flush=True,
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
