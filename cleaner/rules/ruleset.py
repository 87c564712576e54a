"""All rules of some packs. A rule is unpacked when it is first asked for: a clean text asks for few."""

from __future__ import annotations

import marshal
from collections.abc import Mapping, Sequence
from dataclasses import fields
from itertools import chain
from typing import Any, NamedTuple, overload

from cleaner.rules.folding import fold
from cleaner.rules.scan import Probes, Scanner, probes_with
from cleaner.rules.schema import Rule, speaks


class Head(NamedTuple):
    """What decides whether a rule runs at all."""

    id: str
    cls: str
    lang: str
    langs: tuple[str, ...]
    variants: tuple[str, ...]


class Packed(NamedTuple):
    """A ruleset as it is kept on disk: plain values that ``marshal`` can write.

    ``spoken`` are the numbers of the rules by what tells their languages; ``always`` those that have no probe.
    """

    heads: list[tuple[Any, ...]]
    bodies: list[bytes]
    contexts: dict[str, Any]
    spoken: list[tuple[tuple[Any, ...], list[int]]]
    probes: tuple[Any, ...]
    always: list[int]


def pack(rules: Sequence[Rule], contexts: dict[str, Any]) -> Packed:
    """The rules and their contexts as plain values."""
    names = [field.name for field in fields(Rule)]
    owners: dict[str, list[int]] = {}
    for number, rule in enumerate(rules):
        for probe in {fold(probe) for probe in rule.probes}:
            owners.setdefault(probe, []).append(number)
    heads = [tuple(getattr(rule, name) for name in Head._fields) for rule in rules]
    spoken: dict[tuple[Any, ...], list[int]] = {}
    for number, head in enumerate(heads):
        spoken.setdefault(head[2:], []).append(number)
    return Packed(
        heads=heads,
        bodies=[marshal.dumps(tuple(getattr(rule, name) for name in names)) for rule in rules],
        contexts=contexts,
        spoken=list(spoken.items()),
        probes=tuple(probes_with(owners)),
        always=[number for number, rule in enumerate(rules) if not rule.probes],
    )


class Rules(Sequence[Rule]):
    """The rules by their numbers, each unpacked once."""

    def __init__(self, bodies: list[bytes]) -> None:
        self._bodies = bodies
        self._made: list[Rule | None] = [None] * len(bodies)

    def __len__(self) -> int:
        return len(self._bodies)

    @overload
    def __getitem__(self, number: int) -> Rule: ...
    @overload
    def __getitem__(self, number: slice) -> list[Rule]: ...
    def __getitem__(self, number: int | slice) -> Rule | list[Rule]:
        if isinstance(number, slice):
            return [self[i] for i in range(*number.indices(len(self)))]
        rule = self._made[number]
        if rule is None:
            rule = self._made[number] = Rule(*marshal.loads(self._bodies[number]))
        return rule


class Ruleset:
    """All rules of the built-in packs and the user's, with their contexts and their scanner."""

    def __init__(self, packed: Packed, packs: tuple[str, ...]) -> None:
        self.rules = Rules(packed.bodies)
        self.heads = [Head(*head) for head in packed.heads]
        self.packs = packs
        self.contexts: Mapping[str, Any] = packed.contexts
        self.scanner = Scanner(Probes(*packed.probes), packed.always)
        self._spoken = packed.spoken
        self._speaking: dict[str, frozenset[int]] = {}

    def speaking(self, tag: str) -> frozenset[int]:
        """Numbers of the rules that run on a text in that language."""
        if tag not in self._speaking:
            alike = (numbers for tongue, numbers in self._spoken if speaks(Head("", "", *tongue), tag))
            self._speaking[tag] = frozenset(chain.from_iterable(alike))
        return self._speaking[tag]

    def rule(self, rule_id: str) -> Rule | None:
        """The rule of that name, if there is one."""
        found = (number for number, head in enumerate(self.heads) if head.id == rule_id)
        number = next(found, None)
        return None if number is None else self.rules[number]
