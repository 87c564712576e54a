"""Findings an old repository is not to be told of again: by path, rule and the words around.

A line number would rot with the first edit; the sentence stays. A sentence that holds more findings
of a rule than the baseline counts is shown whole, so that a new wrong number is not hidden.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Mapping
from hashlib import blake2s
from pathlib import Path

from cleaner import edits as law
from cleaner.config import ConfigError
from cleaner.files import write_atomic
from cleaner.model import Edit
from cleaner.pipeline import Cleaned
from cleaner.segments import sentences

Key = tuple[str, str]
"""A rule, and the hash of what it found with its sentence."""

_VERSION = 1


def key_of(text: str, edit: Edit) -> Key:
    """The key of an edit that holds on ``text``."""
    first = max(text.rfind("\n", 0, edit.start), text.rfind("\r", 0, edit.start)) + 1
    last = text.find("\n", edit.end)
    line = text[first : last if last >= 0 else len(text)]
    around = [
        line[start:end]
        for start, end in sentences(line)
        if first + start < max(edit.end, edit.start + 1) and edit.start < first + end
    ]
    words = " ".join(" ".join([edit.before, *around]).casefold().split())
    return edit.rule, blake2s(words.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def keys_of(cleaned: Cleaned) -> Counter[Key]:
    """How often each key was found in a document."""
    keys: Counter[Key] = Counter()
    text = cleaned.document.text
    for edit in cleaned.edits:
        keys[key_of(text, edit)] += 1
        text = law.apply(text, [edit])
    return keys


def known_keys(found: Mapping[Key, int], counted: Mapping[Key, int]) -> frozenset[Key]:
    """The keys found no more often than the baseline counts them."""
    return frozenset(key for key, count in found.items() if count <= counted.get(key, 0))


class Baseline:
    """The counted keys of each file, named by its path below the baseline's folder."""

    def __init__(self, path: Path, files: Mapping[str, Mapping[Key, int]]) -> None:
        self.path = path
        self.files = dict(files)

    def of(self, file: str) -> Mapping[Key, int]:
        """The keys counted for a file."""
        return self.files.get(self.name_of(file), {})

    def name_of(self, file: str) -> str:
        """How a file is named in the baseline: its path below the baseline's folder."""
        path, root = Path(file).absolute(), self.path.absolute().parent
        return (path.relative_to(root) if path.is_relative_to(root) else path).as_posix()

    def save(self) -> None:
        """Write the file: sorted, one key a line, so that merges are small."""
        rows = [
            [name, rule, digest, count]
            for name, keys in sorted(self.files.items())
            for (rule, digest), count in sorted(keys.items())
        ]
        lines = ",\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
        write_atomic(self.path, f'{{"version": {_VERSION}, "findings": [\n{lines}\n]}}\n'.encode())


def load_baseline(path: Path) -> Baseline:
    """The baseline of a file; raises ConfigError for one that cannot be read."""
    try:
        table = json.loads(path.read_text(encoding="utf-8"))
        if table["version"] != _VERSION:
            raise ValueError(f"version {table['version']} is not {_VERSION}; write it anew")
        return Baseline(path, _grouped(table["findings"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise ConfigError(f"{path}: not a baseline: {error}") from error


def _grouped(rows: Iterable[tuple[str, str, str, int]]) -> dict[str, dict[Key, int]]:
    files: dict[str, dict[Key, int]] = {}
    for name, rule, digest, count in rows:
        files.setdefault(name, {})[rule, digest] = int(count)
    return files
