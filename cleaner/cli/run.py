"""``cleaner run``: files and directories cleaned into a new folder."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from cleaner.settings import Settings


@click.command()
@click.argument("sources", metavar="SRC...", nargs=-1, required=True)
@click.option(
    "--out", type=click.Path(file_okay=False, path_type=Path), required=True, help="The new folder."
)
@click.option(
    "--workers", type=click.IntRange(1), default=os.cpu_count(), show_default="all cores", help="Processes."
)
@click.option("--resume", is_flag=True, help="Go on with a run that was stopped.")
@click.option(
    "--duplicates",
    type=click.Choice(["off", "document", "run"]),
    help="Where a repeated paragraph is looked for.  [default: run]",
)
@click.option("--select", multiple=True, help="Classes or rules to use, comma-separated; ALL for all.")
@click.option("--ignore", multiple=True, help="Classes or rules not to use, comma-separated.")
@click.option("--lang", help="Language of all documents (BCP-47); found out where not given.")
@click.option("--encoding", help="Encoding of text files; found out where not given.")
@click.option("--text-field", default="text", show_default=True, help="Where the text is in a file of rows.")
@click.option("--id-field", default="id", show_default=True, help="Where a row's id is.")
@click.option("--drop-empty", is_flag=True, help="Leave out rows of which nothing is left.")
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Settings file.")
def command(
    sources: tuple[str, ...],
    out: Path,
    workers: int,
    resume: bool,
    text_field: str,
    id_field: str,
    encoding: str | None,
    drop_empty: bool,
    config: Path | None,
    **chosen: Any,
) -> None:
    """Clean files and directories into OUT, with a ledger of every change.

    \b
    cleaner run pages/ --out clean/
    cleaner run dump.jsonl --out clean/ --text-field body --workers 8
    """
    from cleaner.cli._progress import problems, progress, summary
    from cleaner.corpus.bulk import repays
    from cleaner.corpus.job import Job
    from cleaner.corpus.pool import WorkerDiedError
    from cleaner.corpus.runner import run
    from cleaner.corpus.sources import NameClashError, find_sources
    from cleaner.corpus.state import RefusedError
    from cleaner.formats.record import Fields

    settings = _settings(config, chosen)
    job = Job(out, settings, Fields(text_field, id_field, encoding), drop_empty)
    try:
        found = find_sources(sources, out)
        job = replace(job, bulk=repays(source.path for source in found.sources))
        with progress(found.sources) as shown:
            account = run(job, found, workers, resume, shown)
    except (NameClashError, RefusedError) as error:
        raise click.UsageError(str(error)) from error
    except (OSError, WorkerDiedError) as error:
        click.echo(f"cleaner run: {error}. What is finished stays: go on with --resume", err=True)
        raise SystemExit(2) from error
    except KeyboardInterrupt as error:
        click.echo("cleaner run: stopped. Go on with --resume", err=True)
        raise SystemExit(130) from error
    click.echo(summary(account, str(out)), err=True)
    raise SystemExit(1 if problems(account) else 0)


def _settings(config: Path | None, chosen: dict[str, Any]) -> Settings:
    """The settings file's, with what the command line says on top."""
    from cleaner.config import ConfigError, check_codes, load_config

    given = {name: value for name, value in chosen.items() if value}
    for name in ("select", "ignore"):
        if name in given:
            given[name] = tuple(code.strip() for codes in given[name] for code in codes.split(","))
    try:
        settings = replace(load_config(Path.cwd(), config).settings, **given)
        check_codes(settings)
    except ConfigError as error:
        raise click.UsageError(str(error)) from error
    return settings
