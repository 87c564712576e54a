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


def size(one: Page) -> int:
    return len(one.text.encode())


def candidates(machine: Prefilter, one: Page) -> frozenset[int]:
    return machine.candidates([one.text], [one.text.encode()], [frozenset({one.lang})])[0]


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
    for one in pages:
        candidates(machine, one)
    sample = list(some_of_each(pages))
    for rule in load().rules:
        compile_rule(rule)
    many = pages * (wanted // sum(size(p) for p in pages) + 1)
    alone, _ = timed(many, lambda p: candidates(machine, p))
    hits, _ = timed(many, lambda p: matching(p, candidates(machine, p)))
    fast, found = timed(sample, lambda p: matching(p, candidates(machine, p)))
    slow, expected = timed(sample, lambda p: matching(p, range(len(load().rules))))
    damaged = [page(r.lang if r.lang != "any" else "fr", [e[0] for e in r.examples]) for r in load().rules]
    equal = found == expected and all(
        matching(p, candidates(machine, p)) == matching(p, range(len(load().rules)))
        for p in damaged[::10]
    )
    print(f"machine alone {alone:.0f} MB/s; machine and regex on its hits {hits:.0f} MB/s; one by one {slow:.2f} MB/s")
    print(f"ratio on the same {sum(size(p) for p in sample) / 1e6:.1f} MB: {fast / slow:.0f}; same result: {equal}")


def some_of_each(pages: Iterable[Page]) -> Iterator[Page]:
    taken: dict[str, int] = {}
    for one in pages:
        if taken.get(one.lang, 0) < SLOW_BYTES:
            taken[one.lang] = taken.get(one.lang, 0) + size(one)
            yield one


def timed(pages: list[Page], work) -> tuple[float, list]:  # type: ignore[no-untyped-def]
    """MB per CPU second, and what came out."""
    started = time.process_time()
    found = [work(one) for one in pages]
    return sum(size(p) for p in pages) / 1e6 / (time.process_time() - started), found


def matching(one: Page, numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The rules that match, with the paragraph's number."""
    ruleset = load()
    spoken = ruleset.speaking(one.lang)
    return [(n, at) for n in sorted(numbers) if n in spoken for at, text in enumerate(one.paragraphs) if matches(ruleset.rules[n], text)]


def matches(rule: Rule, text: str) -> bool:
    pattern = compile_rule(rule)
    return bool(pattern.fullmatch(text) if rule.unit == "paragraph" else pattern.search(text))
