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


# Opinions, information, machines and biscuits that are the subject of a text; most of them were removed once.
PROSE = [
    ("nl", "De meningen weerspiegelen de verdeeldheid van het land."),
    ("nl", "Deze pagina van het dagboek vertegenwoordigt een heel jaar."),
    ("hr", "Informacije ne predstavljaju nikakvu tajnu za susjede."),
    ("hr", "Stavovi mladih ne odražavaju stavove njihovih roditelja."),
    ("sl", "Podatki ne predstavljajo presenečenja za ribiče."),
    ("sl", "Mnenja mladih ne odražajo mnenj staršev."),
    ("sl", "Informacije so bile na voljo v informativnem centru."),
    ("sl", "Uporabljamo maslo in piškotke iz pekarne, kuhinja je na strani."),
    ("sv", "Åsikterna speglar inte hela bygden."),
    ("da", "Holdningerna afspejler ikke hele landet."),
    ("nb", "Meningene gjenspeiler ikke hele bygda."),
    ("cs", "Informace nepředstavují žádné tajemství."),
    ("cs", "Názory mladých neodrážejí názory rodičů."),
    ("sk", "Informácie nepredstavujú žiadne tajomstvo."),
    ("sk", "Názory mladých neodrážajú názory rodičov."),
    ("ro", "Opiniile nu reflectă starea satului."),
    ("hu", "Az információk nem minősülnek titoknak."),
    ("fi", "Mielipiteet eivät edusta koko kylää."),
    ("ca", "Les opinions no reflecteixen el que va passar."),
    ("id", "Informasi ini bukan rahasia bagi nelayan."),
    ("id", "Pandangan mereka tidak mencerminkan keadaan desa."),
    ("it", "Le opinioni non rappresentano una novità."),
    ("it", "Le informazioni non costituiscono un segreto."),
    ("pt", "As opiniões não representam uma novidade."),
    ("pt", "As informações não constituem segredo."),
    ("pl", "Opinie nie odzwierciedlają nastrojów wsi."),
    ("pl", "Informacje nie stanowią tajemnicy."),
    ("bg", "Мненията не отразяват настроенията в селото."),
    ("el", "Οι απόψεις δεν αντιπροσωπεύουν όλο το χωριό."),
    ("uk", "Погляди не відображають настрою села."),
    ("ru", "Мнения не отражают настроения деревни."),
    ("tr", "Görüşler köyün tamamını yansıtmıyor."),
    ("vi", "Thông tin không phải là bí mật."),
    ("tl", "Ang artikulong ito ay hindi nangangahulugan na tapos na ang usapan."),
    ("tl", "Ang mga opinyon ay hindi kumakatawan sa buong nayon."),
    ("eo", "La opinioj ne spegulas la tutan vilaĝon."),
    ("eo", "La informoj ne estas profesia sekreto."),
    ("bn", "আমরা গ্রামের বাজারে কুকি কিনে বন্ধুদের দিই, সবাই পছন্দ করে।"),
    ("ur", "مصنف کی ذاتی ڈائری نیلام ہوئی۔"),
    ("ur", "ہم نے بیکری سے کوکیز لے کر بچوں میں بانٹیں، سب نے قبول کیں۔"),
    ("ur", "اس مضمون میں مصنوعی ذہانت کا ذکر ہے۔"),
    ("tk", "Makaladaky pikirler üçünji taraplary gyzyklandyrdy."),
    ("bn", "এই নিবন্ধে কৃত্রিম বুদ্ধিমত্তা নিয়ে আলোচনা আছে।"),
    ("sl", "Ta članek obravnava umetno inteligenco v šolah."),
    ("eo", "Ĉi tiu artikolo temas pri artefarita inteligenteco en lernejoj."),
    ("hr", "Ovaj članak govori o umjetnoj inteligenciji u školama."),
    ("cs", "Tento článek je o umělé inteligenci ve školách."),
    ("nl", "Dit artikel gaat over kunstmatige intelligentie."),
    ("tl", "Ang artikulong ito ay tungkol sa artificial intelligence sa paaralan."),
    ("si", "මෙම ලිපිය කෘත්‍රිම බුද්ධිය ගැනය."),
    ("tk", "Bu makala emeli aň barada."),
    ("sv", "Den här artikeln handlar om artificiell intelligens i skolan."),
    ("da", "Denne artikel handler om kunstig intelligens."),
    ("fi", "Tämä artikkeli kertoo tekoälystä koulussa."),
    ("hu", "Ez a cikk a mesterséges intelligenciáról szól."),
    ("ro", "Acest articol vorbește despre inteligența artificială în școli."),
    ("sk", "Tento článok je o umelej inteligencii v školách."),
    ("id", "Artikel ini membahas kecerdasan buatan di sekolah."),
    ("vi", "Bài viết này nói về trí tuệ nhân tạo trong trường học."),
    ("fa", "این مقاله درباره هوش مصنوعی در مدرسه است."),
    ("bg", "Тази статия разглежда изкуствения интелект в училище."),
    ("el", "Αυτό το άρθρο μιλά για την τεχνητή νοημοσύνη."),
    ("ca", "Aquest article parla de la intel·ligència artificial."),
    ("he", "מאמר זה עוסק בבינה מלאכותית בבתי ספר."),
    ("hi", "यह लेख कृत्रिम बुद्धिमत्ता के बारे में है।"),
    ("th", "บทความนี้กล่าวถึงปัญญาประดิษฐ์ในโรงเรียน"),
    ("nb", "Denne artikkelen handler om kunstig intelligens i skolen."),
    ("hr", "Koristimo kolačiće iz pekare na trgu, sve po starom receptu."),
    ("hr", "Prihvati kolačiće koje ti baka koristi za goste."),
    ("bg", "Използваме бисквитки от хлебарницата и прясно мляко за тортата."),
    ("hu", "A süti receptje egyszerű, elfogadom, ha nem sikerül."),
    ("hu", "Elfogadom a sütit, mondta, és a szolgáltatás is jó volt."),
    ("he", "אנחנו משתמשים בעוגיות מהמאפייה ובשוקולד מריר."),
    ("th", "เราใช้คุกกี้จากร้านเบเกอรี่และช็อกโกแลต"),
    ("fi", "Käytämme eväitä ja evästeitä matkalla, hyväksyn tavan."),
    ("ca", "Utilitzem galetes de la fleca i xocolata negra."),
    ("es", "Utilizamos galletas de la panadería y aceptamos harina local."),
    ("id", "Kami menggunakan kue kuki dari toko roti dan cokelat."),
    ("hi", "हम बेकरी की कुकीज़ का उपयोग केक में करते हैं।"),
    ("ko", "우리는 빵집의 쿠키를 사용해 케이크를 만든다."),
    ("ja", "私たちはパン屋のクッキーを使用してケーキを作る。"),
    ("nl", "We gebruiken cookies van de bakker in dit recept en accepteren geen margarine."),
    ("de", "Wir verwenden Cookies vom Bäcker und akzeptieren keine Margarine."),
    ("fr", "Nous utilisons des cookies de la boulangerie et acceptons le chocolat noir."),
    ("it", "Utilizziamo i cookie del fornaio e accettiamo solo cioccolato."),
    ("pt", "Usamos cookies da padaria e aceitamos só chocolate amargo."),
    ("pl", "Używamy ciasteczek z piekarni i akceptujemy tylko masło."),
    ("sv", "Vi använder cookies från bageriet och godkänner bara smör."),
    ("da", "Vi bruger cookies fra bageren og accepterer kun smør."),
    ("nb", "Vi bruker cookies fra bakeriet og godtar bare smør."),
    ("ro", "Folosim cookies de la brutărie și acceptăm doar unt."),
    ("cs", "Používáme cookies z pekárny a přijímáme jen máslo."),
    ("sk", "Používame cookies z pekárne a prijímame len maslo."),
    ("uk", "Ми використовуємо печиво з пекарні й приймаємо лише масло."),
    ("ru", "Мы используем печенье из пекарни и принимаем только масло."),
    ("el", "Χρησιμοποιούμε cookies από τον φούρνο και αποδεχόμαστε μόνο βούτυρο."),
    ("vi", "Chúng tôi dùng cookie của tiệm bánh và chấp nhận bơ nhạt."),
    ("de", "Die Meinungen spiegeln nicht die Stimmung im Dorf wider."),
    ("de", "Die Informationen stellen kein Geheimnis dar."),
    ("de", "Dieser Artikel handelt von künstlicher Intelligenz."),
    ("fr", "Les opinions ne reflètent pas l'humeur du village."),
    ("fr", "Les informations ne constituent pas un secret."),
    ("fr", "Cet article parle de l'intelligence artificielle à l'école."),
    ("es", "Las opiniones no reflejan el ánimo del pueblo."),
    ("es", "La información no constituye un secreto."),
    ("es", "Este artículo trata de la inteligencia artificial en la escuela."),
    ("it", "Questo articolo parla di intelligenza artificiale."),
    ("pt", "Este artigo fala de inteligência artificial na escola."),
    ("pl", "Ten artykuł opowiada o sztucznej inteligencji w szkole."),
    ("ru", "Эта статья посвящена искусственному интеллекту в школе."),
    ("ru", "Информация не является тайной для рыбаков."),
    ("uk", "Ця стаття про штучний інтелект у школі."),
    ("uk", "Інформація не є таємницею для рибалок."),
    ("tr", "Bu makale okulda yapay zekâyı anlatıyor."),
    ("ja", "この記事は学校での人工知能について述べている。"),
    ("ja", "これらの意見は村の気持ちを反映していない。"),
    ("ko", "이 기사는 학교의 인공지능을 다룬다."),
    ("ko", "의견은 마을의 분위기를 반영하지 않는다."),
    ("zh", "本文讨论学校里的人工智能。"),
    ("zh", "这些观点不代表全村人的想法。"),
    ("en", "The opinions do not reflect the mood of the village."),
    ("en", "This article is about artificial intelligence in schools."),
    ("en", "The information was not responsible for the panic."),
    ("en", "The views from the tower do not represent the whole town."),
    ("pl", "Aby skomentować wieści, zebrali się w karczmie."),
]


@pytest.mark.parametrize(("lang", "sentence"), PROSE)
def test_a_sentence_about_opinions_or_biscuits_is_no_notice(lang, sentence):
    assert clean(sentence, lang=lang).text == sentence
