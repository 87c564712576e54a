"""The encoding stage alone, on one text and on a buffer."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from cleaner import edits as law
from cleaner.draft import Draft
from cleaner.model import Document, Edit
from cleaner.settings import Settings
from cleaner.stages.encoding import find_encoding
from cleaner.stages.encoding.scan import scan

SETTINGS = Settings()
ROUNDS = 6


def repair(text: str, lang: str | None = None) -> tuple[str, list[Edit]]:
    """The text after the stage's safe fixes, and all its edits, as the pipeline runs it."""
    document, done = Document("bench", text, lang), list[Edit]()
    for _ in range(ROUNDS):
        found = find_encoding(Draft(text, document, SETTINGS))
        if not found:
            break
        found = law.arrange([_settled(edit) for edit in found])
        text = law.apply(text, found)
        done += found
        if not any(edit.changes for edit in found):
            break
    return text, done


def _settled(edit: Edit) -> Edit:
    if edit.safety != "unsafe":
        return edit
    return replace(edit, action="flag", after=edit.before, suggestion=edit.after)


def repair_line(text: str, flag: int) -> str:
    """One line after one round of safe fixes, with the flag the scan gave it."""
    found = find_encoding(Draft(text, Document("bench", text), SETTINGS), [flag])
    return law.apply(text, law.arrange([_settled(edit) for edit in found])) if found else text


def repair_buffer(buffer: bytes) -> bytes:
    """A buffer of lines, each repaired on its own: in every round the scan says which to look at."""
    starts, flags = line_starts(buffer), scan(buffer)
    todo = {i: int(flags[i]) for i in flags.nonzero()[0].tolist()}
    repaired: dict[int, str] = {}
    for _ in range(ROUNDS):
        changed = dict[int, str]()
        for i, flag in todo.items():
            text = repaired[i] if i in repaired else buffer[starts[i] : starts[i + 1] - 1].decode()
            if (after := repair_line(text, flag)) != text:
                changed[i] = after
        repaired |= changed
        again = scan("".join(f"{text}\n" for text in changed.values()).encode()).tolist()
        todo = {i: flag for i, flag in zip(changed, again, strict=True) if flag}
    return _spliced(buffer, starts, repaired)


def _spliced(buffer: bytes, starts: Any, repaired: dict[int, str]) -> bytes:
    pieces, at = list[bytes](), 0
    for i in sorted(repaired):
        pieces += [buffer[at : starts[i]], repaired[i].encode()]
        at = starts[i + 1] - 1
    return b"".join([*pieces, buffer[at:]])


def line_starts(buffer: bytes) -> Any:
    """Where each line begins, and the end as that of one more; the buffer must end in a line feed."""
    import numpy as np

    return np.concatenate(([0], np.flatnonzero(np.frombuffer(buffer, np.uint8) == 10) + 1))


def read_jsonl(path: Path) -> Iterator[dict[str, Any]]:
    """The records of a file; only a line feed ends a line, the damage holds other line ends."""
    return (json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line)
