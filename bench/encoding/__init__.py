"""Encoding repair measured: ``python -m bench encoding DATA [MEGABYTES]``, ``chains [DATA]``, ``fuzz``.

DATA holds ``mojibake/`` and ``clean_ud/`` (their README says what they are). Prints what is repaired,
flagged, missed and wrong, what is changed in clean text, and MB of UTF-8 per CPU second beside ftfy
and plsfix on the same corpus in the same process. ``chains`` damages sentences of our own, or those of
DATA, by chains of wrong decodings; ``fuzz`` (its --help says how) throws random text at the stage.
"""

from __future__ import annotations

import sys
from pathlib import Path

from bench.encoding import fuzz
from bench.encoding.chained import clean_sentences, report_chains
from bench.encoding.losses import report_losses
from bench.encoding.quality import report_clean, report_damaged
from bench.encoding.sentences import SENTENCES
from bench.encoding.speed import report_speed


def main(argv: list[str]) -> int:
    if not argv or argv[0] in ("-h", "--help"):
        print(__doc__, file=sys.stdout if argv else sys.stderr)
        return 0 if argv else 2
    if argv[0] == "fuzz":
        return fuzz.main(argv[1:])
    if argv[0] == "chains":
        report_chains(clean_sentences(Path(argv[1]) / "clean_ud") if argv[1:] else SENTENCES)
        return 0
    data, megabytes = Path(argv[0]), int(argv[1]) if len(argv) > 1 else 50
    if not (data / "mojibake").is_dir():
        print(f"{data}: no folder mojibake/ in it; give the folder that holds mojibake/ and clean_ud/", file=sys.stderr)
        return 2
    report_damaged(data / "mojibake")
    report_clean(data)
    report_speed(data / "clean_ud", megabytes)
    report_losses(data / "clean_ud")
    return 0
