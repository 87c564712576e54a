"""The graded pairs: two documents of one paragraph each; is one of them removed?"""

from __future__ import annotations

import json
import tempfile
from collections import Counter
from pathlib import Path

from bench.dedup.altered import altered
from cleaner.dedup.corpus import decide
from cleaner.dedup.shards import ShardWriter
from cleaner.settings import Settings


def run(data: Path) -> None:
    """Prints how many pairs of each operation and language are removed, and the two rates that count."""
    with (data / "neardup" / "synthetic_graded.jsonl").open(encoding="utf-8") as lines:
        pairs = [json.loads(line) for line in lines]
    removed = removed_pairs(pairs)
    for field in ("op", "lang"):
        table = Counter(
            (str(pair[field]), str(pair["is_near_dup"]), number in removed)
            for number, pair in enumerate(pairs)
        )
        print(f"\n{field:22}{'label':>7}{'pairs':>7}{'removed':>9}")
        for key, label in sorted({(key, label) for key, label, _ in table}):
            gone, stays = table[key, label, True], table[key, label, False]
            print(f"{key:22}{label:>7}{gone + stays:7}{gone:9}")
    for label in (True, False):
        labelled = [number for number, pair in enumerate(pairs) if pair["is_near_dup"] is label]
        gone = sum(number in removed for number in labelled)
        print(f"\nlabelled {label}: {gone} of {len(labelled)} removed ({gone / len(labelled):.4f})", end="")
    print()
    _report_by_change(pairs, removed)


def _report_by_change(pairs: list[dict[str, str]], removed: set[int]) -> None:
    """Of the pairs labelled true, those in which a number, negation or name is another one stand apart."""
    changes = {
        number: altered(pair["a"], pair["b"])
        for number, pair in enumerate(pairs)
        if pair["is_near_dup"] is True
    }
    for change in ("", "numbers", "negations", "names"):
        own = [number for number, found in changes.items() if found == change]
        gone = sum(number in removed for number in own)
        print(
            f"labelled True, {change or 'nothing'} changed: {gone} of {len(own)} removed ({gone / max(1, len(own)):.4f})"
        )


def removed_pairs(pairs: list[dict[str, str]]) -> set[int]:
    """The numbers of the pairs of which one is removed; each pair is a scope of its own."""
    with tempfile.TemporaryDirectory() as folder:
        with ShardWriter(Path(folder) / "shard") as shard:
            for number, pair in enumerate(pairs):
                shard.add(2 * number, [pair["a"]], [False], scope=number)
                shard.add(2 * number + 1, [pair["b"]], [False], scope=number)
        return {r.document // 2 for r in decide([Path(folder) / "shard"], Settings(), work=folder)}
