"""Sentences as the miner compares them: smaller pieces than ``segments.sentences`` gives, fragments of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

import regex

from cleaner.markup import layout_of
from cleaner.model import Document

SHORTEST = 12
"""Characters; what is shorter has no room for a disagreement between equal neighbours."""

LONGEST = 10_000
"""Characters; what is longer is a list or a table."""

# Unlike a cleaner, a miner may cut before a lower-case letter: translations lose capitals ("... . openai
# essaiera"), and a cut too many costs a pair, not an edit. Short words before the stop are abbreviations.
_END = regex.compile(
    r"""(?:(?<![\s.(\[]\p{L}{1,3}|^\p{L}{1,3})\.|[!?…؟।॥]|\.{2,})["'”’»)\]]*\s+(?=\p{Ll})"""
    r"""|[.!?…؟।॥]+["'”’»)\]]*\s+(?=[^\p{Ll}\s])|[。！？]+[」』”’）]*"""
)
_LOST_START = regex.compile(r"[\s\"'“„«‘(]*(?:[,;،、，;]|\p{Ll})")


class Sentence(NamedTuple):
    """A sentence with the line it stands on; ``broken`` where it follows another and has lost its start."""

    text: str
    line: int
    paragraph: int
    broken: bool


def sentences_of(document: Document, first_line: int = 1) -> Iterator[Sentence]:
    """The sentences of a document that have a length to be compared, code left out."""
    line, at = first_line, 0
    for number, (start, end, kind) in enumerate(layout_of(document.text, document.markup).paragraphs):
        line += document.text.count("\n", at, start)
        at = start
        if kind != "code":
            for text, broken in split(document.text[start:end]):
                if SHORTEST <= len(text) <= LONGEST:
                    yield Sentence(text, line, number, broken)


def split(paragraph: str) -> Iterator[tuple[str, bool]]:
    """The sentences of a paragraph, and whether each has lost its start.

    >>> list(split("On construit, etc. Le reste. , est crucial. openai essaiera."))
    [('On construit, etc.', False), ('Le reste.', False), (', est crucial.', True), ('openai essaiera.', True)]
    """
    start = 0
    for end in (*(match.end() for match in _END.finditer(paragraph)), len(paragraph)):
        if text := paragraph[start:end].strip():
            yield text, start > 0 and bool(_LOST_START.match(text))
            start = end
