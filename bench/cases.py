"""Fresh sentences, written before a rule was made for them: how many are found, and what is touched that is right.

``python -m bench cases [FILE...]`` reads ``tests/cases/*/<language>.toml`` (or the files named). A ``[[damaged]]``
case comes out as ``fixed`` with ``--unsafe``, or has ``flag = true``: without it, it is shown and left. A ``[[trap]]``
comes out as it is, even with ``--unsafe``. ``known`` says why a case is not met yet.
"""

from __future__ import annotations

import argparse
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from bench.quality.common import share, table
from cleaner.model import Document
from cleaner.pipeline import Cleaned, clean_document
from cleaner.settings import CLASSES, Settings

HERE = Path(__file__).parent.parent / "tests" / "cases"
CLASSES_MEANT = tuple(code for code in CLASSES if code not in ("TYP", "BPL"))
"""Typography is a matter of taste, and furniture has cases of its own: no sentence is written to either."""


class Case(NamedTuple):
    """One text in its language; ``fixed`` is None where the text alone does not decide."""

    lang: str
    text: str
    trap: bool
    fixed: str | None
    known: str

    def clean(self) -> Cleaned:
        settings = Settings(select=CLASSES_MEANT, unsafe=self.trap or self.fixed is not None)
        return clean_document(Document("", self.text, self.lang), settings)

    def met(self, cleaned: Cleaned) -> bool:
        """True where the case comes out as it says."""
        if self.trap:
            return not cleaned.changed
        if self.fixed is None:
            return bool(cleaned.edits) and not cleaned.changed
        return cleaned.text == self.fixed


def read(path: Path) -> Iterator[Case]:
    """The cases of a file named after their language; ``fr-2.toml`` is a second round of ``fr``."""
    lang = path.stem.rstrip("-0123456789")
    found = tomllib.loads(path.read_text(encoding="utf-8"))
    for kind in ("damaged", "trap"):
        for row in found.get(kind, ()):
            yield Case(lang, row["text"], kind == "trap", row.get("fixed"), row.get("known", ""))


def main(argv: list[str]) -> int:
    parser = argparse.ArgumentParser(prog="python -m bench cases", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path)
    parser.add_argument("--list", action="store_true", help="print each case that is not met")
    args = parser.parse_args(argv)
    lines = [_count(path, args.list) for path in args.files or sorted(HERE.glob("*/*.toml"))]
    table(("cases", "found", "as written", "traps changed", "traps flagged"), lines)
    return 0


def _count(path: Path, show: bool) -> tuple[str, ...]:
    cases = [(case, case.clean()) for case in read(path)]
    damaged = [(case, cleaned) for case, cleaned in cases if not case.trap]
    traps = [cleaned for case, cleaned in cases if case.trap]
    for case, cleaned in cases:
        if show and (not case.met(cleaned) or (case.trap and cleaned.edits)):
            print(f"{path.stem}: {'trap' if case.trap else 'damaged'}: {case.text}")
            print(f"    {[(e.rule, e.before, e.after) for e in cleaned.edits] or 'nothing found'}")
    return (
        f"{path.parent.name}/{path.stem}",
        share(sum(bool(cleaned.edits) for _, cleaned in damaged), len(damaged)),
        share(sum(case.met(cleaned) for case, cleaned in damaged), len(damaged)),
        share(sum(cleaned.changed for cleaned in traps), len(traps)),
        share(sum(bool(cleaned.edits) and not cleaned.changed for cleaned in traps), len(traps)),
    )
