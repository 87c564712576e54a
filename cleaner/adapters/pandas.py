"""pandas: ``import cleaner.adapters.pandas`` gives every Series ``.cleaner``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.adapters import host
from cleaner.settings import Settings
from cleaner.step import Step

if TYPE_CHECKING:
    import pandas as pd

_extensions = host("pandas.api.extensions", "pandas")


@_extensions.register_series_accessor("cleaner")
class SeriesCleaner:
    """``series.cleaner.clean()`` and ``series.cleaner.frame(edits=True)``."""

    def __init__(self, series: pd.Series[Any]) -> None:
        self._series = series

    def clean(self, settings: Settings | None = None, **options: Any) -> pd.Series[Any]:
        """The cleaned texts, with the same index and name; what is no text passes through."""
        step = Step(settings or Settings(), "text", **options)
        texts = step.columns(self._series)["text"]
        return self._series._constructor(texts, index=self._series.index, name=self._series.name, dtype=self._series.dtype)

    def frame(self, settings: Settings | None = None, **options: Any) -> pd.DataFrame:
        """The cleaned texts with cleaner's columns beside them, with the same index."""
        pandas = host("pandas", "pandas")
        step = Step(settings or Settings(), str(self._series.name or "text"), **options)
        frame: pd.DataFrame = pandas.DataFrame(step.columns(self._series), index=self._series.index)
        return frame
