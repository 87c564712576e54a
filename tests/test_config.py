"""Settings files: found upwards, checked, and different for some paths."""

from __future__ import annotations

from pathlib import Path

import pytest

from cleaner.config import ConfigError, check, extended, load_config, load_settings, matches
from cleaner.settings import Settings


def test_the_nearest_file_counts_and_nothing_is_merged(tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.cleaner]\nlang = "fr"\nfail-on = "safe"\n')
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "c").mkdir()
    (tmp_path / "c" / ".cleaner.toml").write_text("unsafe = true\n")
    assert load_settings(tmp_path / "a" / "b" / "x.md").lang == "fr"
    assert load_config(tmp_path / "a").fail_on == "safe"
    assert load_settings(tmp_path / "c" / "y.md") == Settings(unsafe=True)


def test_a_pyproject_without_our_table_is_passed_over(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text('ignore = ["LIT"]\n')
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "pyproject.toml").write_text("[project]\nname = 'x'\n")
    assert load_settings(tmp_path / "a").ignore == ("LIT",)


def test_some_paths_have_their_own_settings(tmp_path: Path) -> None:
    (tmp_path / "cleaner.toml").write_text(
        'ignore = ["TYP"]\n[per-file."fr/**"]\nlang = "fr"\n[per-file."old/*.md"]\nignore = ["ALL"]\n'
    )
    assert load_settings(tmp_path / "fr" / "a" / "b.md") == Settings(ignore=("TYP",), lang="fr")
    assert load_settings(tmp_path / "old" / "x.md").ignore == ("ALL",)
    assert load_settings(tmp_path / "x.md").lang is None


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ('selct = ["NUM"]', "unknown key 'selct', did you mean 'select'?"),
        ('select = "NUM"', "Expected `array`, got `str` - at `$.select`"),
        ('fail-on = "sometimes"', "Invalid enum value 'sometimes' - at `$.fail-on`"),
        ("[per-file.x]\nlan = 'fr'", "unknown key 'lan', did you mean 'lang'?"),
        ("lang =", "Invalid value"),
    ],
)
def test_what_is_wrong_is_named(tmp_path: Path, text: str, message: str) -> None:
    (tmp_path / "cleaner.toml").write_text(text)
    with pytest.raises(ConfigError) as caught:
        load_settings(tmp_path)
    assert message in str(caught.value)
    assert "cleaner.toml" in str(caught.value)


def test_an_unknown_rule_is_named_with_its_neighbour() -> None:
    check(Settings(select=("NUM", "ALL"), ignore=("num-fr-dollar-trillion",)))
    with pytest.raises(ConfigError, match="Did you mean 'num-fr-dollar-trillion'"):
        check(Settings(ignore=("num-fr-dolar-trillion",)))


def test_extending_keeps_the_defaults() -> None:
    more = extended(Settings(), ["TYP"])
    assert more.selects("typ-x-y", "TYP")
    assert more.selects("num-x-y", "NUM")
    assert not more.selects("cal-x-y", "CAL")
    assert extended(Settings(), []) == Settings()


@pytest.mark.parametrize(
    ("glob", "path", "expected"),
    [
        ("vendor", "a/vendor/b.md", True),
        ("*.md", "a/b.md", True),
        ("a/*.md", "a/b.md", True),
        ("a/**", "a/b/c.md", True),
        ("./a/", "a/b/c.md", True),
        ("b/*.md", "a/b/c.md", False),
        ("vendor", "a/vendors/b.md", False),
        ("**/b/*.md", "a/b/c.md", True),
    ],
)
def test_globs(glob: str, path: str, expected: bool, tmp_path: Path) -> None:
    assert matches(tmp_path / path, (glob,), tmp_path) is expected
