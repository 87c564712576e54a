"""Which rules could match a text: one pass of hyperscan over all probes, or plain searching without it.

The scan only says which rules to try; what a rule changes is decided by the rule alone.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Any

Scan = Callable[[bytes, Callable[[int, int], None]], None]

# Case folding differs between engines for these; each is looked for in all its forms.
_FORMS = {"i": "iıİ", "s": "sſ", "k": "kK", "å": "åÅ", "σ": "σς", "ß": "ßẞ"}
_FOLD = str.maketrans({form: plain for plain, forms in _FORMS.items() for form in forms})


class Scanner:
    """Finds candidate rules by their probes; ``owners[i]`` are the rules that have ``probes[i]``."""

    def __init__(
        self, probes: Sequence[str], owners: Sequence[Sequence[int]], always: Iterable[int], cache: Path | None
    ) -> None:
        self._always = frozenset(always)
        self._owners = owners
        self._probes = probes
        self._database = _database(self._probes, cache)
        self.candidates = lru_cache(maxsize=4096)(self._candidates)

    def _candidates(self, text: str) -> frozenset[int]:
        """Numbers of the rules that could match the text; kept, since each stage asks for each paragraph."""
        found = set(self._always)
        if self._database is None:
            folded = fold(text)
            for probe, owners in zip(self._probes, self._owners, strict=True):
                if probe in folded:
                    found.update(owners)
        else:
            for number in hits(self._database, text.encode("utf-8", "surrogatepass")):
                found.update(self._owners[number])
        return frozenset(found)


def fold(text: str) -> str:
    """Lower case in which every letter stays one letter.

    >>> fold("İSTANBUL Straße")
    'istanbul straße'
    """
    return text.translate(_FOLD).lower().translate(_FOLD)


def hits(database: Any, data: bytes) -> set[int]:
    """Numbers of the expressions that match somewhere."""
    found: set[int] = set()
    database.scan(data, match_event_handler=lambda number, *_: found.add(number))
    return found


def _database(probes: Sequence[str], cache: Path | None) -> Any:
    """A hyperscan database over the probes, kept in the cache folder; None where it is missing."""
    try:
        import hyperscan
    except ImportError:
        return None
    names = "\n".join((hyperscan.__version__, *probes))  # type: ignore[attr-defined]
    digest = hashlib.sha256(names.encode()).hexdigest()[:16]
    path = cache / f"probes-{digest}.hs" if cache else None
    if path and path.exists():
        try:
            return with_scratch(hyperscan.loadb(path.read_bytes(), hyperscan.HS_MODE_BLOCK))
        except (hyperscan.error, OSError):
            pass
    database = _compile(probes)
    if path:
        keep(path, hyperscan.dumpb(database))
    return database


def with_scratch(database: Any) -> Any:
    """A database that was read from disk, made ready to scan."""
    import hyperscan

    database.scratch = hyperscan.Scratch(database)
    return database


def _compile(probes: Sequence[str]) -> Any:
    import hyperscan

    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    flags = hyperscan.HS_FLAG_UTF8 | hyperscan.HS_FLAG_CASELESS | hyperscan.HS_FLAG_SINGLEMATCH
    database.compile(
        expressions=[_expression(probe) for probe in probes],
        ids=list(range(len(probes))),
        flags=[flags] * len(probes),
    )
    return database


def _expression(probe: str) -> bytes:
    return "".join(f"[{_FORMS[c]}]" if c in _FORMS else _escape(c) for c in probe).encode()


def _escape(letter: str) -> str:
    return f"\\x{{{ord(letter):x}}}" if not letter.isalnum() else letter


def keep(path: Path, data: bytes) -> None:
    """Put something into the cache, if that can be written to."""
    from cleaner.files import write_atomic

    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        write_atomic(path, data)
    except OSError:
        pass  # A read-only home only costs the next start its speed.
