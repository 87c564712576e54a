"""Labelled lines of web pages, whole pages, interface strings: what is removed of content and of boilerplate.

The lines stand side by side with what other pipelines remove of them (``line_peers``). The fresh lines of ``bench/fresh``
were written after the rules and are measured as they came out the first time.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from bench.quality.common import clean_all, rows, share, table
from bench.quality.line_peers import peers
from cleaner.languages import PACKS, canonical
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
    _fresh(show)


def _lines(path: Path, show: bool) -> None:
    """Lines of one page in order are one document, as a scraper would give it; ours by language too."""
    pages: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for row in rows(path):
        pages[row["id"].split("#")[0]].append(row)
    counts: Counter[tuple[str, str, str]] = Counter()
    kinds: Counter[str] = Counter()
    others = peers()
    for page, cleaned in zip(pages.values(), _clean(pages), strict=True):
        lines = [" ".join(row["text"].split()) for row in page]
        removed = _gone(page, cleaned)
        by_tool = {"cleaner": [bool(rule) for rule in removed]} | {
            name: gone(lines) for name, gone in others.items()
        }
        for tool, gone in by_tool.items():
            for row, line_gone in zip(page, gone, strict=True):
                for name in (tool, f"{tool} {row['lang']}") if not row.get("conflict") else ():
                    counts[name, row["label"], "lines"] += 1
                    counts[name, row["label"], "gone"] += line_gone
        for row, rule in zip(page, removed, strict=True):
            if rule and not row.get("conflict") and row["label"] == "boilerplate":
                kinds[rule.split("-", 2)[2]] += 1
            if show and rule and not row.get("conflict") and row["label"] == "content":
                print(f"  content lost {row['id']} by {rule}: {row['text'][:90]}")
    langs = Counter(row["lang"] for page in pages.values() for row in page)
    by_language = [f"cleaner {lang}" for lang, _ in langs.most_common()]
    whose = ("cleaner", *others, *by_language) if pages else ()
    table(
        (path.stem, "content removed", "boilerplate removed", "precision"),
        (_line_of(name, counts) for name in whose),
    )
    print("  by kind: " + ", ".join(f"{kind} {n}" for kind, n in kinds.most_common()))


def _line_of(tool: str, counts: Counter[tuple[str, str, str]]) -> tuple[str, str, str, float]:
    lost, found = counts[tool, "content", "gone"], counts[tool, "boilerplate", "gone"]
    return (
        tool,
        share(lost, counts[tool, "content", "lines"]),
        share(found, counts[tool, "boilerplate", "lines"]),
        found / (found + lost or 1),
    )


def _clean(pages: dict[str, list[dict[str, Any]]]) -> Iterator[Cleaned]:
    texts = ["\n".join(" ".join(row["text"].split("\n")) for row in page) for page in pages.values()]
    yield from clean_all([Document(i, t) for i, t in zip(pages, texts, strict=True)], _STRIP)


def _gone(page: Sequence[dict[str, Any]], cleaned: Cleaned) -> list[str]:
    """For each line the rule that removed most of it, or nothing."""
    removed = [(edit.rule, span) for edit, span in cleaned.places() if edit.action == "remove"]
    found, start = [], 0
    for row in page:
        end = start + len(row["text"])
        inside = [(max(0, min(b, end) - max(a, start)), rule) for rule, (a, b) in removed]
        most, rule = max(inside, default=(0, ""))
        found.append(rule if 2 * most > end - start else "")
        start = end + 1
    return found


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
    ours = {path.parent.name for path in PACKS.glob("*/bpl.toml")}
    packed = [lang for lang in total if str(canonical(lang)).split("-")[0] in ours]
    lines = [(lang, share(found[lang], n)) for lang, n in total.most_common(30)]
    with_pack = share(sum(found[lang] for lang in packed), sum(total[lang] for lang in packed))
    table(
        ("interface strings", "found"),
        [
            *lines,
            ("languages with a pack", with_pack),
            ("all", share(sum(found.values()), sum(total.values()))),
        ],
    )


def _fresh(show: bool) -> None:
    """Each fresh line as a text of its own, and all of a language as one page with the content in the middle."""
    lines = []
    for path in sorted((Path(__file__).parents[1] / "fresh").glob("*.txt")):
        written = [line.split(" ", 1) for line in path.read_text(encoding="utf-8").splitlines()]
        frame, content = ([text for label, text in written if label == wanted] for wanted in "BC")
        top, bottom = frame[: len(frame) // 2], frame[len(frame) // 2 :]
        page = [{"text": text} for text in (*top, *content, *bottom)]
        lang = path.stem.split("-")[0]
        (as_page,) = clean_all([Document("page", "\n".join(row["text"] for row in page), lang)], _STRIP, 1)
        gone = [bool(rule) for rule in _gone(page, as_page)]
        inside = gone[len(top) : len(top) + len(content)]
        alone = [any(e.cls == "BPL" for e in c.edits) for c in clean_all([Document("", t, lang) for t in (*frame, *content)], _STRIP, 1)]
        if show:
            print("\n".join(f"  {path.stem} lost {text}" for text, away in zip(content, inside, strict=True) if away))
            print("\n".join(f"  {path.stem} hit alone {text}" for text, hit in zip(content, alone[len(frame) :], strict=True) if hit))
            kept = [*gone[: len(top)], *gone[len(top) + len(content) :]]
            print("\n".join(f"  {path.stem} missed {text}" for text, away in zip(frame, kept, strict=True) if not away))
        found = sum(gone) - sum(inside)
        counts = ((found, frame), (sum(inside), content), (sum(alone[: len(frame)]), frame), (sum(alone[len(frame) :]), content))
        lines.append((path.stem, *(share(part, len(whole)) for part, whole in counts)))
    table(("fresh lines", "page: found", "page: content lost", "alone: found", "alone: content"), lines)
