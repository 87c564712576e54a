"""The types every part of cleaner speaks: frozen dataclasses that import nothing of ours.

Offsets are Unicode code points, 0-based, end exclusive.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Literal, NamedTuple

Action = Literal["fix", "remove", "flag"]
Safety = Literal["safe", "unsafe", "flag"]
Markup = Literal["text", "markdown", "html", "rst"]
Kind = Literal["prose", "heading", "item", "quote", "table", "code", "verse"]
Span = tuple[int, int]


class Paragraph(NamedTuple):
    """A unit of text the stages look at: ``text[start:end]``, without its line end."""

    start: int
    end: int
    kind: Kind = "prose"


def _nothing(start: int, end: int) -> tuple[Span, ...]:
    return ()


@dataclass(frozen=True)
class Layout:
    """Where the paragraphs of a text stand, and which spans no edit may touch.

    The spans are found where they are asked for: a clean text is never asked, a large one in few places.
    """

    paragraphs: tuple[Paragraph, ...]
    protected_in: Callable[[int, int], tuple[Span, ...]] = _nothing
    """The protected spans, sorted and disjoint, that meet a stretch; one may reach out of it."""

    @cached_property
    def protected(self) -> tuple[Span, ...]:
        """All of them."""
        return self.protected_in(0, sys.maxsize)


@dataclass(frozen=True, slots=True)
class Document:
    """One text with its name; ``meta`` passes through untouched.

    ``first_line`` is the line of its file a text begins on that is a stretch of one.
    """

    id: str
    text: str
    lang: str | None = None
    markup: Markup = "text"
    meta: Mapping[str, Any] = field(default_factory=dict)
    first_line: int = 1


@dataclass(frozen=True, slots=True)
class Twin:
    """The kept paragraph a removed one repeats, and how alike they are (exact Jaccard, 0 to 1).

    ``line`` is the input's; ``row`` (``file:line``) is set where the document is a row of another file's.
    """

    doc: str
    line: int
    similarity: float
    text: str = ""
    row: str | None = None


@dataclass(frozen=True, slots=True)
class Edit:
    """One change, or one finding that changes nothing (``action == "flag"``, ``after == before``).

    The span is true at the moment the edit is applied. ``suggestion`` is what a fix that was not
    applied would have written: set on flags that come from an unsafe rule.
    """

    stage: str
    rule: str
    cls: str
    action: Action
    safety: Safety
    start: int
    end: int
    before: str
    after: str
    reason: str
    twin: Twin | None = None
    lang: str | None = None
    suggestion: str | None = None

    @property
    def changes(self) -> bool:
        """True where applying this edit gives another text."""
        return self.before != self.after
