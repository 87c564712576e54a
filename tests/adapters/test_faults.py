"""A worker of the host is killed in the middle: the host starts another, and the rows are the same."""

import os
import signal
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.slow


def die_once(marker: str) -> None:
    """Kills this process, the first one that comes here."""
    try:
        os.close(os.open(marker, os.O_CREAT | os.O_EXCL))
    except FileExistsError:
        return
    os.kill(os.getpid(), signal.SIGKILL)


def test_a_killed_ray_actor(texts, cleaned, tmp_path):
    ray = pytest.importorskip("ray")
    import pyarrow as pa

    from cleaner.adapters.ray import RayCleaner

    marker, kill = str(tmp_path / "killed"), die_once

    class Dying(RayCleaner):
        def __call__(self, batch):
            kill(marker)
            return super().__call__(batch)

    ray.cloudpickle.register_pickle_by_value(sys.modules[__name__])
    ray.init(num_cpus=4, include_dashboard=False, log_to_driver=False, configure_logging=False)
    try:
        table = pa.table({"id": range(len(texts)), "text": texts})
        out = ray.data.from_arrow(table).repartition(4).map_batches(Dying, batch_format="pyarrow", concurrency=1)
        got = sorted(out.take_all(), key=lambda row: row["id"])
    finally:
        ray.shutdown()
    assert Path(marker).exists()
    assert [row["text"] for row in got] == cleaned


def test_a_killed_spark_python_worker(texts, cleaned, spark_of, tmp_path):
    from cleaner.adapters.spark import map_batches
    from cleaner.step import Step

    marker, kill, clean = str(tmp_path / "killed"), die_once, map_batches(Step())

    def clean_and_die(batches):
        for batch in clean(batches):
            kill(marker)
            yield batch

    from pyspark import cloudpickle

    cloudpickle.register_pickle_by_value(sys.modules[__name__])
    spark = spark_of("local[2,4]")
    frame = spark.createDataFrame([(i, text) for i, text in enumerate(texts)], "id long, text string")
    schema = "id long, text string, cleaner_changed boolean, cleaner_error string"
    got = frame.repartition(4).mapInArrow(clean_and_die, schema).sort("id").collect()
    assert Path(marker).exists()
    assert [row.text for row in got] == cleaned
