"""Files looked at, each with its own settings, comments and baseline."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING

from cleaner import ledger
from cleaner.bulk.worth import WORTH
from cleaner.config import Config, check, extended, load_config
from cleaner.lint.report import Report, fails
from cleaner.lint.source import Source, SourceError, decode
from cleaner.lint.unused import unused_comments
from cleaner.model import Document
from cleaner.pipeline import Cleaned, clean_document
from cleaner.settings import Settings

if TYPE_CHECKING:
    from cleaner.bulk.batches import Scouted
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


def examine_files(paths: Sequence[Path], options: Options) -> list[Report]:
    """The reports of files; what is wrong with one is told in its ``error``. Raises ConfigError, PackError."""
    read = [_read(path, options) for path in paths]
    reports = iter(examine([source for source in read if isinstance(source, Source)], options))
    return [next(reports) if isinstance(source, Source) else source for source in read]


def _read(path: Path, options: Options) -> Source | Report:
    """The file's text, or the report that there is none."""
    try:
        return decode(path.as_posix(), path.read_bytes(), options.encoding)
    except SourceError as error:
        return Report(path.as_posix(), error=str(error))
    except OSError as error:
        return Report(path.as_posix(), error=f"{path}: {error.strerror}", unread=True)


def examine(sources: Sequence[Source], options: Options) -> list[Report]:
    """The reports of texts; raises ConfigError, PackError."""
    reports: list[Report] = []
    for settings, alike in groupby(sources, lambda source: options.settings_for(Path(source.name))):
        own = list(alike)
        documents = [Document(source.name, source.text, markup=source.markup) for source in own]
        for source, (document, scout, is_clean) in zip(own, _scouted(documents, settings), strict=True):
            cleaned = Cleaned(document, ()) if is_clean else clean_document(document, settings, scout=scout)
            reports.append(_report(source, cleaned, settings, options))
    return reports


def _scouted(documents: Sequence[Document], settings: Settings) -> Iterator[Scouted]:
    """Documents with what the compiled scans say of them, where there are enough to repay their start."""
    if sum(len(document.text) for document in documents) < WORTH:
        return ((document, None, False) for document in documents)
    from cleaner.bulk.batches import scouted

    return scouted(documents, settings)


def _report(source: Source, cleaned: Cleaned, settings: Settings, options: Options) -> Report:
    config, known = options.config_for(Path(source.name)), 0
    if options.heed_baseline and (baseline := options.baseline or config.baseline):
        cleaned, known = _without_known(cleaned, settings, _baseline(baseline))
    findings = [*ledger.lines(cleaned), *unused_comments(cleaned.document, settings)]
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
