"""What becomes of text damaged by chains of wrong decodings."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from bench.encoding.chains import LEGACY, Damaged, lossy, whole
from bench.encoding.stage import read_jsonl, repair
from cleaner.stages.encoding.gate import is_suspicious

_SENTENCES, _SHORTEST, _LONGEST = 8, 15, 150
TIMES = {"whole": 12, "lossy": 5}


def report_chains(texts: Mapping[str, Sequence[str]]) -> None:
    """One line for each kind of damage with how many came to what, and every text changed wrongly."""
    for layers in (1, 2):
        print(f"{layers} layers, whole:\n{_counted(whole(texts, layers, TIMES['whole']))}")
        print(f"{layers} layers, lossy:\n{_counted(lossy(texts, layers, TIMES['lossy']))}")


def clean_sentences(folder: Path) -> dict[str, list[str]]:
    """Sentences of a corpus that are short enough for a line and hold something to damage."""
    texts = dict[str, list[str]]()
    for lang in LEGACY:
        own = [record["text"] for record in read_jsonl(folder / f"{lang}.jsonl")]
        own = [
            text
            for text in own
            if not text.isascii() and _SHORTEST < len(text) < _LONGEST and "\n" not in text
        ]
        texts[lang] = random.Random(lang).sample(own, min(_SENTENCES, len(own)))
    return texts


def _counted(damaged: Iterable[Damaged]) -> str:
    kinds: dict[str, Counter[str]] = {}
    for case in damaged:
        text, edits = repair(case.text)
        found = outcome(text, case, bool(edits))
        kinds.setdefault("UTF-8" if case.chain.startswith("utf-8") else "legacy", Counter())[found] += 1
        if found in ("wrong", "half"):
            print(f"    {found}: {case.lang} {case.chain}\n      {case.text!r}\n      {text!r}")
    return "\n".join(f"  {kind} {_shares(count)}" for kind, count in sorted(kinds.items()))


def _shares(count: Counter[str]) -> str:
    total = count.total()
    return f"{total}: " + ", ".join(f"{name} {n} ({n / total:.1%})" for name, n in count.most_common())


def outcome(text: str, case: Damaged, found: bool) -> str:
    """right, flagged, missed; holes: right but for U+FFFD, ? or letters gone; half: still mojibake; wrong: other text."""
    if text in (case.original, case.within):
        return "right"
    if text == case.text:
        return "flagged" if found else "missed"
    if _has_holes(text, case.original) or _is_right_in_part(text, case):
        return "holes"
    return "half" if "\ufffd" in text or is_suspicious(text) else "wrong"


def _is_right_in_part(text: str, case: Damaged) -> bool:
    """True where a text whose letters beyond ASCII were all gone has some again, and only right ones."""
    words = zip(text.split(" "), case.text.split(" "), case.original.split(" "), strict=False)
    return case.text.isascii() and all(word in (before, meant) for word, before, meant in words)


def _has_holes(text: str, original: str) -> bool:
    pieces = list(map(re.escape, re.split("[\ufffd?]+", text)))
    if len(pieces) == 1:
        return False
    return re.fullmatch(".{0,4}".join(pieces), original) is not None
