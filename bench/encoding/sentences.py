"""Sentences of our own, in many scripts and lengths, to be damaged: clean text must come back or be let alone."""

from __future__ import annotations

SENTENCES: dict[str, tuple[str, ...]] = {
    "fr": (
        "À la fin de l’été, les pêcheurs réparaient leurs filets près du phare.",
        "Le maître a déjà prêté sa clé à Françoise.",
        "Où êtes-vous allés après le dîner ?",
        "Une forêt brûlée",
    ),
    "de": (
        "Für die Prüfung müssen alle Schüler bis spätestens März üben.",
        "Das größte Schloß steht über dem Fluß, sagte die Bäuerin.",
        "Übrigens: fünf Äpfel genügen.",
        "Ein schöner Gruß",
    ),
    "es": (
        "El niño soñó que mañana llegaría un pequeño camión con piñas.",
        "¿Cuándo empezó la reunión de los años ochenta?",
        "Según él, ningún señor pagó el café.",
        "Última sesión",
    ),
    "pt": (
        "A avó não gostava de maçãs, mas comprou três pães e um pão de ló.",
        "São João é uma tradição que não tem preço.",
        "Amanhã haverá reunião às dez.",
        "Informações úteis",
    ),
    "pl": (
        "Wczoraj wieczorem młoda nauczycielka znalazła na łące zgubiony pierścionek.",
        "Dziękuję, już późno, a mróz coraz większy.",
        "Książka leży na półce pod świecą.",
        "Źródło ciepła",
    ),
    "cs": (
        "Dědeček každé ráno krmil ptáky u řeky a četl si noviny.",
        "Včera večer začalo pršet a tramvaje měly zpoždění.",
        "Kůň běžel přes žluté pole.",
        "Větší škody",
    ),
    "tr": (
        "Yağmur başlayınca çocuklar koşarak eve döndü ve sıcak çay içti.",
        "Öğretmen bugün sınıfa güneşli bir gülümsemeyle girdi.",
        "Işık söndü, kapı açıldı.",
        "Güzel bir şiir",
    ),
    "vi": (
        "Mỗi buổi chiều, bà ngoại thường kể chuyện cổ tích cho các cháu nghe.",
        "Trời mưa to nên chúng tôi phải ở lại quán cà phê.",
        "Anh ấy đã mua một chiếc xe đạp mới.",
    ),
    "ru": (
        "Вечером рыбаки вернулись в деревню и долго чинили порванные сети.",
        "Бабушка испекла пирог с яблоками, и мы пили чай на веранде.",
        "Зима в этом году была снежной.",
        "Новый дом",
    ),
    "uk": (
        "Увечері діти зібралися біля вогнища й слухали дідусеві оповідки.",
        "Їхній садок цього року дав багато груш і слив.",
        "Завтра буде гарна погода.",
    ),
    "el": (
        "Το βράδυ οι ψαράδες γύρισαν στο χωριό και κάθισαν στην ταβέρνα.",
        "Η γιαγιά έφτιαξε πίτα με μήλα και ήπιαμε καφέ.",
        "Αύριο θα βρέξει πολύ.",
    ),
    "he": (
        "סבתא אפתה עוגת תפוחים ושתינו תה במרפסת.",
        "מחר יהיה יום יפה וחם מאוד.",
    ),
    "ar": (
        "خبزت الجدة كعكة التفاح وشربنا الشاي في الشرفة.",
        "سيكون الطقس غدا جميلا ومشمسا.",
    ),
    "th": (
        "คุณยายอบขนมพายแอปเปิลและเราดื่มชาที่ระเบียง",
        "พรุ่งนี้อากาศจะดีมาก",
    ),
    "zh": (
        "傍晚渔民们回到村里，坐在码头边慢慢修补渔网。",
        "奶奶烤了一个苹果派，我们在阳台上喝茶。",
        "明天的天气会很好。",
        "图书馆已经关门",
    ),
    "zh-Hant": (
        "傍晚漁民們回到村裡，坐在碼頭邊慢慢修補漁網。",
        "奶奶烤了一個蘋果派，我們在陽臺上喝茶。",
        "明天的天氣會很好。",
    ),
    "ja": (
        "夕方、漁師たちは村へ戻り、港で破れた網を直していた。",
        "おばあさんがりんごのパイを焼き、みんなで縁側でお茶を飲んだ。",
        "明日はきっと晴れるでしょう。",
        "データを保存しました",
    ),
    "ko": (
        "저녁이 되자 어부들은 마을로 돌아와 찢어진 그물을 고쳤다.",
        "할머니가 사과 파이를 구워 주셔서 우리는 차를 마셨다.",
        "내일은 날씨가 아주 좋을 것이다.",
    ),
}
"""By language."""
