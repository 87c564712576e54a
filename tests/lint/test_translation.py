"""A translation held against its source."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.lint.source import decode
from cleaner.lint.translation import counterpart
from cleaner.lint.translation.compare import compare
from cleaner.lint.translation.page import Page
from cleaner.settings import Settings

Found = list[tuple[str, int, int]]


def found(source: str, target: str, langs: tuple[str, str] = ("en", "fr")) -> Found:
    """Rule, line in the translation, line in the source."""
    pages = [
        Page(decode(f"{lang}.md", text.encode()), lang)
        for lang, text in zip(langs, (source, target), strict=True)
    ]
    return [(f["rule"], f["line"], f["twin"]["line"]) for f in compare(*pages, Settings())]


SAME = [
    ("It cost 1,250.50 dollars in 2019.", "Il a coûté 1 250,50 dollars en 2019.", "fr"),
    ("It cost 40,000 dollars.", "Das kostete 40.000 Dollar.", "de"),
    ("Some 1.5 billion people.", "Rund 1,5 Milliarden Menschen.", "de"),
    ("Some 30 million people.", "約3000万人。", "ja"),
    ("There are three ways, or 3.", "Il y a trois façons, ou trois.", "fr"),
    ("In the 21st century.", "Au XXIe siècle.", "fr"),
    ("Run `make test` on {{ site.url }}.", "Lancez `make test` sur {{ site.url }}.", "fr"),
    (
        "See [this](https://en.wikipedia.org/wiki/Cat).",
        "Voir [ceci](https://fr.wikipedia.org/wiki/Chat).",
        "fr",
    ),
    ("I met Anna Kowalska there.", "Spotkałem tam Annę Kowalską.", "pl"),
    (
        "The United States and the Open Source Survey agree.",
        "Les États-Unis et l'enquête sont d'accord.",
        "fr",
    ),
    ("Run `make` and `make` again.", "Lancez `make` deux fois.", "fr"),
    ("Write a `SECURITY.md` file.", "Écrivez un fichier SECURITY.md.", "fr"),
    ("A 501c3 body.", "Un organisme sans but lucratif.", "fr"),
    (
        "See [this](https://web.archive.org/web/2020/http://example.org/).",
        "Voir [ceci](http://example.org/).",
        "fr",
    ),
    ("We use GitHub for it.", "我们使用GitHub。", "zh"),
    ("The year 2020 was long.", "साल २०२० लंबा था।", "hi"),
]


@pytest.mark.parametrize(("source", "target", "lang"), SAME)
def test_what_says_the_same_is_silent(source: str, target: str, lang: str) -> None:
    assert found(source, target, ("en", lang)) == []


LOST = [
    ("It was built in 1987.", "Il a été construit jadis.", "num-any-lost-number"),
    ("It is worth $5 billion.", "Cela vaut 5 millions de dollars.", "num-any-other-scale"),
    ("Run `make test` now.", "Lancez le test.", "mrk-any-lost-code"),
    ("Hello {name}, welcome.", "Bonjour, bienvenue.", "mrk-any-lost-placeholder"),
    ("See [this](https://example.org/a).", "Voir ceci.", "mrk-any-lost-address"),
    ("I met Anna Kowalska there.", "Je l'y ai rencontrée.", "ent-any-lost-name"),
    (
        "This whole sentence has been left as it was before.",
        "This whole sentence has been left as it was before.",
        "unt-any-left-in-source",
    ),
]


@pytest.mark.parametrize(("source", "target", "rule"), LOST)
def test_what_is_lost_is_told_at_both_places(source: str, target: str, rule: str) -> None:
    head = "# A title\n\n", "# Un titre\n\n- Un point de plus.\n\n"
    assert found(head[0] + source, head[1] + target) == [(rule, 5, 3)]


def test_a_lost_paragraph_is_one_finding() -> None:
    new = "Since 2019 the [fund](https://a.example) and the [bank](https://b.example) pay for `it` all."
    last = "This is how it all came to an end, and nobody was hurt."
    assert found(
        f"# A title\n\nBuilt in 1987.\n\n{new}\n\n{last}",
        "# Un titre\n\nConstruit en 1987.\n\nC'est ainsi que tout prit fin, et personne ne fut blessé.",
    ) == [("unt-any-lost-paragraph", 3, 5)]


def test_what_one_paragraph_lacks_is_one_finding_a_kind() -> None:
    source = (
        "See [a](https://a.example), [b](https://b.example), and what was said in 1987 and 1988 of it all."
    )
    target = "Voir les pages là-dessus, et ce que l'on a pu en dire dans les années qui suivirent."
    assert found(source, target) == [("mrk-any-lost-address", 1, 1), ("num-any-lost-number", 1, 1)]


def test_a_fact_that_moved_to_the_next_paragraph_is_not_lost() -> None:
    assert found("Built in 1987.\n\nIt is old.", "Il est vieux.\n\nConstruit en 1987.") == []


def test_files_are_paired_by_path(tmp_path: Path) -> None:
    for name in ("en/a/b.md", "fr/a/b.md", "fr/c.md"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    english, french = tmp_path / "en", tmp_path / "fr"
    assert counterpart(french / "a/b.md", [french], english) == english / "a/b.md"
    assert counterpart(french / "c.md", [french], english) is None
    assert counterpart(french / "c.md", [french / "c.md"], english / "a/b.md") == english / "a/b.md"
