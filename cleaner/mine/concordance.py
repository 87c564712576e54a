"""Where else the corpus says what a candidate disagrees on: uses outside the pairs, found in one pass."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import regex

from cleaner.dedup.folding import is_unspaced
from cleaner.mine.candidates import Candidate
from cleaner.mine.disagreements import Saying
from cleaner.mine.spool import Spool
from cleaner.mine.words import carries_meaning, words_of
from cleaner.rules.folding import fold
from cleaner.rules.scan import hits

_SHOWN = 6
_MARKS = " 。，、！？；：”』」）"


class Phrase(NamedTuple):
    """What is looked for: the words of one side, alone or with the neighbour they belong to."""

    candidate: int
    side: int
    alone: bool
    text: str


class Use(NamedTuple):
    """A sentence outside the pairs that has a phrase, at ``text[start:end]``."""

    doc: str
    line: int
    text: str
    start: int
    end: int


class Uses:
    """Of each phrase how often it stands outside the pairs, and the first sentences."""

    def __init__(self) -> None:
        self.counts: dict[Phrase, int] = defaultdict(int)
        self.shown: dict[Phrase, list[Use]] = defaultdict(list)

    def add(self, phrase: Phrase, use: Use) -> None:
        """One sentence; the same words twice are shown once."""
        self.counts[phrase] += 1
        shown = self.shown[phrase]
        if len(shown) < _SHOWN and all(use.text != other.text for other in shown):
            shown.append(use)


def look_up(candidates: Sequence[Candidate], spool: Spool) -> Uses:
    """The uses of both sides of every candidate; text that is missing is not looked for."""
    phrases = [phrase for number, candidate in enumerate(candidates) for phrase in _phrases(number, candidate)]
    uses = Uses()
    if not phrases:
        return uses
    # One word of each phrase is looked for, in one pass for all; then the phrase itself.
    database = _database([_rarest(phrase) for phrase in phrases])
    patterns = [_pattern(phrase.text) for phrase in phrases]
    for number, text in _texts(spool):
        for i in sorted(hits(database, fold(text).encode("utf-8", "surrogatepass"))):
            phrase = phrases[i]
            if number not in candidates[phrase.candidate].sentences and (match := patterns[i].search(text)):
                place = spool.place(number)
                uses.add(phrase, Use(spool.name(place.document), place.line, text, *match.span()))
    return uses


def _texts(spool: Spool) -> Iterator[tuple[int, str]]:
    for start, texts in spool.blocks():
        yield from enumerate((text.decode("utf-8", "surrogatepass") for text in texts), start)


def _rarest(phrase: Phrase) -> str:
    """The longest word as it is spelt: any spacing and apostrophe may stand around it."""
    words = words_of(phrase.text)
    return fold(max((phrase.text[w.start : w.end] for w in words), key=len))


def _database(words: Sequence[str]) -> Any:
    import hyperscan

    database = hyperscan.Database(mode=hyperscan.HS_MODE_BLOCK)
    flags = [hyperscan.HS_FLAG_SINGLEMATCH] * len(words)
    database.compile(expressions=[re.escape(w.encode()) for w in words], ids=list(range(len(words))), flags=flags)
    return database


def _pattern(text: str) -> Any:
    """The phrase as whole words, any spacing, either apostrophe."""
    return regex.compile(as_pattern(text), regex.IGNORECASE)


def as_pattern(text: str) -> str:
    r"""Words as a rule's pattern.

    >>> as_pattern("d'IA  (test)")
    "\\bd['’]IA\\s+\\(test\\)"
    """
    escaped = regex.escape(text, special_only=True, literal_spaces=True)
    flexible = regex.sub(r"['’]", "['’]", regex.sub(r"\s+", r"\\s+", escaped))
    head = r"\b" if _joins(text[:1]) else ""
    tail = r"\b" if _joins(text[-1:]) else ""
    return f"{head}{flexible}{tail}"


def _joins(character: str) -> bool:
    """True for a letter of a script that parts its words: only there is a word's end a boundary."""
    return bool(words_of(character)) and not is_unspaced(character)


def _phrases(number: int, candidate: Candidate) -> Iterable[Phrase]:
    if candidate.kind == "missing":
        return
    for side in (0, 1):
        saying = candidate.pairs[0][side]
        yield Phrase(number, side, True, saying.words)
        yield Phrase(number, side, False, with_neighbour(saying, candidate.lang))


def with_neighbour(saying: Saying, lang: str) -> str:
    """One word that carries meaning with the nearest other: the one before where it stands next, else after.

    An adjective follows its noun in French and stands before it in German; what matters is that the
    phrase be as narrow as the disagreement. Of an unspaced script it is the two characters behind.
    """
    if is_unspaced(saying.words[:1]):
        return saying.text[saying.start : saying.end + 2].strip(_MARKS) or saying.words
    if sum(carries_meaning(word.folded, lang) for word in words_of(saying.words)) > 1:
        return saying.words
    before = words_of(saying.text[: saying.start])
    after = words_of(saying.text[saying.end :])
    if before and carries_meaning(before[-1].folded, lang):
        return saying.text[before[-1].start : saying.end]
    if after and carries_meaning(after[0].folded, lang):
        return saying.text[saying.start : saying.end + after[0].end]
    return saying.text[(before[-1].start if before else saying.start) : saying.end]
