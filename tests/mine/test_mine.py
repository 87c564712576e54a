"""``cleaner mine``: what it finds in pages that quote one text in two translations, and that it finds nothing else."""

import json

import pytest
from click.testing import CliRunner

from cleaner.cli import group
from cleaner.mine import mine
from cleaner.mine.align import align
from tests.mine.corpus import write

FOUND = {
    ("words", "fr", "plante de frites", "usine de puces"),
    ("words", "de", "KI-Infrastruktur", "Luftinfrastruktur"),
    ("words", "zh", "芯片", "薯条"),
    ("words", "ru", "воздуха", "ИИ"),
    ("missing", "fr", "", "La construction d'un terminal d'IA près du fleuve et d'une voie ferrée solide"),
}


@pytest.fixture(scope="module")
def rows(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mine")
    (folder / "work").mkdir()
    return mine([str(write(folder / "in"))], folder / "work").rows


def test_the_disagreements_are_found_and_nothing_else(rows):
    found = {(r["kind"], r["lang"].split("-")[0], *(side["words"].strip() for side in r["sentences"][0])) for r in rows}
    assert found == FOUND


def test_a_candidate_tells_where_it_was_found_and_where_else_its_words_are_used(rows):
    row = next(r for r in rows if r["sentences"][0][0]["words"] == "plante de frites")
    assert [side["doc"] for side in row["sentences"][0]] == ["fr/deux.txt", "fr/un.txt"]
    assert [side["line"] for side in row["sentences"][0]] == [2, 2]
    assert (row["pairs"], row["sources"]) == (1, 2)
    assert row["suspect"] == "left"
    assert row["concordance"]["right"]["alone"]["uses"][0]["doc"] == "fr/deux.txt"
    for side in row["sentences"][0]:
        assert side["text"][side["start"] : side["end"]] == side["words"]


def test_the_draft_is_a_flag_with_examples_and_near_misses_from_the_corpus(rows):
    for row in rows:
        rule = row["rule"]
        assert rule["safety"] == "flag"
        assert len(rule["examples"]) >= 3
        assert len(rule["near_misses"]) >= 3


def test_equal_input_gives_equal_candidates_in_any_file_format(tmp_path, rows):
    write(tmp_path / "in")
    lines = [
        json.dumps({"id": str(path.relative_to(tmp_path / "in")), "text": path.read_text("utf-8")}) + "\n"
        for path in sorted((tmp_path / "in").rglob("*.txt"))
    ]
    (tmp_path / "all.jsonl").write_text("".join(lines), encoding="utf-8")
    result = CliRunner().invoke(group, ["mine", str(tmp_path / "all.jsonl"), "--out", str(tmp_path / "c.jsonl")])
    assert result.exit_code == 0, result.output
    assert [json.loads(line) for line in (tmp_path / "c.jsonl").read_text("utf-8").splitlines()] == rows


def test_what_cannot_be_read_is_named(tmp_path):
    (tmp_path / "a.jsonl.gz").write_bytes(b"no gzip")
    result = CliRunner().invoke(group, ["mine", str(tmp_path), "--out", str(tmp_path / "c.jsonl")])
    assert result.exit_code == 1
    assert "a.jsonl.gz" in result.output


def test_a_corpus_without_sentences_has_no_candidates(tmp_path):
    (tmp_path / "a.txt").write_text("", encoding="utf-8")
    result = CliRunner().invoke(group, ["mine", str(tmp_path), "--out", str(tmp_path / "c.jsonl")])
    assert result.exit_code == 0
    assert (tmp_path / "c.jsonl").read_bytes() == b""


TEXT = "Nous pensons que le monde a besoin d'une infrastructure {} à grande échelle avant la fin de l'année {}."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (TEXT.format("d'IA", "2030"), TEXT.format("d'IA", "2031")),  # another number
        (TEXT.format("d'Armorix", "2030"), TEXT.format("de Nvidia", "2030")),  # another name
        (TEXT.format("solide", "2030"), TEXT.format("solides", "2030")),  # a form of the word
        (TEXT.format("de la IA", "2030"), TEXT.format("de l'IA", "2030")),  # little words
        (TEXT.format("solide", "2030"), TEXT.format("solide", "2030")),
        ("Elle est partie hier.", "Elle est partie demain."),  # too short to tell
        ("我们认为世界需要更多的芯片制造能力和数据中心", "我們認為世界需要更多的晶片製造能力和數據中心"),
    ],
)
def test_what_is_no_disagreement_of_translations(one, other):
    aligned = align(one, other)
    assert aligned is None or aligned.found == []


def test_amounts_in_another_scale_are_one_fact():
    one = "Il veut lever 7 000 milliards pour la plante de puces que le pays attend depuis des années."
    other = "Il veut lever 7 trillions pour l'usine de puces que le pays attend depuis des années."
    aligned = align(one, other)
    assert [one[slice(*found.a)] for found in aligned.found] == ["la plante"]
