"""``cleaner explain OUT DOC[:LINE]``."""

import json

import pytest
from click.testing import CliRunner

from cleaner.cli import group
from tests.report.runs import run, small


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return small(tmp_path_factory.mktemp("small"))


def explain(out, doc, colour=False):
    result = CliRunner().invoke(group, ["explain", str(out), doc], color=colour)
    assert result.exit_code == 0
    return result


def test_the_line_what_it_became_and_why(out):
    shown = explain(out, "a.txt").stdout
    assert "    1 - Le pays a besoin de $7 trillions." in shown
    assert "      + Le pays a besoin de 7 000 milliards de dollars." in shown
    assert "num-fr-dollar-trillion  English trillion" in shown


def test_one_line_of_a_document(out):
    shown = explain(out, "deep/b.md:5").stdout
    assert "2 milliards de dollars. Dans le bourg" in shown
    assert "vieille mairie" not in shown
    assert "kept: a.txt:3, 100% alike" in explain(out, "deep/b.md:3").stdout


def test_a_row_and_its_colours(out):
    shown = explain(out, "r3", colour=True).stdout
    assert "\x1b[32m3 000 milliards de dollars\x1b[0m" in shown.replace("\u202f", " ").replace("\u00a0", " ")


def test_hostile_characters_are_not_obeyed(out):
    shown = explain(out, "hostile<b>.txt").stdout
    assert "\\u202e" in shown
    assert "\u202e" not in shown


def test_a_document_without_edits_or_a_folder_without_a_run_is_said_so(out, tmp_path):
    assert "nothing was changed or flagged there" in explain(out, "none.txt").stderr
    assert CliRunner().invoke(group, ["explain", str(tmp_path), "a.txt"]).exit_code == 2


def test_neighbouring_rows_of_one_id_are_told_apart(tmp_path):
    rows = [{"id": "same", "text": f"Le numéro {i} coûte ${i} trillions, dit-on."} for i in (4, 5)]
    (tmp_path / "in").mkdir()
    (tmp_path / "in" / "rows.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    (tmp_path / "in" / "rows.csv").write_text(
        "".join(["id,text\n", *(f'same,"{row["text"]}"\n' for row in rows)]), encoding="utf-8"
    )
    run(tmp_path / "in", tmp_path / "out")
    ledger = CliRunner().invoke(group, ["ledger", str(tmp_path / "out"), "--doc", "same"]).stdout.splitlines()
    places = ["rows.csv:2", "rows.csv:3", "rows.jsonl:1", "rows.jsonl:2"]
    assert [json.loads(line)["row"] for line in ledger] == places
    shown = explain(tmp_path / "out", "same").stdout
    assert [line for line in shown.splitlines() if line in places] == places
    only = explain(tmp_path / "out", "rows.jsonl:2").stdout
    assert "numéro 5" in only
    assert "numéro 4" not in only
    page = (tmp_path / "out" / "report.html").read_text("utf-8")
    assert all(f"same ({place})" in page for place in places)
