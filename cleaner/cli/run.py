"""``cleaner run``: files and directories cleaned into a new folder."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from cleaner.formats import FORMATS
from cleaner.settings import Settings

if TYPE_CHECKING:
    from cleaner.corpus.job import Job

_SETTINGS = ("duplicates", "threshold", "keep", "select", "ignore", "lang")


def _share(_: click.Context, __: click.Parameter, value: str) -> float:
    """``30%`` or ``0.3``."""
    try:
        share = float(value.removesuffix("%")) / (100 if value.endswith("%") else 1)
    except ValueError as error:
        raise click.BadParameter(f"{value!r} is no share; write 30% or 0.3") from error
    if not 0 <= share <= 1:
        raise click.BadParameter(f"{value!r} is not between 0% and 100%")
    return share


def _size(_: click.Context, __: click.Parameter, value: str) -> str:
    """``400MB``."""
    if not re.fullmatch(r"\d+(\.\d+)? ?[KMGT]i?B", value):
        raise click.BadParameter(f"{value!r} is no size; write 400MB or 8GB")
    return value


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
    type=click.Choice(["off", "document", "source", "run"]),
    help="Where a repeated paragraph is looked for: not at all, in its document, its SRC, all of them.  [default: run]",
)
@click.option(
    "--threshold",
    type=click.FloatRange(0.5, 1),
    help="How alike a copy must be: Jaccard of word pairs.  [default: 0.6]",
)
@click.option("--keep", type=click.Choice(["first", "longest"]), help="Which copy stays.  [default: first]")
@click.option(
    "--index",
    help="Compare with earlier runs too: a file, or redis://host:port/name; made where there is none.",
)
@click.option("--select", multiple=True, help="Classes or rules to use, comma-separated; ALL for all.")
@click.option("--ignore", multiple=True, help="Classes or rules not to use, comma-separated.")
@click.option("--lang", help="Language of all documents (BCP-47); found out where not given.")
@click.option("--encoding", help="Encoding of text files; found out where not given.")
@click.option("--text-field", default="text", show_default=True, help="Where the text is in a file of rows.")
@click.option("--id-field", default="id", show_default=True, help="Where a row's id is.")
@click.option("--drop-empty", is_flag=True, help="Leave out rows of which nothing is left.")
@click.option(
    "--to", type=click.Choice(["jsonl", "parquet", "txt"]), help="Write this format.  [default: as read]"
)
@click.option(
    "--extractor",
    type=click.Choice(["resiliparse", "trafilatura"]),
    default="resiliparse",
    show_default=True,
    help="What takes the text out of a web page, with --to.",
)
@click.option(
    "--max-removed", callback=_share, default="100%", show_default=True, help="Removal budget, e.g. 30%."
)
@click.option(
    "--engine",
    type=click.Choice(["memory", "duckdb", "spark"]),
    default="memory",
    show_default=True,
    help="Where repeats are brought together; each gives the same answer.",
)
@click.option(
    "--memory", callback=_size, default="1GB", show_default=True, help="What --engine duckdb may use before it spills."
)
@click.option(
    "--stdin-format", type=click.Choice([f.name for f in FORMATS]), default="txt", show_default=True
)
@click.option("--dry-run", is_flag=True, help="Say what would be done; write nothing to OUT.")
@click.option("--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="Settings file.")
def command(sources: tuple[str, ...], out: Path, config: Path | None, dry_run: bool, **given: Any) -> None:
    """Clean files and directories into OUT, with a ledger of every change; - reads standard input.

    \b
    cleaner run pages/ --out clean/
    cleaner run dump.jsonl.zst --out clean/ --text-field body --workers 8
    zcat dump.txt.gz | cleaner run - --out clean/
    """
    import tempfile

    given["settings"] = _settings(config, {name: given.pop(name) for name in _SETTINGS})
    if not dry_run:
        code = _run(sources, out, **given)
        raise SystemExit(code if code > 1 else max(code, _report(out)))
    with tempfile.TemporaryDirectory() as folder:
        code = _run(sources, Path(folder) / "out", **given)
    click.echo("dry run: nothing was written", err=True)
    raise SystemExit(code)


def _run(
    sources: tuple[str, ...], out: Path, workers: int, resume: bool, stdin_format: str, **given: Any
) -> int:
    """The run and what it has to say; gives the exit code."""
    from cleaner.bulk.worth import size_of
    from cleaner.cli._progress import problems, progress, summary
    from cleaner.corpus.pool import WorkerDiedError
    from cleaner.corpus.runner import run
    from cleaner.corpus.sources import NameClashError, find_sources
    from cleaner.corpus.spool import spooled
    from cleaner.corpus.state import RefusedError

    job = _job(out, **given)
    if job.index and not job.across:
        raise click.UsageError("--index compares documents: it needs --duplicates source or run")
    if job.engine == "spark" and find_spec("pyspark") is None:
        raise click.UsageError("--engine spark needs PySpark: pip install 'cleaner[spark]'")
    try:
        found = find_sources(sources, out, job.to)
        found = spooled(found, job, stdin_format)
        job = replace(job, size=size_of(source.path for source in found.sources))
        with progress(found.sources) as shown:
            account = run(job, found, workers, resume, shown)
    except (NameClashError, RefusedError) as error:
        raise click.UsageError(str(error)) from error
    except (OSError, WorkerDiedError) as error:
        click.echo(f"cleaner run: {error}. What is finished stays: go on with --resume", err=True)
        return 2
    except KeyboardInterrupt:
        click.echo("cleaner run: stopped. Go on with --resume", err=True)
        return 130
    click.echo(summary(account, str(out)), err=True)
    return 1 if problems(account) else 0


def _report(out: Path) -> int:
    """The page last, from what is on disk: all else is finished, whatever becomes of it."""
    from cleaner.report import write_report

    try:
        click.echo(f"what was done, on one page: {write_report(out)}", err=True)
    except OSError as error:
        click.echo(f"cleaner run: the page cannot be written: {error}. Try 'cleaner report {out}'", err=True)
        return 2
    return 0


def _job(
    out: Path, settings: Settings, text_field: str, id_field: str, encoding: str | None, extractor: str, **given: Any
) -> Job:
    from cleaner.corpus.job import Job
    from cleaner.formats.record import Fields

    return Job(out, settings, Fields(text_field, id_field, encoding, extractor), **given)


def _settings(config: Path | None, chosen: dict[str, Any]) -> Settings:
    """The settings file's, with what the command line says on top."""
    from cleaner.config import ConfigError, check, load_config

    given = {name: value for name, value in chosen.items() if value}
    for name in ("select", "ignore"):
        if name in given:
            given[name] = tuple(code.strip() for codes in given[name] for code in codes.split(","))
    try:
        settings = replace(load_config(Path.cwd(), config).settings, **given)
        check(settings)
    except ConfigError as error:
        raise click.UsageError(str(error)) from error
    return settings
