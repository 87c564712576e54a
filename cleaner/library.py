"""The library: a text in, a cleaned text with its edits out; an immutable step for data preparation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cleaner.model import Document, Markup
from cleaner.packcheck import accept
from cleaner.pipeline import Cleaned, clean_document
from cleaner.settings import Settings
from cleaner.step import Errors, Step


def clean(text: str, lang: str | None = None, markup: Markup = "text") -> Cleaned:
    """One text, cleaned with the default settings; ``lang`` is a BCP-47 tag, found out where None.

    Raises TypeError for what is not a str; no content makes it raise.

    >>> clean("Le chiffre de $7 trillions est connu.", lang="fr").text
    'Le chiffre de 7 000 milliards de dollars est connu.'
    """
    return Cleaner().clean(text, lang, markup)


@dataclass(frozen=True, slots=True)
class Cleaner:
    """The pipeline as an immutable, picklable step: packs are found again on the other side.

    Raises PackError for a house pack (``Settings.packs``) with a rule that breaks its own tests.
    """

    settings: Settings = field(default_factory=Settings)

    def __post_init__(self) -> None:
        accept(self.settings.packs)

    def clean(self, text: str, lang: str | None = None, markup: Markup = "text", id: str = "") -> Cleaned:
        """One text; see ``cleaner.clean``."""
        if not isinstance(text, str):
            raise TypeError(f"text must be a str, not {type(text).__name__}")
        return clean_document(Document(id, text, lang, markup), self.settings)

    def clean_batch(self, batch: Mapping[str, Sequence[Any]], column: str = "text") -> dict[str, list[Any]]:
        """A dict of columns with ``column`` cleaned and ``cleaner_changed`` added; what is no text passes.

        Raises KeyError for a column that is not there.
        """
        columns = self.hf(column, errors="keep")(batch)
        return {name: list(values) for name, values in columns.items()}

    def hf(self, column: str = "text", *, edits: bool = False, errors: Errors = "flag") -> Step:
        """The step for ``datasets.map(..., batched=True)``: its fingerprint follows settings, packs, version."""
        return Step(self.settings, column, edits, errors)
