"""Spark: a DataFrame with a column cleaned by ``mapInArrow``, with an explicit schema."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING, Any

from cleaner.adapters import host
from cleaner.adapters.arrow import clean_columns
from cleaner.settings import Settings
from cleaner.step import CHANGED, EDITS, ERROR, REMOVED, Step

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame


def clean_frame(frame: DataFrame, column: str = "text", settings: Settings | None = None, **options: Any) -> DataFrame:
    """The frame with ``column`` cleaned and cleaner's columns added; lazy, as Spark is."""
    types = host("pyspark.sql.types", "spark")
    step = Step(settings or Settings(), column, **options)
    kinds = {CHANGED: types.BooleanType(), REMOVED: types.ArrayType(types.StringType())}
    added = [name for name in step.names() if name != column]
    schema = types.StructType([field for field in frame.schema.fields if field.name not in (CHANGED, EDITS, REMOVED, ERROR)])
    for name in added:
        schema = schema.add(name, kinds.get(name, types.StringType()))
    return frame.mapInArrow(map_batches(step), schema)


def map_batches(step: Step) -> Callable[[Iterator[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """The function ``mapInArrow`` wants: record batches in, record batches out."""

    def clean_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            yield pa.RecordBatch.from_pydict(clean_columns(step, batch))

    return clean_batches
