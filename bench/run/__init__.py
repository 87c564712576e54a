"""``python -m bench run DATA [MB] [--peers-mb=MB]``: the whole run beside what others do, in one go.

Builds the corpus from ``DATA/clean_ud`` (real text, not ours to commit), clean and with 5 % of its paragraphs damaged,
makes the peers' virtual environment beside it, runs everything once to warm what is kept between runs, and prints MB of
input per CPU second and peak memory (whole process trees). ``MB`` is 150 and the peers' share of it 6 unless told.
``--profile`` prints instead where the CPU seconds of the clean run go.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.run import table


def main(argv: list[str]) -> int:
    options = dict(word.removeprefix("--").partition("=")[::2] for word in argv if word.startswith("--"))
    words = [word for word in argv if not word.startswith("--")]
    if not words or not (Path(words[0]) / "clean_ud").is_dir():
        print(__doc__, file=sys.stderr)
        return 2
    data, size = Path(words[0]), float(words[1]) if len(words) > 1 else 150.0
    if "profile" in options:
        table.profile(data, size)
    else:
        table.run(data, size, float(options.get("peers-mb", "6")))
    return 0
