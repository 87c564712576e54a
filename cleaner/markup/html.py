"""Where prose stands in HTML: the text between block-level tags."""

from __future__ import annotations

import re
from collections.abc import Iterator
from html.parser import HTMLParser

from cleaner.markup.literals import blank, front_matter, literals, merge, once, subtract
from cleaner.model import Kind, Layout, Paragraph, Span

_ATTRIBUTES = r"(?:\"[^\"]*\"|'[^']*'|[^'\">])*"
_MARK = re.compile(
    r"<!--.*?(?:-->|\Z)"
    rf"|<(?P<raw>script|style|textarea|iframe|xmp)\b{_ATTRIBUTES}>.*?(?:</(?P=raw)\s*>|\Z)"
    rf"|<(?P<close>/?)(?P<tag>[a-z][\w:-]*){_ATTRIBUTES}>"
    r"|<[!?][^>]*>"
    r"|\{%.{0,2000}?%\}",
    re.DOTALL | re.IGNORECASE,
)
_RAW = frozenset(("script", "style", "textarea", "iframe", "xmp"))
_OPAQUE = frozenset(re.findall(r"\w+", "pre code kbd samp var tt template svg math object noscript"))
_INLINE = frozenset(
    re.findall(
        r"\w+",
        "a abbr b bdi bdo big cite code del dfn em font i img ins kbd label mark math q rp rt ruby s samp "
        "small span strike strong sub sup svg time tt u var wbr",
    )
)
_KINDS: dict[str, Kind] = {
    **dict.fromkeys(("h1", "h2", "h3", "h4", "h5", "h6", "title"), "heading"),
    **dict.fromkeys(("li", "dt", "dd"), "item"),
    **dict.fromkeys(("td", "th"), "table"),
    "blockquote": "quote",
}


def layout(text: str) -> Layout:
    """Text between block-level tags is a paragraph; tags, comments, scripts, code are protected."""
    start = front_matter(text)
    paragraphs: list[Paragraph] = []
    holes, inside = [(0, start)], list[Span]()
    kinds: list[tuple[str, Kind]] = [("", "prose")]
    for span, tag, closing in _marks(text, start):
        if not tag or tag in _INLINE:
            inside.append(span)
            continue
        paragraphs += _paragraph(text, (start, span[0]), kinds[-1][1], inside)
        holes += [*inside, span]
        start, inside = span[1], []
        _enter_or_leave(kinds, tag, closing)
    paragraphs += _paragraph(text, (start, len(text)), kinds[-1][1], inside)
    holes += inside
    return Layout(tuple(paragraphs), once(lambda: merge([*holes, *_literals(text, paragraphs, holes)])))


def _marks(text: str, start: int) -> Iterator[tuple[Span, str, bool]]:
    """Each tag, comment or template tag; an element of code or drawing is one mark with all in it."""
    opened: list[str] = []
    since = start
    for match in _MARK.finditer(text, start):
        tag, closing = (match["tag"] or match["raw"] or "").lower(), bool(match["close"])
        if tag in opened and closing:
            opened.remove(tag)
            if not opened:
                yield (since, match.end()), tag, False
        elif tag in _OPAQUE and not closing and not match[0].endswith("/>"):
            since = since if opened else match.start()
            opened.append(tag)
        elif not opened:
            yield match.span(), tag, closing
    if opened:
        yield (since, len(text)), opened[0], False


def _enter_or_leave(kinds: list[tuple[str, Kind]], tag: str, closing: bool) -> None:
    """Keep the stack of the elements that give their text its kind."""
    if tag not in _KINDS:
        return
    if not closing:
        kinds.append((tag, _KINDS[tag]))
    elif kinds[-1][0] == tag:
        kinds.pop()


def _paragraph(text: str, span: Span, kind: Kind, inside: list[Span]) -> list[Paragraph]:
    """The prose between two block-level tags, from its first letter to its last; [] where there is none."""
    pieces = [piece for piece in subtract([span], inside) if text[slice(*piece)].strip()]
    if not pieces:
        return []
    first, last = text[slice(*pieces[0])], text[slice(*pieces[-1])]
    start = pieces[0][0] + len(first) - len(first.lstrip())
    return [Paragraph(start, pieces[-1][0] + len(last.rstrip()), kind)]


def _literals(text: str, paragraphs: list[Paragraph], holes: list[Span]) -> list[Span]:
    visible = blank(text, holes)
    return [span for p in paragraphs for span in literals(visible, p.start, p.end)]


def protected_parts(text: str) -> list[tuple[str, ...]]:
    """What an edit must leave as it is, in order, by the standard library's parser."""
    reader = _Reader()
    reader.feed(text)
    reader.close()
    return reader.parts


class _Reader(HTMLParser):
    """Collects tags with their attributes, comments, references, opaque content and literals."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[tuple[str, ...]] = []
        self._within: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.parts.append((self.get_starttag_text() or tag,))
        if tag in _OPAQUE or tag in _RAW:
            self._within.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.parts.append(("/", tag))
        if tag in self._within:
            self._within.remove(tag)

    def handle_data(self, data: str) -> None:
        if self._within:
            self.parts.append(("opaque", data))
        else:
            self.parts += [("literal", data[start:end]) for start, end in literals(data)]

    def handle_comment(self, data: str) -> None:
        self.parts.append(("comment", data))

    def handle_decl(self, decl: str) -> None:
        self.parts.append(("declaration", decl))

    def handle_pi(self, data: str) -> None:
        self.parts.append(("instruction", data))

    def handle_entityref(self, name: str) -> None:
        self.parts.append(("reference", name))

    def handle_charref(self, name: str) -> None:
        self.parts.append(("reference", name))
