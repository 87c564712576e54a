"""Where prose stands in reStructuredText: by blocks of lines and their indentation."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from cleaner.markup.literals import blank, literals, merge, once
from cleaner.model import Kind, Layout, Paragraph, Span

_LINE = re.compile(r"([^\r\n]*)(?:\r\n?|\n|\Z)")
_RULE = re.compile(r"([!-/:-@\[-`{-~])\1+\s*$")
_GRID = re.compile(r"\+[-=+]{2,}\+\s*$")
_COLUMNS = re.compile(r"={2,}(?:\s+={2,})+\s*$")
_MARKER = re.compile(
    r"(?:[-*+•]|(?:\d{1,4}|[A-Za-z#])[.)]|\((?:\d{1,4}|[A-Za-z#])\))\s+(?=\S)|:[^:\n`]+:(?=\s|$)\s*"
)
_ADMONITION = re.compile(
    r"\.\. (?:(?:note|warning|tip|hint|important|caution|danger|attention|error|admonition|seealso|todo|topic|"
    r"epigraph|versionadded|versionchanged|deprecated)::|\[[^\]]+\](?=\s))\s*"
)
_OPAQUE = re.compile(r"\.\.(?:\s|$)|__ |>>> ")
_INLINE = re.compile(
    r"``.{1,2000}?``"
    r"|:[\w:+.-]{1,80}:`[^`]+`"
    r"|`[^`]+`(?:__?|:[\w:+.-]{1,80}:)?"  # a link's text is its key: all of it stays
    r"|\|[^|\s](?:[^|\n]*[^|\s])?\|_{0,2}"
    r"|\[[^\]\s]+\]_"
    r"|\b[^\W_]+(?:[-_.][^\W_]+)*__?(?!\w)"
    r"|::\s*\Z"
    r"|\\.",
    re.DOTALL,
)


@dataclass
class _Reading:
    """What is known while the blocks go by: the layout so far, and where an opaque part ends.

    ``announced`` is true right behind a paragraph that ends with two colons.
    """

    text: str
    paragraphs: list[Paragraph] = field(default_factory=list)
    holes: list[Span] = field(default_factory=list)
    opaque: int | None = None
    announced: bool = False
    table: bool = False


def layout(text: str) -> Layout:
    """Paragraphs, titles and items; literal blocks, directives, tables and inline marks are protected."""
    reading = _Reading(text)
    for block in _blocks(text):
        _read_block(reading, block)
    holes, paragraphs = reading.holes, reading.paragraphs
    return Layout(tuple(paragraphs), once(lambda: merge([*holes, *_inline_holes(text, paragraphs)])))


def _blocks(text: str) -> Iterator[list[Span]]:
    """Runs of lines without a blank one, each line from its first letter to its last."""
    block: list[Span] = []
    for match in _LINE.finditer(text):
        line = match[1]
        if line.strip():
            start = match.start() + len(line) - len(line.lstrip())
            block.append((start, match.start() + len(line.rstrip())))
        elif block:
            yield block
            block = []
    if block:
        yield block


def _column(text: str, at: int) -> int:
    return at - max(text.rfind("\n", 0, at), text.rfind("\r", 0, at)) - 1


def _read_block(reading: _Reading, block: list[Span]) -> None:
    text = reading.text
    column = _column(text, block[0][0])
    announced, reading.announced = reading.announced, False
    if announced and column == reading.opaque and _is_quoted(text, block):
        reading.holes.append((block[0][0], block[-1][1]))
        return
    if reading.opaque is not None and column <= reading.opaque:
        reading.opaque = None
    table = bool(_COLUMNS.match(text, *block[0]) or _GRID.match(text, *block[0]))
    if reading.table or table:
        ends = _COLUMNS.match(text, *block[-1]) or _GRID.match(text, *block[-1])
        reading.table = not (ends and (reading.table or len(block) > 1))
        reading.holes.append((block[0][0], block[-1][1]))
    elif reading.opaque is not None:
        reading.holes.append((block[0][0], block[-1][1]))
    elif _OPAQUE.match(text, *block[0]) and not _ADMONITION.match(text, *block[0]):
        reading.opaque = column
        reading.holes.append((block[0][0], block[-1][1]))
    else:
        _read_prose(reading, block)


def _is_quoted(text: str, block: list[Span]) -> bool:
    """True for a literal block that is not indented: each line starts with the same sign."""
    signs = {text[start] for start, _ in block}
    return len(signs) == 1 and not signs.pop().isalnum()


def _read_prose(reading: _Reading, block: list[Span]) -> None:
    """Titles with their rules, items, line blocks and plain paragraphs of one block."""
    text = reading.text
    rules = [line for line in block if _RULE.match(text, *line)]
    reading.holes += rules
    hanging = -1
    within = _ADMONITION.match(text, *block[0])
    for line in block:
        if line in rules:
            continue
        if within and text.startswith(":", line[0]):  # an option of the directive
            reading.holes.append(line)
            continue
        marker = _ADMONITION.match(text, *line) or _MARKER.match(text, *line)
        start = marker.end() if marker else line[0]
        verse = text.startswith("| ", *line)
        if marker:
            reading.holes.append((line[0], start))
        if start == line[1]:
            hanging = -1
        elif marker or verse or rules or _column(text, start) != hanging:
            kind: Kind = "heading" if rules else "verse" if verse else "item" if marker else "prose"
            reading.paragraphs.append(Paragraph(start + 2 * verse, line[1], kind))
            hanging = _column(text, line[0]) + 3 if within and line == block[0] else _column(text, start)
        else:
            last = reading.paragraphs[-1]
            reading.paragraphs[-1] = Paragraph(last.start, line[1], last.kind)
    if text.endswith("::", *block[-1]) and not rules and not _ADMONITION.fullmatch(text, *block[-1]):
        reading.opaque = _column(text, block[0][0])
        reading.announced = True


def _inline_holes(text: str, paragraphs: list[Paragraph]) -> Iterator[Span]:
    for paragraph in paragraphs:
        marks = [match.span() for match in _INLINE.finditer(text, *paragraph[:2])]
        yield from marks
        first = paragraph.start
        visible = blank(text[first : paragraph.end], ((start - first, end - first) for start, end in marks))
        yield from ((start + first, end + first) for start, end in literals(visible))


def protected_parts(text: str) -> list[tuple[str, ...]]:
    """What an edit must leave as it is, in order; a title must not outgrow the rule under it."""
    found = layout(text)
    parts: list[tuple[str, ...]] = [("protected", text[start:end]) for start, end in found.protected]
    titles = [p for p in found.paragraphs if p.kind == "heading"]
    return parts + [("title", str(_underlined(text, title))) for title in titles]


def _underlined(text: str, title: Paragraph) -> bool:
    under = _LINE.match(text, _LINE.match(text, title.end).end())  # type: ignore[union-attr]
    return under is not None and len(under[1].rstrip()) >= title.end - title.start
