"""Where prose stands in each kind of file, and what no edit may touch."""

from __future__ import annotations

from types import ModuleType

from cleaner import segments
from cleaner.model import Layout, Markup


def layout_of(text: str, markup: Markup) -> Layout:
    """The paragraphs and the protected spans of a text written in ``markup``."""
    return segments.layout(text) if markup == "text" else _module(markup).layout(text)


def same_protected(before: str, after: str, markup: Markup) -> bool:
    """True where both texts parse to the same protected parts: the guard after every edit."""
    if markup == "text":
        return True
    parts = _module(markup).protected_parts
    return bool(parts(before) == parts(after))


def _module(markup: Markup) -> ModuleType:
    """A markup's own module, imported when first needed: the Markdown parser costs 40 ms."""
    from importlib import import_module

    return import_module(f"cleaner.markup.{markup}")
