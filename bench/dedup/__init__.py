"""``python -m bench dedup``: near-duplicates, measured.

graded DATA        the graded pairs: removed or not, by operation and language
planted DATA [MB]  a corpus with planted copies: recall and precision by Jaccard, CPU seconds, memory;
                   with ``--peers`` the same corpus through the peers, in an environment made for them;
                   with ``--peers=PYTHON`` through those that interpreter has
engines [N [NAME...]]  N paragraphs with a hot bucket and a long chain through every engine: one answer?
facts DATA         clean text with a number, date, negation or name changed: how much is removed?
scale DATA [MB]    cost and memory at several sizes
random N           cost and memory of the engines' paragraphs
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.dedup import engines, facts, graded, peers, planted


def main(argv: list[str]) -> int:
    match argv:
        case ["graded", data]:
            graded.run(Path(data))
        case ["planted", data, *rest]:
            wanted = [word for word in rest if word.startswith("--peers")]
            python = (
                (wanted[0].removeprefix("--peers").removeprefix("=") or peers.environment())
                if wanted
                else None
            )
            size = next((float(word) for word in rest if word not in wanted), 20.0)
            planted.run(Path(data), size, python)
        case ["engines", *rest]:
            return engines.run(int(rest[0]) if rest else 1_000_000, rest[1:] or ("memory", "duckdb", "spark"))
        case ["facts", data]:
            return facts.run(Path(data))
        case ["random", size]:
            planted.measure_random(int(size))
        case ["scale", data, *rest]:
            planted.scale(Path(data), [float(word) for word in rest] or [4.0, 40.0, 160.0])
        case _:
            print(__doc__, file=sys.stderr)
            return 2
    return 0
