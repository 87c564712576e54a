"""Which copies may go: pairs of a kept and a removed text."""

import pytest

from cleaner.dedup.guard import covers, facts

STAYS = [
    ("a number", "The ferry takes 45 cars to the island.", "The ferry takes 54 cars to the island."),
    ("a number more", "The ferry takes cars to the island.", "The ferry takes 45 cars to the island."),
    ("the order of numbers", "It grew from 3 to 5 metres.", "It grew from 5 to 3 metres."),
    ("a point in a number", "It weighs 1.5 kilos when dry.", "It weighs 15 kilos when dry."),
    ("a currency", "It costs $40 at the door.", "It costs €40 at the door."),
    ("a sign", "At night it falls to -5 degrees.", "At night it falls to 5 degrees."),
    ("digits of another script", "يزن الصندوق ٤٥ كيلو", "يزن الصندوق ٥٤ كيلو"),
    ("Han numerals", "公司招聘三名工程师", "公司招聘五名工程师"),
    ("a month", "Die Messe beginnt im Mai und endet spät", "Die Messe beginnt im Juli und endet spät"),
    ("a weekday without capital", "il ferme chaque lundi à midi", "il ferme chaque jeudi à midi"),
    ("a negation", "The door is locked at night.", "The door is not locked at night."),
    ("a contraction", "The key does fit the lock.", "The key doesn't fit the lock."),
    ("a German negation at the end", "Das glaubt der Richter.", "Das glaubt der Richter nicht."),
    ("a negation of two", "Он спросил, был ли ответ или нет Ответа нет.", "Он спросил, был ли ответ или Ответа нет."),
    ("a negation that is an article next door", "El tren no para en esta estación.", "El tren para en esta estación."),
    ("a quoted negation", "Ele leu a frase: don't stop, e foi para casa.", "Ele leu a frase: don stop, e foi para casa."),
    ("Chinese", "我们同意这个计划", "我们不同意这个计划"),
    ("Japanese", "私はそう思う", "私はそう思わない"),
    ("Thai", "เขาไปตลาด", "เขาไม่ไปตลาด"),
    ("a name", "Yesterday Marta won the race.", "Yesterday Jonas won the race."),
    (
        "a name that is a function word elsewhere",
        "A small hotel in Como by the lake.",
        "A small hotel in Lecce by the lake.",
    ),
    (
        "a name that begins with one",
        "Police caught the gang Los Lagos.",
        "Police caught the gang Monte Lagos.",
    ),
    ("a name that begins a sentence", "Marta won the race.", "Jonas won the race."),
    ("a word of a title", "Web Promotion And Business Design", "Web Promotion And Interior Design"),
    ("the order of names", "In spring Marta beat Jonas twice.", "In spring Jonas beat Marta twice."),
    ("a name more", "The mayor resigned.", "The mayor, Eva Holm, resigned."),
    ("a Katakana name", "午後にプルリクエストを開く", "午後にイシューを開く"),
    ("a Katakana name by a character more", "来年オーストラリアに留学する", "来年オーストリアに留学する"),
    ("a Katakana name by a character less", "来年オーストリアに留学する", "来年オーストラリアに留学する"),
    ("a negation cut off at the end", "Das glaubt der Richter nicht.", "Das glaubt der Richter."),
    ("a negation cut off at the start", "Non possiamo lasciare la porta.", "possiamo lasciare la porta."),
    ("a number at the end of a line", "The shop asks a price of 1600", "The shop asks a price of 16"),
    ("a number that a full stop ends", "They counted 1600 birds in the bay.", "They counted 16."),
    ("a point in a number, other marks kept", "It weighs 1.5 kilos, dry.", "It weighs 15 kilos, dry."),
    ("a unit", "Der Weg am See ist 12 km lang.", "Der Weg am See ist 12 m lang."),
    ("a unit written out", "The ride takes 30 minutes.", "The ride takes 30 hours."),
    ("a unit right behind its number", "Das Paket wiegt 30kg.", "Das Paket wiegt 30g."),
    ("a Chinese unit", "这座大桥全长25公里", "这座大桥全长25米"),
    ("a Chinese unit that ends alike", "这座大桥全长25千米", "这座大桥全长25米"),
    ("a Chinese currency", "售价是5000美元", "售价是5000欧元"),
    ("a Japanese currency", "家賃は月800円です", "家賃は月800ドルです"),
    ("a Thai unit that ends alike", "ยาว 12 กิโลเมตร", "ยาว 12 เมตร"),
    ("a Japanese weekday", "毎週月曜日に休館する", "毎週木曜日に休館する"),
    ("a Thai month", "วันที่ 5 มกราคม 2560", "วันที่ 5 มีนาคม 2560"),
    ("a Chinese name", "去年张伟在会议上宣布", "去年刘洋在会议上宣布"),
    ("a Japanese place", "本社は大阪にある", "本社は福岡にある"),
    ("a numeral inside a number", "工厂去年生产1960吨钢材", "工厂去年生产1千60吨钢材"),
    ("a digit less and a word more", "工厂去年的产量达1905吨", "工厂去年的产量达约905吨"),
    ("a digit less and a word behind", "工厂去年的产量达1905吨", "工厂去年的产量达190余吨"),
    ("a letter less and a word more", "今天Paula是冠军", "今天Paul也是冠军"),
    ("a range for two years", "他在2005,2008年参赛", "他在2005至2008年参赛"),
    ("a lost digit that could be either", "In 1986 und in 1976 war er da.", "In 1986 und in 19\ufffd6 war er dort."),
    ("a lost digit and another one", "Im Jahr 1986 war er in Athen.", "Im Jahr 18\ufffd6 war er in Athen."),
    ("a sentence more", "The mayor resigned.", "The mayor resigned. She had been ill for long."),
]

