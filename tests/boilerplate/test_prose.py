"""Sentences that look like an interface line or a notice and are somebody's prose: most were removed once.

``prose.tsv`` holds kind, language and sentence. Each is tried alone, in a story, beside one interface line and as the last
words over the page's share bar; a phrase whose form alone is an interface line's (``phrases.tsv``) in a story only.
"""

from pathlib import Path

import pytest

from cleaner import clean

STORIES = {
    "en": "The old mill stood by the river for two hundred years.",
    "ar": "وقفت الطاحونة القديمة بجانب النهر مئتي عام.",
    "bn": "পুরোনো কলটি দুশো বছর ধরে নদীর ধারে দাঁড়িয়ে ছিল।",
    "fa": "آسیاب قدیمی دویست سال کنار رودخانه ایستاده بود.",
    "he": "הטחנה הישנה עמדה ליד הנהר מאתיים שנה.",
    "hi": "पुरानी चक्की दो सौ साल तक नदी के किनारे खड़ी रही।",
    "ja": "古い水車小屋は二百年のあいだ川のほとりに立っていた。",
    "ko": "낡은 물레방앗간은 이백 년 동안 강가에 서 있었다.",
    "ru": "Старая мельница стояла у реки двести лет.",
    "th": "โรงสีเก่าตั้งอยู่ริมแม่น้ำมาสองร้อยปี",
    "ur": "پرانی چکی دو سو سال تک دریا کے کنارے کھڑی رہی۔",
    "zh": "老磨坊在河边站了两百年。",
}


def table(name: str) -> list[tuple[str, ...]]:
    """Language and sentence of each row; the kind is for the reader."""
    rows = (Path(__file__).parent / name).read_text(encoding="utf-8").splitlines()
    return [tuple(row.split("\t")[1:]) for row in rows]


def is_kept(line: str, lang: str, *paragraphs: str) -> bool:
    """True where the line is still in the text of those paragraphs, {} being the line."""
    text = "\n\n".join(paragraphs).replace("{}", line)
    return line in clean(text, lang=lang).text


def story(lang: str) -> str:
    return STORIES.get(lang, STORIES["en"])


@pytest.mark.parametrize(("lang", "sentence"), table("prose.tsv"))
def test_a_sentence_that_looks_like_an_interface_line_stays(lang, sentence):
    prose = story(lang)
    assert clean(sentence, lang=lang).text == sentence
    assert is_kept(sentence, lang, prose, "{}", f"{prose} {prose}")
    assert is_kept(sentence, lang, prose, "Share on Facebook", "{}", f"{prose} {prose}")
    assert is_kept(sentence, lang, prose, f"{prose} {prose}", "{}", "Share on Facebook", "Leave a reply", "© 2024 Ellery Courier")


@pytest.mark.parametrize(("lang", "phrase"), table("phrases.tsv"))
def test_a_phrase_of_two_words_stays_in_a_story(lang, phrase):
    assert is_kept(phrase, lang, story(lang), "{}", f"{story(lang)} {story(lang)}")


@pytest.mark.parametrize(
    ("lang", "line"),
    [
        ("en", "Comments are closed for this article."),
        ("en", "Copyright 2019 The Harbour Times Ltd"),
        ("de", "Veröffentlicht am 3. Mai 2024"),
        ("sv", "Anmäl dig till vårt nyhetsbrev och få nyheter från hamnen"),
        ("nl", "Ontvang het nieuws elke ochtend per e-mail"),
        ("cs", "Tento článek nepředstavuje finanční poradenství."),
        ("ar", "يستخدم هذا الموقع ملفات تعريف الارتباط لتحسين تجربتك."),
        ("hi", "यह लेख वित्तीय सलाह नहीं है।"),
        ("zh", "本文仅供参考，不构成投资建议。"),
        ("ja", "この記事の無断転載を禁じます。"),
    ],
)
def test_the_interface_line_itself_still_goes(lang, line):
    assert not is_kept(line, lang, story(lang), "{}", f"{story(lang)} {story(lang)}")


def test_what_may_be_a_sentence_goes_between_interface_lines():
    appeal = "What do you think of the new bridge? Let us know in the comments below!"
    page = [story("en"), f"{story('en')} {story('en')}", "Share this article", "{}", "Leave a reply"]
    assert not is_kept(appeal, "en", *page)
