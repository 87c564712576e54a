"""Invisible and look-alike characters, entities, lost letters: the near-miss stands beside the hit."""

from __future__ import annotations

import pytest

from cleaner.stages.encoding import RULES, lexicon
from tests.encoding.stage import changed_rules, repair

FIXED = [
    ("soft hyphen", "une coopé\xadration durable", "une coopération durable"),
    ("soft hyphens, no mojibake", "Be\xadvöl\xadke\xadrung, Ra\xaddio\xadak\xadti\xadvi\xadtät", "Bevölkerung, Radioaktivität"),
    ("zero width space in a word", "Ver\u200bwaltung", "Verwaltung"),
    ("joiner between Latin letters", "straight\u200dforward", "straightforward"),
    ("several", "при\u200b\u2060вет всем", "привет всем"),
    ("mark of byte order inside", "first\n\ufeffsecond", "first\nsecond"),
    ("direction mark in Latin text", "price: \u200e25 euros", "price: 25 euros"),
    ("C1 control of Windows-1252", "\x93quoted\x94 and so on\x85", "“quoted” and so on…"),
    ("Cyrillic letter in a Latin word", "Programmіng is fun", "Programming is fun"),
    ("Cyrillic last letter", "the company Quаntа grows", "the company Quanta grows"),
    ("Latin letter in a Cyrillic word", "Cтолица растёт", "Столица растёт"),
    ("Greek letter in a Latin word", "a cοmputer", "a computer"),
    ("entity of a letter", "la for&ecirc;t est l&agrave;", "la forêt est là"),
    ("numeric entity", "M&#252;ller", "Müller"),
    ("entity of a quote", "l&rsquo;eau", "l’eau"),
    ("escaped twice", "salt &amp;amp; pepper", "salt & pepper"),
    ("escaped twice, a letter", "d&amp;eacute;j&amp;agrave;", "déjà"),
]
KEPT = [
    ("Persian ZWNJ", "می\u200cخواهم بروم"),
    ("Hindi joiners", "क्\u200dष और र्\u200cक"),
    ("emoji sequences", "👩\u200d👩\u200d👧 and 🏳️\u200d🌈"),
    ("Thai word breaks", "ภาษา\u200bไทย"),
    ("direction marks in Hebrew", "בשנת\u200f (1923) ו\u200eABC"),
    ("right to left elsewhere in the text", "price: \u200e25\nשלום"),
    ("no-break spaces", "« 12\u202f000\xa0€ »"),
    ("full width and ligatures", "ＦＵＬＬ ﬁne “quotes” ‘x’ …"),
    ("a short brand", "SENSЕ and сom"),
    ("Russian slang ending", "У Linuxа много друзей"),
    ("a stray capital before a word", "АQuando il team legale comprende"),
    ("units and formulas", "5 μm, ΔT = 3 K, kΩ, αTocopherol"),
    ("two scripts joined by a hyphen", "Wi-Fi-роутер и YouTube-канал"),
    ("a single ampersand entity", "Research &amp; Development"),
    ("text about HTML", "write &eacute; in HTML, not é"),
    ("a quoted entity", "the reference “&eacute;” means é"),
    ("an entity in code", "`&eacute;` gives é"),
    ("an address", "see https://example.org/?a=1&copy;=2"),
    ("no such entity", "R&D; Q&A; AT&T"),
    ("a question without a space", "Really?yes, and who?me"),
]


@pytest.mark.parametrize(("before", "after"), [row[1:] for row in FIXED], ids=[row[0] for row in FIXED])
def test_fixed(before: str, after: str) -> None:
    text, edits = repair(before)
    assert text == after
    assert all(edit.reason for edit in edits)


@pytest.mark.parametrize("text", [row[1] for row in KEPT], ids=[row[0] for row in KEPT])
def test_kept(text: str) -> None:
    assert repair(text)[0] == text


@pytest.mark.parametrize("text", [row[2] for row in FIXED], ids=[row[0] for row in FIXED])
def test_what_was_fixed_stays(text: str) -> None:
    assert not changed_rules(text)


@pytest.mark.parametrize("markup", ["html", "markdown"])
def test_entities_are_markup_in_markup(markup: str) -> None:
    assert repair("la for&ecirc;t", markup=markup)[0] == "la for&ecirc;t"  # type: ignore[arg-type]


