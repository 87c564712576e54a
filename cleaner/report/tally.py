"""Everything that is counted, over the whole run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from cleaner.languages import UNKNOWN, obvious
from cleaner.report.rows import Group, Row

ACTIONS = ("fix", "remove", "flag")


class Key(NamedTuple):
    """What the filters of the page tell apart."""

    cls: str
    rule: str
    lang: str
    safety: str
    action: str


class Tally:
    """Counts of edits by ``Key``, of documents with edits, and each rule's first reason; ``varied`` gave more than one."""

    def __init__(self) -> None:
        self.edits = Counter[Key]()
        self.documents = 0
        self.reasons: dict[str, str] = {}
        self.varied: set[str] = set()

    def add(self, group: Group) -> None:
        """Count one document."""
        self.documents += 1
        own = language(group.rows)
        for row in group.rows:
            self.edits[key(row, own)] += 1
            if self.reasons.setdefault(row.rule, row.reason) != row.reason:
                self.varied.add(row.rule)

    def by(self, field: str) -> list[tuple[str, Counter[str]]]:
        """For each value of a field of ``Key`` its counts by action, the largest first."""
        found: dict[str, Counter[str]] = {}
        for found_key, count in self.edits.items():
            found.setdefault(getattr(found_key, field), Counter())[found_key.action] += count
        return ranked(found)


def key(row: Row, own: str) -> Key:
    """Where an edit is counted; ``own`` is its document's language, for rules that needed none."""
    return Key(row.cls, row.rule, row.lang or own, row.safety, row.action)


def language(rows: Sequence[Row]) -> str:
    """The language of a document as its edits tell it: theirs, else what their texts plainly are in."""
    told = Counter(row.lang for row in rows if row.lang)
    if told:
        return min(told, key=lambda lang: (-told[lang], lang))
    longest = max(rows, key=lambda row: max(len(row.after), len(row.before)))
    return obvious(longest.after or longest.before) or UNKNOWN


def ranked(found: Mapping[str, Counter[str]]) -> list[tuple[str, Counter[str]]]:
    """The largest first, equal ones by name."""
    return sorted(found.items(), key=lambda item: (-item[1].total(), item[0]))


def by_source(files: Iterable[Mapping[str, Any]]) -> list[tuple[str, Counter[str]]]:
    """Counts by action of each source, from the manifest: an argument of the run, or the folders in the only one."""
    rows = list(files)
    roots = {row["root"] for row in rows}
    found: dict[str, Counter[str]] = {}
    for row in rows:
        name = row["root"] if len(roots) > 1 else row["path"].split("/")[0]
        counts = found.setdefault(name, Counter())
        for kind, count in row["classes"].items():
            counts[kind.split()[1]] += count
    return ranked(found)
