"""What is prose in reStructuredText and what no edit may touch."""

from __future__ import annotations

import pytest

from cleaner.markup.literals import subtract
from cleaner.markup.rst import layout, protected_parts


def prose(text: str) -> list[str]:
    found = layout(text)
    return [
        text[a:b]
        for a, b in subtract([p[:2] for p in found.paragraphs], found.protected)
        if text[a:b].strip()
    ]


PROTECTED = [
    ("Avant::\n\n    code é\n\n    encore\n\nAprès", ["Avant", "Après"]),
    (".. code-block:: py\n   :linenos:\n\n   x = 1\n\nAprès", ["Après"]),
    (".. note:: Un mot\n   de plus.\n\n   Suite.\n\nAprès", ["Un mot\n   de plus.", "Suite.", "Après"]),
    (".. note::\n   :class: x\n\n   Suite.", ["Suite."]),
    (".. une remarque\n\nAprès", ["Après"]),
    (".. _cible: http://a.b\n\nAprès", ["Après"]),
    ("voir ``code`` et :ref:`là <x>` ici", ["voir ", " et ", " ici"]),
    ("voir `ici <http://a.b>`_ et cible_ |v| [1]_", ["voir ", " et "]),
    ("+---+---+\n| a | b |\n+---+---+\n\nAprès", ["Après"]),
    ("=== ===\na   b\n=== ===\n1   2\n\n3   4\n=== ===\n\nAprès", ["Après"]),
    (">>> 1 + 1\n2\n\nAprès", ["Après"]),
    ("Titre\n=====\n\nTexte", ["Titre", "Texte"]),
    (":Auteur: Un nom", ["Un nom"]),
    ("un\n\n----\n\ndeux", ["un", "deux"]),
    (".. note::\n\n   Dedans\n\n   Avant::\n\n      code\n\nAprès", ["Dedans", "Avant", "Après"]),
    ("Avant::\n\n> code ici\n> encore\n\nAprès", ["Avant", "Après"]),
    ("Avant::\n\nAprès, sans retrait", ["Avant", "Après, sans retrait"]),
]


@pytest.mark.parametrize(("text", "expected"), PROTECTED)
def test_only_prose_is_open_to_edits(text: str, expected: list[str]) -> None:
    assert prose(text) == expected


KINDS = [
    ("=====\nTitre\n=====\n", [("heading", "Titre")]),
    ("- un\n  deux\n- trois\n\n  quatre", [("item", "un\n  deux"), ("item", "trois"), ("prose", "quatre")]),
    ("#. un\n\n2) deux", [("item", "un"), ("item", "deux")]),
    ("terme\n   Sa définition\n   suit.", [("prose", "terme"), ("prose", "Sa définition\n   suit.")]),
    ("| un\n| deux", [("verse", "un"), ("verse", "deux")]),
    ("un\r\ndeux\r\n\r\ntrois", [("prose", "un\r\ndeux"), ("prose", "trois")]),
]


@pytest.mark.parametrize(("text", "expected"), KINDS)
def test_paragraphs(text: str, expected: list[tuple[str, str]]) -> None:
    assert [(p.kind, text[p.start : p.end]) for p in layout(text).paragraphs] == expected


def test_a_title_must_not_outgrow_its_rule() -> None:
    text = "Titre\n=====\n\nTexte ``x``\n"
    assert protected_parts(text.replace("Texte", "Mots")) == protected_parts(text)
    assert protected_parts(text.replace("Titre", "Le titre")) != protected_parts(text)
    assert protected_parts(text.replace("``x``", "``y``")) != protected_parts(text)
