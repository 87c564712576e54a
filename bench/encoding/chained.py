"""What becomes of text damaged by chains of wrong decodings."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from bench.encoding.chains import Damaged, lossy, whole
from bench.encoding.stage import repair
from cleaner.stages.encoding.gate import is_suspicious

TIMES = {"whole": 12, "lossy": 5}


def report_chains(texts: Mapping[str, Sequence[str]], name: str, show: bool = False) -> None:
    """One line for each kind of damage: how many of each outcome."""
    print(f"\nchains of wrong decodings, {name}")
    for layers in (1, 2):
        print(f"  {layers} layers, whole", _counted(whole(texts, layers, TIMES["whole"]), show))
        print(f"  {layers} layers, lossy", _counted(lossy(texts, layers, TIMES["lossy"]), show))


def _counted(damaged: Iterable[Damaged], show: bool) -> str:
    kinds: dict[str, Counter[str]] = {}
    for case in damaged:
        text, edits = repair(case.text)
        found = outcome(text, case, bool(edits))
        kinds.setdefault("UTF-8" if case.chain.startswith("utf-8") else "legacy", Counter())[found] += 1
        if show and found in ("wrong", "half", "holes"):
            print(
                f"    {found}: {case.lang} {case.chain}\n      {case.text!r}\n      {text!r}\n      {[e.reason for e in edits][:2]}"
            )
    return "; ".join(f"{kind} {_shares(count)}" for kind, count in sorted(kinds.items()))


def _shares(count: Counter[str]) -> str:
    total = count.total()
    return f"{total}: " + ", ".join(f"{name} {n} ({n / total:.1%})" for name, n in count.most_common())


def outcome(text: str, case: Damaged, found: bool) -> str:
    """right, flagged, missed; holes: right but for U+FFFD or ?; half: still mojibake; wrong: text, but another."""
    if text in (case.original, case.within):
        return "right"
    if text == case.text:
        return "flagged" if found else "missed"
    if _has_holes(text, case.original):
        return "holes"
    return "half" if "\ufffd" in text or is_suspicious(text) else "wrong"


def _has_holes(text: str, original: str) -> bool:
    pieces = list(map(re.escape, re.split("[\ufffd?]+", text)))
    if len(pieces) == 1:
        return False
    return re.fullmatch(".{0,4}".join(pieces), original) is not None
