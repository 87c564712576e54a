"""One file looked at with its own settings, comments and baseline."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import ledger
from cleaner.config import Config, check, extended, load_config
from cleaner.lint.report import Report, fails
from cleaner.lint.source import Source, SourceError, decode
from cleaner.lint.unused import unused_comments
from cleaner.model import Document
from cleaner.pipeline import Cleaned, clean_document
from cleaner.settings import Settings

if TYPE_CHECKING:
    from cleaner.lint.baseline import Baseline


@dataclass(frozen=True)
class Options:
    """What the command line says; None leaves it to the settings file."""

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    extend_select: tuple[str, ...] = ()
    lang: str | None = None
    unsafe: bool | None = None
    remove: bool | None = None
    encoding: str | None = None
    fail_on: str | None = None
    config: Path | None = None
    isolated: bool = False
    baseline: Path | None = None
    heed_baseline: bool = True

    def config_for(self, path: Path) -> Config:
        """The settings file that counts for a path; raises ConfigError."""
        return Config() if self.isolated else load_config(path, self.config)

    def settings_for(self, path: Path) -> Settings:
        """The file's settings under those of the command line; raises ConfigError."""
        settings = self.config_for(path).settings_for(path)
        for name in ("lang", "unsafe", "remove"):
            if (value := getattr(self, name)) is not None:
                settings = replace(settings, **{name: value})
        if self.select:
            settings = replace(settings, select=self.select)
        settings = replace(settings, ignore=settings.ignore + self.ignore)
        return _checked(extended(settings, self.extend_select))


@cache
def _checked(settings: Settings) -> Settings:
    check(settings)
    return settings


def examine_file(path: Path, options: Options) -> Report:
    """The report of one file; what is wrong with it is told in ``error``. Raises ConfigError, PackError."""
    try:
        return examine(decode(path.as_posix(), path.read_bytes(), options.encoding), options)
    except SourceError as error:
        return Report(path.as_posix(), error=str(error))
    except OSError as error:
        return Report(path.as_posix(), error=f"{path}: {error.strerror}", unread=True)


def examine(source: Source, options: Options) -> Report:
    """The report of one text; raises ConfigError, PackError."""
    path = Path(source.name)
    config, settings = options.config_for(path), options.settings_for(path)
    document = Document(source.name, source.text, markup=source.markup)
    cleaned = clean_document(document, settings)
    known = 0
    if options.heed_baseline and (baseline := options.baseline or config.baseline):
        cleaned, known = _without_known(cleaned, settings, _baseline(baseline))
    findings = [*ledger.lines(cleaned), *unused_comments(document, settings)]
    failed = fails(findings, options.fail_on or config.fail_on)
    return Report(source.name, source, cleaned, tuple(findings), known, failed)


@cache
def _baseline(path: Path) -> Baseline:
    from cleaner.lint.baseline import load_baseline

    return load_baseline(path)


def _without_known(cleaned: Cleaned, settings: Settings, baseline: Baseline) -> tuple[Cleaned, int]:
    """Cleaned again without the edits the baseline knows, and how many those were."""
    from cleaner.lint.baseline import key_of, keys_of, known_keys

    counted = baseline.of(cleaned.document.id)
    if not counted or not cleaned.edits:
        return cleaned, 0
    known = known_keys(keys_of(cleaned), counted)
    again = clean_document(cleaned.document, settings, lambda draft, edit: key_of(draft.text, edit) in known)
    return again, len(cleaned.edits) - len(again.edits)
