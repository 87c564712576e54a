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

Loss = tuple[str, Span, str | None]


def find_losses(line: str, language: Callable[[], str]) -> Iterator[Loss]:
    """``(rule, span, repair)`` for every word with a lost letter; no repair where it is not certain.

    ``language`` is asked only when there is a word to complete.
    """
    for match in _REPLACED.finditer(line):
        yield "enc-any-replaced", match.span(), _repair(match.group(), language)
    for match in _QUESTIONED.finditer(line):
        yield from _questioned(match.group(), match.span(), language)


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
