"""A text under cleaning: what every stage is given."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Protocol

from cleaner.edits import Trail
from cleaner.languages import canonical, identify, is_rather, obvious, variant
from cleaner.markup import layout_of
from cleaner.markup.silence import Silence, silences
from cleaner.model import Document, Edit, Layout, Paragraph
from cleaner.segments import line_starts
from cleaner.settings import Settings


class Scout(Protocol):
    """What a bulk scan can say of a text before any stage looks at it; it may only say too little."""

    def idle(self, stage: str, draft: Draft) -> bool:
        """True where the stage surely finds nothing."""

    def language(self, draft: Draft) -> str:
        """``identify`` of the text."""

    def rules(self, draft: Draft) -> frozenset[int] | None:
        """Numbers of the rules that could match, where it knows them."""

    def lines(self, draft: Draft) -> Sequence[int]:
        """For each line the flag of ``stages.encoding.scan``."""

    def layout(self, draft: Draft) -> Layout | None:
        """The layout where it has found one already."""


@dataclass(frozen=True)
class Draft:
    """``text`` as the stages before left it by the edits ``done``, with its document and the settings.

    Paragraphs and languages are found on first use: almost all text is clean and never asks.
    """

    text: str
    document: Document
    settings: Settings
    done: Sequence[Edit] = ()
    scout: Scout | None = None

    @cached_property
    def layout(self) -> Layout:
        """The paragraphs of the text, and the spans no edit may touch."""
        known = self.scout.layout(self) if self.scout else None
        return known or layout_of(self.text, self.document.markup)

    @cached_property
    def silences(self) -> list[Silence]:
        """Where ignore comments in the text silence rules."""
        return silences(self.text, self.document.markup)

    def line_of(self, place: int) -> int:
        """The line of the input, 1-based, on which a place of the text as it stands came in."""
        return self.document.first_line - 1 + bisect_right(self._lines, self._trail.back(place, place)[0])

    @cached_property
    def _trail(self) -> Trail:
        return Trail(self.done)

    @cached_property
    def _lines(self) -> list[int]:
        return line_starts(self.document.text)

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The paragraphs of the text, in order."""
        return self.layout.paragraphs

    @cached_property
    def language(self) -> str:
        """The document's language as a BCP-47 tag, ``und`` where the text does not tell."""
        if told := canonical(self.document.lang or self.settings.lang):
            return told
        return self.scout.language(self) if self.scout else identify(self.text)

    def tag(self, index: int) -> str:
        """Paragraph ``index``'s language with its variant; short or unclear ones take the document's.

        A language that was set is overruled only by plain English, of which translated pages quote whole paragraphs.
        """
        if index not in self._tags:
            self._tags[index] = self._variant_of(self._language_of(index))
        return self._tags[index]

    def cheap_tag(self, index: int) -> str | None:
        """The tag where script and function words tell it; None where the model would be asked."""
        if self._is_told or obvious(self._body(index)):
            return self.tag(index)
        return None

    @cached_property
    def _is_told(self) -> bool:
        return bool(self.document.lang or self.settings.lang or obvious(self.text))

    @cached_property
    def _tags(self) -> dict[int, str]:
        return {}

    def _language_of(self, index: int) -> str:
        body = self._body(index)
        if self.document.lang or self.settings.lang:
            return "en" if is_rather(body, "en", self.language.split("-")[0]) else self.language
        return obvious(body) or identify(body, default=self.language)

    def _body(self, index: int) -> str:
        paragraph = self.paragraphs[index]
        return self.text[paragraph.start : paragraph.end]

    def _variant_of(self, lang: str) -> str:
        """The variant set, or the one the document's own words give away."""
        chosen = self.settings.variant
        if chosen and chosen.split("-")[0] == lang:
            return chosen
        return lang if "-" in lang else variant(self.text, lang)
