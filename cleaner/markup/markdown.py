"""Where prose stands in a Markdown source: CommonMark with tables, and the extras of Hugo, Jekyll, MDX.

markdown-it-py gives a block's lines and its content; each line of content is found again in its
source line. Text in HTML blocks is left alone.
"""

from __future__ import annotations

import re
import sys
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache
from itertools import pairwise
from typing import Any, NamedTuple

from cleaner.markup.literals import blank, front_matter, literals, meeting, merge, subtract
from cleaner.markup.places import inline_holes, parse_blocks, plain_parser
from cleaner.model import Kind, Layout, Paragraph, Span

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_RAW = re.compile(
    r"\{%-?\s*(highlight|raw|comment)\b.*?\{%-?\s*end\1\s*-?%\}"
    r"|\{\{[<%]\s*(highlight|mermaid|math|raw|code)\b.*?\{\{[<%]\s*/\2\s*[%>]\}\}"
    r"|^export[ \t][^\n]*[{(\[][ \t\r]*\n.*?^[})\]][^\n]*$"
    r"|^[ \t>]*\$\$[ \t\r]*\n.{1,4000}?^[ \t>]*\$\$[ \t\r]*$"
    r"|^[ \t>]*\\begin\{(\w{1,20}\*?)\}.{0,4000}?\\end\{\3\}",
    re.DOTALL | re.MULTILINE,
)
_NO_PROSE = re.compile(
    r"import\s+(?:[\w{},*\s]+\sfrom\s+)?['\"][^'\"\n]+['\"];?\s*(?:\n|\Z)"
    r"|export\s+(?:default|const|let|function|async)\s[^\n]*[={(]"
    r"|\+[-=:+]{3,}\+[ \t\r]*$",  # a grid table: a longer word would break it
    re.MULTILINE,
)
_KINDS: dict[str, Kind] = {
    "heading": "heading",
    "list_item": "item",
    "blockquote": "quote",
    "th": "table",
    "td": "table",
}
_OPAQUE = ("fence", "code_block", "html_block", "hr", "table_open")
_EMPHASIS = re.compile(r"(?<!\w)[*_~]+|(?<=[*_~])[*_~]|[*_~]+(?!\w)")
"""Marks at the edges of words: what they enclose begins and ends there (``_a.com_``)."""
_BREAK = re.compile(r"  +[\r\n]|\S")
"""A hard line break, or the marks of a quotation or list, between two lines of a block."""


class _Piece(NamedTuple):
    """One line of a block: where it stands in the block's content and in the source."""

    content: int
    source: int
    length: int


class _Block(NamedTuple):
    """A paragraph with its lines and the content they make."""

    paragraph: Paragraph
    content: str
    pieces: list[_Piece]


def layout(text: str) -> Layout:
    """The prose of a Markdown text by block; code, targets, tags, front matter ... are protected."""
    cut = front_matter(text)
    lines = [match.span(1) for match in _LINE.finditer(text, cut)]
    tokens, env = parse_blocks(text[cut:])
    raw = [match.span() for match in _RAW.finditer(text, cut)]
    blocks: list[_Block] = []
    holes: list[Span] = [(0, cut), *raw]
    for block in _blocks(text, lines, tokens):
        if _NO_PROSE.match(text, *block.paragraph[:2]) or _meets(block.paragraph, raw):
            holes.append(block.paragraph[:2])
        else:
            blocks.append(block)
    opaque = [token.map for token in tokens if token.type in _OPAQUE and token.map]
    opaque += [definition["map"] for definition in _definitions(env)]
    rows = [_rows(lines, *found) for found in opaque]
    return Layout(tuple(block.paragraph for block in blocks), _finder(text, blocks, holes, rows, env))


def _finder(
    text: str, blocks: Sequence[_Block], holes: list[Span], rows: list[Span], env: dict[str, Any]
) -> Callable[[int, int], tuple[Span, ...]]:
    """What is protected in a stretch: of the blocks only those there are parsed, each once."""
    spans = [block.paragraph[:2] for block in blocks]
    outside = cache(lambda: merge(holes + subtract(rows, spans)))
    inside = cache(lambda at: _holes(text, blocks[at], inline_holes(blocks[at].content, env)))

    def protected_in(start: int, end: int) -> tuple[Span, ...]:
        first = bisect_right(spans, start, key=lambda span: span[1])
        last = bisect_left(spans, end, first, key=lambda span: span[0])
        within = [hole for at in range(first, last) for hole in inside(at)]
        return tuple(meeting(merge([*meeting(outside(), start, end), *within]), start, end))

    return protected_in


