"""Packs from disk: every rule file of every language folder, read once and kept in a cache."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

from cleaner import disk
from cleaner.languages import PACKS
from cleaner.rules.form import faults
from cleaner.rules.phrases import SPELLINGS, lines_pattern, words_pattern
from cleaner.rules.probes import probes_of, probes_of_list
from cleaner.rules.ruleset import Packed, Ruleset, pack
from cleaner.rules.schema import ARTEFACTS, BOILERPLATE, Rule

_TUPLES = ("langs", "variants", "near_misses", "require", "forbid", "forbid_before", "fixups")


class PackError(ValueError):
    """A pack that cannot be used; the message names the file and the rule."""


@cache
def load(packs: tuple[str, ...] = ()) -> Ruleset:
    """The built-in packs and the folders named; raises PackError for one that cannot be read."""
    roots = (PACKS, *(Path(name) for name in packs))
    files = [file for root in roots for file in _files(root)]
    files += _those(os.path.dirname(__file__), ".py")  # what is kept is as much our code's as the packs'
    packed: Any = disk.kept("packs", lambda: tuple(_pack(roots)), files)
    return Ruleset(Packed(*packed), packs)


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


def _files(root: Path) -> list[str]:
    """Folder by folder, told from the folders' own lists, as text: globbing and paths cost 8 ms at each start."""
    if not root.is_dir():
        raise PackError(f"{root}: no such pack folder")
    folders = [folder for name in sorted(os.listdir(root)) if os.path.isdir(folder := os.path.join(root, name))]
    return [file for folder in folders for file in _those(folder, ".toml") if not file.endswith("language.toml")]


def _those(folder: str, ending: str) -> list[str]:
    return [os.path.join(folder, name) for name in sorted(os.listdir(folder)) if name.endswith(ending)]


def content_digest(packs: tuple[str, ...] = ()) -> str:
    """The hash of all pack contents: what makes two runs comparable, wherever the files stand."""
    import hashlib

    seen = hashlib.sha256()
    for root in (PACKS, *(Path(name) for name in packs)):
        for path in sorted(root.glob("*/*.toml")):
            seen.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return seen.hexdigest()


def _read_root(root: Path) -> tuple[list[dict[str, Any]], dict[str, Any]]:
    rows: list[dict[str, Any]] = []
    contexts: dict[str, Any] = {}
    for path in map(Path, _files(root)):
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
        try:
            pattern, probes = _pattern(row)
        except KeyError as error:
            raise PackError(f"{path}: rule {row['id']}: {error} is missing") from error
        given = {name: value for name, value in row.items() if name not in ("lines", "words")}
        whole = {"unit": "paragraph"} if given.keys() < row.keys() else {}
        yield {**given, **whole, "pattern": pattern, "cls": cls.upper(), "lang": lang, "probes": probes}


def _pattern(row: Mapping[str, Any]) -> tuple[str, tuple[str, ...]]:
    """A rule's pattern, as it stands or made from a list, and its probes: those of a list are found without parsing."""
    if "lines" in row:
        return lines_pattern(row["lines"]), probes_of_list(row["lines"], SPELLINGS)
    if "words" in row:
        strong = [word.removesuffix("*") for word in row["words"]["strong"]]
        return words_pattern(row["words"]["strong"], row["words"].get("others", ())), probes_of_list(strong, SPELLINGS)
    return row["pattern"], probes_of(row["pattern"])


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
