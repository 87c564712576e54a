"""The manifest: what the run was, and what became of every file. No time, no machine: equal runs, equal bytes."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Sequence
from typing import Any

from cleaner.corpus.account import Account
from cleaner.corpus.jsons import to_line
from cleaner.corpus.output import Written
from cleaner.corpus.sources import Source


def file_row(
    source: Source, parts: Sequence[tuple[int, Account]], written: Written | str | None
) -> dict[str, Any]:
    """The line of one file, added up over its parts; ``written`` is None, or says what is wrong, where it failed."""
    problem, written = (written, None) if isinstance(written, str) else (None, written)
    accounts = [account for _, account in parts]
    actions = sum((account.actions for account in accounts), Counter[str]())
    first = accounts[0]
    row: dict[str, Any] = {
        "path": source.name,
        "source": source.path,
        "root": source.root,
        "encoding": first.encoding,
        "sha256_in": first.sha256,
        "sha256_out": written.sha256 if written else None,
        "documents": sum(account.documents for account in accounts),
        "paragraphs": sum(account.paragraphs for account in accounts),
        "bytes": sum(account.bytes for account in accounts),
        **{name: _total(actions, action) for name, action in _NAMES},
        "classes": dict(sorted(actions.items())),
        "errors": [error for account in accounts for error in account.errors]
        + ([problem] if problem else []),
        "set_aside": [name for account in accounts for name in account.set_aside],
        "parts": [[number, account.size] for number, account in parts] if written else [],
    }
    if written and written.content_sha256:
        row |= {"content_sha256_in": first.content_sha256, "content_sha256_out": written.content_sha256}
    return row


_NAMES = (("fixed", "fix"), ("removed", "remove"), ("flagged", "flag"))


def _total(actions: Counter[str], action: str) -> int:
    return sum(count for name, count in actions.items() if name.endswith(f" {action}"))


def settings_hash(identity: dict[str, Any]) -> str:
    """One number for everything but the input that decides the output."""
    return hashlib.sha256(to_line(identity)).hexdigest()


def manifest(
    identity: dict[str, Any], files: list[dict[str, Any]], skipped: list[str], errors: list[Any]
) -> dict[str, Any]:
    """The whole account; ``totals`` are by class and action."""
    totals = Counter[str]()
    for row in files:
        totals.update(row["classes"])
    return {
        "version": identity["version"],
        "settings": identity["settings"],
        "options": {"fields": identity["fields"], "drop_empty": identity["drop_empty"]},
        "settings_hash": settings_hash(identity),
        "packs_hash": identity["packs"],
        "totals": {
            name: sum(row[name] for row in files)
            for name in ("documents", "paragraphs", "bytes", "fixed", "removed", "flagged")
        },
        "classes": dict(sorted(totals.items())),
        "files": files,
        "skipped": skipped,
        "unreadable": [{"path": path, "error": error} for path, error in errors],
    }
