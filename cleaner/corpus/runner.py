"""The run from end to end: parts cleaned, repeats across documents decided, files and ledger written."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from typing import Any, Protocol

from cleaner.corpus import state
from cleaner.corpus.account import Account
from cleaner.corpus.job import Job
from cleaner.corpus.manifest import file_row, manifest
from cleaner.corpus.output import Stretch, Written, write_file, write_ledger
from cleaner.corpus.part import DOCUMENTS, SHARD, clean_part
from cleaner.corpus.plan import Part, plan
from cleaner.corpus.pool import run_all
from cleaner.corpus.sources import Found, Source
from cleaner.files import write_atomic

Pieces = dict[int, list[tuple[int, Account]]]
"""For each file its accounts with the number of the part they stand in."""


class Progress(Protocol):
    """Who is told how far the run is."""

    def advance(self, size: int, accounts: Sequence[Account]) -> None:
        """A part of so many bytes is done."""


def run(job: Job, found: Found, workers: int, resume: bool, progress: Progress) -> dict[str, Any]:
    """Clean the files into ``job.out`` and give the manifest; raises ``state.RefusedError`` and OSError.

    Killed at any moment, the same call with ``resume`` goes on after the last finished part.
    """
    state.start(job, found.sources, resume)
    hashes: dict[int, str] = {}
    pieces: Pieces = defaultdict(list)
    for part, accounts in _clean(job, plan(found.sources, hashes), workers, progress):
        for account in accounts:
            pieces[account.file].append((part.number, account))
    if job.across:
        pieces = _settle(job, pieces, workers)
    for file, digest in hashes.items():
        pieces[file][0][1].sha256 = digest
    rows = list(_write(job, found.sources, pieces, workers))
    whole = manifest(state.identity(job), rows, found.skipped, found.errors)
    _finish(job, whole)
    return whole


def _clean(
    job: Job, parts: Iterable[Part], workers: int, progress: Progress
) -> Iterator[tuple[Part, list[Account]]]:
    planned: list[Part] = []

    def calls() -> Iterator[tuple[Job, Part]]:
        for part in parts:
            planned.append(part)
            yield job, part

    for number, accounts in enumerate(run_all(clean_part, calls(), workers)):
        progress.advance(planned[number].size, accounts)
        yield planned[number], accounts


def _settle(job: Job, pieces: Pieces, workers: int) -> Pieces:
    """The accounts after what repeats across documents was removed."""
    from cleaner.corpus.settle import settle_part
    from cleaner.dedup.corpus import decide

    numbers = _numbers(pieces)
    removals = decide(
        [job.part(n) / SHARD for n in numbers], job.settings, work=job.work / "dedup", engine=job.engine
    )
    by_part = {part: list(group) for part, group in groupby(removals, lambda r: r.document // DOCUMENTS)}
    settled: Pieces = defaultdict(list)
    calls = ((job, number, by_part.get(number, [])) for number in numbers)
    for number, accounts in zip(numbers, run_all(settle_part, calls, workers), strict=True):
        for account in accounts:
            settled[account.file].append((number, account))
    return settled


def _numbers(pieces: Pieces) -> list[int]:
    return sorted({number for parts in pieces.values() for number, _ in parts})


def _write(job: Job, sources: Sequence[Source], pieces: Pieces, workers: int) -> Iterator[dict[str, Any]]:
    for _ in run_all(write_ledger, ((job, number) for number in _numbers(pieces)), workers):
        pass
    good = [file for file in sorted(pieces) if not any(account.failed for _, account in pieces[file])]
    calls = ((job, sources[file].name, _stretches(pieces[file])) for file in good)
    written: dict[int, Written] = dict(zip(good, run_all(write_file, calls, workers), strict=True))
    for file, source in enumerate(sources):
        yield file_row(source, pieces[file], written.get(file))


def _stretches(parts: Sequence[tuple[int, Account]]) -> list[Stretch]:
    return [Stretch(number, account.start, account.size) for number, account in parts]


def _finish(job: Job, whole: dict[str, Any]) -> None:
    """The manifest last: where it stands, everything else does."""
    import json
    import os

    os.sync()
    text = json.dumps(whole, indent=1, ensure_ascii=False)
    write_atomic(job.manifest, text.encode("utf-8", "backslashreplace"))
    shutil.rmtree(job.work)
