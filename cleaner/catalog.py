"""Everything a finding can be named after: the packs' rules and the stages' own."""

from __future__ import annotations

from collections.abc import Iterator

from cleaner import lint_rules
from cleaner.rules.ruleset import Ruleset
from cleaner.rules.schema import Rule


def all_rules(ruleset: Ruleset) -> Iterator[Rule]:
    """The rules of the packs, then those written in code, which have a name and a reason only."""
    yield from ruleset.rules
    for rule_id, reason in _written_in_code():
        cls, lang, _ = rule_id.split("-", 2)
        yield Rule(rule_id, cls.upper(), lang, "safe", "", reason, "", (), ())


def _written_in_code() -> Iterator[tuple[str, str]]:
    from cleaner.stages import artefacts, boilerplate, duplicates, encoding

    for stage in (encoding, artefacts, boilerplate, duplicates):
        yield from getattr(stage, "RULES", ())
    yield from lint_rules.RULES
