"""The commands that show the rules."""

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
