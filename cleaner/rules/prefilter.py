"""Which rules of a language could match a document: one pass of hyperscan over all their skeletons.

Made for runs over many megabytes: a language's machine takes a second to build, then it is kept.
"""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import lru_cache
from importlib.metadata import version
from typing import Any, NamedTuple

from cleaner import disk
from cleaner.rules.folding import fold
from cleaner.rules.ruleset import Head, Ruleset
from cleaner.rules.scan import hits, with_scratch
from cleaner.rules.skeleton import VERSION, counts_case, is_chain, skeleton

_SPACE = rb"[ \t\r\x80-\xff]*"
_ANY = "any"
_LONGEST = 12


class _Row(NamedTuple):
    """A pattern with its number; ``whole`` where it is to match whole paragraphs."""

    number: int
    pattern: str
    case: bool
    whole: bool


class _Machine(NamedTuple):
    """Databases for the text as it stands and for the folded one, and the rules neither can speak for."""

    standing: Any
    folded: Any
    always: frozenset[int]

    def candidates(self, data: bytes, folded: bytes) -> frozenset[int]:
        """Numbers of the rules that could match."""
        return self.always | hits(self.standing, data) | hits(self.folded, folded)


class Prefilter:
    """Candidates among the rules that are wanted; ``extra`` patterns are numbered on from the rules."""

    def __init__(self, ruleset: Ruleset, wanted: Iterable[int], extra: Iterable[str]) -> None:
        self._rules, self._heads = ruleset.rules, ruleset.heads
        self._wanted = frozenset(wanted)
        self._extra = tuple(extra)
        self._machines: dict[str, _Machine] = {}
        self._rows = lru_cache(None)(self._find_rows)
        self._spoken = lru_cache(None)(self._find_spoken)

    def candidates(
        self, texts: Sequence[str], blobs: Sequence[bytes], spoken: Sequence[frozenset[str]], compiling: bool = True
    ) -> list[frozenset[int] | None]:
        """For each text, given also as UTF-8, the numbers of the rules that could match it in the languages it may be in.

        None where a machine is missing; ``compiling`` says whether there is enough to do to make it.
        Language by language: a machine is large, and scans thrice as fast while the processor's cache holds it.
        """
        machines = {language: self._machine(language, compiling) for language in {_ANY}.union(*spoken)}
        known = {language: machine for language, machine in machines.items() if machine}
        if _ANY not in known:
            return [None for _ in texts]
        folded = [fold(text).encode() for text in texts]
        common = [known[_ANY].candidates(*pair) for pair in zip(blobs, folded, strict=True)]
        found = [set[int]() for _ in texts]
        for language in sorted(known.keys() - {_ANY}):
            own, machine = self._spoken(language), known[language]
            for row in (row for row, languages in enumerate(spoken) if language in languages):
                found[row] |= common[row] & own | machine.candidates(blobs[row], folded[row])
        return [frozenset(rules) if langs <= known.keys() else None for rules, langs in zip(found, spoken, strict=True)]

    def _find_spoken(self, language: str) -> frozenset[int]:
        """The rules for any language that run in this one, and all extra patterns."""
        common = (i for i in self._wanted if self._heads[i].lang == _ANY)
        extra = range(len(self._rules), len(self._rules) + len(self._extra))
        return frozenset({i for i in common if _could_speak(self._heads[i], language)}.union(extra))

    def languages(self) -> list[str]:
        """What there are machines for: the languages of the rules, and ``any``."""
        return sorted({self._heads[i].lang.split("-")[0] for i in self._wanted})

    def prepare(self, language: str) -> None:
        """Have a language's machine, compiled where it is not kept."""
        self._machine(language, True)

    def _machine(self, language: str, compiling: bool) -> _Machine | None:
        """A language's machine, or that of the rules for any; None where it is not there and not to be compiled."""
        if language not in self._machines:
            rows, name = self._rows(language)
            if made := _unpacked(disk.fetch(name)) or (_made(rows, name) if compiling or not rows else None):
                self._machines[language] = made
        return self._machines.get(language)

    def _find_rows(self, language: str) -> tuple[list[_Row], str]:
        """The patterns of a machine, and the name it is kept by."""
        own = {i: self._rules[i] for i in sorted(self._wanted) if self._heads[i].lang.split("-")[0] == language}
        rows = [_Row(i, r.pattern, r.case, r.unit == "paragraph") for i, r in own.items()]
        if language == _ANY:
            rows += [_Row(len(self._rules) + i, pattern, True, False) for i, pattern in enumerate(self._extra)]
        digest = hashlib.sha256(repr((version("hyperscan"), VERSION, rows)).encode()).hexdigest()[:16]
        return rows, f"skeletons-{digest}.hs"


