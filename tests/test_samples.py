"""The gallery is true: every sample comes out as its after says, with its ledger."""

import pytest

from bench.samples import HERE, befores, clean_sample, ledger
from cleaner.settings import CLASSES


@pytest.mark.parametrize("path", befores(), ids=lambda p: p.relative_to(HERE).as_posix())
def test_sample_comes_out_as_shown(path):
    cleaned = clean_sample(path)
    assert cleaned.text == path.with_name(path.name.replace(".before.", ".after.")).read_text(encoding="utf-8")
    assert ledger(cleaned) == path.with_name(path.name.split(".before.")[0] + ".ledger.jsonl").read_text(encoding="utf-8")
    assert path.parent.name in {edit.cls for edit in cleaned.edits}, "a sample shows the class it is filed under"


def test_every_class_has_a_sample():
    assert {path.parent.name for path in befores()} == set(CLASSES)
