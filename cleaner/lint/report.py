"""What was found in one file."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from cleaner.lint.source import Source
from cleaner.pipeline import Cleaned

Finding = dict[str, Any]
"""A ledger line, see ``cleaner.ledger.record``."""

Level = Literal["safe", "unsafe", "flag"]
MARKS: dict[Level, str] = {"safe": "*", "unsafe": "!", "flag": "?"}
"""How the lists show what ``fix`` does: at once, when asked to, or never."""


@dataclass(frozen=True)
class Report:
    """The findings of one file in the order of its ledger, or why it could not be looked at."""

    name: str
    source: Source | None = None
    cleaned: Cleaned | None = None
    findings: tuple[Finding, ...] = ()
    known: int = 0
    failed: bool = False
    error: str | None = None
    unread: bool = False

    def by_place(self) -> list[Finding]:
        """The findings from the file's top to its end."""
        return sorted(self.findings, key=lambda f: (f["start"], f["end"], f["rule"]))


def level(finding: Finding) -> Level:
    """``safe`` where plain ``fix`` applies it; ``unsafe`` where it must be asked to (removals too)."""
    if finding["action"] == "fix" and finding["safety"] == "safe":
        return "safe"
    return "unsafe" if finding["action"] != "flag" or finding["suggestion"] is not None else "flag"


def proposal(finding: Finding) -> str | None:
    """What would be written instead; None where nothing is proposed."""
    after: str | None = finding["suggestion"] if finding["action"] == "flag" else finding["after"]
    return after


def fails(findings: list[Finding], fail_on: str) -> bool:
    """True where a finding is as grave as ``fail_on``: safe is the gravest, never means none."""
    grave = {"safe": ("safe",), "unsafe": ("safe", "unsafe"), "flag": ("safe", "unsafe", "flag")}
    return any(level(finding) in grave.get(fail_on, ()) for finding in findings)
