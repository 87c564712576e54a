"""Each host, installed for real, gives what the bare library gives."""

import json

import pytest

from cleaner import Cleaner, Settings
from cleaner.adapters.plain import clean_many
from tests.corpus.conftest import cleaner as cleaner_command
from tests.dedup.paragraphs import BAKERY, BRIDGE, HARBOUR, WALNUT

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


def test_cleaner_run_gives_what_the_hosts_give(texts, cleaned, tmp_path):
    rows = [{"id": str(i), "text": text} for i, text in enumerate(texts) if text is not None]
    (tmp_path / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    done = cleaner_command("run", tmp_path / "rows.jsonl", "--out", tmp_path / "out", "--duplicates", "document")
    assert done.exit_code == 0, done.output
    written = (tmp_path / "out" / "corpus" / "rows.jsonl").read_text(encoding="utf-8").splitlines()
    assert [json.loads(line)["text"] for line in written] == [text for text in cleaned if text is not None]


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

    ray.init(num_cpus=4, include_dashboard=False, log_to_driver=False, configure_logging=False)
    try:
        rows = [{"id": i, "text": text} for i, text in enumerate(texts)]
        out = ray.data.from_arrow(pa.Table.from_pylist(rows)).repartition(4).map_batches(RayCleaner, batch_format="pyarrow", concurrency=2)
        got = sorted(out.take_all(), key=lambda row: row["id"])
    finally:
        ray.shutdown()
    assert [row["text"] for row in got] == cleaned
    assert [bool(row["cleaner_changed"]) for row in got] == changed


def test_spark(texts, cleaned, changed, spark_of):
    from cleaner.adapters.spark import clean_frame

    spark = spark_of("local[2]")
    frame = spark.createDataFrame([(i, text) for i, text in enumerate(texts)], "id int, text string")
    got = sorted(clean_frame(frame, "text", edits=True).collect(), key=lambda row: row["id"])
    assert [row["text"] for row in got] == cleaned
    assert [row["cleaner_changed"] for row in got] == changed
    assert got[0]["cleaner_removed"] == []


def test_spark_removes_what_the_library_removes(spark_of, tmp_path):
    from cleaner.adapters.duplicates import duplicates_of
    from cleaner.adapters.spark import without_duplicates

    pages = [f"{HARBOUR}\n\n{BRIDGE}", WALNUT, f"{BAKERY}\n\n{HARBOUR.upper()}", None, BRIDGE, WALNUT.replace("old", "great")]
    spark = spark_of("local[2]")
    frame = spark.createDataFrame(list(enumerate(pages)), "id long, text string").repartition(3)
    got = without_duplicates(frame, tmp_path / "shared").sort("id").collect()
    expected = duplicates_of([page or "" for page in pages])
    assert [row["text"] for row in got] == [text if page is not None else None for page, text in zip(pages, expected, strict=True)]
    assert got[2]["text"] == BAKERY
    assert got[4]["text"] == ""


def test_datatrove(texts, cleaned, tmp_path):
    pytest.importorskip("datatrove")
    from datatrove.data import Document
    from datatrove.pipeline.writers.jsonl import JsonlWriter

    from cleaner.adapters.datatrove import CleanerStep

    docs = [Document(text=text or "", id=str(i)) for i, text in enumerate(texts)] + [Document(text="View original", id="gone")]
    step = CleanerStep(exclusion_writer=JsonlWriter(str(tmp_path), compression=None))
    out = list(step.run(docs))
    assert [doc.text for doc in out] == [text or "" for text in cleaned]
    assert out[0].metadata["cleaner"] == {"cleaner_changed": True, "cleaner_error": None}
    [told] = CleanerStep(edits=True).run([Document(text=texts[0], id="0")])
    assert "num-fr-dollar-trillion" in told.metadata["cleaner"]["cleaner_edits"]
    assert '"gone"' in (tmp_path / "00000.jsonl").read_text(encoding="utf-8")
