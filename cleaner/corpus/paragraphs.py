"""The paragraphs of a cleaned text as the search for duplicates takes them."""

from __future__ import annotations

from cleaner.markup import layout_of
from cleaner.model import Layout, Markup

_FREE = ("prose", "quote")


def paragraphs_of(text: str, markup: Markup) -> tuple[list[str], list[bool]]:
    """The texts of the paragraphs, and which of them only go as part of a repeated article."""
    layout = layout_of(text, markup)
    return [text[p.start : p.end] for p in layout.paragraphs], protected_of(layout)


def protected_of(layout: Layout) -> list[bool]:
    """Which paragraphs only go as part of a repeated article."""
    return [paragraph.kind not in _FREE for paragraph in layout.paragraphs]
