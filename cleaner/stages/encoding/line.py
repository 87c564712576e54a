"""Everything that may be wrong with the encoding of one line."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import accumulate
from typing import NamedTuple

from cleaner.edits import difference
from cleaner.model import Safety, Span
from cleaner.stages.encoding import entities, invisible, lookalikes, losses
from cleaner.stages.encoding.gate import has_cjk

_CLOSE = 3


class Finding(NamedTuple):
    """A rule's finding in a line: what to write, how safe that is, and the reason if it has its own."""

    rule: str
    span: Span
    after: str
    safety: Safety
    reason: str = ""


class Context(NamedTuple):
    """What a line's findings may depend on beyond the line, asked for where needed."""

    language: Callable[[], str]
    right_to_left: Callable[[], bool]
    markup: bool


def find_in_line(line: str, context: Context, suspicious: bool) -> list[Finding]:
    """The findings of one line: mojibake, or else what is odd in a text that is decoded rightly."""
    found = list(_mojibake(line)) if suspicious else []
    return found or list(_details(line, context))


def _mojibake(line: str) -> Iterator[Finding]:
    from cleaner.stages.encoding import lossy, lowbyte, repair

    if line.isascii():
        if russian := lowbyte.restore_high_byte(line):
            yield from _changes("enc-ru-low-byte", line, russian, "")
    elif has_cjk(line) and lossy.is_lost(line):
        yield Finding("enc-any-lost", (0, len(line)), line, "flag")
    elif has_cjk(line) and (reading := lossy.read_lossy(line)):
        reason = f"UTF-8 was read as {reading[1]} and lost bytes; best reading: {reading[0]}"
        yield Finding("enc-any-lossy", (0, len(line)), line, "flag", reason)
    elif step := repair.repair(line):
        yield from _changes(step[0], line, step[1], step[2])


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
        for rule, span, repaired in losses.find_losses(line, context.language):
            before = line[span[0] : span[1]]
            yield Finding(rule, span, repaired or before, "safe" if repaired else "flag")


def _marks(line: str, context: Context) -> Iterator[Finding]:
    for rule, span, after in invisible.find_invisible(line):
        yield Finding(rule, span, after, "safe")
    stray = list(invisible.find_bidi(line))
    if stray and not context.right_to_left():
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
    changed = [i for i, (a, b) in enumerate(zip(old, new, strict=True)) if a != b]
    starts = [0, *accumulate(len(word) + 1 for word in old)]
    for first, last in _stretches(changed):
        span = starts[first], starts[last + 1] - 1
        yield Finding(rule, span, " ".join(new[first : last + 1]), "safe", reason)


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
