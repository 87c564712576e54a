"""The files to look at: found below the paths named, read without guessing."""

from __future__ import annotations

import os
from codecs import BOM_UTF8
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from cleaner.config import load_config, matches
from cleaner.formats import format_of
from cleaner.model import Markup

_NEVER = ("node_modules", "__pycache__", "venv")


class SourceError(ValueError):
    """A file that cannot be looked at; the message says why and what to do."""


@dataclass(frozen=True)
class Source:
    """A file's text with what is needed to write it back byte for byte."""

    name: str
    text: str
    markup: Markup
    encoding: str = "utf-8"
    bom: bool = False

    def encode(self, text: str) -> bytes:
        """The bytes of another text for this file; raises SourceError where the encoding lacks a letter."""
        try:
            return BOM_UTF8 * self.bom + text.encode(self.encoding)
        except UnicodeEncodeError as error:
            letter = text[error.start]
            raise SourceError(
                f"{self.name}: {self.encoding} cannot hold {letter!r}; convert it to UTF-8"
            ) from error


def decode(name: str, data: bytes, encoding: str | None = None) -> Source:
    """The source of a file's bytes: UTF-8 unless told otherwise. Raises SourceError."""
    found = format_of(name)
    markup = found.markup if found else "text"
    bom = encoding is None and data.startswith(BOM_UTF8)
    if b"\0" in data[:8192] and not (encoding or "").lower().startswith(("utf-16", "utf-32")):
        raise SourceError(f"{name}: is binary (a NUL byte)")
    try:
        text = data[len(BOM_UTF8) * bom :].decode(encoding or "utf-8")
    except UnicodeDecodeError as error:
        hint = "give its --encoding, or convert it" if encoding is None else "another --encoding is needed"
        raise SourceError(f"{name}: is not {encoding or 'UTF-8'} (byte {error.start}); {hint}") from error
    return Source(name, text, markup, encoding or "utf-8", bom)


def find_files(paths: Iterable[Path], exclude: tuple[str, ...], force: bool, isolated: bool) -> list[Path]:
    """The files named and the text files below the folders named, sorted, each once.

    What is excluded is left out of folders; a file that is named stays unless ``force``.
    Raises SourceError for a path that does not exist.
    """
    found: dict[Path, None] = {}
    for path in paths:
        if path.is_dir():
            found |= dict.fromkeys(_walk(path, exclude, isolated))
        elif not path.exists():
            raise SourceError(f"{path}: no such file or folder")
        elif not (force and _excluded(path, exclude, isolated)):
            found[path] = None
    return sorted(found)


def _walk(folder: Path, exclude: tuple[str, ...], isolated: bool) -> Iterator[Path]:
    try:
        entries = sorted(os.scandir(folder), key=lambda e: e.name)
    except OSError:
        yield folder  # reading it tells what is wrong, as for a file
        return
    for entry in entries:
        path = Path(entry.path)
        if entry.name.startswith(".") or entry.name in _NEVER or _excluded(path, exclude, isolated):
            continue
        if entry.is_dir(follow_symlinks=False):
            yield from _walk(path, exclude, isolated)
        elif entry.is_file() and _is_text(entry.name):
            yield path


def _is_text(name: str) -> bool:
    found = format_of(name)
    return found is not None and found.module == "txt" and not name.endswith((".gz", ".zst"))


def _excluded(path: Path, exclude: tuple[str, ...], isolated: bool) -> bool:
    if matches(path, exclude, Path.cwd()):
        return True
    if isolated:
        return False
    config = load_config(path.parent)
    return bool(config.exclude) and matches(path, config.exclude, config.root)
