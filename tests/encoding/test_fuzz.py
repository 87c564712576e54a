"""A little of what ``python -m bench encoding fuzz`` does for ten."""

from __future__ import annotations

import random

import pytest

from bench.encoding.fuzz import KINDS, check, fuzz


def test_random_text_breaks_nothing() -> None:
    count, failures = fuzz(7, lambda tried: tried < 25)
    assert failures == []
    assert count.total() == 25


@pytest.mark.slow
def test_more_random_text_breaks_nothing() -> None:
    assert fuzz(8, lambda tried: tried < 200)[1] == []


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_text_the_scan_takes(kind: str) -> None:
    for seed in range(20):
        text = KINDS[kind](random.Random(seed))
        assert text.encode().decode() == text


def test_ten_layers_of_chinese_settle() -> None:
    text = "图书馆已经关门"
    for _ in range(10):
        text = text.encode().decode("sloppy-windows-1252")
    assert list(check(text)) == []
