"""``cleaner baseline``: the findings a repository starts with, so that only new ones are told of."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from cleaner.cli._lint import Broken, files_of, in_turn, lint_options, options_of, tell_errors
from cleaner.config import ConfigError
from cleaner.lint.baseline import Baseline, keys_of, load_baseline
from cleaner.lint.examine import Options, examine_files
from cleaner.lint.report import Report

DEFAULT = Path("cleaner-baseline.json")


@click.group()
def command() -> None:
    """Write, prune or show the baseline: findings that check and fix are silent about.

    A finding is known by its file, its rule and the words around it, not by its line.

    \b
    cleaner baseline write docs/
    cleaner check --baseline cleaner-baseline.json docs/
    """


@command.command()
@lint_options
def write(**given: Any) -> None:
    """Count all that is found now in PATHS; other files of the baseline stay as they are."""
    baseline, reports = _look(given)
    files = baseline.files | {baseline.name_of(r.name): keys_of(r.cleaned) for r in reports if r.cleaned}
    _save(Baseline(baseline.path, {name: keys for name, keys in files.items() if keys}))


@command.command()
@lint_options
def prune(**given: Any) -> None:
    """Forget what is no longer found in PATHS, and files that are gone; nothing is added."""
    baseline, reports = _look(given)
    found = {baseline.name_of(r.name): keys_of(r.cleaned) for r in reports if r.cleaned}
    root = baseline.path.absolute().parent
    files = {
        name: Counter(keys) & found.get(name, Counter(keys))
        for name, keys in baseline.files.items()
        if name in found or (root / name).exists()
    }
    _save(Baseline(baseline.path, {name: keys for name, keys in files.items() if keys}))


@command.command()
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path), default=DEFAULT)
def show(file: Path) -> None:
    """List what the baseline FILE counts, by file and rule."""
    try:
        baseline = load_baseline(file)
    except ConfigError as error:
        raise Broken(str(error)) from error
    for name, keys in sorted(baseline.files.items()):
        rules = Counter[str]()
        for (rule, _), count in keys.items():
            rules[rule] += count
        for rule, count in sorted(rules.items()):
            click.echo(f"{name}: {rule}: {count}")


def _look(given: dict[str, Any]) -> tuple[Baseline, list[Report]]:
    """The baseline as it stands (empty where there is none yet), and the files without it."""
    path = given["baseline"] or _configured(given)
    try:
        baseline = load_baseline(path) if path.exists() else Baseline(path, {})
    except ConfigError as error:
        raise Broken(str(error)) from error
    options = replace(options_of(given), heed_baseline=False)
    reports = in_turn(examine_files, files_of(given), given["jobs"], options)
    if tell_errors(reports, given["paths"]):
        raise SystemExit(2)
    return baseline, reports


def _configured(given: dict[str, Any]) -> Path:
    """The baseline that the settings of the first path name."""
    options: Options = options_of(given)
    try:
        return options.config_for(given["paths"][0]).baseline or DEFAULT
    except ConfigError as error:
        raise Broken(str(error)) from error


def _save(baseline: Baseline) -> None:
    baseline.save()
    total = sum(sum(keys.values()) for keys in baseline.files.values())
    click.echo(f"{baseline.path}: {total} findings in {len(baseline.files)} files", err=True)
