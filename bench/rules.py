"""Matching all rules: ``python -m bench rules DATA [MEGABYTES]``.

DATA holds ``clean_ud/``. Prints the first load of the packs with and without a cache, and MB of UTF-8
per CPU second of: the machine alone (which rules could match), the machine with ``regex`` on its hits,
and every rule one by one with ``regex``; and whether both find the same rules in the same texts,
clean ones and the rules' own examples.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from cleaner.rules.load import load
from cleaner.rules.match import compile_rule
from cleaner.rules.prefilter import Prefilter
from cleaner.rules.schema import Rule

DOCUMENT = 20
"""Paragraphs of a document."""
BATCH = 4_000_000
"""UTF-8 of the documents scanned together, as a run does."""
SLOW_BYTES = 40_000
"""UTF-8 of a language that every rule is tried on one by one."""
LOAD = "import time; from cleaner.rules.load import load; t = time.process_time(); load(); print(time.process_time() - t)"


class Page(NamedTuple):
    lang: str
    paragraphs: list[str]
    text: str


def main(argv: list[str]) -> int:
    if not argv:
        print(__doc__, file=sys.stderr)
        return 2
    pages = list(read_pages(Path(argv[0])))
    report_loads()
    report_speed(pages, (int(argv[1]) if len(argv) > 1 else 30) * 1_000_000)
    return 0


def read_pages(data: Path) -> Iterator[Page]:
    for path in sorted((data / "clean_ud").glob("*.jsonl")):
        texts = [json.loads(line)["text"] for line in path.open(encoding="utf-8")]
        for at in range(0, len(texts), DOCUMENT):
            yield page(path.stem.split("-")[0], texts[at : at + DOCUMENT])


def page(lang: str, paragraphs: list[str]) -> Page:
    return Page(lang, paragraphs, "\n".join(paragraphs))


def size(pages: Iterable[Page]) -> int:
    return sum(len(one.text.encode()) for one in pages)


def candidates(machine: Prefilter, pages: list[Page]) -> list[frozenset[int]]:
    found = machine.candidates([p.text for p in pages], [p.text.encode() for p in pages], [frozenset({p.lang}) for p in pages])
    return [numbers or frozenset() for numbers in found]


def hits(machine: Prefilter, pages: list[Page]) -> list[list[tuple[int, int]]]:
    return [matching(one, numbers) for one, numbers in zip(pages, candidates(machine, pages), strict=True)]


def report_loads() -> None:
    with tempfile.TemporaryDirectory() as folder:
        env = {**os.environ, "CLEANER_CACHE": folder}
        seconds = [
            float(subprocess.run([sys.executable, "-c", LOAD], env=env, capture_output=True, check=True).stdout)
            for _ in range(4)
        ]
    print(f"{len(load().rules)} rules; first load {seconds[0]:.2f} s, with cache {min(seconds[1:]) * 1000:.0f} ms (CPU)")


def report_speed(pages: list[Page], wanted: int) -> None:
    machine = Prefilter(load(), range(len(load().rules)), [])
    candidates(machine, pages)
    sample = list(some_of_each(pages))
    for rule in load().rules:
        compile_rule(rule)
    many = list(batches(pages * (wanted // size(pages) + 1)))
    alone, _ = timed(many, lambda batch: candidates(machine, batch))
    both, _ = timed(many, lambda batch: hits(machine, batch))
    fast, [found] = timed([sample], lambda batch: hits(machine, batch))
    slow, [expected] = timed([sample], one_by_one)
    damaged = [page(r.lang if r.lang != "any" else "fr", [e[0] for e in r.examples]) for r in load().rules[::10]]
    equal = found == expected and hits(machine, damaged) == one_by_one(damaged)
    print(f"machine alone {alone:.0f} MB/s; machine and regex on its hits {both:.0f} MB/s; one by one {slow:.2f} MB/s")
    print(f"ratio on the same {size(sample) / 1e6:.1f} MB: {fast / slow:.0f}; same result: {equal}")


def one_by_one(pages: list[Page]) -> list[list[tuple[int, int]]]:
    return [matching(one, range(len(load().rules))) for one in pages]


def batches(pages: Iterable[Page]) -> Iterator[list[Page]]:
    batch: list[Page] = []
    taken = 0
    for one in pages:
        batch.append(one)
        taken += size([one])
        if taken >= BATCH:
            yield batch
            batch, taken = [], 0
    yield batch


def some_of_each(pages: Iterable[Page]) -> Iterator[Page]:
    taken: dict[str, int] = {}
    for one in pages:
        if taken.get(one.lang, 0) < SLOW_BYTES:
            taken[one.lang] = taken.get(one.lang, 0) + size([one])
            yield one


def timed(many: list[list[Page]], work) -> tuple[float, list]:  # type: ignore[no-untyped-def]
    """MB per CPU second, and what came out."""
    started = time.process_time()
    found = [work(batch) for batch in many]
    return sum(map(size, many)) / 1e6 / (time.process_time() - started), found


def matching(one: Page, numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The rules that match, with the paragraph's number."""
    ruleset = load()
    spoken = ruleset.speaking(one.lang)
    return [(n, at) for n in sorted(numbers) if n in spoken for at, text in enumerate(one.paragraphs) if matches(ruleset.rules[n], text)]


def matches(rule: Rule, text: str) -> bool:
    pattern = compile_rule(rule)
    return bool(pattern.fullmatch(text) if rule.unit == "paragraph" else pattern.search(text))
