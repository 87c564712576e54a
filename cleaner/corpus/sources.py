"""Which files a run reads, and what each is called in ``OUT/corpus``."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from cleaner.corpus.remote import files_of, is_remote
from cleaner.formats import compression_of, format_of, kind_of


class NameClashError(ValueError):
    """Two inputs that would be written to one name."""


class Source(NamedTuple):
    """One input file: where it is, its name in the output, the argument it came from, its name before ``--to``.

    ``number`` counts the arguments: repeats may be looked for within each only.
    """

    path: str
    name: str
    root: str
    was: str = ""
    number: int = 0


class Found(NamedTuple):
    """The files to clean in the order written, those of unknown kinds, and folders that cannot be read."""

    sources: list[Source]
    skipped: list[str]
    errors: list[tuple[str, str]]


def find_sources(arguments: Iterable[str], out: Path, to: str | None = None) -> Found:
    """Every input file by name, the same order on every machine.

    A folder gives its files of known suffixes, without hidden ones and without ``out`` itself;
    a file that is named is read whatever its suffix. ``to`` is the format to write.
    Raises NameClashError before anything is read, OSError where a remote place cannot be reached.
    """
    found = Found([], [], [])
    for number, argument in enumerate(arguments):
        if is_remote(argument):
            _add_remote(found, argument, number)
            continue
        if not os.path.isdir(argument):
            found.sources.append(_source(argument, os.path.basename(argument), argument, number))
            continue
        for path in _walk(argument, out.resolve(), found.errors):
            if format_of(path):
                found.sources.append(_source(path, os.path.relpath(path, argument), argument, number))
            else:
                found.skipped.append(path)
    if to:
        found.sources[:] = [source._replace(name=_renamed(source, to)) for source in found.sources]
    _refuse_clashes(found.sources)
    return found


def _add_remote(found: Found, address: str, number: int) -> None:
    for path, name in files_of(address):
        if path == address or format_of(path):
            found.sources.append(_source(path, name, address, number))
        else:
            found.skipped.append(path)


def _source(path: str, name: str, root: str, number: int) -> Source:
    return Source(path, name, root, name, number)


def _renamed(source: Source, to: str) -> str:
    """The name with the suffix of the format written; a file of that format keeps its own."""
    if kind_of(source.path).name == to:
        return source.name
    name = PurePath(source.name)
    suffix = compression_of(source.name)
    bare = name.with_suffix("") if suffix else name
    return str(bare.with_suffix(f".{to}") if format_of(str(bare)) else f"{bare}.{to}")


def _walk(folder: str, out: Path, errors: list[tuple[str, str]]) -> Iterator[str]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: os.fsencode(entry.name))
    except OSError as error:
        errors.append((folder, f"cannot be read: {error.strerror}"))
        return
    for entry in entries:
        if entry.name.startswith("."):
            continue
        if entry.is_dir(follow_symlinks=False):
            if Path(entry.path).resolve() != out:
                yield from _walk(entry.path, out, errors)
        elif is_special(entry.path):
            errors.append((entry.path, "is a pipe, socket or device, no file"))
        elif not entry.is_dir():
            yield entry.path


def is_special(path: str) -> bool:
    """True for what is there and neither file nor folder: reading a pipe may wait for ever."""
    try:
        mode = os.stat(path).st_mode
    except OSError:
        return False  # Whoever reads it meets the same error and reports it.
    return not stat.S_ISREG(mode) and not stat.S_ISDIR(mode)


def _refuse_clashes(found: Iterable[Source]) -> None:
    """Two files of one name, or a file where another needs a folder."""
    taken: dict[str, Source] = {}
    for source in found:
        _refuse(source, taken.setdefault(source.name, source))
    folders = {folder: source for source in taken.values() for folder in _folders(source.name)}
    for name in folders.keys() & taken.keys():
        _refuse(folders[name], taken[name])


def _folders(name: str) -> Iterator[str]:
    at = name.find(os.sep)
    while at >= 0:
        yield name[:at]
        at = name.find(os.sep, at + 1)


def _refuse(one: Source, other: Source) -> None:
    if one is not other:
        raise NameClashError(
            f"{other.path} and {one.path} would both be written to corpus/{other.name}: "
            "run them into two folders, or name the folder above both"
        )
