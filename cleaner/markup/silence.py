"""Ignore comments: what an author told us to leave alone, by class or rule, for a stretch of the file.

``<!-- cleaner: off NUM -->`` up to ``<!-- cleaner: on -->``; ``ignore-next NUM -- reason`` for the block
below; ``off-file NUM``. Without a code all is meant. MDX writes ``{/* cleaner: off */}``,
reStructuredText ``.. cleaner: off``.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from cleaner.markup.literals import blank
from cleaner.model import Edit, Markup, Span

_BODY = r"cleaner:[ \t]*(off-file|off|on|ignore-next)\b((?:[ \t,]+[A-Za-z][\w-]*(?<!-))*)[ \t]*(?:--[ \t][^\n]*?)?"
_COMMENT = rf"(?m:<!--\s*{_BODY}\s*-->|\{{/\*\s*{_BODY}\s*\*/\}}|^[ \t]*\.\.[ \t]+{_BODY}[ \t]*\r?$)"
_CODE = (
    r"(?ms:^[ \t>]*(`{3,}|~{3,})[^\n]*\n.*?(?:^[ \t>]*\1[`~]*[ \t]*\r?$|\Z)|(`+)(?!`).{1,2000}?(?<!`)\2(?!`))"
)
_BLOCK = r"\s*(?:[^\r\n]*\S[^\r\n]*(?:\r?\n|\Z))*"


class Silence(NamedTuple):
    """A stretch of text in which rules are silent; no codes mean all rules."""

    start: int
    end: int
    codes: tuple[str, ...]
    comment: Span

    def covers(self, edit: Edit, span: Span) -> bool:
        """True where the edit, which speaks of ``span``, is silenced here."""
        touches = (span[0] < self.end and self.start < span[1]) or self.start <= span[0] == span[1] < self.end
        return touches and (not self.codes or edit.cls in self.codes or edit.rule in self.codes)


def silences(text: str, markup: Markup) -> list[Silence]:
    """The stretches that the comments of a text silence; plain text has no comments, nor has code."""
    if markup == "text" or "cleaner:" not in text:
        return []
    if markup == "markdown":
        text = blank(text, [match.span() for match in re.finditer(_CODE, text)])
    found: list[Silence] = []
    opened: list[Silence] = []
    for match in re.finditer(_COMMENT, text):
        verb, named = _parts(match)
        codes = tuple(re.findall(r"[\w-]+", named))
        if verb == "on":
            opened, closed = _split(opened, codes)
            found += [silence._replace(end=match.start()) for silence in closed]
        elif verb == "off":
            opened.append(Silence(match.end(), len(text), codes, match.span()))
        else:
            start, end = (0, len(text)) if verb == "off-file" else _next_block(text, match.end())
            found.append(Silence(start, end, codes, match.span()))
    return sorted(found + opened)


def _parts(match: re.Match[str]) -> tuple[str, str]:
    at = next(i for i in (1, 3, 5) if match[i])
    return match[at], match[at + 1]


def _split(opened: Sequence[Silence], codes: tuple[str, ...]) -> tuple[list[Silence], list[Silence]]:
    """Those that an ``on`` leaves open and those it ends: all, or the ones with its codes."""
    closed = [silence for silence in opened if not codes or silence.codes == codes]
    return [silence for silence in opened if silence not in closed], closed


def _next_block(text: str, at: int) -> Span:
    match = re.compile(_BLOCK).match(text, at)
    return at, match.end() if match else at
