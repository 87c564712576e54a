"""Which rules could match a text: one pass of hyperscan over all probes, or plain searching without it.

The scan only says which rules to try; what a rule changes is decided by the rule alone.
"""

from __future__ import annotations

import re
from array import array
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, chain
from typing import Any, NamedTuple

from cleaner import disk
from cleaner.rules.folding import fold

_SPACE = re.compile(r"[^\S ]")


class Probes(NamedTuple):
    """All probes and whose they are, in the few values that are quickest to read from disk.

    ``text`` has a probe a line, ``owners`` the numbers of rules as 16 bits, of which those that have probe ``i``
    begin at ``starts[i]``.
    """

    text: str
    digest: str
    owners: bytes
    starts: bytes

    def listed(self) -> list[str]:
        """The probes one by one."""
        return self.text.split("\n") if self.text else []


def probes_with(owners: Mapping[str, Sequence[int]]) -> Probes:
    """The probes with the numbers of the rules that have them."""
    text = "\n".join(sorted(owners))
    flat = array("H", chain.from_iterable(owners[probe] for probe in sorted(owners)))
    starts = array("L", accumulate((len(owners[probe]) for probe in sorted(owners)), initial=0))
    import hashlib

    return Probes(text, hashlib.sha256(text.encode()).hexdigest()[:16], flat.tobytes(), starts.tobytes())


class Scanner:
    """Finds candidate rules by their probes."""

    def __init__(self, probes: Probes, always: Iterable[int]) -> None:
        self._always = frozenset(always)
        self._probes = probes
        self._owners, self._starts = array("H", probes.owners), array("L", probes.starts)
        self._database = _database(probes)
        self.candidates = lru_cache(maxsize=4096)(self._candidates)

    def _candidates(self, text: str) -> frozenset[int]:
        """Numbers of the rules that could match the text; kept, since each stage asks for each paragraph."""
        found = set(self._always)
        folded = _SPACE.sub(" ", fold(text))
        if self._database is None:
            held: Iterable[int] = (i for i, probe in enumerate(self._probes.listed()) if probe in folded)
        else:
            held = hits(self._database, folded.encode("utf-8", "surrogatepass"))
        for number in held:
            found.update(self._owners[self._starts[number] : self._starts[number + 1]])
        return frozenset(found)


def hits(database: Any, data: bytes) -> set[int]:
    """Numbers of the expressions that match somewhere; none in no database."""
    found: set[int] = set()
    if database is None:
        return found
    database.scan(data, match_event_handler=lambda number, *_: found.add(number))
    return found


def _database(probes: Probes) -> Any:
    """A hyperscan database over the probes; None where hyperscan is missing or has nothing to look for."""
    try:
        import hyperscan
    except ImportError:
        return None
    if not probes.text:
        return None
    name = f"probes-{probes.digest}-{hyperscan.__version__}.hs"  # type: ignore[attr-defined]
    if kept := disk.fetch(name):
        try:
            return with_scratch(hyperscan.loadb(kept, hyperscan.HS_MODE_BLOCK))
        except hyperscan.error:
            pass
    database = _compile(probes.listed())
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
        expressions=[probe.encode() for probe in probes],
        ids=list(range(len(probes))),
        flags=[hyperscan.HS_FLAG_SINGLEMATCH] * len(probes),
        literal=True,
    )
    return database
