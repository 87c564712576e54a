"""Site furniture that no phrase list can hold: menus, tag lists, teasers, footers.

A line's score is the sum of the weights of its named features (features.py). The weights are fitted by
``python -m bench furniture DATA`` on labelled lines of web pages, and stand in ``weights.toml`` to be read.
Only a page that shows interface lines of its own is looked at: in clean text there are none.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cleaner.draft import Draft
from cleaner.stages.boilerplate.finding import Finding

_RULE = "bpl-any-furniture"
RULES = ((_RULE, "a line that looks and stands like a menu, a teaser or a footer; the reasons are named with each removal"),)

_LEAST_LINES = 8
_LEAST_KNOWN = 3


@cache
def model() -> dict[str, Any]:
    """``threshold`` and ``weights`` by feature name."""
    import tomllib

    path = Path(__file__).parent / "weights.toml"
    return tomllib.loads(path.read_text(encoding="utf-8")) if path.exists() else {"threshold": float("inf"), "weights": {}}


def find_furniture(draft: Draft, found: Mapping[int, Finding]) -> dict[int, Finding]:
    """Lines whose score reaches the threshold, on pages where the packs found interface lines."""
    known = {index for index, finding in found.items() if finding.cls == "BPL" and finding.removes}
    if draft.document.markup == "markdown" or len(draft.paragraphs) < _LEAST_LINES or len(known) < _LEAST_KNOWN:
        return {}
    from cleaner.stages.boilerplate.features import features

    lines = [" ".join(draft.text[p.start : p.end].split()) for p in draft.paragraphs]
    judged = (_judge(names) for names in features(lines, known))
    return {index: finding for index, finding in enumerate(judged) if finding is not None}


def score(names: list[str]) -> float:
    """The sum of the weights of the features named; one that was never seen weighs nothing."""
    weights = model()["weights"]
    return float(sum(weights.get(name, 0.0) for name in names)) + float(weights.get("any line", 0.0))


def _judge(names: list[str]) -> Finding | None:
    total = score(names)
    if total < model()["threshold"]:
        return None
    weights = model()["weights"]
    strongest = sorted(names, key=lambda name: -weights.get(name, 0.0))[:4]
    return Finding(_RULE, "BPL", f"site furniture, score {total:.1f}: {'; '.join(strongest)}")
