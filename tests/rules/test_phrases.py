"""Lists of words become patterns."""

import os
import subprocess
import sys

SCRIPT = "from cleaner.rules.phrases import words_pattern; print(words_pattern(['news', 'menu'], ['your', 'page', 'more']))"


def test_a_list_becomes_the_same_pattern_in_every_process():
    """Machines are kept by their patterns: the order of a set would have each compiled anew for minutes."""
    runs = [
        subprocess.run([sys.executable, "-c", SCRIPT], env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
        for seed in ("1", "2", "3")
    ]
    assert len({run.stdout for run in runs}) == 1
