"""Write what the samples come out as: ``python -m bench samples`` (read the diff before you commit it)."""

from __future__ import annotations

import sys
from pathlib import Path

from cleaner.ledger import lines
from cleaner.model import Document, Markup
from cleaner.pipeline import Cleaned, clean_document
from cleaner.settings import Settings

HERE = Path(__file__).parent.parent / "samples"
MARKUPS: dict[str, Markup] = {".md": "markdown", ".html": "html", ".txt": "text"}


def befores() -> list[Path]:
    return sorted(HERE.glob("*/*.before.*"))


def clean_sample(path: Path) -> Cleaned:
    """The class a sample is filed under is switched on, whatever the defaults."""
    name = path.relative_to(HERE).as_posix()
    document = Document(name, path.read_text(encoding="utf-8"), markup=MARKUPS[path.suffix])
    return clean_document(document, Settings(select=("ALL",)))


def ledger(cleaned: Cleaned) -> str:
    import msgspec

    return "".join(msgspec.json.encode(line).decode() + "\n" for line in lines(cleaned))


def main(argv: list[str]) -> int:
    for path in befores():
        cleaned = clean_sample(path)
        after = path.with_name(path.name.replace(".before.", ".after."))
        after.write_text(cleaned.text, encoding="utf-8")
        path.with_name(path.name.split(".before.")[0] + ".ledger.jsonl").write_text(ledger(cleaned), encoding="utf-8")
        print(f"{path.parent.name}/{path.name}: {len(cleaned.edits)} edits", file=sys.stderr)
    return 0
