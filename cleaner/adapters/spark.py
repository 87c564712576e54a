"""Spark: a DataFrame with a column cleaned by ``mapInArrow``, and without what repeats across its rows."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cleaner.adapters import host
from cleaner.adapters.arrow import clean_columns
from cleaner.settings import Settings
from cleaner.step import CHANGED, EDITS, ERROR, REMOVED, Step

if TYPE_CHECKING:
    import pyarrow as pa
    from pyspark.sql import DataFrame

    from cleaner.dedup.corpus import Removal

Batches = Callable[[Iterator["pa.RecordBatch"]], Iterator["pa.RecordBatch"]]


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


def map_batches(step: Step) -> Batches:
    """The function ``mapInArrow`` wants: record batches in, record batches out."""

    def clean_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        for batch in batches:
            yield pa.RecordBatch.from_pydict(clean_columns(step, batch))

    return clean_batches


def without_duplicates(
    frame: DataFrame, folder: str | Path, column: str = "text", number: str = "id", settings: Settings | None = None
) -> DataFrame:
    """The frame without the paragraphs that repeat another row's; those that ``cleaner run`` removes.

    ``number`` is a column of whole numbers from 0 up, each once: of two copies that of the smaller number stays.
    ``folder`` is a new or empty one that driver and executors see under the same path: the executors sign their
    rows there, and the clusters are made by the SQL of ``--engine spark``.
    """
    from cleaner.adapters.duplicates import cluster

    work = Path(folder).absolute()
    work.mkdir(parents=True, exist_ok=True)
    shards = [row.shard for row in frame.mapInArrow(_sign_into(work, column, number), "shard string").collect()]
    removals = cluster(shards, settings, engine="spark", work=work)
    return frame.mapInArrow(_keep_without(removals, column, number), frame.schema)


def _sign_into(folder: Path, column: str, number: str) -> Batches:
    """Each partition's rows signed as a shard of their own; gives the shard's place."""

    def sign_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa
        from pyspark import TaskContext

        from cleaner.corpus.paragraphs import paragraphs_of
        from cleaner.dedup.shards import ShardWriter

        task = TaskContext.get()
        shard = folder / f"shard-{task.partitionId() if task else 0:06}"
        with ShardWriter(shard) as writer:
            for batch in batches:
                rows = zip(batch.column(number).to_pylist(), batch.column(column).to_pylist(), strict=True)
                for document, text in rows:
                    writer.add(document, *paragraphs_of(text or "", "text"))
        yield pa.RecordBatch.from_pydict({"shard": [str(shard)]})

    return sign_batches


def _keep_without(removals: Mapping[int, list[Removal]], column: str, number: str) -> Batches:
    def keep_batches(batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        import pyarrow as pa

        from cleaner.adapters.duplicates import keep

        for batch in batches:
            rows = zip(batch.column(number).to_pylist(), batch.column(column).to_pylist(), strict=True)
            texts = [keep(text, removals.get(document, ())) if text else text for document, text in rows]
            columns = {name: batch.column(name) for name in batch.schema.names}
            yield pa.RecordBatch.from_pydict(columns | {column: pa.array(texts, pa.string())})

    return keep_batches
