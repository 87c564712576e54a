"""Columns in, columns out: the one step every data framework calls, in its own clothes."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any, Literal

from cleaner import __version__
from cleaner.bulk.batches import scouted
from cleaner.draft import Scout
from cleaner.ledger import lines
from cleaner.model import Document
from cleaner.pipeline import Cleaned, clean_document
from cleaner.settings import Settings

Errors = Literal["flag", "keep", "raise"]

CHANGED = "cleaner_changed"
EDITS = "cleaner_edits"
REMOVED = "cleaner_removed"
ERROR = "cleaner_error"


@cache
def digest_of(packs: tuple[str, ...]) -> str:
    """What makes a cached result stale: cleaner's version and the content of its packs."""
    from cleaner.rules.load import content_digest

    return f"{__version__}-{content_digest(packs)[:16]}"


@dataclass(frozen=True)
class Step:
    """A batch of columns with one of them cleaned; immutable, picklable, equal for equal settings.

    Adds ``cleaner_changed``; with ``edits`` also ``cleaner_edits`` (ledger lines as JSON) and
    ``cleaner_removed`` (the texts taken away). A row never raises unless ``errors="raise"``: "keep" gives
    the row back as it was, "flag" does too and names the error in ``cleaner_error``.
    """

    settings: Settings = field(default_factory=Settings)
    column: str = "text"
    edits: bool = False
    errors: Errors = "flag"
    digest: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "digest", digest_of(self.settings.packs))

    def __call__(self, batch: Mapping[str, Sequence[Any]]) -> dict[str, Any]:
        """All columns of the batch, the text cleaned; raises KeyError for a column that is not there."""
        if self.column not in batch:
            raise KeyError(f"no column {self.column!r}; there are {', '.join(batch)}")
        return {**batch, **self.columns(batch[self.column])}

    def columns(self, values: Iterable[Any]) -> dict[str, list[Any]]:
        """The cleaned column and those added to it, by name."""
        rows = list(values)
        scouts = scouted([Document("", value) for value in rows if isinstance(value, str)], self.settings)
        cells = [self._row(*next(scouts)) if isinstance(value, str) else self._as_it_was(value) for value in rows]
        return {name: [cell[name] for cell in cells] for name in self.names()}

    def names(self) -> tuple[str, ...]:
        """The columns this step writes: the text, and those it adds."""
        added = (CHANGED, *((EDITS, REMOVED) if self.edits else ()), *((ERROR,) if self.errors == "flag" else ()))
        return (self.column, *added)

    def cell(self, value: Any) -> dict[str, Any]:
        """One value as a row of the columns written; what is no text (None, NaN) passes through."""
        return self._row(Document("", value)) if isinstance(value, str) else self._as_it_was(value)

    def _as_it_was(self, value: Any) -> dict[str, Any]:
        return {self.column: value, CHANGED: False, EDITS: "[]", REMOVED: [], ERROR: None}

    def _row(self, document: Document, scout: Scout | None = None, is_clean: bool = False) -> dict[str, Any]:
        row = self._as_it_was(document.text)
        if is_clean:
            return row
        try:
            cleaned = clean_document(document, self.settings, scout=scout)
        except Exception as error:
            if self.errors == "raise":
                raise
            return {**row, ERROR: f"{type(error).__name__}: {error}"}
        provenance = self._provenance(cleaned) if self.edits else {}
        return {**row, self.column: cleaned.text, CHANGED: cleaned.changed, **provenance}

    @staticmethod
    def _provenance(cleaned: Cleaned) -> dict[str, Any]:
        import msgspec

        removed = [edit.before for edit in cleaned.edits if edit.action == "remove"]
        return {EDITS: msgspec.json.encode(list(lines(cleaned))).decode(), REMOVED: removed}
