"""Where a rule may fire: words it needs near the match, words it must not see."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cache

import regex

from cleaner.languages import fallbacks
from cleaner.model import Span
from cleaner.rules.schema import Rule

Contexts = Mapping[str, Mapping[str, Sequence[str]]]


@cache
def search_any(patterns: tuple[str, ...], ignore_case: bool) -> regex.Pattern[str]:
    """One pattern that finds any of the given ones."""
    return regex.compile("|".join(f"(?:{p})" for p in patterns), regex.I if ignore_case else 0)


def allows(rule: Rule, lang: str, text: str, scopes: Mapping[str, Span], match: Span, contexts: Contexts) -> bool:
    """True where every condition of the rule holds for a match in ``text``.

    ``require`` is looked for in the rule's scope, ``forbid`` in the paragraph, ``forbid_before`` in the
    paragraph up to the match's end. A match of words is cut out of what is searched; a sentence or a
    paragraph, being all that is known, is not.
    """
    start, end = scopes["paragraph"]
    hole = match if rule.unit == "span" else (match[0], match[0])
    if rule.forbid_before and search_any(rule.forbid_before, False).search(text[start : match[1]]):
        return False
    forbidden = _named(rule.forbid, lang, contexts)
    if forbidden and _outside(search_any(forbidden, True), text, (start, end), hole):
        return False
    required = _named(rule.require, lang, contexts)
    return not required or _outside(search_any(required, False), text, scopes[rule.scope], hole)


def _outside(pattern: regex.Pattern[str], text: str, scope: Span, hole: Span) -> bool:
    """True where the pattern is found in the scope without touching the hole."""
    if hole[0] == hole[1]:
        return bool(pattern.search(text[slice(*scope)]))  # a slice: with a start given, `^` is still the text's
    return bool(pattern.search(text, scope[0], hole[0]) or pattern.search(text, hole[1], scope[1]))


def _named(names: Sequence[str], lang: str, contexts: Contexts) -> tuple[str, ...]:
    """The patterns that stand for the names: a context's rows for any language and this one, or a bare regex."""
    patterns: list[str] = []
    for name in names:
        rows = contexts.get(name)
        patterns.extend([name] if rows is None else _rows(rows, ("any", *fallbacks(lang))))
    return tuple(patterns)


def _rows(rows: Mapping[str, Sequence[str]], tags: Iterable[str]) -> Iterable[str]:
    for tag in tags:
        yield from rows.get(tag, ())
