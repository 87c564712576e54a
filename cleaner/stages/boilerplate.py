"""Prompts, chatbot residue, disclaimers and site furniture: whole paragraphs, or whole sentences in them."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner import segments
from cleaner.draft import Draft
from cleaner.model import Edit
from cleaner.rules.load import Ruleset
from cleaner.rules.match import takes_all
from cleaner.rules.schema import BOILERPLATE, Rule
from cleaner.rules.drafts import candidates, find_spans, places


def find_boilerplate(draft: Draft) -> list[Edit]:
    """Removals and flags of the boilerplate classes, by precedence."""
    ruleset, rules = candidates(draft, BOILERPLATE)
    if not rules:
        return []
    whole = _whole_paragraphs(draft, rules, ruleset)
    removed = {index for index, rule in whole.items() if rule.removes}
    edits = [_paragraph_edit(draft, index, rule, removed) for index, rule in whole.items()]
    return edits + list(find_spans(draft, rules, ruleset))


def _whole_paragraphs(draft: Draft, rules: Sequence[Rule], ruleset: Ruleset) -> dict[int, Rule]:
    """The first rule by precedence that takes each paragraph as a whole."""
    found: dict[int, Rule] = {}
    for rule in rules:
        if rule.unit == "paragraph":
            for index, place in places(draft, rule, ruleset):
                if index not in found and takes_all(rule, place):
                    found[index] = rule
    return found


def _paragraph_edit(draft: Draft, index: int, rule: Rule, removed: set[int]) -> Edit:
    paragraph = draft.paragraphs[index]
    start, end = paragraph.start, paragraph.end
    if rule.removes:
        start, end = segments.removal(draft.text, draft.paragraphs, index, removed)
    before = draft.text[start:end]
    return Edit(
        stage="boilerplate",
        rule=rule.id,
        cls=rule.cls,
        action="remove" if rule.removes else "flag",
        safety=rule.safety if rule.removes else "flag",
        start=start,
        end=end,
        before=before,
        after="" if rule.removes else before,
        reason=rule.reason,
        lang=draft.tag(index),
    )
