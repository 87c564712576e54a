"""The rules' own tests: each rule against its examples and near-misses, and against every other rule's."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence

import regex

from cleaner.languages import identify
from cleaner.model import Document
from cleaner.pipeline import Cleaned, clean_document
from cleaner.rules.fixups import FIXUPS
from cleaner.rules.match import compile_rule
from cleaner.rules.ruleset import Ruleset
from cleaner.rules.schema import Rule
from cleaner.settings import Settings

LEAST = 3
"""Examples that change, and near-misses that must not, each rule carries at the least."""

_NEEDS_EVIDENCE = ("NUM", "TYP")
_STRESS = ("word " * 20 + ". ", "1 000 $5,3 ", "a.B", "(« “", "la de l' ", "中文、。", "—- ", "a", "A", "1", " ", "é\n", "aB")
_STRESS_SIZE = 100_000
_STRESS_SECONDS = 1.0


def problems(ruleset: Ruleset) -> Iterator[str]:
    """Everything that breaks an invariant, one sentence each, naming the rule; nothing where all hold."""
    yield from _names(ruleset.rules)
    for rule in ruleset.rules:
        yield from (f"{rule.id}: {problem}" for problem in _alone(rule, ruleset))
    yield from crossings(ruleset)


def _names(rules: Sequence[Rule]) -> Iterator[str]:
    seen: set[str] = set()
    for rule in rules:
        if rule.id in seen:
            yield f"{rule.id}: this name is given twice"
        seen.add(rule.id)


def _alone(rule: Rule, ruleset: Ruleset) -> Iterator[str]:
    try:
        compile_rule(rule)
    except regex.error as error:
        yield f"the pattern does not compile: {error}"
        return
    yield from _form(rule)
    for before, after in rule.examples:
        yield from _example(rule, ruleset, before, after)
    for text in rule.near_misses:
        if run_alone(rule, text, ruleset).edits:
            yield f"fires on its near-miss {text!r}"
    yield from slow(rule)


def _form(rule: Rule) -> Iterator[str]:
    if len(rule.examples) < LEAST or len(rule.near_misses) < LEAST:
        yield f"needs {LEAST} examples and {LEAST} near-misses, has {len(rule.examples)} and {len(rule.near_misses)}"
    if rule.safety not in ("safe", "unsafe", "flag"):
        yield f"safety is {rule.safety!r}, must be safe, unsafe or flag"
    if (rule.safety == "flag") == (rule.replace is not None or bool(rule.fn)):
        yield "a flag has no replacement; every other rule has one (replace or fn)"
    if rule.cls in _NEEDS_EVIDENCE and rule.safety == "safe" and not rule.evidence:
        yield "a safe number or typography rule names its evidence (CLDR, an academy, a style guide)"
    yield from (f"knows no fixup {name!r}; there are {', '.join(FIXUPS)}" for name in rule.fixups if name not in FIXUPS)


def _example(rule: Rule, ruleset: Ruleset, before: str, after: str) -> Iterator[str]:
    cleaned = run_alone(rule, before, ruleset)
    if not cleaned.edits:
        yield f"does not fire on {before!r}"
    elif cleaned.text != after:
        yield f"makes {cleaned.text!r} of {before!r}, not {after!r}"
    elif run_alone(rule, after, ruleset).changed:
        yield f"is not idempotent: fires again on {after!r}"
    if (rule.safety == "flag") != (before == after):
        yield f"a flag's examples stay as they are, a fix's change: {before!r}"


def run_alone(rule: Rule, text: str, ruleset: Ruleset) -> Cleaned:
    """What one rule does to a text in its language, as if no other rule existed."""
    settings = Settings(select=(rule.id,), unsafe=True, packs=ruleset.packs)
    return clean_document(Document("example", text, _lang(rule, text)), settings)


def _lang(rule: Rule, text: str) -> str | None:
    if rule.variants:
        return rule.variants[0]
    if rule.lang != "any":
        return rule.lang
    found = identify(text)
    if rule.langs:
        return found if found in rule.langs else rule.langs[0]
    return found


def crossings(ruleset: Ruleset) -> Iterator[str]:
    """Rules that change another rule's corrected examples or near-misses, unless it is their own example."""
    own = {rule.id: {before for before, _ in rule.examples} for rule in ruleset.rules}
    for rule in ruleset.rules:
        texts = [after for _, after in rule.examples if after and rule.safety != "flag"] + list(rule.near_misses)
        for text in texts:
            for other in (ruleset.rules[i] for i in ruleset.scanner.candidates(text)):
                if other is rule or other.safety == "flag" or text in own[other.id]:
                    continue
                if other.speaks(_lang(rule, text) or "und") and run_alone(other, text, ruleset).changed:
                    yield f"{other.id}: changes {text!r}, which stands in {rule.id}"


def slow(rule: Rule) -> Iterator[str]:
    """Patterns whose time on 100 kB of hostile text is not linear."""
    pattern = compile_rule(rule)
    for seed in (*_STRESS, *(before + " " for before, _ in rule.examples[:2])):
        text = (seed * (_STRESS_SIZE // len(seed) + 1))[:_STRESS_SIZE]
        started = time.process_time()
        try:
            if rule.unit == "paragraph":
                pattern.fullmatch(text, timeout=_STRESS_SECONDS * 4)
            else:
                sum(1 for _ in pattern.finditer(text, timeout=_STRESS_SECONDS * 4))
        except TimeoutError:
            pass
        if time.process_time() - started > _STRESS_SECONDS:
            yield f"needs {time.process_time() - started:.1f} s on 100 kB of {seed[:30]!r}"
