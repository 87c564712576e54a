"""Mojibake sets: how many come out exactly right, wrong, flagged or unchanged, by set and codec chain."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

from bench.quality.common import clean_all, rows, table
from cleaner.model import Document
from cleaner.pipeline import Cleaned
from cleaner.settings import Settings

_ENC = Settings(select=("ENC",))


def measure(data: Path, show: bool) -> None:
    folder = data / "data/mojibake"
    outcomes: dict[tuple[str, str], Counter[str]] = {}
    for name, key in (("ftfy_cases", "must_change"), ("synthetic_by_codec", "lossy"), ("real_world", "recoverable")):
        records = list(rows(folder / f"{name}.jsonl"))
        documents = [Document(r["id"], r["original"]) for r in records]
        for record, cleaned in zip(records, clean_all(documents, _ENC), strict=True):
            outcome = _outcome(record, cleaned)
            outcomes.setdefault((name, f"{key}={record.get(key)}"), Counter())[outcome] += 1
            if show and outcome in ("wrong", "missed"):
                print(f"  {outcome} {record['id']}: {cleaned.text[:70]!r}")
    kinds = ("right", "flagged", "missed", "wrong")
    table(("set", "kind", *kinds), [(n, k, *(c[x] for x in kinds)) for (n, k), c in sorted(outcomes.items())])


def _outcome(record: dict[str, Any], cleaned: Cleaned) -> str:
    expected = record.get("fixed_encoding") or record.get("expected") or record["original"]
    if "fixed_encoding" in record and record["fixed_encoding"] is None:
        expected = record["fixed"] if record["must_change"] else record["original"]
    if cleaned.text == expected:
        return "right"
    if cleaned.changed:
        return "wrong"
    return "flagged" if cleaned.edits else "missed"
