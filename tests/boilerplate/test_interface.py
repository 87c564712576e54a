"""Interface phrases: several on one line, alone on a text, and what only looks like them."""

import pytest

from cleaner import clean
from cleaner.rules.load import load
from cleaner.rules.match import compile_pattern
from cleaner.rules.phrases import lines_pattern

LISTED = compile_pattern(
    lines_pattern(["Home", "News", "Paper", "Skip to content", "Skip to site index", "Share", "Share this"]),
    case=False,
)


@pytest.mark.parametrize(
    "line",
    [
        "Home",
        "• News",
        "← Home",
        "(Share)",
        "Home | News | Paper",
        "Home / News",
        "Share this!",
        "Skip to contentSkip to site index",
        "Home. Share this",
    ],
)
def test_listed_phrases_may_share_a_line(line):
    assert LISTED.fullmatch(line)


@pytest.mark.parametrize(
    "line", ["Newspaper", "newspaper", "Home is far", "Share this bread", "", "|", "Home | and away"]
)
def test_a_line_that_holds_anything_else_is_no_list_of_phrases(line):
    assert not LISTED.fullmatch(line)


def test_a_list_of_phrases_is_linear_on_a_long_line():
    assert not LISTED.fullmatch("Home | " * 20_000 + "away")


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("de", "Diese Suche aus dem Verlauf entfernen"),
        ("no", "Rull tilbake til toppen"),
        ("ja", "画像が見つかりません"),
        ("it", "Remove this conversation from history"),
        ("uk", "(нове вікно)"),
        ("sl", "Nazaj na glavni meni"),
        ("ur", "یہ صفحہ کریش ہو گیا ہے۔"),
        ("bn", "সাম্প্রতিক অনুসন্ধান"),
        ("fil", "Hindi nahanap ang larawan"),
        ("tk", "Gaýtadan synanyşyň"),
        ("eo", "Reen al la supro"),
        ("si", "භාෂාව තෝරන්න"),
        ("de", "Datenschutzerklärung"),
        ("zh", "暂无文章。"),
        ("es", "¡Gracias por tu opinión!"),
    ],
)
def test_a_lone_phrase_is_shown_and_stays(lang, line):
    cleaned = clean(line, lang=lang)
    assert cleaned.text == line
    assert [edit.cls for edit in cleaned.edits] == ["BPL"]


def test_phrases_in_company_go():
    page = "Zpět na vyhledávání\nKopírovat odkaz\n\nRada města se sešla v pondělí večer, aby rozhodla o starém mostě."
    assert clean(page, lang="cs").text == "Rada města se sešla v pondělí večer, aby rozhodla o starém mostě."


def test_sentences_of_disclaimers_are_known_in_many_languages():
    languages = {
        rule.lang for rule in load().rules if rule.cls == "BPL" and rule.unit == "sentence" and rule.removes
    }
    assert len(languages) >= 25


def test_a_quoted_disclaimer_stays():
    text = "Na letáku stojí „tento článek nepředstavuje finanční poradenství“ drobným písmem."
    assert clean(text, lang="cs").text == text


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "More on this story nobody could tell."),
        ("de", "Mehr zu dieser Geschichte könnte niemand sagen"),
        ("fr", "Plus sur cette histoire personne ne peut dire"),
        ("es", "Más de esta historia nadie podría contar"),
        ("pt", "Mais sobre esta história ninguém podia contar"),
        ("pl", "Więcej o tej historii nikt nie może powiedzieć"),
        ("en", "See Article 12(2)."),
        ("nl", "Zie artikel 12."),
    ],
)
def test_a_sentence_that_begins_like_a_link_is_none(lang, line):
    assert not clean(line, lang=lang).edits


@pytest.mark.parametrize("dotted", ["\u09df", "\u09af\u09bc"])
def test_a_letter_with_a_dot_is_known_in_either_form(dotted):
    line = f"প্রকাশিত হ{dotted}েছে"
    assert [edit.cls for edit in clean(line + "\n" + line, lang="bn").edits] == ["BPL", "BPL"]


@pytest.mark.parametrize("line", ["Obligatoire", "Imprint of a hand", "Comments", "Home"])
def test_a_common_word_alone_is_no_term_of_pages(line):
    assert not clean(line, lang="en").edits
