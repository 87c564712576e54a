"""HTML character references left in plain prose."""

from __future__ import annotations

import html
from collections.abc import Iterator

import regex

from cleaner.model import Span

ENTITY = regex.compile(r"&(?:amp;)*(?:#[0-9]{2,6}|#[xX][0-9a-fA-F]{2,5}|[A-Za-z][A-Za-z0-9]{1,10});")
_ABOUT = regex.compile(
    r"</?[a-z][\w-]*[\s>/]|&lt;/?[a-z]|`|\b(?:HTML|XHTML|XML|SGML|entit|escap|unescap|Unicode|UTF-8|charset|href=)|[{}]|://\S*&",
    regex.I,
)
_SIGNS = "’‘‚“”„«»‹›–—…€°§·¿¡"
_QUOTED = "\"'`“”„«»‘’()[]=<>"


def find_entities(line: str) -> Iterator[tuple[str, Span, str, bool]]:
    """``(rule, span, replacement, sure)`` for character references in prose.

    Sure are letters and quotes beyond ASCII, and what was escaped twice (&amp;amp;). A single &amp;
    or &#39; is how many corpora write prose, so it is offered and not applied. In a line that
    speaks of markup, or where the reference is quoted, it is meant as it stands.
    """
    if _ABOUT.search(line):
        return
    for match in ENTITY.finditer(line):
        if _is_quoted(line, match.span()):
            continue
        text = _decoded(match.group())
        if text is not None:
            twice = match.group().startswith("&amp;") and match.group() != "&amp;"
            yield (
                "enc-any-entity",
                match.span(),
                text,
                twice or text in _SIGNS or (not text.isascii() and text.isalpha()),
            )


def _decoded(entity: str) -> str | None:
    text = entity
    for _ in range(8):
        text, before = html.unescape(text), text
        if text == before:
            break
    return text if len(text) == 1 and (text.isprintable() or text.isspace()) else None


def _is_quoted(line: str, span: Span) -> bool:
    start, end = span
    before, after = line[max(0, start - 1) : start], line[end : end + 1]
    return bool(before and after) and before in _QUOTED and after in _QUOTED
