"""Labelled lines of web pages, whole pages, interface strings: what is removed of content and of boilerplate."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.quality.common import clean_all, rows, share, table
from cleaner.model import Document
from cleaner.pipeline import Cleaned
from cleaner.settings import Settings

_STRIP = Settings(select=("BPL", "PRM", "LLM"))


def measure(data: Path, show: bool) -> None:
    folder = data / "data/boilerplate"
    for name in ("lines_aeb", "lines_trafilatura", "lines_wcxb"):
        _lines(folder / f"{name}.jsonl", show)
    _pages(folder / "pages_e2e.jsonl", show)
    _strings(folder / "ui_boilerplate.jsonl")


def _lines(path: Path, show: bool) -> None:
    """Lines of one page in order are one document, as a scraper would give it."""
    pages: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(path):
        pages[row["id"].split("#")[0]].append(row)
    counts: Counter[tuple[str, str]] = Counter()
    for page, cleaned in zip(pages.values(), _clean(pages), strict=True):
        for row, gone in zip(page, _gone(page, cleaned), strict=True):
            if row.get("conflict"):
                continue
            counts[row["label"], "lines"] += 1
            counts[row["label"], "gone"] += gone
            if show and gone and row["label"] == "content":
                print(f"  content lost {row['id']}: {row['text'][:90]}")
    print(
        f"{path.stem}: content removed {share(counts['content', 'gone'], counts['content', 'lines'])}, "
        f"boilerplate removed {share(counts['boilerplate', 'gone'], counts['boilerplate', 'lines'])}"
    )


def _clean(pages: dict[str, list[dict[str, Any]]]) -> Iterator[Cleaned]:
    texts = ["\n".join(" ".join(row["text"].split("\n")) for row in page) for page in pages.values()]
    yield from clean_all([Document(i, t) for i, t in zip(pages, texts, strict=True)], _STRIP)


def _gone(page: Sequence[dict[str, Any]], cleaned: Cleaned) -> Iterator[bool]:
    """For each line, whether most of it was removed."""
    removed = [span for edit, span in cleaned.places() if edit.action == "remove"]
    start = 0
    for row in page:
        end = start + len(row["text"])
        inside = sum(max(0, min(b, end) - max(a, start)) for a, b in removed)
        yield 2 * inside > end - start
        start = end + 1


def _pages(path: Path, show: bool) -> None:
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    records = list(rows(path))
    documents = [Document(r["id"], "\n".join(r["lines"])) for r in records]
    for record, cleaned in zip(records, clean_all(documents, _STRIP), strict=True):
        lang = record["lang"]
        for kind in ("must_keep", "must_drop"):
            for string in record[kind]:
                if string not in cleaned.document.text:
                    continue
                counts[lang][kind] += 1
                kept = string in cleaned.text
                counts[lang][f"{kind} right"] += kept == (kind == "must_keep")
                if show and kind == "must_keep" and not kept:
                    print(f"  lost {record['id']}: {string[:90]}")
    table(
        ("pages", "must_keep kept", "must_drop gone"),
        [
            (lang, share(c["must_keep right"], c["must_keep"]), share(c["must_drop right"], c["must_drop"]))
            for lang, c in sorted(counts.items())
        ],
    )


def _strings(path: Path) -> None:
    found: Counter[str] = Counter()
    total: Counter[str] = Counter()
    records = [r for r in rows(path) if not r.get("placeholder")]
    documents = [Document(r["id"], r["text"], r["lang"]) for r in records]
    for record, cleaned in zip(records, clean_all(documents, _STRIP), strict=True):
        total[record["lang"]] += 1
        found[record["lang"]] += any(e.cls == "BPL" for e in cleaned.edits)
    lines = [(lang, share(found[lang], n)) for lang, n in total.most_common(30)]
    table(("interface strings", "found"), [*lines, ("all", share(sum(found.values()), sum(total.values())))])
