"""Paragraphs and sentences: what lies between them is never lost."""

from hypothesis import given

from cleaner.segments import layout, removal, sentences
from tests.strategies import TEXT

WRAPPED = "The ferry leaves at seven every morning and comes\nback after dark, with the mail and, on Fridays, the\nnewspapers of the week."


def spans(text):
    return [text[p.start : p.end] for p in layout(text).paragraphs]


@given(TEXT)
def test_paragraphs_hold_everything_but_white_space(text):
    paragraphs = layout(text).paragraphs
    covered = {i for p in paragraphs for i in range(p.start, p.end)}
    assert all(text[i].isspace() or i in covered for i in range(len(text)))
    assert [p.start for p in paragraphs] == sorted(p.start for p in paragraphs)


@given(TEXT)
def test_sentences_add_up_to_the_text(text):
    assert "".join(text[a:b] for a, b in sentences(text)) == text


def test_two_lines_that_are_no_wrapped_paragraph_stay_two():
    text = "The market opens on the twenty-ninth of November.\nView original"
    assert spans(text) == text.split("\n")


def test_a_poem_stays_lines():
    poem = "Under the old and leaning apple tree we met\nAnd never said\nA word about the rain"
    assert len(spans(poem)) == 3


def test_lines_wrapped_at_a_margin_are_one_paragraph():
    assert spans(WRAPPED) == [WRAPPED]


def test_removal_leaves_no_doubled_gap_and_the_last_line_end_as_it_was():
    text = "one\n\ntwo\n\nthree\n"
    paragraphs = layout(text).paragraphs

    def without(removed):
        result = text
        for index in sorted(removed, reverse=True):
            start, end = removal(text, paragraphs, index, removed)
            result = result[:start] + result[end:]
        return result

    assert without({0}) == "two\n\nthree\n"
    assert without({1}) == "one\n\nthree\n"
    assert without({2}) == "one\n\ntwo\n"
    assert without({1, 2}) == "one\n"
    assert without({0, 1, 2}) == "\n"
