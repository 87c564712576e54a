"""Build cleaner/stages/encoding/data/characters.tsv from permissively licensed translations.

    pip download --no-deps --only-binary=:all: --python-version 3.13 -d W homeassistant==2025.4.4 django==5.2.19
    pip download --no-deps -d W jieba==0.42.1 opencc-python-reimplemented==0.1.7
    python -m bench build_characters W cleaner/stages/encoding/data/characters.tsv

Home Assistant (Apache-2.0) and Django (BSD-3) carry their user interface in 60 and 99 languages,
jieba (MIT) counts Chinese words, OpenCC (Apache-2.0) maps them to traditional characters. Only
counts of single characters and of neighbours are kept, so no text of theirs is in the file.
"""

from __future__ import annotations

import json
import math
import re
import sys
import tarfile
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

LANGUAGES = ["ar", "az", "be", "bg", "bn", "bs", "ca", "cs", "cy", "da", "de", "el", "eo", "es", "et", "eu", "fa", "fi", "fr", "ga", "gl", "he", "hi", "hr", "hu", "hy", "id", "is", "it", "ja", "ka", "kk", "ko", "ky", "lt", "lv", "mk", "ml", "mn", "mr", "nb", "nl", "nn", "pl", "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sr-Latn", "sv", "ta", "te", "th", "tk", "tr", "uk", "ur", "vi", "zh", "zh-Hant"]
ALIASES = {
    "zh-Hans": "zh",
    "zh_Hans": "zh",
    "zh_Hant": "zh-Hant",
    "sr_Latn": "sr-Latn",
    "pt-BR": "pt",
    "pt_BR": "pt",
}
UNIGRAMS_ONLY = {"zh", "zh-Hant", "ja", "ko"}
JIEBA_SHARE = 0.5
RAREST = {1: 15.0, 2: 9.0}
"""Costs above these (nats) say nothing that the fall-back of an unlisted character does not say."""

_PLACEHOLDER = re.compile(r"\{[^}]*\}|%\(?\w*\)?[sd]|<[^>]+>|&\w+;|\[%key:[^%]*%\]|https?:\S+")
_PO = re.compile(r'^msgstr(?:\[\d\])? (".*"(?:\n".*")*)', re.M)


def main(argv: list[str]) -> int:
    wheels, target = Path(argv[0]), Path(argv[1])
    counts = {lang: (Counter[str](), Counter[str]()) for lang in LANGUAGES}
    for lang, text in translations(wheels):
        if lang in counts:
            count(text, *counts[lang])
    add_jieba(wheels, counts)
    rows = [row for lang in LANGUAGES for row in table(lang, *counts[lang])]
    target.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return 0


def translations(wheels: Path) -> Iterator[tuple[str, str]]:
    """(language, text) of every translation file of the two packages."""
    with zipfile.ZipFile(next(wheels.glob("homeassistant-*.whl"))) as archive:
        for name in archive.namelist():
            if "/translations/" in name and name.endswith(".json"):
                lang = Path(name).stem.split(".")[-1]
                yield ALIASES.get(lang, lang), "\n".join(strings(json.loads(archive.read(name))))
    with zipfile.ZipFile(next(wheels.glob("django-*.whl"))) as archive:
        for name in archive.namelist():
            if name.endswith(".po"):
                lang = name.split("/locale/")[1].split("/")[0]
                yield ALIASES.get(lang, lang), po_text(archive.read(name).decode())


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for inner in value.values():
            yield from strings(inner)


def po_text(po: str) -> str:
    return "\n".join(" ".join(part.split('"')[1:-1]) for part in _PO.findall(po)[1:])


def count(text: str, single: Counter[str], pairs: Counter[str]) -> None:
    """Count characters, and neighbours of which one is not ASCII; what is no letter counts as a space."""
    text = _PLACEHOLDER.sub(" ", text).lower()
    single.update(text)
    letters = "".join(
        c if c.isalpha() or "\u0300" <= c <= "\u036f" or category_mark(c) else " " for c in text
    )
    pairs.update(a + b for a, b in zip(" " + letters, letters + " ", strict=True))


def category_mark(c: str) -> bool:
    import unicodedata

    return not c.isascii() and unicodedata.category(c).startswith("M")


def add_jieba(wheels: Path, counts: dict[str, tuple[Counter[str], Counter[str]]]) -> None:
    sys.path.insert(0, str(next(wheels.glob("opencc_python*.whl"))))
    with tarfile.open(next(wheels.glob("jieba-*.tar.gz"))) as archive:
        member = next(m for m in archive if m.name.endswith("jieba/dict.txt"))
        lines = archive.extractfile(member).read().decode().splitlines()  # type: ignore[union-attr]
    simplified: Counter[str] = Counter()
    traditional: Counter[str] = Counter()
    convert = traditional_map(wheels)
    for line in lines:
        word, times, _ = line.split(" ")
        for a, b in zip(word, convert(word), strict=True):
            simplified[a] += int(times)
            traditional[b] += int(times)
    blend(counts["zh"][0], simplified)
    blend(counts["zh-Hant"][0], traditional)


def traditional_map(wheels: Path):  # type: ignore[no-untyped-def]
    with zipfile.ZipFile(next(wheels.glob("opencc_python*.whl"))) as archive:
        name = next(n for n in archive.namelist() if n.endswith("STCharacters.txt"))
        rows = [line.split("\t") for line in archive.read(name).decode().splitlines() if "\t" in line]
    return lambda word: word.translate(str.maketrans({a: b.split(" ")[0] for a, b in rows}))


def blend(target: Counter[str], other: Counter[str]) -> None:
    scale = JIEBA_SHARE / (1 - JIEBA_SHARE) * target.total() / other.total()
    for character, times in other.items():
        target[character] += times * scale  # type: ignore[assignment]


def table(lang: str, single: Counter[str], pairs: Counter[str]) -> Iterator[str]:
    """Rows ``language, 1 or 2, cost in half nats, the characters or pairs that cost that``."""
    total = sum(single.values())
    costs = {c: -math.log(n / total) for c, n in single.items() if not c.isascii() and n >= 2}
    yield from rows(lang, 1, costs)
    if lang in UNIGRAMS_ONLY:
        return
    first = Counter[str]()
    for pair, n in pairs.items():
        first[pair[0]] += n
    yield from rows(
        lang, 2, {p: -math.log(n / first[p[0]]) for p, n in pairs.items() if not p.isascii() and n >= 3}
    )


def rows(lang: str, size: int, costs: dict[str, float]) -> Iterator[str]:
    by_cost: dict[int, list[str]] = {}
    for key, cost in costs.items():
        if cost <= RAREST[size]:
            by_cost.setdefault(round(2 * cost), []).append(key)
    for cost in sorted(by_cost):
        yield f"{lang}\t{size}\t{cost}\t{''.join(sorted(by_cost[cost]))}"


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
