"""What a run is asked to do, and the names of the places it writes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cleaner.formats import Format, kind_of, named
from cleaner.formats.record import Fields
from cleaner.model import Markup
from cleaner.settings import Settings


@dataclass(frozen=True)
class Job:
    """A run: workers get it whole, so everything in it is picklable."""

    out: Path
    settings: Settings = field(default_factory=Settings)
    fields: Fields = field(default_factory=Fields)
    drop_empty: bool = False
    engine: str = "memory"
    memory: str = "1GB"
    index: str | None = None
    size: int = 0
    to: str | None = None
    max_removed: float = 1.0

    @property
    def corpus(self) -> Path:
        """The cleaned files."""
        return self.out / "corpus"

    @property
    def ledger(self) -> Path:
        """What was done to them, one file a part."""
        return self.out / "ledger"

    @property
    def manifest(self) -> Path:
        """The account of the run, written last."""
        return self.out / "manifest.json"

    @property
    def work(self) -> Path:
        """Finished parts of an unfinished run."""
        return self.out / ".work"

    @property
    def across(self) -> bool:
        """True where repeats are looked for across documents."""
        return self.settings.duplicates in ("source", "run")

    def inner(self, path: str) -> Format:
        """How the records of a file are kept inside the run: converted files as JSON lines."""
        known = kind_of(path)
        return named("jsonl") if self.to and self.to != known.name else known

    def markup(self, path: str) -> Markup:
        """The markup of a file's texts: of a web page that is converted only the plain text is left."""
        known = kind_of(path)
        return "text" if self.converts(path) and known.name == "html" else known.markup

    def converts(self, path: str) -> bool:
        """True where a file is written in another format than it was read in."""
        return self.to is not None and self.to != kind_of(path).name

    def part(self, number: int) -> Path:
        """The folder of a finished part."""
        return self.work / f"{number:06}"

    def original(self, file: int) -> Path:
        """Where an input is kept that cannot be made again from its output."""
        return self.ledger / "originals" / f"{file}.zst"

    def settled(self, number: int) -> Path:
        """The folder of a part as the whole run left it, where it changed anything in it."""
        return self.work / f"{number:06}.settled"

    def final(self, number: int) -> Path:
        """The folder that holds a part's last word."""
        settled = self.settled(number)
        return settled if settled.exists() else self.part(number)
