"""``cleaner explain OUT DOC[:LINE]``."""

import pytest
from click.testing import CliRunner

from cleaner.cli import group
from tests.report.runs import small


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
