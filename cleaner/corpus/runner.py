"""The run from end to end: parts cleaned, repeats across documents decided, files and ledger written."""

from __future__ import annotations

import shutil
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Protocol

from cleaner.corpus import state
from cleaner.corpus.account import Account
from cleaner.corpus.job import Job
from cleaner.corpus.manifest import file_row, manifest
from cleaner.corpus.output import Order, Stretch, Written, write_files, write_ledger
from cleaner.corpus.part import DOCUMENTS, SHARD, clean_part, prepare
from cleaner.corpus.plan import Part, plan
from cleaner.corpus.pool import run_all
from cleaner.corpus.sources import Found, Source
from cleaner.files import write_atomic

if TYPE_CHECKING:
    from pathlib import Path

    from cleaner.corpus.furniture import Return
    from cleaner.dedup.removals import Removal, Removals

_FILES = 100
"""Output files a worker writes in one go."""

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
    if resume and (done := state.finished(job, found.sources)):
        shutil.rmtree(job.work, ignore_errors=True)
        return done
    if job.index:
        _look_at_index(job.index)
    state.start(job, found.sources, resume)
    hashes: dict[int, str] = {}
    pieces: Pieces = defaultdict(list)
    for part, accounts in _clean(job, plan(found.sources, hashes), workers, progress):
        for account in accounts:
            pieces[account.file].append((part.number, account))
    numbers = _numbers(pieces)
    repeats = _removals(job, numbers) if job.across else None
    if repeats is not None or job.max_removed < 1:
        pieces = _settle(job, found.sources, pieces, workers, repeats)
        _heed_budget(job, found.sources, pieces)
    for file, digest in hashes.items():
        pieces[file][0][1].sha256 = digest
    rows = list(_write(job, found.sources, pieces, workers))
    whole = manifest(state.identity(job), rows, found.skipped, found.errors)
    if repeats is not None and job.index:
        _publish(job, numbers, repeats)
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

    if workers > 1:
        prepare(job)
    for number, accounts in enumerate(run_all(clean_part, calls(), workers)):
        progress.advance(planned[number].size, accounts)
        yield planned[number], accounts


def _settle(
    job: Job, sources: Sequence[Source], pieces: Pieces, workers: int, repeats: Removals | None
) -> Pieces:
    """The accounts after what repeats across documents was removed; raises RefusedError over the budget."""
    from cleaner.corpus.settle import settle_part

    numbers = _numbers(pieces)
    calls = ((job, number, *found) for number, found in _across(job, sources, numbers, repeats))
    settled: Pieces = defaultdict(list)
    for number, accounts in zip(numbers, run_all(settle_part, calls, workers), strict=True):
        for account in accounts:
            settled[account.file].append((number, account))
    return settled


def _across(
    job: Job, sources: Sequence[Source], numbers: Sequence[int], repeats: Removals | None
) -> Iterator[tuple[int, tuple[list[Removal], list[Return]]]]:
    """For each part what is to go from it: repeats, and the frames of pages, which are no one's repeat."""
    if repeats is None:
        yield from ((number, ([], [])) for number in numbers)
        return
    from cleaner.corpus.furniture import find_returns

    returns = find_returns(job, sources, numbers)
    framed = {(found.document, found.paragraph) for found in returns}
    for number in numbers:
        first, end = number * DOCUMENTS, (number + 1) * DOCUMENTS
        removals = [
            found
            for found in repeats.of_documents(first, end)
            if not framed & {(found.document, found.paragraph), (found.twin_document, found.twin_paragraph)}
        ]
        yield number, (removals, [found for found in returns if first <= found.document < end])


def _removals(job: Job, numbers: Sequence[int]) -> Removals:
    from cleaner.dedup.corpus import decide

    return decide(
        _shards(job, numbers),
        job.settings,
        work=job.work / "dedup",
        engine=job.engine,
        memory=job.memory,
        index=job.index,
        run=state.name(job),
    )


def _publish(job: Job, numbers: Sequence[int], repeats: Removals) -> None:
    """Put what the run keeps in the index: when all is written, for a run that dies publishes nothing."""
    from cleaner.corpus.repeats import Twins
    from cleaner.dedup.corpus import publish

    publish(_shards(job, numbers), repeats, str(job.index), Twins(job).place, state.name(job))


def _shards(job: Job, numbers: Sequence[int]) -> list[Path]:
    return [job.part(number) / SHARD for number in numbers]


def _look_at_index(where: str) -> None:
    """Raises RefusedError where it cannot be used: better now than when all is cleaned."""
    from cleaner.dedup.index import IndexRefusedError, open_index

    try:
        open_index(where).close()
    except IndexRefusedError as error:
        raise state.RefusedError(str(error)) from error


def _heed_budget(job: Job, sources: Sequence[Source], pieces: Pieces) -> None:
    """Raises RefusedError where a whole source would lose more than it may."""
    lost: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for file, parts in pieces.items():
        for _, account in parts:
            lost[sources[file].root][0] += account.removed
            lost[sources[file].root][1] += account.bytes
    for root, (removed, size) in lost.items():
        if removed > job.max_removed * size:
            raise state.RefusedError(
                f"{root}: would lose {removed / size:.0%} of its text, more than the {job.max_removed:.0%} of "
                "--max-removed; nothing was written. Look at it with 'cleaner check', or resume with a higher limit"
            )


def _numbers(pieces: Pieces) -> list[int]:
    return sorted({number for parts in pieces.values() for number, _ in parts})


def _write(job: Job, sources: Sequence[Source], pieces: Pieces, workers: int) -> Iterator[dict[str, Any]]:
    for _ in run_all(write_ledger, ((job, number) for number in _numbers(pieces)), workers):
        pass
    orders = (
        Order(file, sources[file], pieces[file][0][1].sha256, _stretches(pieces[file]))
        for file in sorted(pieces)
        if not any(account.failed for _, account in pieces[file])
    )
    batches = iter(lambda: list(islice(orders, _FILES)), [])
    written: dict[int, Written | str] = {}
    calls = [(job, batch) for batch in batches]
    for (_, batch), results in zip(calls, run_all(write_files, calls, workers), strict=True):
        written |= zip((order.file for order in batch), results, strict=True)
    for file, source in enumerate(sources):
        row = file_row(source, pieces[file], written.get(file))
        yield row | {"original": source.was} if job.original(file).exists() else row


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
