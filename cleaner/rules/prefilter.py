"""Which rules of a language could match a document: one pass of hyperscan over all their skeletons.

Made for runs over many megabytes: a language's machine takes a second to build, then it is kept.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.metadata import version
from typing import Any, NamedTuple

from cleaner import disk
from cleaner.rules.ruleset import Ruleset
from cleaner.rules.scan import hits, with_scratch
from cleaner.rules.schema import Rule
from cleaner.rules.skeleton import VERSION, skeleton

_SPACE = rb"[ \t\r\x80-\xff]*"
_LONGEST = 16_000
"""Bytes of a pattern that hyperscan takes (its ``limitPatternLength``)."""


class _Row(NamedTuple):
    """A pattern with its number; ``whole`` where it is to match whole paragraphs."""

    number: int
    pattern: str
    case: bool
    whole: bool


class _Machine(NamedTuple):
    """A hyperscan database, and the rules it cannot speak for."""

    database: Any
    always: frozenset[int]


class Prefilter:
    """Candidates among the rules that are wanted; ``extra`` patterns are numbered on from the rules."""

    def __init__(self, ruleset: Ruleset, wanted: Iterable[int], extra: Iterable[str]) -> None:
        self._rules = ruleset.rules
        self._wanted = frozenset(wanted)
        self._extra = tuple(extra)
        self._machine = lru_cache(None)(self._build)

    def candidates(self, data: bytes, languages: Iterable[str]) -> frozenset[int]:
        """Numbers of the rules that could match UTF-8 text (see ``skeleton.plain``) in these languages."""
        found: set[int] = set()
        for language in languages:
            machine = self._machine(language)
            found |= machine.always
            found |= hits(machine.database, data)
        return frozenset(found)

    def _build(self, language: str) -> _Machine:
        spoken = {i: self._rules[i] for i in sorted(self._wanted) if _could_speak(self._rules[i], language)}
        rows = [_Row(i, r.pattern, r.case, r.unit == "paragraph") for i, r in spoken.items()]
        rows += [_Row(len(self._rules) + i, pattern, True, False) for i, pattern in enumerate(self._extra)]
        digest = hashlib.sha256(repr((version("hyperscan"), VERSION, rows)).encode()).hexdigest()[:16]
        name = f"skeletons-{digest}.hs"
        return _unpacked(disk.fetch(name)) or _made(rows, name)


def _could_speak(rule: Rule, language: str) -> bool:
    """True where the rule runs on some variant of the language."""
    if rule.lang == "any":
        return not rule.langs or any(lang.split("-")[0] == language for lang in rule.langs)
    return rule.lang.split("-")[0] == language


def _unpacked(kept: bytes | None) -> _Machine | None:
    """A machine that was kept; None where there is none or it is not usable."""
    import hyperscan

    if kept is None:
        return None
    try:
        always, data = marshal.loads(kept)
        return _Machine(with_scratch(hyperscan.loadb(data, hyperscan.HS_MODE_BLOCK)), frozenset(always))
    except (hyperscan.error, ValueError, EOFError, TypeError):
        return None


def _made(rows: Sequence[_Row], name: str) -> _Machine:
    import hyperscan

    known = [(row, data) for row in rows if (data := _skeleton(row))]
    try:
        database = _compile(known)
    except hyperscan.error:  # which pattern is too much for the machine, it does not say
        known = [one for one in known if _compiles(one)]
        database = _compile(known)
    always = {row.number for row in rows} - {row.number for row, _ in known}
    disk.keep(name, marshal.dumps((tuple(always), hyperscan.dumpb(database))))
    return _Machine(database, frozenset(always))


def _compile(known: Sequence[tuple[_Row, bytes]]) -> Any:
    import hyperscan

    flags = hyperscan.HS_FLAG_SINGLEMATCH | hyperscan.HS_FLAG_DOTALL | hyperscan.HS_FLAG_MULTILINE
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[data for _, data in known],
        ids=[row.number for row, _ in known],
        flags=[
            flags if row.case and "(?i" not in row.pattern else flags | hyperscan.HS_FLAG_CASELESS
            for row, _ in known
        ],
    )
    return database


def _compiles(one: tuple[_Row, bytes]) -> bool:
    import hyperscan

    try:
        _compile([one])
    except hyperscan.error:
        return False
    return True


def _skeleton(row: _Row) -> bytes | None:
    """A pattern for whole paragraphs is looked for between the ends of lines; a huge one is no pattern."""
    found = skeleton(row.pattern, row.case)
    if found and row.whole:
        found = b"^%b(?:%b)%b$" % (_SPACE, found, _SPACE)
    return found if found and len(found) <= _LONGEST else None
