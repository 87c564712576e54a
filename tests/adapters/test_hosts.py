"""Each host, installed for real, gives what the bare library gives."""

import sys

import pytest

from cleaner import Cleaner, Settings
from cleaner.adapters.plain import clean_many

pytestmark = pytest.mark.slow


def test_plain_python_lazily_in_order_with_one_and_two_workers(texts, cleaned):
    strings = [text or "" for text in texts]
    expected = [text or "" for text in cleaned]
    assert [c.text for c in clean_many(strings)] == expected
    assert [c.text for c in clean_many(strings, workers=2)] == expected
    asked = []
    first = next(iter(clean_many(asked.append(text) or text for text in strings)))
    assert first.text == expected[0]
    assert len(asked) == 1


def test_datasets(texts, cleaned, changed, tmp_path):
    datasets = pytest.importorskip("datasets")
    source = datasets.Dataset.from_dict({"id": list(range(len(texts))), "text": texts})
    for processes in (1, 2):
        out = source.map(Cleaner().hf("text"), batched=True, num_proc=processes)
        assert out["text"][:] == cleaned
        assert out["cleaner_changed"][:] == changed
        assert out["id"][:] == list(range(len(texts)))


def test_datasets_fingerprint_follows_settings_and_packs(monkeypatch):
    fingerprint = pytest.importorskip("datasets.fingerprint")
    hash_of = fingerprint.Hasher.hash
    assert hash_of(Cleaner().hf("text")) == hash_of(Cleaner().hf("text"))
    assert hash_of(Cleaner().hf("text")) != hash_of(Cleaner(Settings(ignore=("NUM",))).hf("text"))
    before = hash_of(Cleaner().hf("text"))
    monkeypatch.setattr("cleaner.step.digest_of", lambda packs: "another version")
    assert hash_of(Cleaner().hf("text")) != before


def test_pandas(texts, cleaned, changed):
    pd = pytest.importorskip("pandas")
    import cleaner.adapters.pandas  # noqa: F401

    series = pd.Series([*texts, float("nan")], name="text", dtype=object, index=range(5, 6 + len(texts)))
    out = series.cleaner.clean()
    assert list(out[:-1]) == cleaned
    assert out.index.equals(series.index)
    frame = series.cleaner.frame(edits=True)
    assert list(frame["cleaner_changed"])[:-1] == changed
    assert "num-fr-dollar-trillion" in frame["cleaner_edits"].iloc[0]


def test_polars(texts, cleaned, changed):
    pl = pytest.importorskip("polars")
    import cleaner.adapters.polars  # noqa: F401

    frame = pl.DataFrame({"text": texts})
    assert frame.select(pl.col("text").cleaner.clean())["text"].to_list() == cleaned
    out = frame.lazy().select(pl.col("text").cleaner.struct(edits=True).alias("c")).collect().unnest("c")
    assert out["text"].to_list() == cleaned
    assert out["cleaner_changed"].to_list() == changed


def test_ray(texts, cleaned, changed):
    ray = pytest.importorskip("ray")
    import pyarrow as pa

    from cleaner.adapters.ray import RayCleaner

    ray.init(num_cpus=2, include_dashboard=False, log_to_driver=False, configure_logging=False)
    try:
        rows = [{"id": i, "text": text} for i, text in enumerate(texts)]
        out = ray.data.from_arrow(pa.Table.from_pylist(rows)).repartition(4).map_batches(RayCleaner, batch_format="pyarrow", concurrency=2)
        got = sorted(out.take_all(), key=lambda row: row["id"])
    finally:
        ray.shutdown()
    assert [row["text"] for row in got] == cleaned
    assert [bool(row["cleaner_changed"]) for row in got] == changed


def test_spark(texts, cleaned, changed, tmp_path, monkeypatch):
    monkeypatch.setenv("PYSPARK_PYTHON", sys.executable)
    pytest.importorskip("pyspark")
    from pyspark.sql import SparkSession

    from cleaner.adapters.spark import clean_frame

    spark = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.local.dir", str(tmp_path))
        .getOrCreate()
    )
    try:
        frame = spark.createDataFrame([(i, text) for i, text in enumerate(texts)], "id int, text string")
        got = sorted(clean_frame(frame, "text", edits=True).collect(), key=lambda row: row["id"])
    finally:
        spark.stop()
    assert [row["text"] for row in got] == cleaned
    assert [row["cleaner_changed"] for row in got] == changed
    assert got[0]["cleaner_removed"] == []


def test_datatrove(texts, cleaned, tmp_path):
    pytest.importorskip("datatrove")
    from datatrove.data import Document
    from datatrove.pipeline.writers.jsonl import JsonlWriter

    from cleaner.adapters.datatrove import CleanerStep

    docs = [Document(text=text or "", id=str(i)) for i, text in enumerate(texts)] + [Document(text="View original", id="gone")]
    step = CleanerStep(exclusion_writer=JsonlWriter(str(tmp_path), compression=None))
    out = list(step.run(docs))
    assert [doc.text for doc in out] == [text or "" for text in cleaned]
    assert out[0].metadata["cleaner"]["cleaner_changed"] is True
    assert '"gone"' in (tmp_path / "00000.jsonl").read_text(encoding="utf-8")
