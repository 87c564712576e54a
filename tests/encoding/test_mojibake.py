"""Wrong decodings undone, sorted by evidence; sentences of our own, damaged here by the codecs themselves."""

from __future__ import annotations

import ftfy.bad_codecs  # noqa: F401  registers sloppy-windows-*
import pytest

from tests.encoding.stage import changed_rules, repair

SENTENCES = {
    "fr": "La forêt était déjà éclairée lorsque les élèves arrivèrent à l’école.",
    "de": "Die Bäckerei öffnet früh, und über Nacht fällt größerer Schnee.",
    "pl": "Żółte liście spadały powoli, więc chłopiec zaczął je zbierać.",
    "cs": "Příští týden přijede strýček a přiveze dětem nový žebřík.",
    "tr": "Şehrin ışıkları söndüğünde çocuklar bahçede hâlâ oynuyordu.",
    "vi": "Buổi sáng, những người nông dân đi ra đồng để gặt lúa.",
    "ru": "Старый мельник каждое утро кормил голубей у реки.",
    "uk": "Їжак повільно йшов лісом і збирав їстівні гриби.",
    "el": "Το παλιό καράβι έφυγε νωρίς από το λιμάνι του νησιού.",
    "he": "הילדים שיחקו בחצר עד שהשמש שקעה מאחורי ההרים.",
    "ar": "جلس الصياد قرب النهر ينتظر شروق الشمس مع أصدقائه.",
    "th": "เด็กหลายคนวิ่งเล่นอยู่ริมแม่น้ำทุกเช้าก่อนไปโรงเรียน",
    "zh": "老人每天早上都在河边散步，然后回家给孙子做早饭。",
    "zh-Hant": "老人每天早上都在河邊散步，然後回家給孫子做早飯。",
    "ja": "祖父は毎朝、川のそばを散歩してから、家族のために朝ごはんを作ります。",
    "ko": "할아버지는 매일 아침 강가를 산책한 뒤에 가족을 위해 밥을 짓는다.",
}
READ_AS = [
    "latin-1",
    "sloppy-windows-1252",
    "sloppy-windows-1251",
    "sloppy-windows-1250",
    "sloppy-windows-1256",
    "cp850",
    "cp437",
    "cp852",
    "macroman",
    "koi8-r",
]
LEGACY = [
    ("fr", "cp1252", "cp850"),
    ("fr", "cp1252", "koi8-r"),
    ("fr", "cp850", "latin-1"),
    ("de", "macroman", "sloppy-windows-1251"),
    ("de", "macroman", "latin-1"),
    ("pl", "cp1250", "cp437"),
    ("cs", "cp852", "sloppy-windows-1252"),
    ("ru", "iso8859-5", "latin-1"),
    ("ru", "mac_cyrillic", "sloppy-windows-1252"),
    ("ru", "cp1251", "cp850"),
    ("el", "cp737", "sloppy-windows-1252"),
    ("el", "cp1253", "macroman"),
    ("he", "cp1255", "macroman"),
    ("ar", "cp1256", "cp850"),
    ("th", "cp874", "macroman"),
    ("zh", "gb18030", "sloppy-windows-1250"),
    ("ru", "cp1251", "sloppy-windows-1252"),
    ("ru", "koi8-r", "latin-1"),
    ("ru", "cp1251", "koi8-r"),
    ("ru", "koi8-r", "sloppy-windows-1251"),
    ("ru", "cp866", "sloppy-windows-1251"),
    ("uk", "cp1251", "latin-1"),
    ("el", "iso8859-7", "latin-1"),
    ("he", "cp1255", "sloppy-windows-1252"),
    ("ar", "cp1256", "sloppy-windows-1252"),
    ("th", "cp874", "sloppy-windows-1252"),
    ("zh", "gb18030", "latin-1"),
    ("zh", "gb18030", "sloppy-windows-1252"),
    ("zh-Hant", "big5", "sloppy-windows-1252"),
    ("ja", "cp932", "latin-1"),
    ("ja", "euc_jp", "latin-1"),
    ("ko", "cp949", "sloppy-windows-1252"),
    ("tr", "cp1254", "sloppy-windows-1252"),
]


def _damaged(text: str, really: str, wrong: str) -> str | None:
    try:
        return text.encode(really).decode(wrong)
    except UnicodeError:
        return None


UTF8 = [
    (lang, wrong)
    for lang in SENTENCES
    for wrong in (*READ_AS, "iso8859-2", "sloppy-windows-1257", "gb18030", "cp932", "cp949", "big5hkscs", "euc_jp")
]


@pytest.mark.parametrize(("lang", "wrong"), UTF8)
def test_utf8_read_with_another_codec_comes_back(lang: str, wrong: str) -> None:
    text = SENTENCES[lang]
    damaged = _damaged(text, "utf-8", wrong)
    if damaged is None:
        pytest.skip("this codec loses bytes of this sentence")
    assert repair(damaged)[0] == text


@pytest.mark.parametrize(("lang", "really", "wrong"), LEGACY)
def test_legacy_text_read_with_another_codec_comes_back(lang: str, really: str, wrong: str) -> None:
    text = SENTENCES[lang].replace("’", "'")
    damaged = _damaged(text, really, wrong)
    assert damaged is not None
    assert repair(damaged)[0] == text


