"""The skeletons of the bulk run: every rule has one, and references to words keep theirs apart."""

import re

import pytest

from cleaner.rules.folding import fold
from cleaner.rules.load import load
from cleaner.rules.skeleton import skeleton


def test_every_rule_has_a_skeleton():
    """A rule without one sends every document of its language down the careful path."""
    found = {rule.id: skeleton(rule.pattern, rule.case) for rule in load().rules}
    assert [name for name, data in found.items() if data is None] == []


@pytest.mark.parametrize(
    ("pattern", "hit", "miss"),
    [
        (r"\b(?P<w>dass|für)\s(?P=w)\b", "für für", "für dass"),
        (r"(?P<w>[ab])(?P=w)", "bb", "bc"),
        (r"(?P<a>x)|(?P<a>y)", "y", "z"),
        (r"п[её]с", "ПЁС", "пас"),
    ],
)
def test_a_skeleton_matches_what_its_pattern_matches(pattern, hit, miss):
    found = re.compile(skeleton(pattern, case=False), re.DOTALL | re.MULTILINE)
    assert found.search(fold(hit).encode())
    assert not found.search(fold(miss).encode())


@pytest.mark.parametrize("hit", ["es kostet viel Macht", "Macht, die kostet"])
def test_contexts_around_the_words_are_looked_for_with_them(hit):
    pattern = r"\bMacht\b(?:(?<=kostet[^.]{0,60}Macht)|(?=[^.]{0,9}kostet))"
    outward, inward = (re.compile(skeleton(pattern, case=False, inward=asked)) for asked in (False, True))
    assert inward.search(fold(hit).encode())
    assert outward.search(b"die macht")
    assert not inward.search(b"die macht")
