"""Where the text stands in a line of JSON: found at a glance or token by token, the same place."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from cleaner.formats import jsonl
from cleaner.formats.record import Fields

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(alphabet='text"\\{}[]:,é', max_size=8),
    lambda inner: (
        st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from(["text", "id", "t"]), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    st.dictionaries(st.sampled_from(["id", "a{", 'te"xt', "[", "é"]), VALUES, max_size=4),
    st.text(alphabet='ab"\\\n{}é', max_size=9),
    st.dictionaries(st.sampled_from(["z", "te\\xt", "texts"]), VALUES, max_size=3),
    st.booleans(),
    st.sampled_from([(",", ":"), (" , ", " : ")]),
)
def test_the_place_found_holds_the_text(before, text, after, escaped, separators):
    raw = json.dumps({**before, "text": text, **after}, ensure_ascii=escaped, separators=separators).encode()
    place = jsonl.locate(raw, Fields())
    assert json.loads(raw[place.start : place.end]) == text
    changed = raw[: place.start] + b'"new"' + raw[place.end :]
    assert json.loads(changed) == {**before, "text": "new", **after}


@pytest.mark.parametrize(
    "raw",
    [
        rb'{"text": "a", "te\u0078t": "b"}',
        rb'{"te\u0078t": "b", "a": "\"text"}',
        rb'{"a": {"text": "x"}, "text": "b"}',
        rb'{"text": "a", "text": "b"}',
        rb'{"a": "text", "text": "b"}',
    ],
)
def test_a_hidden_or_second_name_is_not_mistaken(raw):
    place = jsonl.locate(raw, Fields())
    assert json.loads(raw[place.start : place.end]) == "b"
