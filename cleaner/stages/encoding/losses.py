"""Characters that are gone: U+FFFD, and ? where a letter stood."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import regex

from cleaner.model import Span
from cleaner.stages.encoding import lexicon

# Counts bound what the engine remembers: of a million losses in a row it takes gigabytes of notes.
_REPLACED = regex.compile(r"[\p{L}\p{M}]*+(?:\ufffd++[\p{L}\p{M}]*+){1,64}+")
_QUESTIONED = regex.compile(
    r"(?<![\p{L}\p{N}?/&=.@#_%:;-])\p{L}*\p{Ll}(?:\?\p{Ll}\p{L}*+){1,64}+(?:\?(?=\s\p{Ll}))?+(?![\p{L}\p{N}/&=@_%])"
)

_APOSTROPHES, _WITH_APOSTROPHES = "'’ʼ", ("uk", "be")

Loss = tuple[str, Span, str | None]


def find_losses(line: str, language: Callable[[], str]) -> Iterator[Loss]:
    """``(rule, span, repair)`` for every word with a lost letter; no repair where it is not certain.

    ``language`` is asked only when there is a word to complete.
    """
    for match in _REPLACED.finditer(line):
        sure = not _is_part(line, match.span(), language)
        yield "enc-any-replaced", match.span(), _repair(match.group(), language) if sure else None
    for match in _QUESTIONED.finditer(line):
        yield from _questioned(match.group(), match.span(), language)


def _is_part(line: str, span: Span, language: Callable[[], str]) -> bool:
    """True beside an apostrophe where that is a letter: пам'ятати."""
    around = line[max(0, span[0] - 1) : span[0]], line[span[1] : span[1] + 1]
    return any(c and c in _APOSTROPHES for c in around) and language() in _WITH_APOSTROPHES


def _questioned(word: str, span: Span, language: Callable[[], str]) -> Iterator[Loss]:
    """A question mark inside a word is a lost letter, unless words stand on both sides of it."""
    if lexicon.available() and lexicon.knows(language()):
        if any(lexicon.frequency(part.lower(), language()) == 0 for part in word.split("?")):
            yield "enc-any-question-mark", span, _repair(word, language)
    else:
        yield "enc-any-question-mark", span, None


def _repair(word: str, language: Callable[[], str]) -> str | None:
    if not any(c.isalpha() for c in word) or "\ufffd\ufffd\ufffd" in word or not lexicon.available():
        return None
    return lexicon.complete(word, language()) if lexicon.knows(language()) else None
