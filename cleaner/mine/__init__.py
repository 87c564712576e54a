"""What a corpus knows that the rules do not: where two translations of one text disagree, one may be wrong."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.formats.record import Fields


class Mined(NamedTuple):
    """The candidates as plain rows, most pairs first; how much was read; what could not be."""

    rows: list[dict[str, Any]]
    sentences: int
    pairs: int
    problems: list[str]


def mine(sources: Iterable[str], folder: Path, fields: Fields | None = None) -> Mined:
    """Candidates of the sources; ``folder`` holds the sentences meanwhile. No rule is used or needed.

    Memory: two bytes a sentence, some 25 kB a candidate, and what is looked at together; the rest stands in ``folder``.
    Equal input gives equal rows.
    """
    from cleaner.mine.blocking import Blocking
    from cleaner.mine.candidates import as_row, collect
    from cleaner.mine.concordance import look_up
    from cleaner.mine.draft import told
    from cleaner.mine.reading import read_corpus
    from cleaner.mine.spool import Spool

    problems = read_corpus(sources, fields or Fields(), folder)
    with Spool(folder) as spool:
        blocking = Blocking(spool, folder)
        candidates = collect(spool, blocking.pairs())
        uses = look_up(candidates, spool)
        rows = told((as_row(candidate, spool) for candidate in candidates), uses)
        return Mined(rows, len(spool), blocking.read, problems)
