"""What makes two runs the same run: a run that is taken up again must agree in all of it."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import asdict
from typing import Any

from cleaner import __version__
from cleaner.corpus.job import Job
from cleaner.corpus.jsons import to_line
from cleaner.corpus.manifest import settings_hash
from cleaner.corpus.sources import Source
from cleaner.files import write_atomic
from cleaner.rules.load import content_digest

_STATE = "run.json"


class RefusedError(ValueError):
    """A run that cannot start or go on in this folder; the message says why and what to do."""


def identity(job: Job) -> dict[str, Any]:
    """Version, settings and packs: everything but the input that decides the output."""
    asked = {
        "settings": asdict(job.settings),
        "fields": job.fields._asdict(),
        "drop_empty": job.drop_empty,
        "to": job.to,
        "index": job.index,
    }
    found: dict[str, Any] = json.loads(
        to_line({"version": __version__, **asked, "packs": content_digest(job.settings.packs)})
    )
    return found


def name(job: Job) -> str:
    """What tells this run from any other, however often it is taken up again: when it began, and where."""
    began = (job.work / _STATE).stat().st_mtime_ns
    return f"{job.out.resolve()}@{began}"


def start(job: Job, sources: Iterable[Source], resume: bool) -> None:
    """Make the output folder ready; raises RefusedError where another run's outputs are in the way."""
    for left_over in job.out.glob(".*.tmp"):
        left_over.unlink()
    now = {**identity(job), "inputs": [_seen(source) for source in sources]}
    before = _earlier(job)
    if before is None:
        _refuse_foreign(job)
        job.work.mkdir(parents=True, exist_ok=True)
        write_atomic(job.work / _STATE, to_line(now))
    elif not resume:
        raise RefusedError(
            f"{job.out}: holds an unfinished run. Go on with --resume, or choose another folder"
        )
    else:
        changed = _differences(before, json.loads(to_line(now)))
        if changed:
            raise RefusedError(f"{job.out}: cannot resume, because since it began {'; '.join(changed)}")
    job.corpus.mkdir(exist_ok=True)
    job.ledger.mkdir(exist_ok=True)


def finished(job: Job, sources: Iterable[Source]) -> dict[str, Any] | None:
    """The manifest, where the run was killed after it was written; raises RefusedError where it is another run's."""
    try:
        whole: dict[str, Any] = json.loads(job.manifest.read_bytes())
    except FileNotFoundError:
        return None
    same_files = [row["source"] for row in whole["files"]] == [source.path for source in sources]
    if not same_files or whole["settings_hash"] != settings_hash(identity(job)):
        raise RefusedError(
            f"{job.out}: holds a finished run of other files or settings. Choose another folder, or remove it first"
        )
    return whole


def _seen(source: Source) -> list[Any]:
    import os

    try:
        stat = os.stat(source.path)
    except OSError:
        return [source.path, None, None]
    return [source.path, stat.st_size, stat.st_mtime_ns]


def _earlier(job: Job) -> dict[str, Any] | None:
    try:
        found: dict[str, Any] = json.loads((job.work / _STATE).read_bytes())
    except FileNotFoundError:
        return None
    return found


def _refuse_foreign(job: Job) -> None:
    taken = [path.name for path in (job.manifest, job.corpus, job.ledger) if path.exists()]
    if taken:
        raise RefusedError(
            f"{job.out}: already holds {', '.join(taken)}. Choose another folder, or remove it first"
        )


def _differences(before: dict[str, Any], now: dict[str, Any]) -> list[str]:
    """What changed, in words."""
    found = []
    for key in ("version", "packs", "drop_empty", "to", "index"):
        if before.get(key) != now[key]:
            found.append(f"{key} changed from {before.get(key)} to {now[key]}")
    for table in ("settings", "fields"):
        old, new = before[table], now[table]
        found += [
            f"{key} changed from {old.get(key)!r} to {new[key]!r}" for key in new if old.get(key) != new[key]
        ]
    return found + _changed_inputs(before["inputs"], now["inputs"])


def _changed_inputs(before: list[Any], now: list[Any]) -> list[str]:
    old, new = ({row[0]: row[1:] for row in rows} for rows in (before, now))
    named = [
        *(f"{path} is gone" for path in old if path not in new),
        *(f"{path} is new" for path in new if path not in old),
        *(f"{path} changed" for path in new if path in old and old[path] != new[path]),
    ]
    return named[:5] + ([f"{len(named) - 5} more files changed"] if len(named) > 5 else [])
