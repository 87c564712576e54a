"""Machine-translation artefacts found on real pages, and chatbot residue with its look-alikes."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

from bench.quality.common import rows, share, table
from cleaner.model import Document
from cleaner.pipeline import clean_document
from cleaner.settings import Settings

_ALL = Settings(select=("ALL",))


def measure(data: Path, show: bool) -> None:
    folder = data / "data/mt_artefacts"
    _pages(folder / "real_pages.jsonl", show)
    _residue(folder / "llm_residue.tsv", show)
    _translations(folder, show)


def _pages(path: Path, show: bool) -> None:
    met: Counter[tuple[str, str]] = Counter()
    total: Counter[tuple[str, str]] = Counter()
    for row in rows(path):
        text, parts = _laid_out(row["context"], row["artefact"])
        cleaned = clean_document(Document(row["id"], text, row["lang"]), _ALL)
        spans = [(at, at + len(part)) for part in parts if (at := text.find(part)) >= 0]
        touched = any(s < end and start < e for _, (s, e) in cleaned.places() for start, end in spans)
        if row["auto_fixable"] == "do-not-touch":
            touched = cleaned.changed
        key = row["auto_fixable"].split(" ")[0].rstrip(":"), row["lang"]
        total[key] += 1
        met[key] += touched
        if show:
            print(f"  {'met   ' if touched else 'not met'} {row['auto_fixable'][:12]:12} {row['lang']} {row['artefact'][:60]}")
    verdicts = sorted({v for v, _ in total})
    table(
        ("auto_fixable", "fixed or flagged"),
        [(v, share(sum(n for k, n in met.items() if k[0] == v), sum(n for k, n in total.items() if k[0] == v))) for v in verdicts],
    )


def _laid_out(context: str, artefact: str) -> tuple[str, list[str]]:
    """The text and the pieces of the artefact: the records write the end of a line as " / "."""
    text = context if artefact.split(" / ")[0] in context else f"{context} / {artefact}"
    return "\n\n".join(text.split(" / ")), artefact.split(" / ")


def _residue(path: Path, show: bool) -> None:
    if not path.exists():
        return
    found = {"residue": [0, 0], "look-alike": [0, 0]}
    with path.open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE):
            kind = "residue" if row["label"] == "residue" else "look-alike"
            edits = clean_document(Document("", row["text"], row["lang"]), _ALL).edits
            hit = any(e.cls in ("LLM", "PRM") for e in edits)
            found[kind][0] += hit
            found[kind][1] += 1
            if show and hit != (kind == "residue"):
                print(f"  {kind}: {row['text'][:90]}")
    table(("chatbot text", "found"), [(k, share(*v)) for k, v in found.items()])


def _translations(folder: Path, show: bool) -> None:
    """Fluent machine translations: nearly every safe edit here is a wrong one; each is listed."""
    texts: dict[str, str] = {}
    for name, field in (("mqm_spans", "target"), ("wmtqe22_critical", "mt")):
        for row in rows(folder / f"{name}.jsonl"):
            texts.setdefault(row[field], row["pair"].split("-")[1])
    edits: Counter[str] = Counter()
    for text, lang in texts.items():
        for edit in clean_document(Document("", text, lang), Settings()).edits:
            if edit.changes:
                edits[edit.rule] += 1
                if show:
                    print(f"  {edit.rule}: {text[max(0, edit.start - 30):edit.start]}[{edit.before}|{edit.after}]")
    print(f"machine translations: {len(texts)} texts, {sum(map(len, texts))} code points, edits {dict(edits)}")
