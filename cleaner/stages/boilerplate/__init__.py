"""Prompts, chatbot residue, disclaimers and site furniture: whole paragraphs, or whole sentences in them."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner import segments
from cleaner.draft import Draft
from cleaner.model import Edit, Paragraph
from cleaner.rules.drafts import Candidate, candidates, find_spans, places
from cleaner.rules.match import takes_all
from cleaner.rules.ruleset import Ruleset
from cleaner.rules.schema import BOILERPLATE, Rule
from cleaner.stages.boilerplate import company, furniture, headings
from cleaner.stages.boilerplate.finding import Finding

_AUTHORS = ("quote", "table")
"""Kinds of paragraphs in which a notice is quoted, not given."""

RULES = (*furniture.RULES, *headings.RULES)


def find_boilerplate(draft: Draft) -> list[Edit]:
    """Removals and flags of the boilerplate classes, by precedence."""
    ruleset, rules = candidates(draft, BOILERPLATE)
    if not rules:
        return []
    found = find_by_rules(draft, rules, ruleset)
    if found:
        found = {**furniture.find_furniture(draft, found), **found}
        found = {**headings.find_orphans(draft, found), **found}
    removed = {index for index, finding in found.items() if finding.removes}
    edits = [_edit(draft, index, finding, removed) for index, finding in sorted(found.items())]
    return edits + list(find_spans(draft, rules, ruleset))


def find_by_rules(draft: Draft, rules: Sequence[Candidate], ruleset: Ruleset) -> dict[int, Finding]:
    """What the packs say of whole paragraphs, without interface words that stand alone."""
    return company.without_lonely(draft, _whole_paragraphs(draft, rules, ruleset))


def _whole_paragraphs(draft: Draft, rules: Sequence[Candidate], ruleset: Ruleset) -> dict[int, Finding]:
    """The first rule by precedence that takes each paragraph as a whole; one that needs no company goes first."""
    found: dict[int, Finding] = {}
    for candidate in sorted(rules, key=lambda candidate: candidate.rule.weak):
        rule = candidate.rule
        if rule.unit == "paragraph":
            for index, place in places(draft, candidate, ruleset):
                if index not in found and _may_go(draft, rule, place.paragraph) and takes_all(rule, place):
                    found[index] = Finding(rule.id, rule.cls, rule.reason, rule.safety, rule.removes, rule.weak)
    return found


def _may_go(draft: Draft, rule: Rule, paragraph: Paragraph) -> bool:
    """False for what an author quotes, and for a removal that would touch a link or code of a document: it would not
    be applied, and the heading over it must not go alone."""
    if paragraph.kind in _AUTHORS:
        return False
    return not (rule.removes and draft.layout.protected_in(paragraph.start, paragraph.end))


def _edit(draft: Draft, index: int, finding: Finding, removed: set[int]) -> Edit:
    start, end, _ = draft.paragraphs[index]
    if finding.removes:
        start, end = segments.removal(draft.text, draft.paragraphs, index, removed)
    before = draft.text[start:end]
    return Edit(
        stage="boilerplate",
        rule=finding.rule,
        cls=finding.cls,
        action="remove" if finding.removes else "flag",
        safety=finding.safety if finding.removes else "flag",
        start=start,
        end=end,
        before=before,
        after="" if finding.removes else before,
        reason=finding.reason,
        lang=draft.tag(index),
    )
