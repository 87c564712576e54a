"""What ``check``, ``fix`` and ``baseline`` share: their options, their files, their way to print."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import click

from cleaner.config import ConfigError
from cleaner.lint.examine import Options
from cleaner.lint.report import Report
from cleaner.lint.source import SourceError, find_files
from cleaner.rules.load import PackError

T = TypeVar("T")
Command = Callable[..., Any]

STDIN = Path("-")


class Broken(click.ClickException):
    """The run could not be made: exit code 2."""

    exit_code = 2


def _codes(_: click.Context, __: click.Parameter, values: Sequence[str]) -> tuple[str, ...]:
    """Codes may be repeated or parted by commas; classes in any case."""
    codes = [code.strip() for value in values for code in value.split(",") if code.strip()]
    return tuple(code.upper() if code.isalpha() else code for code in codes)


_OPTIONS = (
    click.argument("paths", nargs=-1, required=True, type=click.Path(path_type=Path)),
    click.option(
        "--select", multiple=True, callback=_codes, help="Only these classes or rules, e.g. NUM,LIT or ALL."
    ),
    click.option("--ignore", multiple=True, callback=_codes, help="Not these classes or rules."),
    click.option("--extend-select", multiple=True, callback=_codes, help="These as well, e.g. TYP."),
    click.option("--lang", help="The language of all files, e.g. fr or pt-BR; found out where not given."),
    click.option("--encoding", help="The encoding of all files where it is not UTF-8."),
    click.option("--exclude", multiple=True, metavar="GLOB", help="Leave these files or folders out."),
    click.option("--force-exclude", is_flag=True, help="Leave excluded files out even where they are named."),
    click.option(
        "--config", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="This settings file."
    ),
    click.option("--isolated", is_flag=True, help="No settings file."),
    click.option(
        "--baseline", type=click.Path(dir_okay=False, path_type=Path), help="Findings not to tell of again."
    ),
    click.option("-j", "--jobs", type=click.IntRange(1), default=1, show_default=True, help="Processes."),
)


def lint_options(command: Command) -> Command:
    """The arguments and options all three commands take."""
    for option in reversed(_OPTIONS):
        command = option(command)
    return command


def options_of(given: dict[str, Any], **more: Any) -> Options:
    """The options that belong to single files."""
    names = ("select", "ignore", "extend_select", "lang", "encoding", "config", "isolated", "baseline")
    return Options(**{name: given[name] for name in names}, **more)


def files_of(given: dict[str, Any]) -> list[Path]:
    """The files to look at; ``-`` stands alone. A path that does not exist ends the run."""
    paths = given["paths"]
    if STDIN in paths:
        if len(paths) > 1:
            raise click.UsageError("'-' (standard input) cannot be mixed with paths")
        return [STDIN]
    try:
        return find_files(paths, given["exclude"], given["force_exclude"], given["isolated"])
    except (SourceError, ConfigError) as error:
        raise Broken(str(error)) from error


def in_turn(function: Callable[..., list[T]], files: Sequence[Path], jobs: int, *args: Any) -> list[T]:
    """What ``function(files, *args)`` gives for each file, in order, in so many processes; settings must hold."""
    try:
        return _in_turn(function, files, jobs, *args)
    except (ConfigError, PackError) as error:
        raise Broken(str(error)) from error


def _in_turn(function: Callable[..., list[T]], files: Sequence[Path], jobs: int, *args: Any) -> list[T]:
    if jobs == 1 or len(files) < 2:
        return function(files, *args)
    from concurrent.futures import ProcessPoolExecutor

    size = max(1, len(files) // (4 * jobs))
    parts = [files[at : at + size] for at in range(0, len(files), size)]
    with ProcessPoolExecutor(jobs) as pool:
        return [found for part in pool.map(partial(_call, function, args), parts) for found in part]


def _call(function: Callable[..., list[T]], args: tuple[Any, ...], files: Sequence[Path]) -> list[T]:
    return function(files, *args)


def tell_errors(reports: Iterable[Report], named: Iterable[Path]) -> bool:
    """Print what went wrong to stderr; True where it ends the run with 2: a file unread, or named and no text.

    A file met in a folder that is not text is only passed over, with a word.
    """
    names = {path.as_posix() for path in named}
    broken = False
    for report in reports:
        if report.error:
            fatal = report.unread or report.name in names
            click.echo(f"cleaner: {report.error}{'' if fatal else ' (passed over)'}", err=True)
            broken |= fatal
    return broken


def wants_colour() -> bool:
    """NO_COLOR beats FORCE_COLOR beats the terminal."""
    if os.environ.get("NO_COLOR"):
        return False
    return bool(os.environ.get("FORCE_COLOR")) or sys.stdout.isatty()
