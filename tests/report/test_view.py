"""A document side by side adds up to both texts."""

from hypothesis import given
from hypothesis import strategies as st

from cleaner import ledger
from cleaner.model import Document
from cleaner.pipeline import clean_document
from cleaner.report.rows import Row
from cleaner.report.view import lines, story, view
from cleaner.settings import Settings

PARTS = (
    "Le pays a besoin de $7 trillions.", "Voir l'original", "L'Ã©tÃ© dernier, les Ã©lÃ¨ves", "les camions.Dans le bourg",
    "\n", "\r\n", "\n\n", "Une phrase claire.", " ", "Je suis désolé, mais je ne peux pas répondre à cette demande.",
    "Le conseil s'est réuni mardi dans la vieille mairie et a décidé de fermer le pont jusqu'à la fin de l'été.",
)  # fmt: skip


def rows_of(cleaned):
    found = []
    for row in ledger.lines(cleaned):
        row["cls"] = row.pop("class")
        found.append(Row(**row))
    return found


@given(st.lists(st.sampled_from(PARTS), max_size=12))
def test_segments_add_up_to_what_was_and_what_is(parts):
    cleaned = clean_document(Document("d", "".join(parts)), Settings())
    if not cleaned.edits:
        return
    rows = rows_of(cleaned)
    told = story(cleaned.text, rows)
    assert "".join(s.before for s in told.segments) == cleaned.document.text
    assert "".join(s.after for s in told.segments) == cleaned.text
    assert "".join(s.before for _, line in lines(told.segments) for s in line) == cleaned.document.text
    assert {i for s in told.segments for i in s.edits} == set(range(len(rows)))


def test_a_line_is_numbered_as_in_the_file():
    text = "Une ligne.\nVoir l'original\nUne autre ligne.\n\nLe pays a besoin de $7 trillions.\nVoir l'original\n"
    cleaned = clean_document(Document("d", text), Settings())
    page = view(cleaned.text, rows_of(cleaned), 100)
    edited = {row[0] for row in page if isinstance(row, list) and any(isinstance(s, list) for s in row[1])}
    assert edited == {2, 5, 6}


def test_other_text_is_refused():
    import pytest

    cleaned = clean_document(Document("d", "Le pays a besoin de $7 trillions."), Settings())
    with pytest.raises(ValueError, match="expected"):
        view("Un tout autre texte.", rows_of(cleaned), 100)
