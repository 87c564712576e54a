"""A document's ledger in the terminal: the line, what it became, and why."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

import click

_MARKS = {"fix": ("-", "+"), "remove": ("-", None), "flag": ("?", None)}
_COLOURS = {"fix": "green", "remove": "red", "flag": "yellow"}
_WIDTH = 110


def explain(rows: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Coloured lines for ledger rows of one document, in the order of the text."""
    for row in sorted(rows, key=lambda row: (row["start"], row["end"])):
        action = click.style(f"{row['action']:6}", fg=_COLOURS[row["action"]], bold=True)
        yield f"{row['line']}:{row['col']}  {action} {row['rule']}"
        yield from _texts(row)
        yield click.style(f"      {row['reason']}", dim=True)


def _texts(row: dict[str, Any]) -> Iterator[str]:
    before, after = _MARKS[row["action"]]
    yield f"    {before} {_one_line(row['before'])}"
    if after:
        yield f"    {after} {_one_line(row['after'])}"
    if row["suggestion"] is not None:
        yield f"    ~ {_one_line(row['suggestion'])}  (with --unsafe or --remove)"
    if row["twin"]:
        yield f"    = {row['twin']['doc']}:{row['twin']['line']}, {row['twin']['similarity']:.0%} alike"


def _one_line(text: str) -> str:
    """Control characters shown, not obeyed; long text cut in the middle."""
    shown = "".join(c if c.isprintable() else "⏎" if c == "\n" else f"\\u{ord(c):04x}" for c in text.strip("\r\n"))
    return shown if len(shown) <= _WIDTH else f"{shown[: _WIDTH - 30]} … {shown[-25:]}"
