"""What a rule must say to be read at all; what it must *do* is tried by ``cleaner.packcheck``."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.rules.fixups import FIXUPS
from cleaner.rules.schema import Rule

LEAST = 3
"""Examples that change, and near-misses that must not, each rule carries at the least."""

_SAFETIES = ("safe", "unsafe", "flag")
_NEEDS_EVIDENCE = ("NUM", "TYP")


def faults(rules: Sequence[Rule]) -> Iterator[tuple[Rule, str]]:
    """Every rule whose block is wrong, with what is wrong in one sentence; nothing where all is well."""
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            yield rule, "this name is given twice"
        seen.add(rule.id)
        yield from ((rule, fault) for fault in _faults(rule))


def _faults(rule: Rule) -> Iterator[str]:
    examples, near_misses = len(rule.examples), len(rule.near_misses)
    if examples < LEAST or near_misses < LEAST:
        yield f"needs {LEAST} examples and {LEAST} near-misses, has {examples} and {near_misses}"
    if rule.safety not in _SAFETIES:
        yield f"safety is {rule.safety!r}, must be one of {', '.join(_SAFETIES)}"
    if (rule.safety == "flag") == (rule.replace is not None or bool(rule.fn)):
        yield "a flag has no replacement; every other rule has one (replace or fn)"
    for before, after in rule.examples:
        if (rule.safety == "flag") != (before == after):
            yield f"a flag's examples stay as they are, a fix's change: {before!r}"
    if rule.cls in _NEEDS_EVIDENCE and rule.safety == "safe" and not rule.evidence:
        yield "a safe number or typography rule names its evidence (CLDR, an academy, a style guide)"
    yield from (f"knows no fixup {name!r}; there are {', '.join(FIXUPS)}" for name in rule.fixups if name not in FIXUPS)
