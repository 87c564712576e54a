"""``cleaner ledger``: what a run did, as JSON lines."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from cleaner.settings import CLASSES


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--doc", help="Only this document (its path or id).")
@click.option("--rule", help="Only this rule.")
@click.option("--class", "cls", type=click.Choice(CLASSES, case_sensitive=False), help="Only this class.")
def command(out: Path, doc: str | None, rule: str | None, cls: str | None) -> None:
    """Print the ledger of a finished run, one JSON object a line.

    \b
    cleaner ledger clean/ --class NUM
    """
    from cleaner.corpus.jsons import to_line
    from cleaner.corpus.ledgers import read_ledger

    if not (out / "ledger").is_dir():
        raise click.UsageError(f"{out}: no ledger here; name the folder that 'cleaner run' wrote")
    wanted = {"doc": doc, "rule": rule, "class": cls and cls.upper()}
    for row in read_ledger(out / "ledger"):
        if all(value is None or row[name] == value for name, value in wanted.items()):
            sys.stdout.buffer.write(to_line(row))
