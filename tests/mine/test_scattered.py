"""What mining keeps on disk: the same however it is cut, and a memory that does not grow with the corpus."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from cleaner.mine import likeness, mine, scattered, spool
from cleaner.mine.likeness import SIZE, Sketches
from cleaner.mine.scattered import Scattered
from tests.mine.corpus import write


@given(st.lists(st.lists(st.integers(0, 999))), st.integers(1, 5))
def test_what_is_scattered_comes_back_in_order_each_once(tmp_path_factory, added, parts):
    folder = tmp_path_factory.mktemp("scattered") / "rows"
    found = Scattered(folder, 1000, (parts - 1) * scattered.PART)
    for numbers in added:
        found.add(np.array(numbers, np.uint64))
    back = [number for part in found.parts() for number in part.tolist()]
    assert back == sorted({number for numbers in added for number in numbers})
    assert list(folder.iterdir()) == []


def test_likeness_is_that_of_the_sketches_wherever_they_stand(tmp_path, monkeypatch):
    monkeypatch.setattr(likeness, "_BLOCK", 7)
    monkeypatch.setattr(likeness, "_PAIRS", 5)
    chance = np.random.default_rng(1)
    values = chance.integers(0, 3, (40, 2 * SIZE), np.uint32)
    signed = np.arange(40) % 4 > 0
    sketches = Sketches(tmp_path / "sketches.bin")
    sketches.add(values[:25][signed[:25]], signed[:25])
    sketches.add(values[25:][signed[25:]], signed[25:])
    sketches.close()
    u, v = chance.integers(0, 40, (2, 30))
    equal = (values[u, ::2] == values[v, ::2]).mean(axis=1)
    assert sketches.alike(u, v).tolist() == np.where(signed[u] & signed[v], equal, 1).astype(np.float32).tolist()


def test_candidates_are_the_same_however_small_the_parts_are(tmp_path, monkeypatch):
    pages = str(write(tmp_path / "in"))
    (tmp_path / "whole").mkdir()
    (tmp_path / "cut").mkdir()
    whole = mine([pages], tmp_path / "whole")
    monkeypatch.setattr(scattered, "PART", 3)
    monkeypatch.setattr(spool, "_BLOCK", 4)
    monkeypatch.setattr(likeness, "_BLOCK", 2)
    assert mine([pages], tmp_path / "cut") == whole
    assert len(whole.rows) == 5
