"""Every rule of every pack against its own examples and everyone else's."""

import pytest

from cleaner import packcheck
from cleaner.rules.load import load


@pytest.mark.slow
def test_no_rule_breaks_an_invariant():
    assert list(packcheck.problems(load())) == []