GOES = [
    ("the same", "The ferry takes 45 cars.", "The ferry takes 45 cars."),
    ("a number less", "The ferry takes 45 cars to the island.", "The ferry takes cars to the island."),
    ("case", "The Ferry takes 45 cars.", "THE FERRY TAKES 45 CARS."),
    ("case, and a word", "The Ferry takes 45 Cars.", "THE FERRY CARRIES 45 CARS."),
    ("all punctuation lost", "Well, it weighs 1.5 kilos, when dry.", "Well it weighs 15 kilos when dry"),
    ("another word", "The ferry takes 45 cars.", "The ferry carries 45 cars."),
    ("a character misread in a Katakana name", "ホメオパシー治療に使用する", "ホメ縁パシー治療に使用する"),
    ("a long vowel at a word's end", "新しいユーザーを登録する", "新しいユーザを登録する"),
    ("cut off inside a number", "They counted 1600 birds in the bay.", "They counted 16"),
    ("one point and the full stop lost", "Es öffnet um 20.00 Uhr.", "Es öffnet um 2000 Uhr"),
    ("cut off", "The ferry takes cars. It does not take lorries.", "The ferry takes cars."),
    ("a capital article", "The ferry left at dawn.", "This ferry left at dawn."),
    ("a Portuguese article", "Ele não foi visto no porto, mas em uma praia.", "Ele não foi visto porto, mas em uma praia."),
    ("a Swedish pronoun", "Hon och han tog med sig sin hund till sjön som är kall.", "Hon och han tog med sig hund till sjön som är kall."),
    ("a French liaison", "Le maire, a-t-il dit, a reçu les habitants.", "Le maire a reçu les habitants."),
    ("a name in one place of three that single words part", "An old king of Rome and a dog", "A new king of Nice and the dog"),
    ("a character misread", "去年他在会议上宣布了计划", "去年他在会讠上宣布了计划"),
    ("a unit word without a number", "The metres are many here.", "The minutes are many here."),
    ("a number's unit less", "It weighs 30 kg when dry.", "It weighs 30 when dry."),
    ("one of two lengths", "It is 12 m wide and 12 km long.", "It is wide and 12 km long."),
    ("a digit lost in decoding", "Im Jahr 1986 war er in Athen.", "Im Jahr 19\ufffd6 war er in Athen."),
    ("the last digit lost in decoding", "Er kam im Jahr 1986.", "Er kam im Jahr 198\ufffd."),
    ("a letter lost in decoding", "Gestern kam Björn nach Athen.", "Gestern kam Bj\ufffdrn nach Athen."),
    ("a digit misread", "自1960年起在当地生活", "自1有60年起在当地生活"),
    ("the first digit before a nought misread", "自2006年起在当地生活", "自阿006年起在当地生活"),
    ("the point of a thousand misread", "该湖面积1,040平方公里", "该湖面积1適040平方公里"),
    ("a letter misread", "她叫Maria，来自西班牙", "她叫Ma有ia，来自西班牙"),
    ("digits written otherwise", "يزن الصندوق ٤٥ كيلو", "يزن الصندوق 45 كيلو"),
]


@pytest.mark.parametrize(("kept", "removed"), [pytest.param(a, b, id=name) for name, a, b in STAYS])
def test_a_text_that_differs_in_this_stays(kept: str, removed: str) -> None:
    assert not covers(facts(kept), facts(removed))


@pytest.mark.parametrize(("kept", "removed"), [pytest.param(a, b, id=name) for name, a, b in GOES])
def test_a_text_that_differs_in_this_may_go(kept: str, removed: str) -> None:
    assert covers(facts(kept), facts(removed))
