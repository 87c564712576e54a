"""MB of UTF-8 per CPU second: ftfy, plsfix and the bulk scan, clean and with 5 % mojibake."""

from __future__ import annotations

import random
import resource
import time
from collections.abc import Callable
from pathlib import Path

import ftfy

from bench.encoding.stage import line_starts, read_jsonl, repair, repair_buffer
from cleaner.stages.encoding.scan import scan

DAMAGED = 0.05
CODECS = ("sloppy-windows-1252", "latin-1", "sloppy-windows-1251")
_SENTENCES = 3
_REPEATS = 3
_SAMPLE = 8_000_000
_BLOCK = 4_000_000


def report_speed(folder: Path, megabytes: int) -> None:
    clean = corpus(folder, megabytes)
    damaged = [_damage(line, random.Random(i)) for i, line in enumerate(clean)]
    print(
        f"\nMB per CPU second, {megabytes} MB of paragraphs in 30 languages; ftfy and plsfix on the first 8 MB"
    )
    repair_buffer(_buffer(damaged[:500]))
    for name, lines in (("clean", clean), ("5 % mojibake", damaged)):
        _compare(name, lines)
    print(f"highest memory of this process, corpora in memory: {_memory()} MB")
    _show_identity(damaged[:20_000])


def corpus(folder: Path, megabytes: int) -> list[str]:
    """Paragraphs of three neighbouring sentences, all languages mixed, the same at every call."""
    paragraphs = []
    for path in sorted(folder.glob("*.jsonl")):
        texts = [record["text"].replace("\n", " ") for record in read_jsonl(path)]
        paragraphs += [" ".join(texts[i : i + _SENTENCES]) for i in range(len(texts))]
    dice, size, lines = random.Random(0), 0, list[str]()
    while size < megabytes * 1_000_000:
        dice.shuffle(paragraphs)
        lines += paragraphs
        size += sum(len(paragraph.encode()) + 1 for paragraph in paragraphs)
    return lines


def _damage(line: str, dice: random.Random) -> str:
    if dice.random() >= DAMAGED or line.isascii():
        return line
    wrong = line.encode().decode(dice.choice(CODECS), "replace")
    return wrong.replace("\n", " ").replace("\r", " ")


def _compare(name: str, lines: list[str]) -> None:
    buffer, sample = _buffer(lines), _sample(lines)
    flagged = scan(buffer).astype(bool).mean()
    print(f"{name}: {len(buffer) / 1e6:.0f} MB, {len(lines)} lines, {flagged:.2%} flagged")
    base = _speed(lambda: [ftfy.fix_text(line) for line in sample], _buffer(sample), 1)
    _show("ftfy.fix_text", base, base)
    try:
        import plsfix

        _show("plsfix", _speed(lambda: [plsfix.fix_text(line) for line in sample], _buffer(sample), 1), base)
    except ImportError:
        print("  plsfix is not installed")
    _show("scan", _speed(lambda: scan(buffer), buffer, _REPEATS), base)
    before = _memory()
    _show("scan and repair", _speed(lambda: _repair_blocks(buffer), buffer, _REPEATS), base)
    print(
        f"  memory grew by {_memory() - before} MB while {len(buffer) / 1e6:.0f} MB were repaired by blocks of 4 MB"
    )


def _repair_blocks(buffer: bytes) -> None:
    """Repair block by block and let the results go, as a batch run writes them."""
    at = 0
    while at < len(buffer):
        end = buffer.rfind(b"\n", at, at + _BLOCK) + 1 or len(buffer)
        repair_buffer(buffer[at:end])
        at = end


def _memory() -> int:
    """The most memory this process ever had, in MB."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10


def _show(name: str, speed: float, base: float) -> None:
    print(f"  {name:16} {speed:8.1f} MB/s  {speed / base:6.1f} x ftfy")


def _speed(work: Callable[[], object], buffer: bytes, repeats: int) -> float:
    """The median of the repeats, in CPU time of this process."""
    times = []
    for _ in range(repeats):
        start = time.process_time()
        work()
        times.append(time.process_time() - start)
    return len(buffer) / 1e6 / sorted(times)[repeats // 2]


def _show_identity(lines: list[str]) -> None:
    careful = _buffer([repair(line)[0] for line in lines])
    print(
        f"with and without the scan the same on {len(lines)} lines: {repair_buffer(_buffer(lines)) == careful}"
    )


def _buffer(lines: list[str]) -> bytes:
    return ("\n".join(lines) + "\n").encode()


def _sample(lines: list[str]) -> list[str]:
    starts = line_starts(_buffer(lines))
    return lines[: int((starts < _SAMPLE).sum())]
