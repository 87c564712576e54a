"""What a run is asked to do, and the names of the places it writes to."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from cleaner.formats.record import Fields
from cleaner.settings import Settings


@dataclass(frozen=True)
class Job:
    """A run: workers get it whole, so everything in it is picklable."""

    out: Path
    settings: Settings = field(default_factory=Settings)
    fields: Fields = field(default_factory=Fields)
    drop_empty: bool = False
    engine: str = "memory"
    bulk: bool = False

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
        return self.settings.duplicates == "run"

    def part(self, number: int) -> Path:
        """The folder of a finished part."""
        return self.work / f"{number:06}"

    def settled(self, number: int) -> Path:
        """The folder of a part as the whole run left it, where it changed anything in it."""
        return self.work / f"{number:06}.settled"

    def final(self, number: int) -> Path:
        """The folder that holds a part's last word."""
        settled = self.settled(number)
        return settled if settled.exists() else self.part(number)
