"""Arrow batches, which Spark and Ray both speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cleaner.step import CHANGED, EDITS, ERROR, REMOVED, Step

if TYPE_CHECKING:
    import pyarrow as pa

ADDED = (CHANGED, EDITS, REMOVED, ERROR)


def clean_columns(step: Step, batch: pa.RecordBatch | pa.Table) -> dict[str, pa.Array]:
    """The batch's columns by name, the text cleaned, cleaner's columns after them."""
    import pyarrow as pa

    kinds = {CHANGED: pa.bool_(), REMOVED: pa.list_(pa.string())}
    written = step.columns(batch.column(step.column).to_pylist())
    columns = {name: batch.column(name) for name in batch.schema.names if name not in ADDED}
    return {**columns, **{name: pa.array(values, kinds.get(name, pa.string())) for name, values in written.items()}}
