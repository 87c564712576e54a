"""Quality as numbers: ``python -m bench quality DATA [--only NAME]``.

DATA is the folder that holds ``data/``, ``gold/`` and ``seeds/`` (or one that holds some of them). Each
measure prints what was found, fixed right, wrong, and how many clean texts changed.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from bench.quality import artefacts, boilerplate, clean, gold, mojibake, neardup

MEASURES = {
    "gold": gold.measure,
    "clean": clean.measure,
    "mojibake": mojibake.measure,
    "artefacts": artefacts.measure,
    "boilerplate": boilerplate.measure,
    "neardup": neardup.measure,
}


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench quality", description=__doc__)
    parser.add_argument("data", type=Path)
    parser.add_argument("--only", action="append", choices=MEASURES, help="measure these only; may be repeated")
    parser.add_argument("--list", action="store_true", help="print each wrong or missed case")
    args = parser.parse_args(argv)
    if not args.data.is_dir():
        print(f"{args.data}: no such folder", file=sys.stderr)
        return 2
    for name in args.only or MEASURES:
        print(f"\n== {name}")
        MEASURES[name](args.data, args.list)
    return 0
