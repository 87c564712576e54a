"""Rules on a draft: those that may match it, and where, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cleaner.draft import Draft
from cleaner.model import Edit
from cleaner.rules.load import Ruleset, load
from cleaner.rules.match import Place, compile_rule, find
from cleaner.rules.schema import Rule
from cleaner.settings import CLASSES

_EDGE = 2


def candidates(draft: Draft, classes: Sequence[str]) -> tuple[Ruleset, list[Rule]]:
    """The ruleset, and its selected rules of those classes that could match, by precedence."""
    ruleset = load(draft.settings.packs)
    rules = [ruleset.rules[i] for i in ruleset.scanner.candidates(draft.text)]
    chosen = [r for r in rules if r.cls in classes and draft.settings.selects(r.id, r.cls)]
    return ruleset, sorted(chosen, key=lambda rule: CLASSES.index(rule.cls))


def places(draft: Draft, rule: Rule, ruleset: Ruleset) -> Iterator[tuple[int, Place]]:
    """The paragraphs a rule may look at, with their numbers.

    The pattern is tried before the language is asked for: asking costs ten times as much.
    """
    pattern = compile_rule(rule.pattern, rule.case)
    look = pattern.fullmatch if rule.unit == "paragraph" else pattern.search
    paragraphs = draft.paragraphs
    for index, paragraph in enumerate(paragraphs):
        if paragraph.kind == "code" or (paragraph.kind == "heading" and not rule.headings):
            continue
        if rule.at == "edge" and _EDGE <= index < len(paragraphs) - _EDGE:
            continue
        if not look(draft.text[paragraph.start : paragraph.end]):
            continue
        if rule.speaks(draft.tag(index)):
            yield index, Place(draft.text, paragraph, draft.tag(index), ruleset.contexts)


def find_spans(draft: Draft, rules: Sequence[Rule], ruleset: Ruleset) -> Iterator[Edit]:
    """Edits of the rules that change words or sentences inside a paragraph."""
    for rule in rules:
        if rule.unit == "paragraph":
            continue
        for _, place in places(draft, rule, ruleset):
            yield from find(rule, place)
