"""Rules on a draft: those that may match it, and where, paragraph by paragraph."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaner.draft import Draft
from cleaner.model import Edit
from cleaner.rules.load import load
from cleaner.rules.match import Place, find, matcher
from cleaner.rules.ruleset import Ruleset
from cleaner.rules.schema import Rule
from cleaner.settings import CLASSES, Settings

_EDGE = 2


class Candidate(NamedTuple):
    """A rule, and the numbers of the paragraphs it could match by its probes and its language."""

    rule: Rule
    paragraphs: list[int]


def candidates(draft: Draft, classes: tuple[str, ...]) -> tuple[Ruleset, list[Candidate]]:
    """The ruleset, and its selected rules of those classes that could match, by precedence.

    A language that only the model could tell is not asked for here: it rules nothing out.
    """
    ruleset = load(draft.settings.packs)
    selected = _selected(ruleset, draft.settings, classes)
    found: dict[int, list[int]] = {}
    known = draft.scout.rules(draft) if draft.scout else None
    if known is not None:
        every = list(range(len(draft.paragraphs)))
        return ruleset, _by_class(ruleset, dict.fromkeys(selected & known, every))
    for index, (start, end, _) in enumerate(draft.paragraphs):
        numbers = selected & ruleset.scanner.candidates(draft.text[start:end])
        tag = draft.cheap_tag(index) if numbers else None
        for number in numbers & ruleset.speaking(tag) if tag else numbers:
            found.setdefault(number, []).append(index)
    return ruleset, _by_class(ruleset, found)


def _by_class(ruleset: Ruleset, found: Mapping[int, list[int]]) -> list[Candidate]:
    """The candidates by precedence."""
    chosen = [Candidate(ruleset.rules[number], found[number]) for number in sorted(found)]
    return sorted(chosen, key=lambda candidate: CLASSES.index(candidate.rule.cls))


@lru_cache(maxsize=64)
def _selected(ruleset: Ruleset, settings: Settings, classes: tuple[str, ...]) -> frozenset[int]:
    """By ruleset, not by settings alone: ``cleaner review`` reads a pack anew after each rule it writes."""
    heads = enumerate(ruleset.heads)
    return frozenset(i for i, head in heads if head.cls in classes and settings.selects(head.id, head.cls))


def places(draft: Draft, candidate: Candidate, ruleset: Ruleset) -> Iterator[tuple[int, Place]]:
    """The paragraphs a rule may look at, with their numbers.

    The pattern is tried before the language is asked for where asking costs a model.
    """
    rule, paragraphs = candidate.rule, draft.paragraphs
    matches = matcher(rule)
    for index in candidate.paragraphs:
        start, end, kind = paragraphs[index]
        if kind == "code" or (kind == "heading" and not rule.headings):
            continue
        if rule.at == "edge" and _EDGE <= index < len(paragraphs) - _EDGE:
            continue
        if matches(draft.text[start:end]) and rule.speaks(draft.tag(index)):
            yield index, Place(draft.text, paragraphs[index], draft.tag(index), ruleset.contexts)


def find_spans(draft: Draft, chosen: Sequence[Candidate], ruleset: Ruleset) -> Iterator[Edit]:
    """Edits of the rules that change words or sentences inside a paragraph."""
    for candidate in chosen:
        if candidate.rule.unit == "paragraph":
            continue
        for _, place in places(draft, candidate, ruleset):
            yield from find(candidate.rule, place)
