"""Graded near-duplicate pairs: each pair as a two-paragraph document; is the second copy removed?"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bench.quality.common import clean_all, rows, share, table
from cleaner.model import Document
from cleaner.settings import Settings

_DUP = Settings(select=("DUP",))


def measure(data: Path, show: bool) -> None:
    records = list(rows(data / "data/neardup/synthetic_graded.jsonl"))
    documents = [Document(r["id"], f"{r['a']}\n\n{r['b']}", r["lang"]) for r in records]
    removed: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for record, cleaned in zip(records, clean_all(documents, _DUP), strict=True):
        label = {True: "true", False: "false", None: "grey"}[record["is_near_dup"]]
        gone = any(e.action == "remove" for e in cleaned.edits)
        for key in ((f"op {record['op']}", label), (f"lang {record['lang']}", label), ("all", label)):
            total[key] += 1
            removed[key] += gone
        if show and gone != (label == "true") and label != "grey":
            print(f"  {label} {record['op']} {record['id']}: {record['b'][:80]!r}")
    names = sorted({name for name, _ in total}, key=lambda n: (n != "all", n))
    labels = ("true", "grey", "false")
    table(("pairs removed", *labels), [(n, *(share(removed[n, x], total[n, x]) for x in labels)) for n in names])
