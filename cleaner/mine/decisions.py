"""What a person has said of candidates: kept beside the house pack, and never asked again."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any, Literal

Decision = Literal["left", "right", "synonym", "skip"]

FILE = "decisions.jsonl"


class DecisionsError(ValueError):
    """A file of decisions that cannot be read; the message names the line."""


def decided(pack: Path) -> dict[str, str]:
    """The decision on each candidate by its id; raises DecisionsError."""
    path = pack / FILE
    found: dict[str, str] = {}
    if not path.exists():
        return found
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        try:
            row = json.loads(line)
            found[row["id"]] = row["decision"]
        except (ValueError, KeyError, TypeError) as error:
            raise DecisionsError(f"{path}:{number}: is no decision ({error}); mend or remove the line") from error
    return found


def keep(pack: Path, row: dict[str, Any], decision: Decision) -> None:
    """Add a decision to those of the pack: one line, on the disk at once."""
    pack.mkdir(parents=True, exist_ok=True)
    sides = [side["words"] or side["text"] for side in row["sentences"][0]]
    told = {"id": row["id"], "decision": decision, "lang": row["lang"], "left": sides[0], "right": sides[1]}
    with open(pack / FILE, "a", encoding="utf-8") as file:
        file.write(json.dumps(told, ensure_ascii=False) + "\n")
