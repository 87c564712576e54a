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

    def part(self, number: int) -> Path:
        """The folder of a finished part."""
        return self.work / f"{number:06}"
