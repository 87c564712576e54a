"""What is repaired, flagged, missed and wrong."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bench.encoding.stage import read_jsonl, repair


def report_damaged(folder: Path) -> None:
    _cases(folder / "ftfy_cases.jsonl")
    _synthetic(folder / "synthetic_by_codec.jsonl")
    for name in ("real_world.jsonl", "ftfy_issues.jsonl"):
        _one_by_one(folder / name)


def report_clean(data: Path) -> None:
    """Every change in text that should have none, one a line: what is listed is damaged or our fault."""
    print("\nchanges in clean text")
    for path in [data / "mojibake" / "negatives_extra.jsonl", *sorted((data / "clean_ud").glob("*.jsonl"))]:
        count = Counter[str]()
        for record in read_jsonl(path):
            _, edits = repair(record["text"])
            count["records"] += 1
            count["flags"] += sum(not edit.changes for edit in edits)
            for edit in edits:
                if edit.changes:
                    count["changes"] += 1
                    print(f"  {path.stem}: {edit.rule} {edit.before[:60]!r} -> {edit.after[:60]!r}")
        print(f"{path.stem:16} {dict(count)}")


def _cases(path: Path) -> None:
    count = Counter[str]()
    for record in read_jsonl(path):
        right = repair(record["original"])[0] == (record["fixed_encoding"] or record["fixed"])
        count[f"{record['expect']}: {'passed' if right else 'failed'}"] += 1
    print(f"{path.stem}: {dict(count)}")


def _synthetic(path: Path) -> None:
    count = Counter[str]()
    for record in read_jsonl(path):
        text, edits = repair(record["original"], record["lang"])
        outcome = _outcome(text, record["original"], record["expected"], bool(edits))
        count[("lossy " if record["lossy"] else "") + outcome] += 1
        if outcome != "right" and not record["lossy"]:
            print(f"  {record['chain']}: {outcome}: {text[:60]!r}")
    print(f"{path.stem}: {dict(count)}")


def _one_by_one(path: Path) -> None:
    print(path.stem)
    for record in read_jsonl(path):
        text, edits = repair(record["original"])
        outcome = _outcome(text, record["original"], record["expected"], bool(edits))
        kind = record.get("recoverable") or record.get("verdict")
        print(f"  {record['id']:8} {kind:10.10} {outcome:8} {text[:50]!r}")


def _outcome(text: str, original: str, expected: str | None, found: bool) -> str:
    if text == expected:
        return "right"
    if text != original:
        return "changed" if expected is None else "wrong"
    return "flagged" if found else "missed"
