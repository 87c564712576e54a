"""Which rules could match a text: one pass of hyperscan over all probes, or plain searching without it.

The scan only says which rules to try; what a rule changes is decided by the rule alone.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Any

from cleaner import disk
from cleaner.rules.folding import fold

_SPACE = re.compile(r"[^\S ]")


class Scanner:
    """Finds candidate rules by their probes; ``owners[i]`` are the rules that have ``probes[i]``."""

    def __init__(self, probes: Sequence[str], owners: Sequence[Sequence[int]], always: Iterable[int]) -> None:
        self._always = frozenset(always)
        self._owners = owners
        self._probes = probes
        self._database = _database(self._probes)
        self.candidates = lru_cache(maxsize=4096)(self._candidates)

    def _candidates(self, text: str) -> frozenset[int]:
        """Numbers of the rules that could match the text; kept, since each stage asks for each paragraph."""
        found = set(self._always)
        folded = _SPACE.sub(" ", fold(text))
        if self._database is None:
            held: Iterable[int] = (i for i, probe in enumerate(self._probes) if probe in folded)
        else:
            held = hits(self._database, folded.encode("utf-8", "surrogatepass"))
        for number in held:
            found.update(self._owners[number])
        return frozenset(found)


def hits(database: Any, data: bytes) -> set[int]:
    """Numbers of the expressions that match somewhere; none in no database."""
    found: set[int] = set()
    if database is None:
        return found
    database.scan(data, match_event_handler=lambda number, *_: found.add(number))
    return found


def _database(probes: Sequence[str]) -> Any:
    """A hyperscan database over the probes; None where hyperscan is missing or has nothing to look for."""
    try:
        import hyperscan
    except ImportError:
        return None
    if not probes:
        return None
    names = "\n".join((hyperscan.__version__, *probes))  # type: ignore[attr-defined]
    name = f"probes-{hashlib.sha256(names.encode()).hexdigest()[:16]}.hs"
    if kept := disk.fetch(name):
        try:
            return with_scratch(hyperscan.loadb(kept, hyperscan.HS_MODE_BLOCK))
        except hyperscan.error:
            pass
    database = _compile(probes)
    disk.keep(name, hyperscan.dumpb(database))
    return database


def with_scratch(database: Any) -> Any:
    """A database that was read from disk, made ready to scan."""
    import hyperscan

    database.scratch = hyperscan.Scratch(database)
    return database


def _compile(probes: Sequence[str]) -> Any:
    """Folding is done before the scan: plain bytes compile thirty times as fast as caseless Unicode."""
    import hyperscan

    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[re.escape(probe.encode()) for probe in probes],
        ids=list(range(len(probes))),
        flags=[hyperscan.HS_FLAG_SINGLEMATCH] * len(probes),
    )
    return database