def _could_speak(head: Head, language: str) -> bool:
    """True where a rule for any language runs on some variant of this one."""
    return not head.langs or any(lang.split("-")[0] == language for lang in head.langs)


def _unpacked(kept: bytes | None) -> _Machine | None:
    """A machine that was kept; None where there is none or it is not usable."""
    import hyperscan

    if kept is None:
        return None
    try:
        always, *databases = marshal.loads(kept)
        standing, folded = map(_loaded, databases)
        return _Machine(standing, folded, frozenset(always))
    except (hyperscan.error, ValueError, EOFError, TypeError):
        return None


def _loaded(data: bytes) -> Any:
    import hyperscan

    return with_scratch(hyperscan.loadb(data, hyperscan.HS_MODE_BLOCK)) if data else None


def _made(rows: Sequence[_Row], name: str) -> _Machine:
    import hyperscan

    known, (standing, folded) = _taken(rows)
    always = {row.number for row in rows} - {row.number for row in known}
    kept = [database and hyperscan.dumpb(database) for database in (standing, folded)]
    disk.keep(name, marshal.dumps((tuple(always), *kept)))
    return _Machine(standing, folded, frozenset(always))


def _taken(rows: Sequence[_Row]) -> tuple[Mapping[_Row, bytes], tuple[Any, Any]]:
    """The skeletons with their databases; what is too large for hyperscan is made smaller, or goes.

    Which pattern is too large it does not say: the longest are tried one by one first, then all.
    """
    import hyperscan

    known = {row: data for row in rows if (data := next(_skeletons(row)))}
    for tried in (0, _LONGEST, len(known)):
        longest = sorted(known, key=lambda row: len(known[row]), reverse=True)[:tried]
        smaller = {row: _small_enough(row) for row in longest}
        known = {row: data for row, data in {**known, **smaller}.items() if data}
        with suppress(hyperscan.error):
            return known, _databases(known)
    raise RuntimeError("hyperscan takes every skeleton, but not all of them in one database")


def _databases(known: Mapping[_Row, bytes]) -> tuple[Any, Any]:
    """Of the patterns for which case counts, and of the others."""
    counted = {row: data for row, data in known.items() if counts_case(row.pattern, row.case)}
    return _compile(counted), _compile({row: data for row, data in known.items() if row not in counted})


def _small_enough(row: _Row) -> bytes | None:
    """The first of the skeletons that hyperscan takes."""
    import hyperscan

    for data in _skeletons(row):
        with suppress(hyperscan.error):
            _compile({row: data} if data else {})
            return data
    return None


def _compile(known: Mapping[_Row, bytes]) -> Any:
    """A database of the patterns; None where there are none."""
    import hyperscan

    if not known:
        return None
    flags = hyperscan.HS_FLAG_SINGLEMATCH | hyperscan.HS_FLAG_DOTALL | hyperscan.HS_FLAG_MULTILINE
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=list(known.values()), ids=[row.number for row in known], flags=[flags] * len(known)
    )
    return database


def _skeletons(row: _Row) -> Iterator[bytes | None]:
    """The skeletons of a pattern, each smaller than the one before it and telling less."""
    for counted, inward in ((True, True), (True, False), (False, False)):
        yield _skeleton(row, counted, inward)


def _skeleton(row: _Row, counted: bool, inward: bool) -> bytes | None:
    """A pattern for whole paragraphs is looked for between the ends of lines."""
    found = skeleton(row.pattern, row.case, counted, inward and not row.whole)
    if not found or not row.whole:
        return found
    return b"^%b(?:%b)%b" % (_SPACE, found, b"" if is_chain(row.pattern) else _SPACE + b"$")
