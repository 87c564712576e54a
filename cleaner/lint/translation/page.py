"""A text with its paragraphs and what they state."""

from __future__ import annotations

from functools import cached_property

import regex

from cleaner.languages import identify, profile
from cleaner.lint.source import Source
from cleaner.lint.translation.align import Block
from cleaner.lint.translation.facts import facts_of, stem
from cleaner.markup import layout_of
from cleaner.markup.literals import subtract
from cleaner.segments import line_starts

_WORD = regex.compile(r"[\p{L}\p{M}’'-]+")


class Page:
    """One side of a translation; ``lang`` is found out where it is None."""

    def __init__(self, source: Source, lang: str | None) -> None:
        self.name = source.name
        self.text = source.text
        self.lang = lang or identify(source.text)
        self.layout = layout_of(source.text, source.markup)
        self.starts = line_starts(source.text)

    @cached_property
    def blocks(self) -> list[Block]:
        """The paragraphs with their facts."""
        return [
            Block(p.kind, p.end - p.start, facts_of(self.text, p, self.layout, self.lang, self._common))
            for p in self.layout.paragraphs
        ]

    @cached_property
    def stems(self) -> frozenset[str]:
        """The beginnings of all words, by which names are known again."""
        return frozenset(map(stem, _WORD.findall(self.text)))

    @cached_property
    def words(self) -> frozenset[str]:
        """All that stands between spaces, without marks around it."""
        return frozenset(word.strip("`*_\"'“”„«»().,;:!?") for word in self.text.split())

    @cached_property
    def _common(self) -> frozenset[str]:
        return frozenset(word for word in _WORD.findall(self.text) if word.islower())

    @property
    def is_latin(self) -> bool:
        """True where names can be expected to keep their letters."""
        return "Latin" in profile(self.lang.split("-")[0]).get("scripts", ["Latin"])

    def prose(self, index: int) -> str:
        """The text of a paragraph without what is protected in it."""
        spans = subtract([self.layout.paragraphs[index][:2]], self.layout.protected)
        return " ".join(self.text[start:end] for start, end in spans)

    def body(self, index: int) -> str:
        """The text of a paragraph."""
        start, end, _ = self.layout.paragraphs[index]
        return self.text[start:end]
