"""English left in a document of another language is flagged; quotations and English documents are not."""

import pytest

from cleaner.model import Document
from cleaner.pipeline import clean_document
from cleaner.settings import Settings

ENGLISH = "The company said it expects revenue to grow by about ten percent, driven by strong demand for its chips."


def _untranslated(text: str, lang: str) -> list[str]:
    edits = clean_document(Document("page", text, lang), Settings(select=("UNT",))).edits
    return [edit.before for edit in edits if edit.rule.startswith("unt-any-english")]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", f"Spółka podała wyniki za trzeci kwartał. {ENGLISH} Kurs wzrósł."),
        ("ru", f"Компания отчиталась. {ENGLISH}"),
        ("zh", f"该公司公布了创纪录的利润。{ENGLISH} 分析师们很满意。"),
        ("ar", f"أعلنت الشركة عن أرباح قياسية.\n\n{ENGLISH}"),
    ],
)
def test_finds_the_sentence(lang, text):
    assert _untranslated(text, lang) == [ENGLISH]


@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("pl", f"Prezes powiedział: „{ENGLISH}” i wyszedł."),
        ("fr", f"Le texte anglais (il dit : {ENGLISH} ) est cité."),
        ("en", f"{ENGLISH} {ENGLISH}"),
        ("ru", ENGLISH),
        ("ja", "曲名は The Sound of Silence です。"),
    ],
)
def test_leaves_quotations_titles_and_english_pages(lang, text):
    assert _untranslated(text, lang) == []


MIXED = [
    ("ar", "اكتب ترجمة لتوثيق المشروع، [like @somebody did for the instructions for the flexbox challenge](https://example.org/a)"),
    ("id", "@somebody dan @another dibuat [collection of fun facts about the puffins](https://example.org/puffins)"),
]


@pytest.mark.parametrize(("lang", "item"), MIXED)
def test_a_sentence_around_an_english_link_is_translated(lang, item):
    own = {"ar": "هذا هو النص العربي الذي يشرح كيف نعمل معا على المشروع.", "id": "Ini adalah teks dalam bahasa kita sendiri yang menjelaskan proyek itu."}
    text = f"{own[lang]}\n\n- {item}\n\n{own[lang]}"
    assert not clean_document(Document("page", text, lang, "markdown"), Settings(select=("UNT",))).edits


def test_the_words_of_addresses_are_not_english_text():
    text = (
        "La primera parte habla de todo lo que hace falta para empezar.\n\n"
        "- Cómo archivar un reporte de bug (trata de usar [plantillas](https://github.com/blog/2111-the-issue-and-the-pull-to-the-templates-of-the-and-is-for-you))\n\n"
        "Y la segunda, de lo que viene después de haber empezado ya."
    )
    assert not clean_document(Document("page", text, "es", "markdown"), Settings(select=("UNT",))).edits
