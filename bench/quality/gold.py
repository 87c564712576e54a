"""The annotated documents: each defect met or missed, each edit inside the gold or outside it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from bench.quality.common import alike, rows, share, table
from cleaner.model import Document, Edit, Span
from cleaner.pipeline import Cleaned, clean_document
from cleaner.settings import OFF_BY_DEFAULT, Settings

SURE = 0.85


def measure(data: Path, show: bool) -> None:
    gold = list(rows(data / "gold/seeds_gold.jsonl"))
    keep = list(rows(data / "gold/seeds_keep.jsonl"))
    texts = {p.name: p.read_text(encoding="utf-8") for p in sorted((data / "seeds").glob("*.txt"))}
    for label, settings in (("--select ALL", Settings(select=("ALL",))), ("defaults", Settings())):
        results = {name: clean_document(Document(name, text), settings) for name, text in texts.items()}
        records = [g for g in gold if label != "defaults" or g["class"] not in OFF_BY_DEFAULT]
        print(f"-- {label}: gold with confidence >= {SURE}")
        _recall(records, results, show)
        _outside(gold, keep, results, show)
        again = [clean_document(Document(n, r.text), settings).changed for n, r in results.items()]
        print(f"second pass changes {sum(again)} of {len(again)} documents")


def _recall(gold: Sequence[dict[str, Any]], results: dict[str, Cleaned], show: bool) -> None:
    met: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for record in gold:
        if record["confidence"] < SURE:
            continue
        key = record["class"], record["action"]
        right = _right(record, results[record["file"]])
        total[key] += 1
        met[key] += right
        if show and not right:
            print(f"  missed {record['id']} {key} {record['quote'][:70]!r} -> {record['result'][:50]!r}")
    table(("class", "action", "right"), [(c, a, share(met[c, a], n)) for (c, a), n in sorted(total.items())])


def _right(record: dict[str, Any], cleaned: Cleaned) -> bool:
    span = record["start"], record["end"]
    places = cleaned.places()
    if any(e.action == "remove" and a <= span[0] and span[1] <= b for e, (a, b) in places):
        return record["action"] == "remove" or bool(record.get("in_removed"))
    touching = [(e, s) for e, s in places if s[0] < span[1] and span[0] < s[1]]
    if record["action"] == "flag":
        return bool(touching)
    if record["action"] == "remove":
        return False
    return any(alike(written, record["result"]) for written in _written(record, cleaned, touching))


def _written(record: dict[str, Any], cleaned: Cleaned, touching: Sequence[tuple[Edit, Span]]) -> list[str]:
    """What the record's span reads as after each single edit (or suggestion) that touches it, and after all."""
    text, start, end = cleaned.document.text, record["start"], record["end"]
    forms = []
    everything = list(text[start:end])
    for edit, (a, b) in touching:
        after = edit.after if edit.changes else edit.suggestion
        if after is None:
            continue
        lead, tail = text[a:start] if a < start else "", text[end:b] if b > end else ""
        form = text[start : max(a, start)] + after + text[min(b, end) : end]
        if form.startswith(lead) and form.endswith(tail):
            forms.append(form[len(lead) : len(form) - len(tail)])
        if edit.changes and start <= a and b <= end:
            everything[a - start : b - start] = [after] + [""] * (b - a - 1)
    return [*forms, "".join(everything)]


def _outside(gold: Sequence[dict[str, Any]], keep: Sequence[dict[str, Any]], results: dict[str, Cleaned], show: bool) -> None:
    stray = lost = 0
    for name, cleaned in results.items():
        wanted = [(g["start"], g["end"]) for g in gold if g["file"] == name]
        kept = [(k["start"], k["end"]) for k in keep if k["file"] == name]
        for edit, span in cleaned.places():
            if not edit.changes:
                continue
            inside = any((a < span[1] and span[0] < b) or (a <= span[0] and span[1] <= b) for a, b in wanted)
            hurt = any(a < span[1] and span[0] < b for a, b in kept)
            stray, lost = stray + (not inside), lost + hurt
            if show and (hurt or not inside):
                print(f"  {'keep span hurt' if hurt else 'outside gold'}: {name} {edit.rule} {edit.before!r} -> {edit.after!r}")
    print(f"edits outside the gold: {stray}; keep spans altered: {lost}")
