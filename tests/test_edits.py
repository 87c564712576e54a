"""The law of edits: what is applied can be undone, and every place can be found again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.edits import apply, arrange, origin, origins, project, undo
from tests.strategies import an_edit, text_with_edits


@given(text_with_edits())
def test_runs_give_what_one_edit_after_the_other_gives(case):
    original, result, edits = case
    assert apply(original, edits) == result


@given(text_with_edits())
def test_undo_gives_the_input_back(case):
    original, result, edits = case
    assert undo(result, edits) == original


@given(text_with_edits())
def test_origin_covers_untouched_text_exactly(case):
    original, result, edits = case
    for place, letter in enumerate(result):
        start, end = origin(edits, place, place + 1)
        assert 0 <= start <= end <= len(original)
        if letter not in "xyz":
            assert original[start:end] == letter


@given(text_with_edits())
def test_origins_lie_in_the_input_and_hold_what_the_edit_replaced(case):
    original, _, edits = case
    for edit, (start, end) in zip(edits, origins(edits), strict=True):
        assert 0 <= start <= end <= len(original)
        if not any(e.changes for e in edits[: edits.index(edit)]):
            assert original[start:end] == edit.before


def test_apply_refuses_a_text_that_is_not_what_was_edited():
    with pytest.raises(ValueError, match="expected 'b' at 0"):
        apply("a", [an_edit(0, 1, "b", "c")])
    with pytest.raises(ValueError, match="expected 'c' at 0"):
        undo("a", [an_edit(0, 1, "b", "c")])


def test_the_first_of_two_overlapping_changes_wins_and_protected_spans_stay():
    first, second = an_edit(0, 3, "abc", "x"), an_edit(2, 4, "cd", "y")
    flag = an_edit(1, 2, "b", "b")
    assert arrange([first, second, flag]) == [flag, first]
    assert arrange([first], protected=[(2, 5)]) == []


@given(text_with_edits(), st.data())
def test_a_projected_span_is_the_cleaned_form_of_the_span(case, data):
    original, result, edits = case
    start = data.draw(st.integers(0, len(original)))
    end = data.draw(st.integers(start, len(original)))
    first, last, cut = project(edits, start, end)
    assert 0 <= first <= last <= len(result)
    changes = [(e, s) for e, s in zip(edits, origins(edits), strict=True) if e.changes]
    if not any((a < end and start < b) or start <= a <= b <= end for _, (a, b) in changes):
        assert not cut
        assert result[first:last] == original[start:end]
    if start == 0 and end == len(original) and not any(e.start == e.end for e, _ in changes):
        assert result[first:last] == result


def test_an_edit_that_reaches_over_the_end_of_a_span_cuts_it():
    edits = [an_edit(4, 8, "efgh", "X")]
    assert project(edits, 2, 6) == (2, 4, True)
    assert project(edits, 6, 10) == (5, 7, True)
    assert project(edits, 5, 7) == (5, 5, True)
    assert project(edits, 4, 8) == (4, 5, False)
    assert project(edits, 0, 10) == (0, 7, False)
