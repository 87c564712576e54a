"""``cleaner check``: findings, and nothing written."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import click

from cleaner.cli._lint import (
    STDIN,
    Broken,
    files_of,
    in_turn,
    lint_options,
    options_of,
    tell_errors,
    wants_colour,
)
from cleaner.config import ConfigError
from cleaner.lint.examine import Options, examine, examine_files
from cleaner.lint.output import FORMATS, render
from cleaner.lint.output.lines import statistics, summary
from cleaner.lint.report import Report
from cleaner.lint.source import SourceError, decode
from cleaner.rules.load import PackError


@click.command()
@lint_options
@click.option(
    "--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True, help="Output."
)
@click.option(
    "-o", "--output-file", type=click.Path(dir_okay=False, path_type=Path), help="Write the output there."
)
@click.option("--statistics", "count", is_flag=True, help="Only how often each rule was found.")
@click.option(
    "--fail-on",
    type=click.Choice(["safe", "unsafe", "flag", "never"]),
    help="Exit with 1 for findings this grave or graver; safe fixes are the gravest.  [default: flag]",
)
@click.option("--unsafe", is_flag=True, default=None, help="Show unsafe fixes as they would be applied.")
@click.option("--remove/--no-remove", default=None, help="Show or do not show removals as applied.")
@click.option(
    "--against",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Show paragraphs that stand in another file below this folder, too.",
)
@click.option(
    "--source",
    type=click.Path(exists=True, path_type=Path),
    help="Hold the files against their originals here, paired by path: lost numbers, addresses, code, names.",
)
@click.option(
    "--stdin-filename", default="-", help="What to take standard input for: decides markup and settings."
)
@click.option("-q", "--quiet", is_flag=True, help="No summary.")
def command(**given: Any) -> None:
    """Show what is wrong in files, directories or standard input (-); write nothing.

    Exits with 0 where all is clean, 1 for findings, 2 where a file or the settings cannot be read.

    \b
    cleaner check docs/
    cleaner check --select NUM,LIT --format github docs/
    cleaner check --statistics .
    cleaner check --source en/ fr/
    """
    options = options_of(given, unsafe=given["unsafe"], remove=given["remove"], fail_on=given["fail_on"])
    reports = _reports(given, options)
    broken = tell_errors(reports, given["paths"])
    pieces = statistics(reports) if given["count"] else None
    _write(
        pieces or render(given["form"], reports, wants_colour() and not given["output_file"]),
        given["output_file"],
    )
    if not given["quiet"]:
        click.echo(summary(reports), err=True)
    raise SystemExit(2 if broken else int(any(report.failed for report in reports)))


def _reports(given: dict[str, Any], options: Options) -> list[Report]:
    files = files_of(given)
    if files != [STDIN]:
        reports = in_turn(examine_files, files, given["jobs"], options)
        if given["source"]:
            reports = [_held_against(report, given, options) for report in reports]
        if given["against"]:
            reports = _repeated(reports, given, options)
        return reports
    try:
        data = sys.stdin.buffer.read()
        return examine([decode(given["stdin_filename"], data, options.encoding)], options)
    except (SourceError, ConfigError, PackError) as error:
        raise Broken(str(error)) from error


def _held_against(report: Report, given: dict[str, Any], options: Options) -> Report:
    """The report of a translation with what it lacks of its source."""
    from cleaner.lint.translation import counterpart, with_source

    source = counterpart(Path(report.name), given["paths"], given["source"])
    if source is None:
        click.echo(f"cleaner: {report.name}: has no source in {given['source']}", err=True)
        return report
    return with_source(report, source, options)


def _repeated(reports: list[Report], given: dict[str, Any], options: Options) -> list[Report]:
    """The reports with what stands elsewhere in the folder, too."""
    from cleaner.lint.against import with_repeats

    others = files_of({**given, "paths": (given["against"],)})
    return with_repeats(reports, others, options)


def _write(pieces: Iterable[str], file: Path | None) -> None:
    if file is None:
        for piece in pieces:
            click.echo(piece, color=True)
        return
    from cleaner.files import write_atomic

    write_atomic(file, "".join(f"{piece}\n" for piece in pieces).encode())
