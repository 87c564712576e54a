"""Paragraphs that a document already has: removed where a kept twin says the same, else flagged."""

from __future__ import annotations

from collections.abc import Sequence

from cleaner.draft import Draft
from cleaner.model import Edit, Paragraph, Span, Twin
from cleaner.segments import removal

RULES = (
    ("dup-any-repeat", "the paragraph stands in the document, or in another of the run, already"),
    ("dup-any-near", "the paragraph nearly repeats a kept one: same numbers, names and negations"),
    ("dup-any-contained", "most of the paragraph stands inside another one"),
)

_FREE = ("prose", "quote")


def find_duplicates(draft: Draft) -> list[Edit]:
    """Removals of repeated paragraphs, each naming the kept twin, and flags on contained ones."""
    if draft.settings.duplicates == "off" or len(draft.paragraphs) < 2:
        return []
    from cleaner.dedup.shingles import share_any, shingle_sets

    paragraphs = draft.paragraphs
    texts = [draft.text[p.start : p.end] for p in paragraphs]
    sets = shingle_sets(texts)
    if not share_any(texts, sets, draft.settings.threshold):
        return []
    from cleaner.dedup.contained import find_contained
    from cleaner.dedup.document import find_repeats

    protected = [p.kind not in _FREE for p in paragraphs]
    copies = find_repeats(texts, sets, protected, draft.settings.threshold, draft.settings.keep)
    edits, tail = [], len(paragraphs)
    while tail - 1 in copies:
        tail -= 1
    for i, copy in sorted(copies.items()):
        twin = _twin(draft, paragraphs[copy.kept], copy.similarity)
        span = _span(draft.text, paragraphs, i, i >= tail)
        edits.append(remove(draft.text, span, twin, f"the paragraph on line {twin.line}"))
    contained = find_contained(texts, sets, protected, copies, draft.settings.threshold)
    for i, whole in contained.items():
        edits.append(_flag(paragraphs[i], texts[i], _twin(draft, paragraphs[whole.kept], whole.similarity)))
    return edits


def _span(text: str, paragraphs: Sequence[Paragraph], index: int, in_tail: bool) -> Span:
    """``segments.removal`` given the neighbours only: it would look through all that is behind."""
    first = max(0, index - 1)
    window = paragraphs[first : index + 2]
    return removal(text, window, index - first, {index - first + 1} if in_tail else ())


def remove(text: str, span: Span, twin: Twin, where: str) -> Edit:
    """The removal of a paragraph, ``span`` of the text, that repeats its twin; ``where`` says in words which that is."""
    exact = twin.similarity == 1.0
    return Edit(
        stage="duplicates",
        rule="dup-any-repeat" if exact else "dup-any-near",
        cls="DUP",
        action="remove",
        safety="safe",
        start=span[0],
        end=span[1],
        before=text[span[0] : span[1]],
        after="",
        reason=f"{'repeats' if exact else 'nearly repeats'} {where}",
        twin=twin,
    )


def _flag(paragraph: Paragraph, text: str, twin: Twin) -> Edit:
    return Edit(
        stage="duplicates",
        rule="dup-any-contained",
        cls="DUP",
        action="flag",
        safety="flag",
        start=paragraph.start,
        end=paragraph.end,
        before=text,
        after=text,
        reason=f"{twin.similarity:.0%} of it stands in the paragraph on line {twin.line} too",
        twin=twin,
    )


def _twin(draft: Draft, paragraph: Paragraph, similarity: float) -> Twin:
    line = draft.line_of(paragraph.start)
    return Twin(draft.document.id, line, round(similarity, 4), draft.text[paragraph.start : paragraph.end])
