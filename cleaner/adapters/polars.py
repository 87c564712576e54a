"""polars: ``import cleaner.adapters.polars`` gives every expression ``.cleaner``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from cleaner.adapters import host
from cleaner.settings import Settings
from cleaner.step import CHANGED, EDITS, ERROR, REMOVED, Step

if TYPE_CHECKING:
    import polars as pl

_polars = host("polars", "polars")
_DTYPES = {CHANGED: _polars.Boolean, EDITS: _polars.String, REMOVED: _polars.List(_polars.String), ERROR: _polars.String}


@_polars.api.register_expr_namespace("cleaner")
class ExprCleaner:
    """``pl.col("text").cleaner.clean()`` and ``.cleaner.struct(edits=True)``."""

    def __init__(self, expr: pl.Expr) -> None:
        self._expr = expr

    def clean(self, settings: Settings | None = None, **options: Any) -> pl.Expr:
        """The cleaned texts; null passes through."""
        step = Step(settings or Settings(), "text", **options)

        def clean_series(series: pl.Series) -> pl.Series:
            return _polars.Series(series.name, step.columns(series)["text"], dtype=_polars.String)  # type: ignore[no-any-return]

        return self._expr.map_batches(clean_series, return_dtype=_polars.String, is_elementwise=True)

    def struct(self, settings: Settings | None = None, **options: Any) -> pl.Expr:
        """A struct of the cleaned text (``text``) and cleaner's columns; ``unnest`` makes them columns."""
        step = Step(settings or Settings(), "text", **options)
        schema = {name: _DTYPES.get(name, _polars.String) for name in step.names()}

        def clean_series(series: pl.Series) -> pl.Series:
            return _polars.DataFrame(step.columns(series), schema=schema).to_struct(series.name)  # type: ignore[no-any-return]

        return self._expr.map_batches(clean_series, return_dtype=_polars.Struct(schema), is_elementwise=True)
