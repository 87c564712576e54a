"""The commands that show the rules."""

import pytest
from click.testing import CliRunner

from cleaner.cli import group


def test_rules_lists_every_language_and_explain_knows_each_kind_of_rule():
    listed = CliRunner().invoke(group, ["rules"])
    assert listed.exit_code == 0
    assert "num-fr-dollar-trillion" in listed.stdout
    for rule in ("num-fr-dollar-trillion", "dup-any-repeat", "bpl-any-furniture", "enc-any-utf8"):
        shown = CliRunner().invoke(group, ["explain", rule])
        assert shown.exit_code == 0, rule
        assert rule in shown.stdout


def test_an_unknown_rule_is_refused_with_a_suggestion():
    result = CliRunner().invoke(group, ["explain", "num-fr-dolar-trillion"])
    assert result.exit_code == 2
    assert "num-fr-dollar-trillion" in result.output


@pytest.mark.slow
def test_rules_compile_keeps_a_machine_for_each_language_asked_for(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("CLEANER_CACHE", str(tmp_path / "cache"))
    (tmp_path / "cleaner.toml").write_text('select = ["GRM"]\n')
    assert CliRunner().invoke(group, ["rules", "compile", "fr", "de"]).exit_code == 0
    assert len(list((tmp_path / "cache").glob("skeletons-*"))) == 3
    refused = CliRunner().invoke(group, ["rules", "compile", "klingon"])
    assert refused.exit_code == 2
    assert "there are rules for" in refused.output
