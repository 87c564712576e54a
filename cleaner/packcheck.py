"""The rules' own tests: each rule against its examples and near-misses, and against every other rule's."""

from __future__ import annotations

import time
from collections.abc import Collection, Iterator
from functools import cache

import regex

from cleaner import __version__, disk
from cleaner.languages import identify
from cleaner.model import Document
from cleaner.pipeline import Cleaned, clean_document
from cleaner.rules.load import PackError, content_digest, load
from cleaner.rules.match import compile_rule
from cleaner.rules.ruleset import Ruleset
from cleaner.rules.schema import Rule
from cleaner.settings import Settings

_STRESS = ("word " * 20 + ". ", "1 000 $5,3 ", "a.B", "(« “", "la de l' ", "中文、。", "—- ", "a", "A", "1", " ", "é\n", "aB")
_STRESS_SIZE = 100_000
_STRESS_SECONDS = 1.0
_GLANCE_SIZE, _GLANCE_SECONDS = 20_000, 0.008
"""A fifth of the text, and a 125th of the time: what is quicker there is not cubic, and not too slow on the whole."""

_SHOWN = 5


@cache
def accept(packs: tuple[str, ...]) -> None:
    """House packs are tried once before they are used; raises PackError naming rules that fail.

    The built-in packs are tried by the project's own tests. What was accepted is remembered by content.
    """
    if not packs:
        return
    name = f"accepted-{__version__}-{content_digest(packs)[:16]}"
    if disk.fetch(name) is not None:
        return
    found = list(problems(load(packs), {rule.id for rule in load(packs).rules} - {h.id for h in load().heads}))
    if found:
        more = f"\n  and {len(found) - _SHOWN} more" if len(found) > _SHOWN else ""
        told = "".join(f"\n  {problem}" for problem in found[:_SHOWN])
        raise PackError(f"{', '.join(packs)}: {len(found)} rules fail their own tests{told}{more}")
    disk.keep(name, b"ok")


def problems(ruleset: Ruleset, mine: Collection[str] | None = None) -> Iterator[str]:
    """What the rules do wrong, one sentence each, naming the rule; nothing where all is well.

    ``mine`` are the rules to try; what they do to the others' texts, and the others to theirs, counts.
    """
    for rule in ruleset.rules:
        if mine is None or rule.id in mine:
            yield from (f"{rule.id}: {problem}" for problem in _alone(rule, ruleset))
    yield from _crossings(ruleset, mine)


def _alone(rule: Rule, ruleset: Ruleset) -> Iterator[str]:
    try:
        compile_rule(rule)
    except regex.error as error:
        yield f"the pattern does not compile: {error}"
        return
    for before, after in rule.examples:
        yield from _example(rule, ruleset, before, after)
    for text in rule.near_misses:
        if run_alone(rule, text, ruleset).edits:
            yield f"fires on its near-miss {text!r}"
    yield from _slow(rule)


def _example(rule: Rule, ruleset: Ruleset, before: str, after: str) -> Iterator[str]:
    cleaned = run_alone(rule, before, ruleset)
    if not cleaned.edits:
        yield f"does not fire on {before!r}"
    elif cleaned.text != after:
        yield f"makes {cleaned.text!r} of {before!r}, not {after!r}"
    elif run_alone(rule, after, ruleset).changed:
        yield f"is not idempotent: fires again on {after!r}"


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


def _crossings(ruleset: Ruleset, mine: Collection[str] | None) -> Iterator[str]:
    """Rules that change another rule's corrected examples or near-misses, unless it is their own example."""
    own = {rule.id: {before for before, _ in rule.examples} for rule in ruleset.rules}
    for rule in ruleset.rules:
        texts = [after for _, after in rule.examples if after and rule.safety != "flag"] + list(rule.near_misses)
        for text in texts:
            for other in (ruleset.rules[i] for i in ruleset.scanner.candidates(text)):
                if other is rule or other.safety == "flag" or text in own[other.id]:
                    continue
                if mine is not None and rule.id not in mine and other.id not in mine:
                    continue
                if other.speaks(_lang(rule, text) or "und") and run_alone(other, text, ruleset).changed:
                    yield f"{other.id}: changes {text!r}, which stands in {rule.id}"


def _slow(rule: Rule) -> Iterator[str]:
    """Patterns whose time on 100 kB of hostile text is not linear."""
    for seed in (*_STRESS, *(before + " " for before, _ in rule.examples[:2])):
        if _seconds(rule, seed, _GLANCE_SIZE) < _GLANCE_SECONDS:
            continue
        if (needed := _seconds(rule, seed, _STRESS_SIZE)) > _STRESS_SECONDS:
            yield f"needs {needed:.1f} s on 100 kB of {seed[:30]!r}"


def _seconds(rule: Rule, seed: str, size: int) -> float:
    """What the pattern takes on so much text of repeated seeds."""
    pattern, text = compile_rule(rule), (seed * (size // len(seed) + 1))[:size]
    started = time.process_time()
    try:
        if rule.unit == "paragraph":
            pattern.fullmatch(text, timeout=_STRESS_SECONDS * 4)
        else:
            sum(1 for _ in pattern.finditer(text, timeout=_STRESS_SECONDS * 4))
    except TimeoutError:
        pass
    return time.process_time() - started
