"""Ignore comments that silence nothing: they hide the next true finding, so they are findings."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from cleaner import ledger
from cleaner.lint.report import Finding
from cleaner.lint_rules import UNUSED_COMMENT
from cleaner.markup.silence import Silence, silences
from cleaner.model import Document, Edit
from cleaner.pipeline import clean_document
from cleaner.segments import line_starts
from cleaner.settings import Settings


def unused_comments(document: Document, settings: Settings) -> Iterator[Finding]:
    """A finding for each comment without which the findings would be the same."""
    found = silences(document.text, document.markup)
    if not found:
        return
    loud = clean_document(replace(document, text=_without(document.text, found)), settings).places()
    starts = line_starts(document.text)
    for silence in found:
        if _runs(silence, settings) and not any(silence.covers(edit, span) for edit, span in loud):
            yield ledger.record(document.id, _finding(document.text, silence), silence.comment, starts)


def _without(text: str, found: list[Silence]) -> str:
    """The text with its comments made into others of the same length."""
    for silence in found:
        start, end = silence.comment
        text = text[:start] + text[start:end].replace("cleaner:", "cleaner.") + text[end:]
    return text


def _runs(silence: Silence, settings: Settings) -> bool:
    """True where all it silences would be looked for with these settings."""
    return all(settings.selects(code, code.split("-")[0].upper()) for code in silence.codes)


def _finding(text: str, silence: Silence) -> Edit:
    start, end = silence.comment
    codes = " ".join(silence.codes) or "anything"
    return Edit(
        stage="lint",
        rule=UNUSED_COMMENT[0],
        cls="IGN",
        action="flag",
        safety="flag",
        start=start,
        end=end,
        before=text[start:end],
        after=text[start:end],
        reason=f"nothing to silence here for {codes}: delete the comment or correct its code",
    )
