"""The library: a text in, a cleaned text with its edits out; an immutable step for data preparation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from cleaner.model import Document, Markup
from cleaner.pipeline import Cleaned, clean_document
from cleaner.settings import Settings


def clean(text: str, lang: str | None = None, markup: Markup = "text") -> Cleaned:
    """One text, cleaned with the default settings; ``lang`` is a BCP-47 tag, found out where None.

    Raises TypeError for what is not a str; no content makes it raise.

    >>> clean("Le chiffre de $7 trillions est connu.", lang="fr").text
    'Le chiffre de 7 000 milliards de dollars est connu.'
    """
    return Cleaner().clean(text, lang, markup)


@dataclass(frozen=True, slots=True)
class Cleaner:
    """The pipeline as an immutable, picklable step: packs are found again on the other side."""

    settings: Settings = field(default_factory=Settings)

    def clean(self, text: str, lang: str | None = None, markup: Markup = "text", id: str = "") -> Cleaned:
        """One text; see ``cleaner.clean``."""
        if not isinstance(text, str):
            raise TypeError(f"text must be a str, not {type(text).__name__}")
        return clean_document(Document(id, text, lang, markup), self.settings)

    def clean_batch(self, batch: Mapping[str, Sequence[Any]], column: str = "text") -> dict[str, list[Any]]:
        """A dict of columns, as ``datasets.map(batched=True)`` gives it, with ``column`` cleaned.

        Values that are not text (None, NaN) pass through. Adds ``cleaner_changed``.
        """
        if column not in batch:
            raise KeyError(f"no column {column!r}; there are {', '.join(batch)}")
        cells = [self._cell(value) for value in batch[column]]
        columns = {name: list(values) for name, values in batch.items()}
        return {**columns, column: [text for text, _ in cells], "cleaner_changed": [changed for _, changed in cells]}

    def _cell(self, value: Any) -> tuple[Any, bool]:
        if not isinstance(value, str):
            return value, False
        cleaned = self.clean(value)
        return cleaned.text, cleaned.changed
