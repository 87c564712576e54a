"""Ray Data: ``ds.map_batches(RayCleaner, batch_format="pyarrow", concurrency=2)``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.adapters.arrow import clean_columns
from cleaner.rules.load import load
from cleaner.settings import Settings
from cleaner.step import Step

if TYPE_CHECKING:
    import pyarrow as pa


class RayCleaner:
    """A callable for ``map_batches``: packs are loaded once an actor, a batch is an Arrow table.

    Arrow, because Ray's default of numpy arrays turns None into NaN on its own.
    """

    def __init__(self, column: str = "text", settings: Settings | None = None, **options: Any) -> None:
        self._step = Step(settings or Settings(), column, **options)
        load(self._step.settings.packs)

    def __call__(self, batch: pa.Table) -> pa.Table:
        """The batch with its text cleaned and cleaner's columns added."""
        import pyarrow as pa

        return pa.table(clean_columns(self._step, batch))
