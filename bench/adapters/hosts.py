"""Each host with the step, and with a step that does nothing: texts in, texts out, in the order they came.

``python -m bench.adapters.hosts HOST WHAT PROCESSES ROWS OUT`` does one of them as a process of its own; WHAT is
"clean", "identity" or "duplicates".
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import get_context
from pathlib import Path
from typing import Any

Texts = list[str]
_PARTS = 8


def bare(texts: Texts, what: str, processes: int, folder: Path) -> Texts:
    """The step alone, without any host."""
    from cleaner.step import Step

    return Step().columns(texts)["text"] if what == "clean" else list(texts)


def plain(texts: Texts, what: str, processes: int, folder: Path) -> Texts:
    from cleaner.adapters.duplicates import duplicates_of
    from cleaner.adapters.plain import clean_many

    if what == "identity":
        return list(texts)
    cleaned = [cleaned.text for cleaned in clean_many(texts, workers=processes)]
    return duplicates_of(cleaned) if what == "duplicates" else cleaned


def hf_datasets(texts: Texts, what: str, processes: int, folder: Path) -> Texts:
    from datasets import Dataset

    from cleaner import Cleaner

    step = Cleaner().hf("text") if what == "clean" else same
    found = Dataset.from_dict({"text": texts}).map(step, batched=True, num_proc=processes if processes > 1 else None)
    return list(found["text"])


def pandas(texts: Texts, what: str, processes: int, folder: Path) -> Texts:
    return _halves(_pandas, texts, what, processes)


def _pandas(texts: Sequence[str], what: str) -> Texts:
    import pandas as pd

    import cleaner.adapters.pandas  # noqa: F401

    series = pd.Series(texts)
    return list(series.cleaner.clean() if what == "clean" else series.map(same))


def polars(texts: Texts, what: str, processes: int, folder: Path) -> Texts:
    return _halves(_polars, texts, what, processes)


def _polars(texts: Sequence[str], what: str) -> Texts:
    import polars as pl

    import cleaner.adapters.polars  # noqa: F401

    column = pl.col("text")
    column = column.cleaner.clean() if what == "clean" else column.map_batches(same, return_dtype=pl.String)
    return pl.DataFrame({"text": texts}).select(column)["text"].to_list()


def ray(texts: Texts, what: str, processes: int, folder: Path) -> Texts:
    os.environ["RAY_DATA_DISABLE_PROGRESS_BARS"] = "1"
    import pyarrow as pa
    import ray as host

    from cleaner.adapters.ray import RayCleaner

    host.init(num_cpus=4, include_dashboard=False, log_to_driver=False, configure_logging=False)
    table = pa.table({"id": range(len(texts)), "text": texts})
    rows = host.data.from_arrow(table).repartition(_PARTS)
    step = RayCleaner if what == "clean" else _Same
    found = rows.map_batches(step, batch_format="pyarrow", concurrency=processes).take_all()
    host.shutdown()
    return [row["text"] for row in sorted(found, key=lambda row: row["id"])]


class _Same:
    def __call__(self, batch: Any) -> Any:
        return batch


def spark(texts: Texts, what: str, processes: int, folder: Path) -> Texts:
    import pyarrow as pa
    import pyarrow.parquet as pq

    from cleaner.adapters.spark import clean_frame, without_duplicates

    session = spark_session(f"local[{processes}]", folder)
    pq.write_table(pa.table({"id": range(len(texts)), "text": texts}), folder / "rows.parquet")
    frame = session.read.parquet(str(folder / "rows.parquet")).repartition(_PARTS)
    match what:
        case "clean":
            frame = clean_frame(frame)
        case "duplicates":
            frame = without_duplicates(clean_frame(frame).select("id", "text"), folder / "duplicates")
        case _:
            frame = frame.mapInArrow(_each, frame.schema)
    found = frame.select("id", "text").toArrow().sort_by("id")
    session.stop()
    return list(found["text"].to_pylist())


def spark_session(master: str, folder: Path) -> Any:
    from pyspark.sql import SparkSession

    os.environ["PYSPARK_PYTHON"] = sys.executable
    builder = SparkSession.builder.master(master).config("spark.driver.memory", "2g")
    for name, value in (
        ("spark.ui.enabled", "false"),
        ("spark.ui.showConsoleProgress", "false"),
        ("spark.driver.host", "127.0.0.1"),
        ("spark.driver.bindAddress", "127.0.0.1"),
        ("spark.driver.maxResultSize", "0"),
        ("spark.sql.shuffle.partitions", "8"),
        ("spark.local.dir", str(folder)),
        ("spark.sql.warehouse.dir", str(folder)),
    ):
        builder = builder.config(name, value)
    return builder.getOrCreate()


def _each(batches: Iterator[Any]) -> Iterator[Any]:
    yield from batches


def datatrove(texts: Texts, what: str, processes: int, folder: Path) -> Texts:
    os.environ["DATATROVE_COLORIZE_LOGS"] = "0"
    from datatrove.executor import LocalPipelineExecutor
    from datatrove.pipeline.readers import JsonlReader
    from datatrove.pipeline.writers.jsonl import JsonlWriter
    from loguru import logger

    from cleaner.adapters.datatrove import CleanerDuplicates, CleanerStep

    logger.remove()
    shards = 1 if what == "duplicates" else 2
    (folder / "in").mkdir()
    for shard in range(shards):
        with (folder / "in" / f"{shard}.jsonl").open("w", encoding="utf-8") as out:
            for number in range(shard, len(texts), shards):
                out.write(json.dumps({"id": str(number), "text": texts[number]}) + "\n")
    written = JsonlWriter(str(folder / "out"), compression=None)
    dropped = JsonlWriter(str(folder / "dropped"), compression=None)
    steps = [CleanerStep(exclusion_writer=dropped)] if what != "identity" else []
    steps += [CleanerDuplicates()] if what == "duplicates" else []
    pipeline = [JsonlReader(str(folder / "in")), *steps, written]
    LocalPipelineExecutor(
        pipeline, tasks=shards, workers=processes, logging_dir=str(folder / "log"), skip_completed=False
    ).run()
    found = list(texts) if what == "identity" else [""] * len(texts)
    for file in sorted((folder / "out").glob("*.jsonl")):
        with file.open(encoding="utf-8") as lines:
            for row in map(json.loads, lines):
                found[int(row["id"])] = row.get("text", "")  # the writer leaves empty fields out
    return found


def same(batch: Any) -> Any:
    return batch


def _halves(clean: Callable[[Sequence[str], str], Texts], texts: Texts, what: str, processes: int) -> Texts:
    """A host that has no processes of its own, in as many as wanted."""
    if processes == 1:
        return clean(texts, what)
    size = -(-len(texts) // processes)
    parts = [texts[at : at + size] for at in range(0, len(texts), size)]
    with ProcessPoolExecutor(processes, mp_context=get_context("spawn")) as pool:
        return [text for found in pool.map(partial(clean, what=what), parts) for text in found]


HOSTS: dict[str, Callable[[Texts, str, int, Path], Texts]] = {
    "clean_many": plain,
    "datasets": hf_datasets,
    "pandas": pandas,
    "polars": polars,
    "ray": ray,
    "spark": spark,
    "datatrove": datatrove,
}
DUPLICATES = ("clean_many", "spark", "datatrove")
"""Hosts with our duplicates as a step."""


def main(host: str, what: str, processes: str, rows: str, out: str) -> None:
    texts = json.loads(Path(rows).read_bytes())
    found = {**HOSTS, "bare": bare}[host](texts, what, int(processes), Path(out).parent)
    Path(out).write_text(json.dumps(found), encoding="ascii")


if __name__ == "__main__":
    main(*sys.argv[1:])
