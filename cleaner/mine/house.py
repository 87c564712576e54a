"""An accepted candidate as a rule of a house pack: a flag, tried before it stays."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from cleaner import packcheck
from cleaner.files import write_atomic
from cleaner.mine.draft import draft
from cleaner.model import Document
from cleaner.pipeline import clean_document
from cleaner.rules.load import load
from cleaner.settings import Settings

_EACH = 4
"""Examples and near-misses written; the corpus may have more."""

_HEAD = "# Rules from mined candidates, accepted in 'cleaner review'. All are flags; promote by hand (docs/rules.md).\n"


class UnfitError(ValueError):
    """A rule that fails its own tests; the message says how. Nothing was written."""


def add_rule(pack: Path, row: Mapping[str, Any], wrong: str) -> Path:
    """Write the rule that flags the ``wrong`` side into ``pack/<language>/<class>.toml``; gives the file.

    Raises UnfitError, and OSError where the pack cannot be written.
    """
    rule = draft(row, wrong)
    rule["near_misses"] = [text for text in rule["near_misses"] if not _is_damaged(text, row["lang"])]
    for name in ("examples", "near_misses"):
        rule[name] = rule[name][:_EACH]
    cls, lang, _ = str(rule["id"]).split("-", 2)
    path = pack / lang / f"{cls}.toml"
    before = path.read_bytes() if path.exists() else _HEAD.encode()
    if f'"{rule["id"]}"'.encode() in before:
        return path
    path.parent.mkdir(parents=True, exist_ok=True)
    write_atomic(path, before + b"\n" + as_toml(rule).encode())
    if problems := _problems(pack, rule["id"]):
        if before == _HEAD.encode():
            path.unlink()
        else:
            write_atomic(path, before)
        raise UnfitError("; ".join(problems))
    return path


def _is_damaged(text: str, lang: str) -> bool:
    """True where another rule would change the text: it cannot stand as a text that is to be left alone."""
    settings = Settings(unsafe=True, duplicates="off")
    return clean_document(Document("near-miss", text, None if lang == "und" else lang), settings).changed


def _problems(pack: Path, rule_id: str) -> list[str]:
    load.cache_clear()
    try:
        return list(packcheck.problems(load((str(pack),)), {rule_id}))
    except ValueError as error:
        return [str(error)]


def as_toml(rule: Mapping[str, Any]) -> str:
    r"""A rule's block; backslashes of patterns stay as they are.

    >>> print(as_toml({"id": "lit-fr-a", "pattern": r"\ba\b", "near_misses": ["b"]}), end="")
    [[rule]]
    id = "lit-fr-a"
    pattern = '\ba\b'
    near_misses = [
        "b",
    ]
    """
    lines = ["[[rule]]"]
    for name, value in rule.items():
        if isinstance(value, str):
            lines.append(f"{name} = {_string(value)}")
        else:
            lines += [f"{name} = [", *(f"    {_string(item)}," for item in value), "]"]
    return "\n".join(lines) + "\n"


def _string(value: str) -> str:
    literal = "\\" in value and value.isprintable()
    if literal and "'" not in value:
        return f"'{value}'"
    if literal and "'''" not in value and not value.endswith("'"):
        return f"'''{value}'''"
    # A JSON string is a TOML basic string, but for DEL, which TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
