"""What was done, for people: in the terminal and on a page."""

from __future__ import annotations

import json
from pathlib import Path

PAGE = "report.html"


def write_report(out: Path) -> Path:
    """Write ``OUT/report.html`` from the run's manifest, ledger and corpus; raises OSError and ValueError.

    Equal runs give equal pages. The ledger is read twice, a document at a time.
    """
    from cleaner.files import write_atomic
    from cleaner.report.documents import documents
    from cleaner.report.page import render
    from cleaner.report.rows import groups
    from cleaner.report.sample import Sample
    from cleaner.report.tally import Tally
    from cleaner.report.texts import Corpus

    manifest = json.loads((out / "manifest.json").read_bytes())
    tally, sample = Tally(), Sample()
    for group in groups(out / "ledger"):
        tally.add(group)
        sample.add(group)
    order = sample.order()
    shown = documents(groups(out / "ledger"), order, Corpus(out, manifest), tally.reasons)
    page = out / PAGE
    write_atomic(page, render(manifest, tally, shown))
    return page
