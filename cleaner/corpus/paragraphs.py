"""The paragraphs of a cleaned text as the search for duplicates takes them."""

from __future__ import annotations

from cleaner.markup import layout_of
from cleaner.model import Markup

_FREE = ("prose", "quote")


def paragraphs_of(text: str, markup: Markup) -> tuple[list[str], list[bool]]:
    """The texts of the paragraphs, and which of them only go as part of a repeated article."""
    paragraphs = layout_of(text, markup).paragraphs
    return [text[p.start : p.end] for p in paragraphs], [p.kind not in _FREE for p in paragraphs]
