"""Hypothesis strategies shared by the tests of the laws."""

from hypothesis import strategies as st

from cleaner.edits import arrange
from cleaner.model import Edit

TEXT = st.text(alphabet="ab é\n.\r中\u200c", max_size=40)


def an_edit(start: int, end: int, before: str, after: str) -> Edit:
    action = "fix" if before != after else "flag"
    return Edit("artefacts", "x-any-x", "GLU", action, "safe", start, end, before, after, "because")


@st.composite
def text_with_edits(draw):
    """A text and some rounds of arranged edits that really apply to it, one round after the other."""
    original = text = draw(TEXT)
    edits = []
    for _ in range(draw(st.integers(0, 3))):
        found = []
        for _ in range(draw(st.integers(0, 4))):
            start = draw(st.integers(0, len(text)))
            end = draw(st.integers(start, len(text)))
            after = draw(st.one_of(st.just(text[start:end]), st.text("xyz", max_size=3)))
            found.append(an_edit(start, end, text[start:end], after))
        ordered = arrange(found)
        for edit in ordered:
            if edit.changes:
                text = text[: edit.start] + edit.after + text[edit.end :]
        edits += ordered
    return original, text, edits
