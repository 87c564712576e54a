"""One document through the stages, again and again until nothing changes."""

from __future__ import annotations

import sys
from bisect import bisect_right
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import NamedTuple

from cleaner import edits as law
from cleaner.draft import Draft, Scout
from cleaner.markup import same_protected
from cleaner.markup.literals import merge
from cleaner.model import Document, Edit, Span
from cleaner.settings import Settings
from cleaner.stages import ORDER, Stage

Skip = Callable[[Draft, Edit], bool]

_ROUNDS = 6
"""A fix may make room for another (a repaired letter completes a phrase); packs are tested to settle in two."""


class Projected(NamedTuple):
    """A span carried from the input to the clean text (code points)."""

    start: int
    end: int
    cut: bool


@dataclass(frozen=True)
class Cleaned:
    """A document with the edits that clean it: changes, and flags that change nothing."""

    document: Document
    edits: tuple[Edit, ...]

    @cached_property
    def text(self) -> str:
        """The clean text."""
        return law.apply(self.document.text, self.edits)

    @property
    def changed(self) -> bool:
        """True where the clean text is another than the input."""
        return any(edit.changes for edit in self.edits)

    def origin(self, start: int, end: int) -> Span:
        """Where a span of the clean text stood in the input (code points)."""
        return law.origin(self.edits, start, end)

    def project(self, spans: Iterable[Span]) -> list[Projected]:
        """Where annotations of the input stand in the clean text, and which of them an edit cut.

        A span that was removed comes out empty; one that an edit reaches into keeps what lies outside.
        """
        return [Projected(*law.project(self.edits, start, end)) for start, end in spans]

    def places(self) -> list[tuple[Edit, Span]]:
        """Each edit with the span of the input it speaks of."""
        return list(zip(self.edits, law.origins(self.edits), strict=True))


def clean_document(
    document: Document, settings: Settings, skip: Skip | None = None, scout: Scout | None = None
) -> Cleaned:
    """All stages on one document. Content never raises; equal input and settings give equal edits.

    ``skip`` says which edits are not wanted (a baseline); ignore comments are heeded without it.
    ``scout`` spares stages that would find nothing: with or without it the edits are the same.
    """
    draft, edits = Draft(document.text, document, settings, scout=scout), list[Edit]()
    for _ in range(_ROUNDS):
        before = len(edits)
        for name, stage in ORDER:
            if scout and scout.idle(name, draft):
                continue
            found = _run_stage(name, stage, draft, skip)
            edits.extend(found)
            if any(edit.changes for edit in found):
                draft = replace(draft, text=law.apply(draft.text, found), done=tuple(edits))
        if not any(edit.changes for edit in edits[before:]):
            break
    return Cleaned(document, tuple(_without_echoes(edits)))


def clean_further(cleaned: Cleaned, stage: Stage, settings: Settings) -> Cleaned:
    """A cleaned document after one stage more, which knows what stands in other documents."""
    draft = Draft(cleaned.text, cleaned.document, settings, cleaned.edits)
    found = _run_stage("duplicates", stage, draft, None)
    return Cleaned(cleaned.document, tuple(_without_echoes([*cleaned.edits, *found])))


def _run_stage(name: str, stage: Stage, draft: Draft, skip: Skip | None) -> list[Edit]:
    """A stage's edits, ordered and harmless: nothing protected is touched, unwanted ones are flags."""
    wanted = [_settle(e, draft.settings) for e in stage(draft) if draft.settings.selects(e.rule, e.cls)]
    wanted = [e for e in wanted if not _silenced(draft, e) and not (skip and skip(draft, e))]
    if not wanted:
        return []
    protected = _protected_near(draft, wanted)
    found = law.arrange(wanted, protected)
    return _guarded(draft, [e for e in found if e.changes or not _covered((e.start, e.end), protected)])


def _protected_near(draft: Draft, edits: Iterable[Edit]) -> tuple[Span, ...]:
    """The protected spans that edits could touch: most blocks of a long text are not parsed for them."""
    stretches = merge((edit.start - 1, edit.end + 1) for edit in edits)
    return merge(span for stretch in stretches for span in draft.layout.protected_in(*stretch))


def _silenced(draft: Draft, edit: Edit) -> bool:
    return any(silence.covers(edit, (edit.start, edit.end)) for silence in draft.silences)


def _settle(edit: Edit, settings: Settings) -> Edit:
    """The edit with the safety the user gave its rule; not to be applied, it becomes a flag."""
    safety = settings.safety_of(edit.rule, edit.cls, edit.safety)
    if not edit.changes:
        return edit
    applied = (settings.remove if edit.action == "remove" else True) and (safety == "safe" or settings.unsafe)
    if applied:
        return edit if safety == edit.safety else replace(edit, safety=safety)
    return replace(edit, action="flag", safety=safety, after=edit.before, suggestion=edit.after)


def _guarded(draft: Draft, edits: list[Edit]) -> list[Edit]:
    """The edits without those after which the markup would parse differently (code, links, HTML)."""
    changes = [edit for edit in edits if edit.changes]
    markup = draft.document.markup
    if not changes or markup == "text" or same_protected(draft.text, law.apply(draft.text, edits), markup):
        return edits
    kept = [
        e for e in edits if not e.changes or same_protected(draft.text, law.apply(draft.text, [e]), markup)
    ]
    if same_protected(draft.text, law.apply(draft.text, kept), markup):
        return kept
    return [edit for edit in kept if not edit.changes]


def _without_echoes(edits: list[Edit]) -> Iterable[Edit]:
    """Each flag once, where it was first raised, and none inside a paragraph that was removed."""
    spans = law.origins(edits)
    removed = sorted(span for edit, span in zip(edits, spans, strict=True) if edit.action == "remove")
    seen: set[tuple[str, Span]] = set()
    for edit, span in zip(edits, spans, strict=True):
        if edit.changes:
            yield edit
        elif (edit.rule, span) not in seen and not _covered(span, removed):
            seen.add((edit.rule, span))
            yield edit


def _covered(span: Span, spans: Sequence[Span]) -> bool:
    """True where the span lies in one of the sorted, disjoint spans."""
    at = bisect_right(spans, (span[0], sys.maxsize)) - 1
    return at >= 0 and span[1] <= spans[at][1]
