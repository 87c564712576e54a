"""Disagreements of many pairs made into candidates: counted, classed, put in order."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, NamedTuple

from cleaner.languages import written_in
from cleaner.mine.disagreements import Disagreement, Kind, Saying, disagreements, named
from cleaner.mine.sides import NOUNS_HAVE_CAPITALS
from cleaner.mine.spool import Spool

TEMPLATE = 4
"""A place that is filled in so many ways is a template's, not a translator's."""

_SHOWN = 5

Stretch = tuple[int, int, int]
"""A sentence by its number, and where in it the words begin and end."""


class Candidate(NamedTuple):
    """A disagreement, how many pairs have it and in which sentences; the texts are of the first pairs.

    ``left`` is the side that reads first in the alphabet; where text is missing, the sentence that lost it.
    """

    kind: Kind
    lang: str
    left: str
    right: str
    times: int
    sentences: frozenset[int]
    pairs: list[tuple[Saying, Saying]]

    @property
    def id(self) -> str:
        """Names the disagreement, whatever corpus it is found in: a decision holds for good."""
        told = f"{self.kind}\0{self.lang}\0{self.left}\0{self.right}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(told).hexdigest()[:12]


@dataclass
class _Tally:
    """A candidate while pairs are read: numbers only, the texts stay on disk."""

    kind: Kind
    lang: str
    count: int = 0
    sentences: set[int] = field(default_factory=set)
    pairs: list[tuple[Stretch, Stretch]] = field(default_factory=list)
    slots: set[bytes] = field(default_factory=set)

    def add(self, sides: tuple[Saying, Saying], slot: bytes) -> None:
        self.count += 1
        self.slots.add(slot)
        self.sentences.update(side.sentence for side in sides)
        if len(self.pairs) < _SHOWN:
            a, b = sides
            self.pairs.append(((a.sentence, a.start, a.end), (b.sentence, b.start, b.end)))

    def read(self, spool: Spool) -> Candidate:
        """With the texts of the first pairs."""
        pairs = [(_said(a, spool), _said(b, spool)) for a, b in self.pairs]
        return Candidate(self.kind, self.lang, *_names(*pairs[0]), self.count, frozenset(self.sentences), pairs)


def _said(stretch: Stretch, spool: Spool) -> Saying:
    number, start, end = stretch
    return Saying(number, spool.text(number), start, end)


def _names(a: Saying, b: Saying) -> tuple[str, str]:
    """What a candidate is known by. A fragment may have several twins; it is one place to mend."""
    return (named(a.words), named(b.words)) if a.words else (named(a.text), "")


def collect(spool: Spool, pairs: Iterable[tuple[int, int]]) -> list[Candidate]:
    """The candidates of all pairs, those with most pairs first; places of templates left out.

    Memory: about 1 kB a candidate, templates' among them.
    """
    found: dict[bytes, _Tally] = {}
    fillings: dict[bytes, set[bytes]] = defaultdict(set)
    for one in _all(spool, pairs):
        slot = _digest(one.slot)
        if len(fillings[slot]) < TEMPLATE:
            fillings[slot].update(_digest(named(side.words)) for side in one.sides)
        key = _digest(one.kind, one.lang, *_names(*one.sides))
        found.setdefault(key, _Tally(one.kind, one.lang)).add(one.sides, slot)
    kept = (tally.read(spool) for tally in found.values() if all(len(fillings[slot]) < TEMPLATE for slot in tally.slots))
    return sorted(kept, key=lambda c: (-c.times, c.lang, c.left, c.right))


def _all(spool: Spool, pairs: Iterable[tuple[int, int]]) -> Iterator[Disagreement]:
    for u, v in pairs:
        yield from disagreements(spool, u, v)


def _digest(*words: str) -> bytes:
    return hashlib.blake2b("\0".join(words).encode("utf-8", "surrogatepass"), digest_size=12).digest()


def guess(candidate: Candidate) -> str:
    """The defect class a person would look under first."""
    if candidate.kind == "missing":
        return "FRG"
    a, b = candidate.pairs[0]
    capitals = a.words[:1].isupper() and b.words[:1].isupper() and candidate.lang not in NOUNS_HAVE_CAPITALS
    if capitals and _spelt_alike(candidate.left, candidate.right):
        return "ENT"
    if a.words.isascii() != b.words.isascii() and not (candidate.left.isascii() and candidate.right.isascii()):
        scripts = [all(c.isascii() for c in side if c.isalpha()) for side in (candidate.left, candidate.right)]
        if scripts[0] != scripts[1] and not written_in(candidate.lang, "Latin"):
            return "UNT"
    return "LIT"


def _spelt_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.75


def as_row(candidate: Candidate, spool: Spool) -> dict[str, Any]:
    """The candidate as a line of ``candidates.jsonl``, without what the concordance adds."""
    documents = {spool.place(sentence).document for sentence in candidate.sentences}
    return {
        "id": candidate.id,
        "kind": candidate.kind,
        "lang": candidate.lang,
        "class": guess(candidate),
        "pairs": candidate.times,
        "sources": len(documents),
        "sentences": [[_told(side, spool) for side in pair] for pair in candidate.pairs],
    }


def _told(side: Saying, spool: Spool) -> dict[str, Any]:
    place = spool.place(side.sentence)
    where = {"doc": spool.name(place.document), "line": place.line}
    return {**where, "words": side.words, "text": side.text, "start": side.start, "end": side.end}
