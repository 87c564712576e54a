"""What a run shows while it goes and when it is done."""

from __future__ import annotations

import os
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from cleaner.corpus.account import Account
    from cleaner.corpus.runner import Progress
    from cleaner.corpus.sources import Source


class Quiet:
    """No terminal, no bar."""

    def advance(self, size: int, accounts: Sequence[Account]) -> None:
        """Say nothing."""


class Bar:
    """A bar with speed, remaining time and counts."""

    def __init__(self, bar: Any, total: int) -> None:
        self._bar = bar
        self._task = bar.add_task("cleaning", total=total, counts="")
        self._counts = Counter[str]()

    def advance(self, size: int, accounts: Sequence[Account]) -> None:
        """Move on by so many bytes."""
        for account in accounts:
            for name, count in account.actions.items():
                self._counts[name.split()[1]] += count
        names = (("fix", "fixed"), ("remove", "removed"), ("flag", "flagged"))
        counts = ", ".join(f"{self._counts[action]} {name}" for action, name in names)
        self._bar.update(self._task, advance=size, counts=counts)


@contextmanager
def progress(sources: Sequence[Source]) -> Iterator[Progress]:
    """A bar on standard error where that is a terminal."""
    if not sys.stderr.isatty():
        yield Quiet()
        return
    from rich.console import Console
    from rich.progress import BarColumn, DownloadColumn, TextColumn, TimeRemainingColumn, TransferSpeedColumn
    from rich.progress import Progress as RichProgress

    total = sum(os.path.getsize(source.path) for source in sources if os.path.exists(source.path))
    columns = (
        BarColumn(),
        DownloadColumn(),
        TransferSpeedColumn(),
        TimeRemainingColumn(),
        TextColumn("{task.fields[counts]}"),
    )
    with RichProgress(*columns, console=Console(stderr=True), transient=True) as bar:
        yield Bar(bar, total)


def summary(account: dict[str, Any], out: str) -> str:
    """The closing table by class, and every file that failed by name."""
    by_class: dict[str, Counter[str]] = {}
    for name, count in account["classes"].items():
        cls, action = name.split()
        by_class.setdefault(cls, Counter())[action] += count
    lines = [f"{'':5}{'fixed':>9}{'removed':>9}{'flagged':>9}"]
    for cls, counts in by_class.items():
        lines.append(f"{cls:5}{counts['fix']:9}{counts['remove']:9}{counts['flag']:9}")
    totals = account["totals"]
    lines.append(f"{'all':5}{totals['fixed']:9}{totals['removed']:9}{totals['flagged']:9}")
    lines.append(
        f"{len(account['files'])} files, {totals['documents']} documents, {totals['bytes'] / 1e6:.1f} MB: {out}"
    )
    return "\n".join([*lines, *problems(account)])


def problems(account: dict[str, Any]) -> list[str]:
    """One line for everything that could not be read or was left as it was."""
    found = [f"{row['path']}: {row['error']}" for row in account["unreadable"]]
    for row in account["files"]:
        found += [f"{row['source']}: {error}" for error in row["errors"]]
        found += [
            f"{row['source']}: {name} set aside: it would have lost too much" for name in row["set_aside"]
        ]
    return [click.style(line.encode("utf-8", "backslashreplace").decode(), fg="red") for line in found]
