"""``cleaner report``: the page that shows what a run did."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument("out", type=click.Path(exists=True, file_okay=False, path_type=Path))
def command(out: Path) -> None:
    """Write OUT/report.html: what the run in OUT did, on one page that needs nothing else.

    \b
    cleaner report clean/
    """
    import json

    from cleaner.report import write_report

    if not (out / "manifest.json").is_file() or not (out / "ledger").is_dir():
        raise click.UsageError(f"{out}: no finished run here; name the folder that 'cleaner run' wrote")
    try:
        page = write_report(out)
    except (OSError, json.JSONDecodeError) as error:
        raise click.UsageError(f"{out}: the page cannot be written: {error}") from error
    click.echo(str(page))
