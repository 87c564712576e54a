"""Where prose stands in each kind of file, and what no edit may touch."""

from __future__ import annotations

from cleaner import segments
from cleaner.model import Layout, Markup


def layout_of(text: str, markup: Markup) -> Layout:
    """The paragraphs and the protected spans of a text written in ``markup``."""
    if markup == "markdown":
        from cleaner.markup import markdown

        return markdown.layout(text)
    if markup == "html":
        from cleaner.markup import html

        return html.layout(text)
    if markup == "rst":
        from cleaner.markup import rst

        return rst.layout(text)
    return segments.layout(text)