KNOWN_FAILURES = [
    ("Bugün hava çok güzel, değil mi?", "cp1254", "latin-1", "one Turkish letter; Icelandic writes ð too"),
    ("Gæsten kom på besøg.", "cp1252", "sloppy-windows-1250", "letters of one Latin page read as those of another"),
    ("La leçon", "cp1252", "cp850", "one letter of three bytes is no evidence"),
]


@pytest.mark.parametrize(("text", "really", "wrong", "why"), KNOWN_FAILURES)
@pytest.mark.xfail(strict=True, reason="too little evidence for a legacy codec")
def test_what_is_not_proved_yet(text: str, really: str, wrong: str, why: str) -> None:
    assert repair(text.encode(really).decode(wrong))[0] == text


SHORT = [
    "Bis dahin öffne ich nicht.", "Il congé est fini.", "De fleste må lukke.", "Qual è la popolazione?",
    "el año que viene", "João concordou.", "ile noktaladı.", "spotkali się w domu", "la competición – otra vez",
]  # fmt: skip


@pytest.mark.parametrize("wrong", ["sloppy-windows-1251", "sloppy-windows-1256", "macroman", "cp852", "koi8-r", "gb18030"])
@pytest.mark.parametrize("text", SHORT)
def test_one_letter_is_enough_inside_a_word(text: str, wrong: str) -> None:
    damaged = _damaged(text, "utf-8", wrong)
    assert damaged is None or repair(damaged)[0] == text


@pytest.mark.parametrize(
    ("text", "first", "second"),
    [
        ("Żółte liście spadały powoli.", "cp437", "sloppy-windows-1251"),
        ("Старый мельник кормил голубей.", "koi8-r", "sloppy-windows-1251"),
        ("La forêt était déjà là.", "gb18030", "sloppy-windows-1252"),
        ("Die Bäckerei öffnet früh.", "cp850", "macroman"),
    ],
)
def test_two_layers_of_different_codecs(text: str, first: str, second: str) -> None:
    damaged = text.encode().decode(first).encode().decode(second)
    assert repair(damaged)[0] == text


@pytest.mark.parametrize("lang", ["fr", "pl", "ru", "zh"])
def test_two_layers(lang: str) -> None:
    damaged = SENTENCES[lang]
    for _ in range(2):
        damaged = damaged.encode().decode("sloppy-windows-1252")
    assert repair(damaged)[0] == SENTENCES[lang]


def test_ten_layers() -> None:
    damaged = "déjà vu à l’école"
    for _ in range(10):
        damaged = damaged.encode().decode("sloppy-windows-1252")
    assert repair(damaged)[0] == "déjà vu à l’école"


@pytest.mark.parametrize("lang", SENTENCES)
def test_clean_text_is_left_alone(lang: str) -> None:
    assert repair(SENTENCES[lang]) == (SENTENCES[lang], [])


@pytest.mark.parametrize(
    "text",
    [
        "O CORAÇÃO DA NAÇÃO",
        "voilà : « déjà »",
        "AHÅ™ is a sofa",
        "∆° and √π",
        "∆°",
        "(-1/2)! = √π",
        "`¬´`",
        "can't─your and l·l and geht´s and don‘t",
        "Dvořák, Škoda a José Ñandú",
        "├──\xa0│ ├──\xa0└──",
        "NICIODATĂ™",
        "5×£35 and C’è",
        "Mężczyzna zaczął mówić o chorążym",
        "使用Python语言和a和b",
        "5×£35",
        "├──┬ src\n│  └── main.py",
        "Ég þýði þetta á íslensku í dag",
        "m³ and m² at 20 °C, ±0.5 µm",
        "andò, passò, arrivò, cantò, uscì",
        "Ωmega, αβγ and Ж-shaped",
    ],
)
def test_lookalikes_of_mojibake_are_left_alone(text: str) -> None:
    assert repair(text)[0] == text


@pytest.mark.parametrize("wrong", ["gb18030", "cp932", "cp949", "big5"])
@pytest.mark.parametrize("lang", ["zh", "ja", "ko"])
def test_lossy_mojibake_is_shown_and_never_applied_half(lang: str, wrong: str) -> None:
    damaged = SENTENCES[lang].encode().decode(wrong, "replace")
    text, edits = repair(damaged)
    assert text in (damaged, SENTENCES[lang])
    assert edits


def test_best_reading_is_in_the_reason() -> None:
    damaged = SENTENCES["zh"].encode().decode("gb18030", "replace")
    (edit,) = repair(damaged)[1]
    assert edit.rule == "enc-any-lossy"
    assert "早上" in edit.reason


@pytest.mark.parametrize("text", ["锟斤拷锟斤拷", "占쏙옙占쏙옙 占쏙옙", "ï¿½"])
def test_lost_text_is_flagged(text: str) -> None:
    assert repair(text)[1]


def test_rule_names_the_kind() -> None:
    assert changed_rules(["РєРѕС‚", "и", "пёс"][0]) == {"enc-any-utf8"}
    assert changed_rules("Ñòàðûé ìåëüíèê êîðìèë ãîëóáåé") == {"enc-any-legacy"}


def test_cut_code_points_of_russian() -> None:
    cut = "".join(chr(ord(c) - 0x400) if c > "я" or "а" <= c <= "я" else c for c in "мельник кормил голубей")
    assert repair(cut)[0] == "мельник кормил голубей"
    assert repair("@@@DDDDDHHHHHIIII")[0] == "@@@DDDDDHHHHHIIII"
