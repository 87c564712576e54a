"""What only the whole run can decide, written into a part: paragraphs that repeat other documents, and their frame."""

from __future__ import annotations

import json
import shutil
from collections import defaultdict, deque
from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import NamedTuple

from cleaner.corpus.account import Account, accounts_of
from cleaner.corpus.budget import lost, lost_share, set_aside
from cleaner.corpus.finished import Ends, Finished
from cleaner.corpus.furniture import Return
from cleaner.corpus.job import Job
from cleaner.corpus.part import DOCUMENTS
from cleaner.corpus.publish import publish
from cleaner.corpus.repeats import Twins, without
from cleaner.corpus.writing import PartWriter
from cleaner.dedup.corpus import Removal


def settle_part(job: Job, number: int, removals: Sequence[Removal], returns: Sequence[Return]) -> list[Account]:
    """Write the part anew without the paragraphs to remove; where there are none it stays as it is."""
    folder = job.part(number)
    settled = job.settled(number)
    shutil.rmtree(settled, ignore_errors=True)
    part = Finished(folder, job.fields)
    by_document: dict[int, _Found] = defaultdict(lambda: _Found([], []))
    for removal in removals:
        by_document[removal.document % DOCUMENTS].removals.append(removal)
    for found in returns:
        by_document[found.document % DOCUMENTS].returns.append(found)
    if job.max_removed < 1:
        for losing in part.losing():
            by_document.setdefault(losing, _Found([], []))
    if not by_document:
        return part.accounts
    temporary = settled.with_suffix(".settling")
    shutil.rmtree(temporary, ignore_errors=True)
    temporary.mkdir()
    with PartWriter(temporary, job) as writer:
        _Settling(job, part, writer).write(by_document)
    publish(temporary, settled)
    return accounts_of(settled)


class _Found(NamedTuple):
    """What is to go from one document."""

    removals: list[Removal]
    returns: list[Return]


class _Settling:
    """A finished part on its way to its settled form: runs are copied, documents amended."""

    def __init__(self, job: Job, part: Finished, writer: PartWriter) -> None:
        self._job = job
        self._part = part
        self._writer = writer
        self._twins = Twins(job)
        self._done = Ends(0, 0, 0)
        self._lines = 0

    def write(self, found: Mapping[int, _Found]) -> None:
        """Every piece, with its documents in order."""
        waiting = deque(sorted(found))
        for piece, account in enumerate(self._part.accounts):
            self._writer.begin(replace(account, actions=account.actions.copy()))
            while waiting and self._part.place(waiting[0]).piece == piece:
                number = waiting.popleft()
                self._amend(number, found[number], account.start)
            self._copy(self._part.ends(piece, self._done), account.start)

    def _amend(self, number: int, found: _Found, start: int) -> None:
        place = self._part.place(number)
        self._copy(Ends(place.out.start, place.rows.start, place.note.start), start)
        rows = [json.loads(line) for line in self._part.rows[place.rows].splitlines()]
        record, cleaned = self._part.cleaned(number)
        self._writer.accounts[-1].count(rows, -1)
        amended = without(cleaned, found.removals, found.returns, self._twins, self._job.settings)
        if lost_share(amended) > self._job.max_removed:
            account = self._writer.accounts[-1]
            account.set_aside.append(amended.document.id)
            account.removed += lost(amended)
            amended = set_aside(amended)
        self._writer.add(record, amended, self._part.format(number))
        self._done = Ends(place.out.stop, place.rows.stop, place.note.stop)
        self._lines += len(rows)

    def _copy(self, to: Ends, start: int) -> None:
        """What stands between the last amended document and ``to``, in a piece that began at ``start``."""
        done, part = self._done, self._part
        rows = part.rows[done.rows : to.rows]
        notes = part.notes[done.notes : to.notes].splitlines()
        self._writer.repeat(part.out[done.out : to.out], rows, notes, done.out - start, self._lines)
        self._done = to
        self._lines += rows.count(b"\n")
