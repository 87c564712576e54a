"""The page: one file that needs nothing else, in which no text of a document can run."""

from __future__ import annotations

import base64
import hashlib
import unicodedata
from collections import Counter
from collections.abc import Sequence
from importlib.resources import files
from typing import Any, NamedTuple

from cleaner.report.documents import to_json
from cleaner.report.sample import RULE
from cleaner.report.tally import ACTIONS, Tally, by_source

_TOP = 12
_RULES = 25
_SCRIPTS = ("text.js", "document.js", "lists.js", "page.js")

CLASS_NAMES = {
    "ENC": "encoding", "MRK": "leaked markup", "PRM": "prompts", "LLM": "chatbot residue", "BPL": "boilerplate",
    "DUP": "duplicates", "FRG": "broken fragments", "GLU": "glued sentences", "HAL": "invented sources",
    "UNT": "untranslated", "NUM": "numbers, money", "LIT": "misread homographs", "ENT": "altered names",
    "CAL": "calques", "GRM": "grammar", "TYP": "typography",
}  # fmt: skip


class Bar(NamedTuple):
    """A row of a chart: widths are percent of the chart's longest bar."""

    label: str
    name: str
    counts: Counter[str]
    widths: list[tuple[str, float, float]]


class Chart(NamedTuple):
    """Bars by one field; ``more`` is how many more values there are, and how many edits they have."""

    title: str
    field: str
    bars: list[Bar]
    more: tuple[int, int]


def render(manifest: dict[str, Any], tally: Tally, shown: Sequence[bytes]) -> bytes:
    """The page's bytes; ``shown`` are the documents as JSON."""
    from jinja2 import Environment
    from markupsafe import Markup

    script = "\n".join(_asset(name) for name in _SCRIPTS)
    environment = Environment(autoescape=True, trim_blocks=True, lstrip_blocks=True)
    environment.filters |= {"visible": visible, "number": lambda value: f"{value:,}"}
    page = environment.from_string(_asset("page.html")).render(
        style=Markup(_asset("page.css")),
        script=Markup(script),
        script_hash=_hash(script),
        style_hash=_hash(_asset("page.css")),
        data=Markup("@data@"),
        manifest=manifest,
        totals=manifest["totals"],
        touched=tally.documents,
        charts=_charts(manifest, tally),
        rules=_rules(manifest, tally),
        rule_count=len(tally.reasons),
        shown=len(shown),
        class_names=CLASS_NAMES,
        sampling=RULE,
        trouble=_trouble(manifest),
    )
    head, tail = page.encode("utf-8", "backslashreplace").split(b"@data@")
    return b"".join([head, _data(tally, shown), tail])


def _asset(name: str) -> str:
    return (files("cleaner.report") / "page" / name).read_text(encoding="utf-8")


def _hash(content: str) -> str:
    """As a Content-Security-Policy names what may run: whatever else stands in the page may not."""
    return base64.b64encode(hashlib.sha256(content.encode()).digest()).decode()


def _data(tally: Tally, shown: Sequence[bytes]) -> bytes:
    counts = [[*key, count] for key, count in sorted(tally.edits.items())]
    head = to_json({"edits": counts, "reasons": tally.reasons, "classes": CLASS_NAMES, "touched": tally.documents})
    return head[:-1] + b',"documents":[' + b",\n".join(shown) + b"]}"


def _charts(manifest: dict[str, Any], tally: Tally) -> list[Chart]:
    by_class = tally.by("cls")
    return [
        _chart("By class", "cls", by_class, {cls: f"{cls} {CLASS_NAMES.get(cls, '')}" for cls, _ in by_class}),
        _chart("By language", "lang", tally.by("lang"), {"und": "not told"}),
        _chart("By source", "", by_source(manifest["files"]), {}),
    ]


def _chart(title: str, field: str, found: Sequence[tuple[str, Counter[str]]], names: dict[str, str]) -> Chart:
    found = [(name, counts) for name, counts in found if counts.total()]
    most = max((counts.total() for _, counts in found), default=1)
    bars = [Bar(names.get(name, name), name, counts, _widths(counts, most)) for name, counts in found[:_TOP]]
    rest = found[_TOP:]
    return Chart(title, field, bars, (len(rest), sum(counts.total() for _, counts in rest)))


def _widths(counts: Counter[str], most: int) -> list[tuple[str, float, float]]:
    """``(action, x, width)``, one beside the other."""
    placed, x = list[tuple[str, float, float]](), 0.0
    for action in ACTIONS:
        width = 100 * counts[action] / most
        if width:
            placed.append((action, round(x, 3), round(width, 3)))
        x += width
    return placed


def _rules(manifest: dict[str, Any], tally: Tally) -> list[dict[str, Any]]:
    """The rules that fired most."""
    classes = {key.rule: key.cls for key in tally.edits}
    found = tally.by("rule")
    general = _general_reasons(manifest) if tally.varied else {}
    most = max((counts.total() for _, counts in found), default=1)
    return [
        {
            "id": rule,
            "cls": classes[rule],
            "reason": general.get(rule, tally.reasons[rule]) if rule in tally.varied else tally.reasons[rule],
            "counts": counts,
            "widths": _widths(counts, most),
        }
        for rule, counts in found[:_RULES]
    ]


def _general_reasons(manifest: dict[str, Any]) -> dict[str, str]:
    """What a rule is for, where its edits give a reason of their own each."""
    from cleaner.catalog import all_rules
    from cleaner.rules.load import PackError, load

    try:
        return {rule.id: rule.reason for rule in all_rules(load(tuple(manifest["settings"]["packs"])))}
    except PackError:
        return {}  # The house packs of the run are gone: its own reasons will do.


def _trouble(manifest: dict[str, Any]) -> list[str]:
    """What could not be read or was left as it was, in words."""
    found = [f"{row['path']}: {row['error']}" for row in manifest["unreadable"]]
    for row in manifest["files"]:
        found += [f"{row['source']}: {error}" for error in row["errors"]]
        found += [f"{row['source']}: {name} set aside: it would have lost too much" for name in row["set_aside"]]
    return found


def visible(text: str) -> str:
    """Control and direction characters by their code point, so that a name cannot pose as another.

    >>> visible("a\\u202eb")
    'a⟨U+202E⟩b'
    """
    return "".join(c if unicodedata.category(c)[0] != "C" else f"⟨U+{ord(c):04X}⟩" for c in str(text))
