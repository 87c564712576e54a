"""A whole run: one answer from any engine, any order of shards, any number of workers."""

import random
from collections.abc import Iterable
from pathlib import Path

import numpy as np
import pytest

from cleaner.dedup import candidates, sql
from cleaner.dedup.corpus import Removal, decide
from cleaner.dedup.engines import DuckDB
from cleaner.dedup.shards import ShardWriter
from cleaner.settings import Settings
from tests.dedup.paragraphs import BAKERY, BRIDGE, HARBOUR, WALNUT

Documents = list[list[str]]


def write(folder: Path, documents: Documents, workers: int = 1) -> list[Path]:
    paths = [folder / f"shard{worker}" for worker in range(workers)]
    for worker, path in enumerate(paths):
        with ShardWriter(path) as shard:
            for number in range(worker, len(documents), workers):
                shard.add(number, documents[number], [False] * len(documents[number]))
    return paths


def removed(removals: Iterable[Removal]) -> list[tuple[int, int, int, int]]:
    return [removal[:4] for removal in removals]


@pytest.fixture(scope="module")
def documents() -> Documents:
    """Copies of copies, a bucket that many are in, and a chain in which only neighbours are alike."""
    rng = random.Random(3)
    words = [f"{a}{b}{c}" for a in "bdfgklmnprstvz" for b in "aeiou" for c in ("ra", "lo", "ti", "nu", "ske")]
    texts = [rng.choices(words, k=20) for _ in range(400)]
    texts += [
        [word if rng.random() > 0.06 else rng.choice(words) for word in rng.choice(texts)] for _ in range(300)
    ]
    texts += [[*texts[0][:19], rng.choice(words)] for _ in range(100)]
    chain = rng.choices(words, k=5 * 300 + 30)
    texts += [chain[5 * i : 5 * i + 30] for i in range(300)]
    rng.shuffle(texts)
    lines = [" ".join(text) for text in texts]
    return [lines[i : i + 7] for i in range(0, len(lines), 7)]


def test_one_answer(tmp_path: Path, documents: Documents) -> None:
    expected = list(decide(write(tmp_path, documents), Settings(), work=tmp_path))
    assert len(expected) > 300
    shards = write(tmp_path, documents, workers=2)
    assert list(decide(shards, Settings(), work=tmp_path)) == expected
    assert list(decide(shards[::-1], Settings(), work=tmp_path)) == expected
    assert list(decide(shards, Settings(), work=tmp_path, engine="duckdb", memory="400MB")) == expected


@pytest.mark.slow
def test_spark_gives_the_same_answer(tmp_path: Path, documents: Documents) -> None:
    pytest.importorskip("pyspark")
    shards = write(tmp_path, documents, workers=2)
    expected = list(decide(shards, Settings(), work=tmp_path))
    assert list(decide(shards, Settings(), work=tmp_path, engine="spark", memory="1g")) == expected


def test_what_is_removed_has_a_kept_twin(tmp_path: Path, documents: Documents) -> None:
    removals = decide(write(tmp_path, documents), Settings(), work=tmp_path)
    gone = {(r.document, r.paragraph) for r in removals}
    assert not gone & {(r.twin_document, r.twin_paragraph) for r in removals}
    assert all(r.similarity >= Settings().threshold for r in removals)


def test_the_later_of_two_documents_loses_the_copy(tmp_path: Path) -> None:
    found = decide(write(tmp_path, [[HARBOUR, BRIDGE], [WALNUT, HARBOUR.upper()]]), Settings(), work=tmp_path)
    assert removed(found) == [(1, 1, 0, 0)]


ARTICLE = ["Town news", HARBOUR, BRIDGE, "Aftermath", BAKERY]


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_of_two_mirrors_the_fuller_stays(tmp_path: Path, order: tuple[int, int]) -> None:
    mirrors = [ARTICLE, [*ARTICLE, "One more thing", WALNUT]]
    found = decide(write(tmp_path, [mirrors[i] for i in order]), Settings(), work=tmp_path)
    poorer = order.index(0)
    assert removed(found) == [(poorer, i, 1 - poorer, i) for i in range(5)]


def test_unique_lines_between_copies_survive(tmp_path: Path) -> None:
    found = decide(
        write(tmp_path, [ARTICLE, [*ARTICLE[:2], "An aside", *ARTICLE[2:4]]]), Settings(), work=tmp_path
    )
    assert [(r.document, r.paragraph) for r in found] == [(1, 0), (1, 1), (1, 3), (1, 4)]


def test_a_heading_alone_survives(tmp_path: Path) -> None:
    found = decide(write(tmp_path, [["Contents", HARBOUR], ["Contents", BRIDGE]]), Settings(), work=tmp_path)
    assert not found


def test_scopes_never_meet(tmp_path: Path) -> None:
    with ShardWriter(tmp_path / "shard") as shard:
        shard.add(0, [HARBOUR], [False], scope=1)
        shard.add(1, [HARBOUR], [False], scope=2)
        shard.add(2, [HARBOUR], [False], scope=1)
    assert removed(decide([tmp_path / "shard"], Settings(), work=tmp_path)) == [(2, 0, 0, 0)]


def test_no_shard_is_left_where_writing_failed(tmp_path: Path) -> None:
    with pytest.raises(AttributeError), ShardWriter(tmp_path / "shard") as shard:
        shard.add(0, [None], [False])  # type: ignore[list-item]
    assert list(tmp_path.iterdir()) == []


def test_a_document_twice_is_an_error(tmp_path: Path) -> None:
    shards = write(tmp_path, [[HARBOUR]]) + write(tmp_path / "again", [[HARBOUR]])
    with pytest.raises(ValueError, match="number the documents"):
        decide(shards, Settings(), work=tmp_path)


def test_nothing_at_all(tmp_path: Path) -> None:
    for engine in ("memory", "duckdb"):
        assert not decide(write(tmp_path, []), Settings(), work=tmp_path, engine=engine)
        assert not decide([], Settings(), work=tmp_path, engine=engine)


def test_an_unknown_engine_is_named(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="abacus"):
        decide(write(tmp_path, []), Settings(), work=tmp_path, engine="abacus")


def test_a_long_path_settles_to_one_star(tmp_path: Path) -> None:
    places = np.random.default_rng(1).permutation(2_000)
    path = np.maximum(places[1:], places[:-1]), np.minimum(places[1:], places[:-1])
    u, v = candidates.components(path)
    assert (np.sort(u).tolist(), set(v.tolist())) == (list(range(1, 2_000)), {0})
    with DuckDB(tmp_path / "db", "400MB") as database:
        database.put("edges", path)
        table = sql.components(database, "edges")
        found = database.fetch(f"SELECT u, v FROM {table} ORDER BY u")
    assert (found[0].tolist(), set(found[1].tolist())) == (list(range(1, 2_000)), {0})
