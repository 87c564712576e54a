"""Letters and apostrophes deleted without a trace: atencin, lendroit. Needs the extra ``cleaner[words]``.

Where one accent was kept, none was dropped. So a document is looked at only if it has no letter
beyond ASCII though its language would have led to expect several.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator

from cleaner.model import Span
from cleaner.stages.encoding import lexicon
from cleaner.stages.encoding.likelihood import share_of_letters

_WORD = re.compile(r"(?<![A-Za-z0-9'@#/._-])[a-z]{4,}(?![A-Za-z0-9'@/_-]|\.[a-z])")
_SURE = 2
_EXPECTED = 4.0


def is_bare(text: str, language: Callable[[], str]) -> bool:
    """True where the absence of letters beyond ASCII is a surprise: e to the -4, 2 %, or less."""
    if any(c.isalpha() for c in text if c > "\x7f"):
        return False
    return share_of_letters(language()) * len(text) >= _EXPECTED


def find_dropped(line: str, lang: str) -> Iterator[tuple[str, Span, str, bool]]:
    """``(rule, span, replacement, sure)`` for words that the language knows with one letter more only.

    One such word in a line may be a name, so it takes two to be sure.
    """
    if not lexicon.knows(lang):
        return
    found = [
        (match.span(), whole)
        for match in _WORD.finditer(line)
        if (whole := lexicon.insert(match.group(), lang))
    ]
    for span, whole in found:
        yield "enc-any-dropped", span, whole, len(found) >= _SURE
