"""Hostile input ends, quickly, and comes back by undo."""

from __future__ import annotations

import random
import time
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.encoding.stage import repair

SIZE = 200_000
HOSTILE: dict[str, Callable[[int], str]] = {
    "one long line": lambda n: "a" * n,
    "zero-width characters": lambda n: "\u200b" * n,
    "zero-width between letters": lambda n: "a\u200b" * (n // 2),
    "soft hyphens": lambda n: "a" + "\xad" * n + "b",
    "mojibake without end": lambda n: "Ã©" * (n // 2),
    "Chinese mojibake without end": lambda n: "鏂囦欢" * (n // 3),
    "lossy mojibake without end": lambda n: "縺薙�" * (n // 3),
    "replacement characters": lambda n: "\ufffd" * n,
    "letters and replacement characters": lambda n: "a\ufffd" * (n // 2),
    "question marks": lambda n: "a?" * (n // 2),
    "ampersands": lambda n: "&amp;" * (n // 5),
    "escaped without end": lambda n: "&" + "amp;" * (n // 4),
    "mixed alphabets": lambda n: "aа" * (n // 2),
    "signs of cut Russian": lambda n: "0:A;" * (n // 4),
    "box drawings": lambda n: "├─" * (n // 2),
    "direction marks": lambda n: "\u202e" * n,
}


@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_time_grows_with_the_text(make: Callable[[int], str]) -> None:
    repair(make(1_000))
    small = _seconds(make(SIZE // 4))
    assert _seconds(make(SIZE)) < 10 * max(small, 0.05)


@pytest.mark.slow
@pytest.mark.parametrize("make", HOSTILE.values(), ids=HOSTILE)
def test_four_megabytes_end(make: Callable[[int], str]) -> None:
    assert _seconds(make(4_000_000)) < 120


def test_random_bytes_in_every_codec() -> None:
    dice = random.Random(5)
    for _ in range(300):
        data = dice.randbytes(dice.randrange(60))
        for codec in ("latin-1", "utf-8", "gb18030", "cp932", "utf-16"):
            repair(data.decode(codec, "replace"))


@settings(max_examples=300, deadline=None)
@given(st.text(max_size=60))
def test_any_text_settles(text: str) -> None:
    once, edits = repair(text)
    again, more = repair(once)
    assert again == once
    assert not any(edit.changes for edit in more)
    assert all(edit.before != edit.after for edit in edits if edit.action == "fix")


def _seconds(text: str) -> float:
    start = time.process_time()
    repair(text)
    return time.process_time() - start
