"""The removal budget: a document that would lose too much stays as it was, its edits shown as flags."""

from __future__ import annotations

from dataclasses import replace

from cleaner.model import Edit, Span
from cleaner.pipeline import Cleaned


def lost(cleaned: Cleaned) -> int:
    """Bytes of UTF-8 that removals take away."""
    return sum(_size(edit.before) for edit in cleaned.edits if edit.action == "remove")


def lost_share(cleaned: Cleaned) -> float:
    """The same as a share of the document, 0 to 1; what an earlier fix made longer counts as it came in."""
    return min(1.0, lost(cleaned) / max(1, _size(cleaned.document.text)))


def set_aside(cleaned: Cleaned) -> Cleaned:
    """The document unchanged, with every edit as a flag on the place it speaks of."""
    flags = (_flag(cleaned.document.text, edit, span) for edit, span in cleaned.places())
    return Cleaned(cleaned.document, tuple(flags))


def _flag(text: str, edit: Edit, span: Span) -> Edit:
    start, end = span
    before = text[start:end]
    wanted = edit.after if edit.changes else edit.suggestion
    return replace(edit, action="flag", start=start, end=end, before=before, after=before, suggestion=wanted)


def _size(text: str) -> int:
    return len(text.encode("utf-8", "surrogatepass"))
