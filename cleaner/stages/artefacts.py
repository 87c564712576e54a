"""What machine translation and content farms leave inside running text: found by the rules of the packs."""

from __future__ import annotations

from cleaner.draft import Draft
from cleaner.model import Edit
from cleaner.rules.schema import ARTEFACTS
from cleaner.rules.drafts import candidates, find_spans


def find_artefacts(draft: Draft) -> list[Edit]:
    """Fixes and flags of the artefact classes, by precedence."""
    ruleset, rules = candidates(draft, ARTEFACTS)
    return list(find_spans(draft, rules, ruleset)) if rules else []
