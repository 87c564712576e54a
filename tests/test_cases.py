"""Fresh sentences against the rules: damage comes out as written, what only looks like it stays."""

import pytest

from bench.cases import HERE, read

CASES = [
    pytest.param(case, id=f"{path.parent.name}-{path.stem}-{number}", marks=[pytest.mark.xfail(strict=True, reason=case.known)] if case.known else [])
    for path in sorted(HERE.glob("*/*.toml"))
    for number, case in enumerate(read(path))
]


@pytest.mark.parametrize("case", CASES)
def test_case_comes_out_as_written(case):
    cleaned = case.clean()
    assert case.met(cleaned), (cleaned.text, [edit.rule for edit in cleaned.edits])
