"""Which rules of a language could match a document: one pass of hyperscan over all their skeletons.

Made for runs over many megabytes: a language's machine takes a second to build, then it is kept.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from functools import lru_cache
from importlib.metadata import version
from pathlib import Path
from typing import Any, NamedTuple

from cleaner.rules.load import Ruleset
from cleaner.rules.scan import hits, keep, with_scratch
from cleaner.rules.schema import Rule
from cleaner.rules.skeleton import skeleton

_SPACE = rb"[ \t\r\x80-\xff]*"


class _Machine(NamedTuple):
    """A hyperscan database, and the rules it cannot speak for."""

    database: Any
    always: frozenset[int]


class Prefilter:
    """Candidates among the rules that are wanted; ``extra`` patterns are numbered on from the rules."""

    def __init__(
        self, ruleset: Ruleset, wanted: Iterable[int], extra: Iterable[str], cache: Path | None
    ) -> None:
        self._rules = ruleset.rules
        self._wanted = frozenset(wanted)
        self._extra = tuple(extra)
        self._cache = cache
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
        spoken = {i: self._rules[i] for i in self._wanted if _could_speak(self._rules[i], language)}
        made = {i: _skeleton(rule) for i, rule in spoken.items()}
        made |= {len(self._rules) + i: skeleton(pattern, case=True) for i, pattern in enumerate(self._extra)}
        folds = {i: not (rule.case and "(?i" not in rule.pattern) for i, rule in spoken.items()}
        rows = [(i, data, folds.get(i, False)) for i, data in sorted(made.items()) if data]
        return _Machine(_database(rows, self._cache), frozenset(i for i, data in made.items() if not data))


def _could_speak(rule: Rule, language: str) -> bool:
    """True where the rule runs on some variant of the language."""
    if rule.lang == "any":
        return not rule.langs or any(lang.split("-")[0] == language for lang in rule.langs)
    return rule.lang.split("-")[0] == language


def _skeleton(rule: Rule) -> bytes | None:
    """A rule on whole paragraphs is looked for between the ends of lines."""
    found = skeleton(rule.pattern, rule.case)
    return b"^%b(?:%b)%b$" % (_SPACE, found, _SPACE) if found and rule.unit == "paragraph" else found


def _database(rows: list[tuple[int, bytes, bool]], cache: Path | None) -> Any:
    import hyperscan

    digest = hashlib.sha256(repr((version("hyperscan"), rows)).encode()).hexdigest()[:16]
    path = cache / f"skeletons-{digest}.hs" if cache else None
    if path and path.exists():
        try:
            return with_scratch(hyperscan.loadb(path.read_bytes(), hyperscan.HS_MODE_BLOCK))
        except (hyperscan.error, OSError):
            pass
    return _compile(rows, path)


def _compile(rows: list[tuple[int, bytes, bool]], path: Path | None) -> Any:
    import hyperscan

    flags = hyperscan.HS_FLAG_SINGLEMATCH | hyperscan.HS_FLAG_DOTALL | hyperscan.HS_FLAG_MULTILINE
    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    database.compile(
        expressions=[data for _, data, _ in rows],
        ids=[number for number, *_ in rows],
        flags=[flags | (hyperscan.HS_FLAG_CASELESS if folds else 0) for *_, folds in rows],
    )
    if path:
        keep(path, hyperscan.dumpb(database))
    return database
