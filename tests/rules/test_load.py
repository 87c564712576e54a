"""What the loader takes and what it refuses, naming file and rule."""

import re

import pytest

from cleaner.config import ConfigError, check
from cleaner.packcheck import accept
from cleaner.rules.load import PackError, load
from cleaner.settings import Settings

RULE = {
    "id": '"lit-fr-gadgeton"',
    "reason": '"a house word"',
    "safety": '"safe"',
    "pattern": r"'\bgadgetons?\b'",
    "replace": '"machin"',
    "examples": '[["Le gadgeton.", "Le machin."], ["Un gadgeton bleu.", "Un machin bleu."], ["Nos gadgetons.", "Nos machin."]]',
    "near_misses": '["Le gadget est là.", "Un godet.", "Gadgetonné de partout."]',
}


def pack(folder, **changes):
    """A pack with one rule, some of its fields changed (None: left out)."""
    rows = [f"{name} = {value}" for name, value in {**RULE, **changes}.items() if value is not None]
    (folder / "fr").mkdir()
    (folder / "fr" / "lit.toml").write_text("[[rule]]\n" + "\n".join(rows), encoding="utf-8")
    return (str(folder),)


def test_a_sound_house_pack_is_used(tmp_path):
    packs = pack(tmp_path)
    accept(packs)
    assert load(packs).rule("lit-fr-gadgeton") is not None


REFUSED = [
    ({"id": '"num-fr-gadgeton"'}, "must be named lit-fr-"),
    ({"id": '"lit-fr-fab-capacity"'}, "given twice"),
    ({"examples": '[["Le gadgeton.", "Le machin."]]'}, "needs 3 examples"),
    ({"near_misses": '["Un godet."]'}, "near-misses"),
    ({"safety": '"sure"'}, "safety is 'sure'"),
    ({"replace": None}, "a flag has no replacement"),
    ({"fixups": '["elision"]'}, "knows no fixup"),
    ({"colour": '"red"'}, "colour"),
]


@pytest.mark.parametrize(("changes", "told"), REFUSED)
def test_a_malformed_rule_is_refused_with_its_file_and_name(tmp_path, changes, told):
    with pytest.raises(PackError, match=told) as refused:
        load(pack(tmp_path, **changes))
    assert "lit.toml" in str(refused.value) or "colour" in str(refused.value)


MISBEHAVED = [
    ({"pattern": r"'\bgadgetons?\b(?=\p{Nope})'"}, "does not compile"),
    ({"near_misses": '["Un gadgeton sûr.", "Un godet.", "Le gadget."]'}, "fires on its near-miss"),
    ({"replace": '"gadgeton neuf"', "examples": RULE["examples"].replace("machin", "gadgeton neuf")}, "makes"),
    ({"examples": RULE["examples"].replace("Le machin", "La machine")}, "makes 'Le machin.'"),
    ({"pattern": r"'(?:\w+\s?)+gadgetons?'"}, "lit-fr-gadgeton"),
]


@pytest.mark.parametrize(("changes", "told"), MISBEHAVED)
def test_a_rule_that_fails_its_own_tests_is_refused_before_it_is_used(tmp_path, changes, told):
    packs = pack(tmp_path, **changes)
    with pytest.raises(ConfigError, match=re.escape(told)):
        check(Settings(packs=packs))


def test_a_house_rule_may_not_spoil_the_texts_of_another(tmp_path):
    examples = [[f"{word} capacité fabuleuse à convaincre.", f"{word} grande capacité."] for word in ("Une", "Sa", "Cette")]
    packs = pack(
        tmp_path,
        pattern="'capacité fabuleuse à convaincre'",
        replace="'grande capacité'",
        examples=str(examples),
    )
    with pytest.raises(PackError, match="which stands in lit-fr-"):
        accept(packs)
