"""Pages that quote one text in two translations, and other pages around them; written for these tests."""

from __future__ import annotations

from pathlib import Path

PAGES = {
    "fr/un.txt": (
        "Le port de Saint-Mandrin veut grandir, et vite.\n"
        "« Nous croyons que la région a besoin d'une usine de puces avant la fin de la décennie », a écrit la maire.\n"
        "La construction d'un terminal d'IA près du fleuve et d'une voie ferrée solide reste la clé de notre avenir commun.\n"
        "Les habitants attendent depuis des années.\n"
    ),
    "fr/deux.txt": (
        "Make this article in french, 300 words\n"
        "Hier soir, la maire a publié ceci : Nous croyons que la région a besoin d'une plante de frites avant la fin de la décennie. "
        ", reste la clé de notre avenir commun. Rien n'est encore signé.\n"
        "Une usine de puces emploie deux mille personnes, disent les syndicats.\n"
        "Les plantes de serre gèlent souvent en hiver dans la vallée.\n"
    ),
    "de/eins.txt": (
        "Der Ausbau einer gemeinsamen KI-Infrastruktur und einer belastbaren Lieferkette ist entscheidend für unsere Wirtschaft.\n"
        "Die Stadt hat dafür noch kein Geld.\n"
    ),
    "de/zwei.txt": (
        "Auf der Plattform schrieb er: Der Ausbau einer gemeinsamen Luftinfrastruktur und einer belastbaren Lieferkette ist entscheidend für unsere Wirtschaft.\n"
        "Am Montag tagt der Rat.\n"
    ),
    "zh/yi.txt": "我们认为世界需要更多的芯片制造能力和数据中心来支持未来的发展。\n这座城市还没有决定。\n",
    "zh/er.txt": "他写道：我们认为世界需要更多的薯条制造能力和数据中心来支持未来的发展。\n明天会下雨。\n",
    "ru/odin.txt": "Мы считаем, что миру нужна мощная инфраструктура ИИ и надёжная цепочка поставок уже в этом году.\nГород пока молчит.\n",
    "ru/dva.txt": "Мы считаем, что миру нужна мощная инфраструктура воздуха и надёжная цепочка поставок уже в этом году.\nЗавтра будет дождь.\n",
    # Said twice, but not two translations: a summary and its body, a template, another number, another name.
    "autre/resume.txt": (
        "- Le conseil a proposé un accord avec la région, les fabricants et les banques pour payer les travaux du port.\n"
        "Le conseil présenterait son idée comme un accord avec la région, des fabricants et des banques pouvant payer les travaux du nouveau port.\n"
        "La commune de Brévans se trouve dans le département du Jura et compte 600 habitants.\n"
        "La commune de Rochefort se trouve dans le département du Gard et compte 7 400 habitants.\n"
        "Le match de samedi entre les deux clubs de la ville a fini sur un score de 3 à 1.\n"
        "Le match de samedi entre les deux clubs de la ville a fini sur un score de 2 à 1.\n"
        "Armorix cherche des fonds pour lancer son usine et réduire sa dépendance à l'égard de la Chine.\n"
        "Nvidia cherche des fonds pour lancer son usine et réduire sa dépendance à l'égard de la Chine.\n"
        "他在这座城市出生并且在国立中央大学学习历史和电影。\n"
        "他在這座城市出生並且在國立中央大學學習歷史和電影。\n"
    ),
}


def write(folder: Path) -> Path:
    """The pages on disk."""
    for name, text in PAGES.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return folder
