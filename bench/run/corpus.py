"""The corpus of the run's benchmark: documents of recombined sentences in many languages, clean and with damage."""

from __future__ import annotations

import json
import random
import re
from collections.abc import Iterator
from pathlib import Path

from bench.dedup.plant import RATES, changed, joined, read_sentences
from bench.run.damage import damaged

_FILE = 25_000_000
_END = re.compile(r"(?<=[.!?])\s+|(?<=[。！？])")


def build(
    data: Path, folder: Path, size: int, damage: float = 0.0, copies: float = 0.0, seed: int = 1
) -> None:
    """Write ``size`` bytes of JSON lines (id, text) in files of 25 MB, the same at every call.

    A document is 1 to 12 paragraphs of 2 to 6 sentences of one language, no sentence twice. ``damage`` is the share of
    the paragraphs that are damaged (about five times that share of the documents), ``copies`` that of paragraphs
    copied from an earlier document, with no or some words changed.
    """
    folder.mkdir(parents=True, exist_ok=True)
    documents, dice = _documents(data, copies, random.Random(seed)), random.Random(seed + 1)
    for number in range(-(-size // _FILE)):
        left = min(_FILE, size - number * _FILE)
        with open(folder / f"part{number:03}.jsonl", "wb") as out:
            while left > 0:
                name, lang, paragraphs = next(documents)
                texts = [damaged(text, lang, dice) if dice.random() < damage else text for text in paragraphs]
                row = {"id": name, "text": "\n\n".join(texts)}
                left -= out.write(json.dumps(row, ensure_ascii=False).encode() + b"\n")


def _documents(data: Path, copies: float, dice: random.Random) -> Iterator[tuple[str, str, list[str]]]:
    """Name, language and paragraphs, without end."""
    files = sorted((data / "clean_ud").glob("*.jsonl"))
    languages = [(file.stem, _split(read_sentences(file))) for file in files]
    written: dict[str, list[str]] = {lang: [] for lang, _ in languages}
    number = 0
    while True:
        lang, sentences = dice.choice(languages)
        rest = dice.sample(sentences, 72)
        before = written[lang]
        paragraphs = []
        for _ in range(dice.randint(1, 12)):
            if before and dice.random() < copies:
                paragraphs.append(changed(dice.choice(before), lang, dice.choice(RATES), dice))
            else:
                size = dice.randint(2, 6)
                paragraphs.append(joined(rest[:size], lang))
                del rest[:size]
        written[lang] = (
            [*before, *paragraphs] if len(before) < 1000 else [*before[len(paragraphs) :], *paragraphs]
        )
        yield f"{lang}-{number}", lang, paragraphs
        number += 1


def _split(texts: list[str]) -> list[str]:
    return [sentence for text in texts for sentence in _END.split(text) if len(sentence) > 20]
