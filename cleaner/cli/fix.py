"""``cleaner fix``: safe fixes in place, as a patch, or as a filter."""

from __future__ import annotations

import sys
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
from cleaner.lint.examine import Options
from cleaner.lint.fix import Fixed, fix_files, fix_source, patch
from cleaner.lint.output import render
from cleaner.lint.output.lines import summary
from cleaner.lint.source import SourceError, decode
from cleaner.rules.load import PackError


@click.command()
@lint_options
@click.option(
    "--diff", is_flag=True, help="Print a patch and write nothing; exits with 1 where there is one."
)
@click.option("--unsafe", is_flag=True, default=False, help="Apply the fixes that need a look, too.")
@click.option("--remove", is_flag=True, default=False, help="Take whole paragraphs away, too.")
@click.option(
    "--fail-on",
    type=click.Choice(["safe", "unsafe", "flag", "never"]),
    help="Exit with 1 where findings this grave or graver are left.  [default: flag]",
)
@click.option(
    "--stdin-filename", default="-", help="What to take standard input for: decides markup and settings."
)
@click.option("-q", "--quiet", is_flag=True, help="Only errors.")
def command(**given: Any) -> None:
    """Apply the safe fixes to files in place, or to standard input (-), which goes to standard output.

    Line ends, encoding, byte order mark and mode stay; files without a fix are not touched.
    Exits with 0 where nothing is left, 1 where findings are left, 2 where something went wrong.

    \b
    cleaner fix docs/
    cleaner fix --diff docs/ | git apply
    cleaner fix - < page.md > clean.md
    """
    options = options_of(given, unsafe=given["unsafe"], remove=given["remove"], fail_on=given["fail_on"])
    files = files_of(given)
    if files == [STDIN]:
        results = [_filter(given, options)]
    else:
        results = in_turn(fix_files, files, given["jobs"], options, not given["diff"])
    broken = tell_errors([result.left for result in results], given["paths"])
    if given["diff"]:
        _print_patches(results, broken)
    if not given["quiet"]:
        _tell(results, to_stderr=files == [STDIN])
    raise SystemExit(2 if broken else int(any(result.left.failed for result in results)))


def _filter(given: dict[str, Any], options: Options) -> Fixed:
    """Standard input, fixed, on standard output; the patch instead with --diff."""
    data = sys.stdin.buffer.read()
    try:
        fixed = fix_source(decode(given["stdin_filename"], data, options.encoding), options)
    except (SourceError, ConfigError, PackError) as error:
        raise Broken(str(error)) from error
    if not given["diff"]:
        sys.stdout.buffer.write(data if fixed.data is None else fixed.data)
    return fixed


def _print_patches(results: list[Fixed], broken: bool) -> None:
    out = sys.stdout.buffer
    for result in results:
        out.writelines(patch(result))
    changed = any(result.data is not None for result in results)
    raise SystemExit(2 if broken else int(changed))


def _tell(results: list[Fixed], to_stderr: bool) -> None:
    """What is left, at its place in the fixed files, and how much was done."""
    left = [result.left for result in results]
    for line in render("concise", left, wants_colour() and not to_stderr):
        click.echo(line, err=to_stderr, color=True)
    applied = sum(result.applied for result in results)
    files = sum(result.data is not None for result in results)
    if applied or any(report.findings for report in left):
        click.echo(f"Fixed {applied} in {files} files. {summary(left, 'Left')}", err=True)
