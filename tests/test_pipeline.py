"""The three laws, on whole documents: no harm, nothing lost, one answer."""

import pickle

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from cleaner.edits import apply, undo
from cleaner.model import Document
from cleaner.pipeline import clean_document
from cleaner.settings import Settings

PIECES = st.sampled_from(
    [
        "Le chiffre de $7 trillions, entre $5 et $7 trillions.",
        "Nvidia manque de capacité fabuleuse pour l'IA.",
        "Voir l'original",
        "Make this article seo compatible, be in french, create at least 700 words",
        "Ã©tÃ© aprÃ¨s l'hiver",
        "mondiaux.Dans l'ensemble",
        "Une phrase assez longue pour compter comme un vrai paragraphe, écrite deux fois dans la page.",
        "Der Markt wächst auf $5 Trillionen, sagt Nvidia.",
        "这是一段中文。",
        "",
        " ",
        "x",
        "\ufffd\x00\u200b",
        "C'est une toute autre affaire.",
    ]
)
TEXTS = st.lists(PIECES | st.text(max_size=20), max_size=8).flatmap(
    lambda parts: st.sampled_from(["\n", "\n\n", "\r\n", " "]).map(lambda gap: gap.join(parts))
)
SETTINGS = st.sampled_from([Settings(), Settings(select=("ALL",), unsafe=True), Settings(remove=False)])
MARKUPS = st.sampled_from(["text", "markdown"])


@settings(max_examples=150, deadline=None)
@given(TEXTS, SETTINGS, MARKUPS)
def test_what_was_done_can_be_undone_and_is_done_once(text, chosen, markup):
    cleaned = clean_document(Document("d", text, markup=markup), chosen)
    assert undo(cleaned.text, cleaned.edits) == text
    assert apply(text, cleaned.edits) == cleaned.text
    again = clean_document(Document("d", cleaned.text, markup=markup), chosen)
    assert again.text == cleaned.text


@settings(max_examples=50, deadline=None)
@given(TEXTS)
def test_flags_change_nothing_and_every_edit_is_explained(text):
    for edit, (start, end) in clean_document(Document("d", text), Settings(select=("ALL",))).places():
        assert edit.reason
        assert 0 <= start <= end <= len(text)
        assert edit.changes == (edit.action != "flag")
        assert edit.rule.startswith(edit.cls.lower() + "-")


@pytest.mark.parametrize("text", ["", "\n", "\x00", "\ufeff", "\ud800 lone", "a" * 100_000, "\u200b" * 10_000])
def test_no_content_raises(text):
    assert clean_document(Document("d", text), Settings()) is not None


def test_a_cleaned_document_can_be_pickled():
    cleaned = clean_document(Document("d", "entre $5 et $7 trillions en France, selon la presse"), Settings(lang="fr"))
    assert pickle.loads(pickle.dumps(cleaned)) == cleaned


def test_a_removed_paragraph_silences_its_flags():
    text = "En tant que modèle de langage, je peux le dire.\n" + "Un paragraphe assez long pour être reconnu quand il revient plus bas.\n" * 2
    edits = clean_document(Document("d", text, "fr"), Settings()).edits
    assert [e.action for e in edits if e.stage == "duplicates"] == ["remove"]


def test_what_is_quoted_is_no_furniture():
    notice = "Copyright © 2010-2016 Ann Author"
    found = [
        [e.rule for e in clean_document(Document("d", f"# MIT\n\n{mark}{notice}\n{mark}\n{mark}Permission is granted.\n", "en", "markdown"), Settings()).edits]
        for mark in ("> ", "")
    ]
    assert found[0] == []
