"""``cleaner review``: a person decides on mined candidates, one a screen."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

_SIDES = {"1": "left", "2": "right"}
_REMEMBERED = {"=": "synonym", "s": "skip"}


@click.command()
@click.argument("candidates", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--pack", type=click.Path(file_okay=False, path_type=Path), default="house", show_default=True, help="The house pack."
)
def command(candidates: Path, pack: Path) -> None:
    """Decide on candidates: which side is wrong, or none. What is accepted becomes a flag in the house pack.

    \b
    cleaner review candidates.jsonl --pack house/
    Keys: 1, 2 that side is wrong; = synonyms; s skip for good; l later; q quit. They may come from a pipe.
    """
    from cleaner.mine.decisions import DecisionsError, decided

    try:
        known = decided(pack)
        rows = [row for row in _rows(candidates) if row["id"] not in known]
    except DecisionsError as error:
        raise click.UsageError(str(error)) from error
    accepted = 0
    keys = _keys()
    for number, row in enumerate(rows, 1):
        said = _ask(row, number, len(rows), keys)
        if said == "q":
            break
        accepted += _decide(pack, row, said)
    left = len(rows) - sum(row["id"] in decided(pack) for row in rows)
    click.echo(f"{accepted} rules written to {pack}, {left} candidates left to decide.")
    if accepted:
        click.echo(f"Try them with 'cleaner rules test {pack}'; to use them, name the pack in cleaner.toml: packs = [\"{pack}\"]")


def _rows(path: Path) -> Iterator[dict[str, Any]]:
    with open(path, encoding="utf-8") as lines:
        for number, line in enumerate(lines, 1):
            try:
                row = json.loads(line)
                row["id"], row["sentences"], row["concordance"]
            except (ValueError, KeyError, TypeError) as error:
                raise click.UsageError(f"{path}:{number}: is no candidate of 'cleaner mine' ({error})") from error
            yield row


def _ask(row: dict[str, Any], number: int, total: int, keys: Iterator[str]) -> str:
    """The key that was pressed, one of those that mean something here; q at the end of a pipe."""
    from cleaner.mine.screen import screen

    if sys.stdout.isatty() and os.environ.get("TERM") != "dumb":
        click.clear()
    for line in screen(row, number, total):
        click.echo(line, color=False if os.environ.get("NO_COLOR") else None)
    allowed = "1slq" if row["kind"] == "missing" else "12=slq"
    for key in keys:
        if key in allowed:
            return key
        click.echo(f"{key!r} means nothing here; keys: {' '.join(allowed)}")
    return "q"


def _keys() -> Iterator[str]:
    """Single keys of a terminal, or the characters of a pipe; ends with either."""
    if not sys.stdin.isatty():
        while key := sys.stdin.read(1):
            if not key.isspace():
                yield key.lower()
        return
    while True:
        try:
            yield click.getchar().lower()
        except (EOFError, KeyboardInterrupt):
            return


def _decide(pack: Path, row: dict[str, Any], said: str) -> int:
    """Keep the decision; gives how many rules were written."""
    from cleaner.mine.decisions import keep
    from cleaner.mine.house import UnfitError, add_rule

    if said in _REMEMBERED:
        keep(pack, row, _REMEMBERED[said])  # type: ignore[arg-type]
    if said not in _SIDES:
        return 0
    try:
        path = add_rule(pack, row, _SIDES[said])
    except UnfitError as error:
        click.echo(f"No rule was written, it fails its own tests: {error}. The candidate stays; write the rule by hand.")
        return 0
    keep(pack, row, _SIDES[said])  # type: ignore[arg-type]
    click.echo(f"written to {path}")
    return 1
