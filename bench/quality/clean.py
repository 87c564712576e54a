"""Clean text in many languages, and a real content repo: what is changed or flagged in it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from bench.quality.common import clean_all, rows, table
from cleaner.model import Document
from cleaner.settings import Settings

_MARKUPS = {".md": "markdown", ".html": "html"}


def measure(data: Path, show: bool) -> None:
    groups = {path.stem: _records(path) for path in sorted((data / "data/clean_ud").glob("*.jsonl"))}
    groups["negatives"] = _records(data / "data/mojibake/negatives_extra.jsonl")
    groups["content repo"] = _files(data / "data/content_repo")
    lines = []
    for name, documents in groups.items():
        changed: list[str] = []
        flags: Counter[str] = Counter()
        for cleaned in clean_all(documents, Settings()):
            flags.update(e.rule for e in cleaned.edits if not e.changes)
            changed += [
                f"  {cleaned.document.id} {e.rule}: {e.before!r} -> {e.after!r}" for e in cleaned.edits if e.changes
            ]
        size = sum(len(d.text) for d in documents)
        lines.append((name, len(documents), size, len(changed), sum(flags.values()), dict(flags.most_common(3))))
        if show:
            print("\n".join(changed))
    table(("clean text", "documents", "code points", "wrong edits", "flags", "most"), lines)


def _records(path: Path) -> list[Document]:
    return [Document(str(row["id"]), row["text"]) for row in rows(path)]


def _files(root: Path) -> list[Document]:
    return [
        Document(str(path.relative_to(root)), path.read_text(encoding="utf-8"), markup=_MARKUPS[path.suffix])
        for path in sorted(root.rglob("*"))
        if path.suffix in _MARKUPS
    ]
