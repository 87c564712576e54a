"""``cleaner review``: decisions by keys from a pipe or a terminal, rules that pass their tests."""

import json
import shutil
import subprocess
import sys
import time
import tomllib

import pytest
from click.testing import CliRunner

from cleaner.cli import group
from tests.mine.corpus import write


@pytest.fixture(scope="module")
def candidates(tmp_path_factory):
    folder = tmp_path_factory.mktemp("mine")
    result = CliRunner().invoke(group, ["mine", str(write(folder / "in")), "--out", str(folder / "c.jsonl")])
    assert result.exit_code == 0, result.output
    return folder / "c.jsonl"


def review(candidates, pack, keys):
    result = CliRunner().invoke(group, ["review", str(candidates), "--pack", str(pack)], input=keys)
    assert result.exit_code == 0, result.output
    return result.output


def test_accepted_sides_become_flags_that_pass_their_tests(candidates, tmp_path):
    pack = tmp_path / "house"
    order = [json.loads(line) for line in candidates.read_text("utf-8").splitlines()]
    keys = "".join("2" if "Luft" in json.dumps(row, ensure_ascii=False) else "1" for row in order)
    assert f"{len(order)} rules written" in review(candidates, pack, keys)
    rules = [rule for path in pack.glob("*/*.toml") for rule in tomllib.loads(path.read_text("utf-8"))["rule"]]
    assert {rule["safety"] for rule in rules} == {"flag"}
    assert len(rules) == len(order)
    tested = CliRunner().invoke(group, ["rules", "test", str(pack)])
    assert tested.exit_code == 0, tested.output
    page = tmp_path / "page.txt"
    page.write_text("Le maire promet une plante de frites pour la ville.\n", encoding="utf-8")
    (tmp_path / "cleaner.toml").write_text('packs = ["house"]\n', encoding="utf-8")
    found = CliRunner().invoke(group, ["check", "--config", str(tmp_path / "cleaner.toml"), str(page)])
    assert "lit-fr-plante-de-frites" in found.output


def test_decisions_are_kept_and_never_asked_again(candidates, tmp_path):
    pack = tmp_path / "house"
    total = len(candidates.read_text("utf-8").splitlines())
    first = review(candidates, pack, "s" * total)
    assert "0 candidates left" in first
    again = review(candidates, pack, "")
    assert "0 candidates left" in again
    assert " of " not in again
    decisions = [json.loads(line) for line in (pack / "decisions.jsonl").read_text("utf-8").splitlines()]
    assert {row["decision"] for row in decisions} == {"skip"}
    assert not list(pack.glob("*/*.toml"))


def test_later_and_the_end_of_the_pipe_decide_nothing(candidates, tmp_path):
    total = len(candidates.read_text("utf-8").splitlines())
    assert f"{total} candidates left" in review(candidates, tmp_path / "house", "l")
    assert f"1 of {total}" in review(candidates, tmp_path / "house", "q")


def test_a_key_that_means_nothing_asks_again(candidates, tmp_path):
    assert "'x' means nothing here" in review(candidates, tmp_path / "house", "xq")


def test_a_file_that_holds_no_candidates_is_refused(tmp_path):
    wrong = tmp_path / "wrong.jsonl"
    wrong.write_text('{"id": 1}\n', encoding="utf-8")
    result = CliRunner().invoke(group, ["review", str(wrong), "--pack", str(tmp_path / "house")])
    assert result.exit_code == 2
    assert "wrong.jsonl:1" in result.output


def test_a_broken_file_of_decisions_names_its_line(candidates, tmp_path):
    (tmp_path / "house").mkdir()
    (tmp_path / "house" / "decisions.jsonl").write_text("{}\n", encoding="utf-8")
    result = CliRunner().invoke(group, ["review", str(candidates), "--pack", str(tmp_path / "house")])
    assert result.exit_code == 2
    assert "decisions.jsonl:1" in result.output


@pytest.mark.slow
@pytest.mark.skipif(shutil.which("tmux") is None, reason="no tmux on this machine")
@pytest.mark.parametrize("term", ["xterm-256color", "dumb"])
def test_in_a_terminal_one_key_decides(candidates, tmp_path, term):
    socket = f"cleaner-test-{tmp_path.name}"
    tmux = ["tmux", "-L", socket]
    command = f"TERM={term} {sys.executable} -m cleaner review {candidates} --pack {tmp_path / 'house'}; sleep 60"
    subprocess.run([*tmux, "new-session", "-d", "-x", "120", "-y", "40", command], check=True)

    def seen(text):
        for _ in range(100):
            screen = subprocess.run([*tmux, "capture-pane", "-p"], capture_output=True, text=True, check=True).stdout
            if text in screen:
                return True
            time.sleep(0.2)
        return False

    try:
        assert seen("1 of 5")
        subprocess.run([*tmux, "send-keys", "s"], check=True)
        assert seen("2 of 5")
        subprocess.run([*tmux, "send-keys", "q"], check=True)
        assert seen("4 candidates left")
    finally:
        subprocess.run([*tmux, "kill-server"], check=False)
