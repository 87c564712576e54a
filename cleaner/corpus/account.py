"""What is counted of each file, and where its output stands in a part."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from cleaner.model import Markup

ACCOUNTS = "accounts.json"


@dataclass(eq=False)
class Account:
    """What became of one piece of a file, kept in format ``kind``; ``start`` and ``size`` are bytes of the part's output.

    The piece begins on line ``line``, after ``chars`` code points of its file. ``bytes`` is the size of
    its records, ``removed`` that of the text that was cut (UTF-8). ``head`` is what must stand before
    a record for that to be read alone, as Latin-1. Repeats are looked for within one ``scope``.
    """

    file: int
    name: str
    kind: str
    markup: Markup = "text"
    line: int = 1
    chars: int = 0
    start: int = 0
    size: int = 0
    sha256: str | None = None
    content_sha256: str | None = None
    encoding: str | None = None
    head: str = ""
    scope: int = 0
    documents: int = 0
    paragraphs: int = 0
    bytes: int = 0
    removed: int = 0
    actions: Counter[str] = field(default_factory=Counter)
    errors: list[str] = field(default_factory=list)
    set_aside: list[str] = field(default_factory=list)
    failed: bool = False

    def fail(self, error: str) -> None:
        """The piece cannot be read."""
        self.errors, self.failed = [error], True

    def count(self, rows: Iterable[Mapping[str, Any]], sign: int = 1) -> None:
        """Add ledger lines, or take them off again (``sign`` -1)."""
        for row in rows:
            self.actions[f"{row['class']} {row['action']}"] += sign
            if row["action"] == "remove":
                self.removed += sign * len(row["before"].encode("utf-8", "surrogatepass"))


def write_accounts(folder: Path, accounts: Sequence[Account]) -> None:
    """Keep the accounts of a part's pieces."""
    (folder / ACCOUNTS).write_text(json.dumps([vars(account) for account in accounts]))


def accounts_of(folder: Path) -> list[Account]:
    """The accounts of a finished part."""
    rows = json.loads((folder / ACCOUNTS).read_text())
    return [Account(**{**row, "actions": Counter(row["actions"])}) for row in rows]
