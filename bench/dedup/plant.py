"""A corpus with planted near-duplicates: spans of treebank sentences recombined, in many languages."""

from __future__ import annotations

import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

DUPLICATES = 0.21
RATES = (0.0, 0.01, 0.03, 0.06, 0.1, 0.15, 0.25)
_UNSPACED = ("zh", "ja", "th")


class Planted(NamedTuple):
    """A line that was made from an earlier one by changing some of its words."""

    line: int
    source: int


def plant(data: Path, paragraphs: Path, size: int, seed: int = 1) -> list[Planted]:
    """Write ``size`` bytes of paragraphs, one a line; gives the planted pairs, lines from 0."""
    rng = random.Random(seed)
    languages = [(file.stem, read_sentences(file)) for file in sorted((data / "clean_ud").glob("*.jsonl"))]
    written: list[tuple[str, str]] = []
    pairs, done = [], 0
    with paragraphs.open("w", encoding="utf-8") as out:
        while done < size:
            if written and rng.random() < DUPLICATES:
                source = rng.randrange(len(written))
                lang, text = written[source]
                text = changed(text, lang, rng.choice(RATES), rng)
                pairs.append(Planted(len(written), source))
            else:
                lang, sentences = rng.choice(languages)
                text = joined(
                    [_span(rng.choice(sentences), lang, rng) for _ in range(rng.randint(4, 9))], lang
                )
            written.append((lang, text))
            out.write(text + "\n")
            done += len(text.encode()) + 1
    return pairs


def read_sentences(file: Path) -> list[str]:
    with file.open(encoding="utf-8") as lines:
        texts = (" ".join(json.loads(line)["text"].split()) for line in lines)
        return [text for text in texts if len(text) > 20]


def _span(sentence: str, lang: str, rng: random.Random) -> str:
    """Some words of a sentence: short, so that two paragraphs share much only where that was planted."""
    words = _words(sentence, lang)
    size = rng.randint(5, 9) * (3 if lang.split("-")[0] in _UNSPACED else 1)
    start = rng.randrange(max(1, len(words) - size))
    return joined(words[start : start + size], lang)


def changed(text: str, lang: str, rate: float, rng: random.Random) -> str:
    words = _words(text, lang)
    return joined([rng.choice(words) if rng.random() < rate else word for word in words], lang)


def _words(text: str, lang: str) -> list[str]:
    return list(text) if lang.split("-")[0] in _UNSPACED else text.split(" ")


def joined(words: list[str], lang: str) -> str:
    return ("" if lang.split("-")[0] in _UNSPACED else " ").join(words)


def read_lines(paragraphs: Path) -> Iterator[str]:
    with paragraphs.open(encoding="utf-8") as lines:
        for line in lines:
            yield line.rstrip("\n")
