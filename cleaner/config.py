"""Settings from ``cleaner.toml``, ``.cleaner.toml`` or ``[tool.cleaner]``: the nearest file above a path."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from cleaner.settings import CLASSES, OFF_BY_DEFAULT, Settings

if TYPE_CHECKING:
    from cleaner.config_schema import Table

FailOn = Literal["safe", "unsafe", "flag", "never"]

NAMES = ("cleaner.toml", ".cleaner.toml", "pyproject.toml")


class ConfigError(ValueError):
    """Settings that cannot be used; the message names the file, the key and what to do."""


@dataclass(frozen=True)
class Config:
    """What one settings file says, or the defaults."""

    settings: Settings = field(default_factory=Settings)
    exclude: tuple[str, ...] = ()
    fail_on: FailOn = "flag"
    baseline: Path | None = None
    per_file: Mapping[str, Table] = field(default_factory=dict)
    root: Path = Path()

    def settings_for(self, path: Path) -> Settings:
        """The settings of one file: every ``per-file`` glob it matches is applied, in order."""
        settings = self.settings
        for glob, table in self.per_file.items():
            if matches(path, (glob,), self.root):
                settings = _applied(settings, table, self.root)
        return settings


def load_settings(start: Path, file: Path | None = None) -> Settings:
    """The settings for the file or folder ``start``; raises ConfigError."""
    return load_config(start, file).settings_for(start)


def load_config(start: Path, file: Path | None = None) -> Config:
    """``file``, or the nearest settings file from ``start`` upwards (no merging); raises ConfigError."""
    if file:
        return _read(file)
    return _nearest((start if start.is_dir() else start.parent).resolve())


@cache
def _nearest(folder: Path) -> Config:
    for file in (folder / name for name in NAMES):
        if file.is_file() and (file.name != NAMES[2] or "tool.cleaner" in file.read_text("utf-8")):
            return _read(file)
    return _nearest(folder.parent) if folder != folder.parent else Config()


@cache
def _read(file: Path) -> Config:
    import tomllib

    from cleaner.config_schema import table_of

    try:
        data = tomllib.loads(file.read_text(encoding="utf-8"))
        if file.name == NAMES[2]:
            data = data.get("tool", {}).get("cleaner", {})
        return _config(table_of(data), file.resolve().parent)
    except (OSError, ValueError) as error:
        raise ConfigError(f"{file}: {error}") from error


def _config(table: Table, root: Path) -> Config:
    return Config(
        settings=_applied(Settings(), table, root),
        exclude=tuple(table.exclude),
        fail_on=table.fail_on,
        baseline=root / table.baseline if table.baseline else None,
        per_file=table.per_file,
        root=root,
    )


def _applied(settings: Settings, table: Table, root: Path) -> Settings:
    given = table.given()
    if "packs" in given:
        given["packs"] = tuple(str(root / pack) for pack in given["packs"])
    return extended(replace(settings, **given), table.extend_select)


def extended(settings: Settings, codes: Iterable[str]) -> Settings:
    """The settings with more classes or rules selected than they were."""
    if not (more := tuple(codes)):
        return settings
    selected = settings.select or tuple(cls for cls in CLASSES if cls not in OFF_BY_DEFAULT)
    return replace(settings, select=selected + more)


def check(settings: Settings) -> None:
    """Raises ConfigError for a house pack that cannot be used, or a class or rule that does not exist."""
    if settings.packs:
        from cleaner.packcheck import accept
        from cleaner.rules.load import PackError

        try:
            accept(settings.packs)
        except PackError as error:
            raise ConfigError(str(error)) from error
    codes = {*settings.select, *settings.ignore, *settings.extend_safe, *settings.extend_unsafe}
    if unknown := sorted(codes - {*CLASSES, "ALL"}):
        _check_rules(unknown, settings)


def _check_rules(codes: Iterable[str], settings: Settings) -> None:
    from cleaner.catalog import all_rules
    from cleaner.rules.load import load

    names = [rule.id for rule in all_rules(load(settings.packs))]
    for code in codes:
        if code not in names:
            raise ConfigError(f"no class or rule {code!r}.{near(code, [*CLASSES, *names])}")


def near(name: str, names: Iterable[str]) -> str:
    """ " Did you mean ...?" for a name that does not exist; empty where nothing is near."""
    from difflib import get_close_matches

    found = get_close_matches(name.lower(), {n.lower(): n for n in names}, 1)
    return f" Did you mean {next(n for n in names if n.lower() == found[0])!r}?" if found else ""


def matches(path: Path, globs: Iterable[str], root: Path) -> bool:
    """True where a glob names the file, one of its folders, or its path below ``root``.

    ``**`` and ``*`` both cross folders, as in .gitignore a plain name matches at any depth.
    """
    path = path.absolute()
    below = (
        path.relative_to(root.absolute()).as_posix()
        if path.is_relative_to(root.absolute())
        else path.as_posix()
    )
    parts = below.split("/")
    heads = ["/".join(parts[: n + 1]) for n in range(len(parts))]
    return any(_matches(parts, heads, glob) for glob in globs)


def _matches(parts: list[str], heads: list[str], glob: str) -> bool:
    glob = re.sub(r"\*\*/?", "*", glob.strip("/").removeprefix("./"))
    return any(fnmatch(name, glob) for name in (heads if "/" in glob else [*parts, heads[-1]]))