def test_a_doubtful_entity_is_offered() -> None:
    (edit,) = repair("Research &amp; Development")[1]
    assert (edit.action, edit.suggestion) == ("flag", "&")


def test_code_is_left_alone() -> None:
    text = "Il a Ã©tÃ© lÃ \xa0.\n\n```\nprint('Ã©tÃ©')\n```\n"
    assert "print('Ã©tÃ©')" in repair(text, markup="markdown")[0]
    assert "été" in repair(text, markup="markdown")[0]


def test_every_rule_has_a_reason_of_one_sentence() -> None:
    ids = [name for name, _ in RULES]
    assert len(ids) == len(set(ids))
    assert all(name.startswith("enc-") and reason.endswith(".") for name, reason in RULES)


def test_lost_letters_are_flagged_without_a_lexicon(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lexicon, "available", lambda: False)
    text, edits = repair("le mus\ufffde est ferm\ufffd, d?j? vu", "fr")
    assert text == "le mus\ufffde est ferm\ufffd, d?j? vu"
    assert {edit.rule for edit in edits} == {"enc-any-replaced", "enc-any-question-mark"}


@pytest.mark.skipif(not lexicon.available(), reason="needs the extra cleaner[words]")
@pytest.mark.parametrize(
    ("lang", "before", "after"),
    [
        ("fr", "le mus\ufffde de l\ufffdendroit", "le musée de l’endroit"),
        ("de", "eine gro\ufffde Stra\ufffde", "eine große Straße"),
        ("es", "la administraci\ufffdn p\ufffdblica", "la administración pública"),
        ("pl", "wszystkie szko\ufffdy", "wszystkie szkoły"),
        ("fr", "elle a t?l?phon? hier", "elle a téléphoné hier"),
        ("fr", "LE MUS\ufffdE", "LE MUSÉE"),
        ("fr", "le mus\ufffd\ufffde de l\ufffd\ufffdtat", "le musée de l’état"),
        ("de", "eine gro\ufffd\ufffde Stra\ufffd\ufffde F\ufffd\ufffdR ALLE", "eine große Straße FÜR ALLE"),
    ],
)
def test_lost_letters_come_back(lang: str, before: str, after: str) -> None:
    assert repair(before, lang)[0] == after


@pytest.mark.skipif(not lexicon.available(), reason="needs the extra cleaner[words]")
@pytest.mark.parametrize(
    ("lang", "text"),
    [
        ("de", "gro墈n und m\ufffdde"),
        ("de", "DIE STRA\ufffdE"),
        ("fr", "\ufffdcole"),
        ("fr", "d\ufffd"),
        ("fr", "qui?moi"),
        ("fr", "une ville cr\ufffd\ufffde"),
        ("fr", "l\ufffd\ufffd"),
        ("es", "quince m\ufffd\ufffd"),
        ("it", "il signor Gonz\ufffdlez"),
        ("uk", "треба пам'я\ufffdати про це"),
        ("ru", "он живёт в Голов\ufffdине"),
    ],
)
def test_what_two_words_could_be_is_not_decided(lang: str, text: str) -> None:
    assert repair(text, lang)[0] == text


SPANISH = "Los mdicos del hospital hablaron de la atencin a las familias, y de la poblacin de la zona que vive en el campo. "
FRENCH = "Voici lendroit de la runion, et voil lheure pour la fin de la journe, que les gens de la ville ont choisie. "


@pytest.mark.skipif(not lexicon.available(), reason="needs the extra cleaner[words]")
@pytest.mark.parametrize(
    ("lang", "before", "after"),
    [
        ("es", SPANISH * 2, {"médicos", "atención", "población"}),
        ("fr", FRENCH * 2, {"l’endroit", "l’heure", "réunion"}),
        ("es", SPANISH[:70], set()),
        ("es", SPANISH * 2 + "\nSólo un acento.", set()),
        ("en", "The house of de la Cruz has mny rooms and a grden. " * 4, set()),
    ],
    ids=["Spanish", "French", "too short to tell", "one accent was kept", "English"],
)
def test_dropped_letters(lang: str, before: str, after: set[str]) -> None:
    text, edits = repair(before, lang)
    assert after <= set(text.replace(",", " ").split())
    assert bool(after) == any(edit.changes for edit in edits)
