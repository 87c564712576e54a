"""A text under cleaning: what every stage is given."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from cleaner.languages import identify
from cleaner.markup import layout_of
from cleaner.model import Document, Layout, Paragraph
from cleaner.settings import Settings


@dataclass(frozen=True)
class Draft:
    """``text`` as the stages before left it, with the document it came from and the settings.

    Paragraphs and languages are found on first use: almost all text is clean and never asks.
    """

    text: str
    document: Document
    settings: Settings

    @cached_property
    def layout(self) -> Layout:
        return layout_of(self.text, self.document.markup)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        return self.layout.paragraphs

    @cached_property
    def language(self) -> str:
        """The document's language as a BCP-47 tag, ``und`` where the text does not tell."""
        return self.document.lang or self.settings.lang or identify(self.text)

    def language_of(self, paragraph: Paragraph) -> str:
        """The paragraph's own language where it is long and clear enough, else the document's."""
        if self.document.lang or self.settings.lang:
            return self.language
        return identify(self.text[paragraph.start : paragraph.end], default=self.language)
