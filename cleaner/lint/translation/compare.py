"""The findings on a translation: facts of the source it lacks, other scales, paragraphs left as they were."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import chain, groupby
from textwrap import shorten

from cleaner import ledger
from cleaner.dedup.folding import compact
from cleaner.lint.report import Finding
from cleaner.lint.translation.align import align
from cleaner.lint.translation.facts import Fact
from cleaner.lint.translation.page import Page
from cleaner.lint_rules import TRANSLATION
from cleaner.model import Edit, Twin
from cleaner.settings import Settings

_SENTENCE = 6
"""Words in lower case from which a paragraph is no longer a name, a label or a title."""
_SHOWN, _EXCERPT = 3, 60


def compare(source: Page, target: Page, settings: Settings) -> Iterator[Finding]:
    """What a translation lost or changed, each at the translation's paragraph with the source's as its twin.

    A paragraph of the source that is missing, with most that it states, is one finding; and so is all
    of a kind that one paragraph lacks.
    """
    if not target.blocks or source.lang == target.lang:
        return
    pairs = align(source.blocks, target.blocks)
    wrong = chain(_gathered(source, pairs, list(_lost(source, target, pairs))), _untranslated(source, target))
    for kind, shown, at, place in sorted(wrong, key=lambda found: (found[3], found[2], found[0])):
        rule, reason = TRANSLATION[kind]
        if settings.selects(rule, rule[:3].upper()):
            yield _finding(source, target, (at, place), rule, reason.format(shown))


Wrong = tuple[str, str, int, int]
"""A kind of ``TRANSLATION``, what is shown, the source's paragraph and the translation's."""


def _gathered(source: Page, pairs: Sequence[int | None], lost: Sequence[Wrong]) -> Iterator[Wrong]:
    """What was lost by paragraph and kind; a paragraph that was lost itself, with no more than that."""
    for at, found in groupby(
        sorted(lost, key=lambda wrong: (wrong[2], wrong[0])), key=lambda wrong: wrong[2]
    ):
        rows = list(found)
        place = rows[0][3]
        if pairs[at] is None and 2 * len(rows) >= len(source.blocks[at].facts):
            yield "paragraph", shorten(source.prose(at), _EXCERPT, placeholder=" …"), at, place
            continue
        for kind, same in groupby(rows, key=lambda wrong: wrong[0]):
            shown = [wrong[1] for wrong in same]
            if kind == "scale":
                yield from ((kind, one, at, place) for one in shown)
            else:
                more = f" and {len(shown) - _SHOWN} more" if len(shown) > _SHOWN else ""
                yield kind, ", ".join(shown[:_SHOWN]) + more, at, place


def _lost(source: Page, target: Page, pairs: Sequence[int | None]) -> Iterator[Wrong]:
    """Facts of the source without a like one: first looked for in the paragraph's own translation.

    Then in all that is left over, since a sentence may have moved to the next paragraph.
    """
    spare = [list(block.facts) for block in target.blocks]
    later: list[tuple[Fact, int, int]] = []
    place = 0
    for at, block in enumerate(source.blocks):
        pair = pairs[at]
        place = place if pair is None else pair
        for fact in {(fact.kind, fact.keys): fact for fact in block.facts}.values():
            if fact.kind == "name":
                if target.is_latin and not fact.keys & target.stems:
                    yield "name", fact.shown, at, place
            elif (twin := _take(fact, spare[place])) is None:
                later.append((fact, at, place))
            elif _other_scale(fact, twin):
                yield "scale", f"{fact.shown} where the translation has {twin.shown}", at, place
    for fact, at, place in later:
        if fact.kind == "code" and fact.keys & target.words:
            continue  # named all the same, only not as code
        if not any(_take(fact, facts) for facts in spare):
            yield fact.kind, fact.shown, at, place


def _take(fact: Fact, facts: list[Fact]) -> Fact | None:
    """The fact most like this one, taken out of the list; None where none has a key of it."""
    alike = [other for other in facts if other.kind == fact.kind and other.keys & fact.keys]
    if not alike:
        return None
    best = max(alike, key=lambda other: len(other.keys & fact.keys))
    facts.remove(best)
    return best


def _other_scale(fact: Fact, twin: Fact) -> bool:
    """True for "5 billion" against "5 Millionen"; "1 500 millions" against "1.5 billion" is the same."""
    return bool(fact.value and twin.value) and fact.value != twin.value


def _untranslated(source: Page, target: Page) -> Iterator[Wrong]:
    """Paragraphs that are the source's own; titles, names and lists of links are not meant."""
    known = {compact(source.body(at)): at for at in reversed(range(len(source.blocks)))}
    for place in range(len(target.blocks)):
        folded = compact(target.body(place))
        if (
            folded in known
            and sum(word.islower() and word.isalpha() for word in target.prose(place).split()) >= _SENTENCE
        ):
            yield "same", "", known[folded], place


def _finding(source: Page, target: Page, where: tuple[int, int], rule: str, reason: str) -> Finding:
    at, place = where
    line = bisect_right(source.starts, source.layout.paragraphs[at].start)
    twin = Twin(source.name, line, 0.0, source.body(at))
    start, end, _ = target.layout.paragraphs[place]
    body = target.body(place)
    cls = rule[:3].upper()
    flag = Edit("translation", rule, cls, "flag", "flag", start, end, body, body, reason, twin, target.lang)
    return ledger.record(target.name, flag, (start, end), target.starts)
