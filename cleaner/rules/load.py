"""Packs from disk: every rule file of every language folder, read once and kept in a cache."""

from __future__ import annotations

import hashlib
import marshal
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import regex

from cleaner.languages import PACKS
from cleaner.rules import disk
from cleaner.rules.form import faults
from cleaner.rules.probes import probes_of
from cleaner.rules.ruleset import Packed, Ruleset, pack
from cleaner.rules.schema import ARTEFACTS, BOILERPLATE, Rule

_TUPLES = ("langs", "variants", "near_misses", "require", "forbid", "forbid_before", "fixups")
_SCHEMA = 4


class PackError(ValueError):
    """A pack that cannot be used; the message names the file and the rule."""


@cache
def load(packs: tuple[str, ...] = ()) -> Ruleset:
    """The built-in packs and the folders named; raises PackError for one that cannot be read."""
    roots = (PACKS, *(Path(name) for name in packs))
    name = f"packs-{_digest(roots)}.bin"
    packed = _unpacked(disk.fetch(name))
    if packed is None:
        packed = _pack(roots)
        disk.keep(name, marshal.dumps(tuple(packed)))
    return Ruleset(packed, packs)


def _unpacked(kept: bytes | None) -> Packed | None:
    try:
        return Packed(*marshal.loads(kept)) if kept else None
    except (EOFError, ValueError, TypeError):
        return None


def _pack(roots: tuple[Path, ...]) -> Packed:
    rules: list[Rule] = []
    contexts: dict[str, Any] = {}
    stands_in: dict[str, Path] = {}
    for root in roots:
        rows, found = _read_root(root)
        rules.extend(_rule(row) for row in rows)
        contexts.update(found)
        stands_in.update((row["id"], root / row["lang"] / f"{row['cls'].lower()}.toml") for row in rows)
    for rule, fault in faults(rules):
        raise PackError(f"{stands_in[rule.id]}: rule {rule.id}: {fault}")
    return pack(rules, contexts)


def _digest(roots: tuple[Path, ...]) -> str:
    """Names, sizes and times of all pack files: changes when a pack may have changed."""
    seen = hashlib.sha256(f"{_SCHEMA}".encode())
    for root in roots:
        for path in _files(root):
            stat = path.stat()
            seen.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return seen.hexdigest()[:16]


def _files(root: Path) -> list[Path]:
    if not root.is_dir():
        raise PackError(f"{root}: no such pack folder")
    return sorted(path for path in root.glob("*/*.toml") if path.name != "language.toml")


def content_digest(packs: tuple[str, ...] = ()) -> str:
    """The hash of all pack contents: what makes two runs comparable, wherever the files stand."""
    seen = hashlib.sha256()
    for root in (PACKS, *(Path(name) for name in packs)):
        for path in sorted(root.glob("*/*.toml")):
            seen.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return seen.hexdigest()


def _read_root(root: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    contexts: dict[str, Any] = {}
    for path in _files(root):
        found = _parse(path)
        contexts.update(found.get("context", {}))
        rows.extend(_rows(path, found))
    return rows, contexts


def _parse(path: Path) -> dict[str, Any]:
    import tomllib

    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise PackError(f"{path}: {error}") from error


def _rows(path: Path, found: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    lang, cls = path.parent.name, path.stem
    for row in found.get("rule", ()):
        place = f"{cls}-{lang}-"
        if not str(row.get("id", "")).startswith(place):
            raise PackError(f"{path}: rule {row.get('id')!r} must be named {place}<short-name>")
        if cls.upper() not in ARTEFACTS + BOILERPLATE:
            raise PackError(f"{path}: {cls!r} is not a defect class")
        if "lines" in row:
            row = {**row, "pattern": _lines_pattern(row["lines"]), "unit": "paragraph"}
            row.pop("lines")
        try:
            probes = list(probes_of(row["pattern"]))
        except KeyError as error:
            raise PackError(f"{path}: rule {row['id']}: {error} is missing") from error
        yield {**row, "cls": cls.upper(), "lang": lang, "probes": probes}


def _lines_pattern(lines: list[str]) -> str:
    """Whole lines as one pattern: any spacing, either apostrophe, an optional end mark or arrow."""
    escaped = (regex.escape(line, special_only=True, literal_spaces=True) for line in lines)
    flexible = (
        e.replace("'", "['’]").replace("’", "['’]").replace("['['’]]", "['’]").replace(" ", r"\s+")
        for e in escaped
    )
    return r"[\s•·|›»→▶+*–—-]*(?:" + "|".join(flexible) + r")[\s.…:!»›→>|·]*"


def _rule(row: Mapping[str, Any]) -> Rule:
    fields = dict(row)
    for name in _TUPLES:
        fields[name] = tuple(fields.get(name, ()))
    fields["examples"] = tuple(
        (e, e) if isinstance(e, str) else (e[0], e[1]) for e in fields.get("examples", ())
    )
    fields["probes"] = tuple(fields["probes"])
    fields.setdefault("source", "")
    try:
        return Rule(**fields)
    except TypeError as error:
        raise PackError(f"rule {row.get('id')}: {error}") from error
