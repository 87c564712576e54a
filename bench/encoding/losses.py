"""Letters lost on purpose, and how many come back: U+FFFD and lost apostrophes."""

from __future__ import annotations

import random
import re
from pathlib import Path

from bench.encoding.stage import read_jsonl
from cleaner.stages.encoding.lexicon import available
from cleaner.stages.encoding.losses import find_losses

WORDS = 2_000
LANGUAGES = ("fr", "de", "es", "pl", "ru", "it", "pt", "nl", "cs", "uk")
_CYRILLIC = ("ru", "uk")
_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?")


def report_losses(folder: Path) -> None:
    """Every letter beyond ASCII lost, one letter in Cyrillic, of words as they occur in running text."""
    print("\nU+FFFD repair" if available() else "\nU+FFFD repair: wordfreq is not installed, all are flags")
    for lang in LANGUAGES:
        words = [
            w
            for r in read_jsonl(folder / f"{lang}.jsonl")
            for w in _WORD.findall(r["text"])
            if not w.isascii()
        ]
        random.Random(7).shuffle(words)
        total = len(words[:WORDS])
        for holes in (1, 2):
            decided = [(word, back) for word in words[:WORDS] if (back := _restore(_lose(word, lang, holes), lang))]
            right = sum(word == back for word, back in decided)
            print(
                f"  {lang} {total} words, U+FFFD a letter {holes}: decided {len(decided) / total:.1%}, "
                f"right {right / max(1, len(decided)):.2%}"
            )


def _lose(word: str, lang: str, holes: int) -> str:
    lost = "\ufffd" * holes
    if lang in _CYRILLIC:
        place = random.Random(word).randrange(len(word))
        return word[:place] + lost + word[place + 1 :]
    return "".join(c if c.isascii() else lost for c in word)


def _restore(word: str, lang: str) -> str | None:
    whole = word
    for _, (start, end), repair in reversed(list(find_losses(word, lambda: lang))):
        whole = whole[:start] + (repair or whole[start:end]) + whole[end:]
    return None if "\ufffd" in whole else whole
