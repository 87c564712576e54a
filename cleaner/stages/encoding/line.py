"""Everything that may be wrong with the encoding of one line."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cached_property
from operator import ne
from typing import NamedTuple

from cleaner.draft import Draft
from cleaner.edits import difference
from cleaner.model import Safety, Span
from cleaner.stages.encoding import dropped, entities, invisible, lookalikes, losses
from cleaner.stages.encoding.gate import DROPPED, SUSPICIOUS, has_cjk

_CLOSE = 3
_LINE_ART = re.compile("(?:[\x00-\x7f\xa0]|(?<![A-Za-z])[\u2500-\u25ff]+(?![A-Za-z]))*")
"""Box drawings that touch no letter: in K├╝che they do."""

_EATEN = re.compile("[a-z][\u2e80-\ud7a3]|[\u2e80-\ud7a3][a-z]")
"""Letters that a CJK codec read together with their neighbours (gro墈n): beside U+FFFD a sign that a line
lost more than single letters, so none of them is completed."""


class Finding(NamedTuple):
    """A rule's finding in a line: what to write, how safe that is, and the reason if it has its own."""

    rule: str
    span: Span
    after: str
    safety: Safety
    reason: str = ""


class Context:
    """What a line's findings may depend on beyond the line, asked for where needed."""

    def __init__(self, draft: Draft) -> None:
        self._draft = draft
        self.markup = draft.document.markup in ("html", "markdown")

    def language(self) -> str:
        """The document's language."""
        return self._draft.language

    @cached_property
    def right_to_left(self) -> bool:
        """True where a letter of the document runs from right to left."""
        return invisible.is_right_to_left(self._draft.text)

    @cached_property
    def bare(self) -> bool:
        """True where the document has fewer letters beyond ASCII than its language leads to expect."""
        return dropped.is_bare(self._draft.text, self.language)


def find_in_line(line: str, context: Context, flag: int) -> list[Finding]:
    """The findings of one line: mojibake, or else what is odd in a text that is decoded rightly."""
    found = list(_mojibake(line)) if flag & SUSPICIOUS else []
    if not found and flag & DROPPED and context.bare:
        found = list(_dropped(line, context))
    if found:
        return found
    details = list(_details(line, context))
    return _shown(details, line) if flag & SUSPICIOUS and details and _is_damaged(line, details) else details


def _is_damaged(line: str, details: list[Finding]) -> bool:
    """True for mojibake that nothing undoes: there a soft hyphen is half a letter."""
    from cleaner.stages.encoding.whole import is_clean

    parts, at = list[str](), 0
    for found in sorted(details, key=lambda found: found.span):
        if found.span[0] >= at:
            parts += [line[at : found.span[0]], found.after]
            at = found.span[1]
    return not is_clean("".join([*parts, line[at:]]))


def _shown(findings: list[Finding], line: str) -> list[Finding]:
    return [found._replace(after=line[found.span[0] : found.span[1]], safety="flag") for found in findings]


def _dropped(line: str, context: Context) -> Iterator[Finding]:
    for rule, span, whole, sure in dropped.find_dropped(line, context.language()):
        yield Finding(rule, span, whole, "safe" if sure else "unsafe")


def _mojibake(line: str) -> Iterator[Finding]:
    from cleaner.stages.encoding import lowbyte, repair

    if line.isascii():
        if russian := lowbyte.restore_high_byte(line):
            yield from _changes("enc-ru-low-byte", line, russian, "")
        return
    cjk = has_cjk(line)
    if cjk and (lost := _lost(line)):
        yield lost
    elif not _LINE_ART.fullmatch(line) and not (cjk and "\ufffd" in line) and (step := repair.repair(line)):
        if step.sure:
            yield from _changes(step.rule, line, step.text, step.reason)
        else:
            reason = f"{step.reason}; best reading: {step.text}"
            yield Finding(step.rule, (0, len(line)), line, "flag", reason)


def _lost(line: str) -> Finding | None:
    """The flag of a line that a CJK codec read and that lost bytes."""
    from cleaner.stages.encoding import lossy

    whole = (0, len(line))
    if lossy.is_lost(line):
        return Finding("enc-any-lost", whole, line, "flag")
    reading = lossy.read_lossy(line)
    if reading is None:
        return None
    reason = f"UTF-8 was read as {reading[1]} and lost bytes; best reading: {reading[0]}"
    return Finding("enc-any-lossy", whole, line, "flag", reason)


def _details(line: str, context: Context) -> Iterator[Finding]:
    """Each finder is asked only where the line holds what it looks for."""
    plain = line.isascii()
    if not plain:
        yield from _marks(line, context)
    doubtful = [] if plain else list(lookalikes.find_lookalikes(line))
    if "&" in line and not context.markup:
        doubtful += entities.find_entities(line)
    for rule, span, after, sure in doubtful:
        yield Finding(rule, span, after, "safe" if sure else "unsafe")
    if "?" in line or "\ufffd" in line:
        eaten = "\ufffd" in line and _EATEN.search(line)
        language = (lambda: "und") if eaten else context.language
        for rule, span, repaired in losses.find_losses(line, language):
            before = line[span[0] : span[1]]
            yield Finding(rule, span, repaired or before, "safe" if repaired else "flag")


def _marks(line: str, context: Context) -> Iterator[Finding]:
    for rule, span, after in invisible.find_invisible(line):
        yield Finding(rule, span, after, "safe")
    stray = list(invisible.find_bidi(line))
    if stray and not context.right_to_left:
        for rule, span, after in stray:
            yield Finding(rule, span, after, "safe")
    for rule, span, after in invisible.find_controls(line):
        yield Finding(rule, span, after, "flag")


def _changes(rule: str, before: str, after: str, reason: str) -> Iterator[Finding]:
    """One finding a stretch of changed words where the words correspond, else one for all.

    Changed words with no more than two others between them are one stretch.
    """
    old, new = before.split(" "), after.split(" ")
    if len(old) != len(new):
        start, gone, come = difference(before, after)
        yield Finding(rule, (start, start + len(gone)), come, "safe", reason)
        return
    changed = [i for i, differs in enumerate(map(ne, old, new)) if differs]
    at = done = 0
    for first, last in _stretches(changed):
        start = at + sum(map(len, old[done:first])) + first - done
        done, at = last + 1, start + sum(map(len, old[first : last + 1])) + last + 1 - first
        yield Finding(rule, (start, at - 1), " ".join(new[first : last + 1]), "safe", reason)


def _stretches(places: list[int]) -> Iterator[tuple[int, int]]:
    """First and last of the runs of places that are close together."""
    first = last = -1
    for place in places:
        if last >= 0 and place - last > _CLOSE:
            yield first, last
            first = place
        first, last = (place if last < 0 else first), place
    if last >= 0:
        yield first, last