def _definitions(env: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield from env.get("references", {}).values()
    yield from env.get("duplicate_refs", ())


def _rows(lines: Sequence[Span], first: int, last: int) -> Span:
    """The source span of the lines ``first`` up to, not including, ``last``."""
    return lines[first][0], lines[max(first, last - 1)][1]


def _meets(paragraph: Paragraph, spans: Iterable[Span]) -> bool:
    return any(start < paragraph.end and paragraph.start < end for start, end in spans)


def _blocks(text: str, lines: Sequence[Span], tokens: Iterable[Any]) -> Iterator[_Block]:
    """Each block of inline content with its kind (the innermost container's) and its lines."""
    kinds: list[Kind] = ["prose"]
    row, cell = -1, 0
    for token in tokens:
        name, _, part = token.type.rpartition("_")
        if part == "open" and name in _KINDS:
            kinds.append(_KINDS[name])
        elif part == "close" and name in _KINDS:
            kinds.pop()
        if token.type != "inline":
            continue
        first = token.map[0]
        if kinds[-1] == "table":
            cell = cell if first == row else lines[first][0]
            row = first
            pieces, cell = _cell(text, lines[first], cell, token.content)
        else:
            last = first + token.content.count("\n")
            pieces = _pieces(text, lines[first : last + 1], token.content, kinds[-1])
        if pieces:
            end = pieces[-1].source + pieces[-1].length
            yield _Block(Paragraph(pieces[0].source, end, kinds[-1]), token.content, pieces)


def _pieces(text: str, lines: Sequence[Span], content: str, kind: Kind) -> list[_Piece]:
    """The lines of a block's content found in the source; none where one is not there as it stands.

    A block's line is the rest of its source line after the marks of its containers, but a heading
    may be closed by number signs, and trailing spaces are gone.
    """
    pieces: list[_Piece] = []
    offset = 0
    for line, (start, end) in zip(content.split("\n"), lines, strict=False):
        wanted, source = line.rstrip(), text[start:end].rstrip()
        if kind == "heading" and not source.endswith(wanted):
            source = source.rstrip("#").rstrip()
        if not wanted or not source.endswith(wanted):
            return []
        pieces.append(_Piece(offset, start + len(source) - len(wanted), len(wanted)))
        offset += len(line) + 1
    return pieces


def _cell(text: str, line: Span, at: int, content: str) -> tuple[list[_Piece], int]:
    """A table cell found in its row from ``at`` on, and where the next one may start."""
    start = text.find(content, at, line[1])
    if not content or start < 0 or text[at:start].strip(" \t|>"):
        return [], at  # empty, or rewritten by the parser (an escaped pipe): left alone
    return [_Piece(0, start, len(content))], start + len(content)


def _holes(text: str, block: _Block, inline: Iterable[Span]) -> list[Span]:
    """The protected spans of one block: inline marks, container marks between its lines, literals."""
    (first, last, _), pieces = block.paragraph, block.pieces
    holes = [(_source(pieces, start), _source(pieces, end - 1) + 1) for start, end in inline]
    # an escape stays visible: it may open mathematics
    marks = [(start - first, end - first) for start, end in holes if text[start] != "\\"]
    seen = blank(text[first:last], marks)
    for visible in {seen, _EMPHASIS.sub(lambda mark: "\0" * len(mark[0]), seen)}:
        holes += [(start + first, end + first) for start, end in literals(visible)]
    for one, two in pairwise(pieces):
        gap = (one.source + one.length, two.source)
        if _BREAK.search(text, *gap):
            holes.append(gap)
    return holes


def _source(pieces: Sequence[_Piece], at: int) -> int:
    """Where an offset of the block's content stands in the source."""
    piece = pieces[bisect_right(pieces, (at, sys.maxsize, 0)) - 1]
    return piece.source + min(at - piece.content, piece.length)


def protected_parts(text: str) -> list[tuple[str, ...]]:
    """What an edit must leave as it is, in order, by a plain parse that shares nothing with ``layout``.

    Code, HTML, link and image targets with their titles, definitions, front matter, and the
    literals of the text in between.
    """
    cut = front_matter(text)
    env: dict[str, Any] = {}
    parts: list[tuple[str, ...]] = [("front matter", text[:cut])]
    for token in plain_parser().parse(text[cut:], env):
        if token.type in _OPAQUE:
            parts.append((token.type, token.info, token.content))
        for child in token.children or ():
            parts += _parts(child)
    return parts + [
        (label, found["href"], found["title"]) for label, found in env.get("references", {}).items()
    ]


def _parts(token: Any) -> Iterator[tuple[str, ...]]:
    """The protected parts of an inline token, and of those in an image's label."""
    if token.type in ("code_inline", "html_inline"):
        yield token.type, token.content
    elif token.type in ("link_open", "image"):
        yield token.type, *(f"{key}={value}" for key, value in token.attrs.items())
    elif token.type == "text":
        yield from (("literal", token.content[start:end]) for start, end in literals(token.content))
    for child in token.children or ():
        yield from _parts(child)
