"""Disagreements of many pairs made into candidates: counted, classed, put in order."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any, Literal, NamedTuple

from cleaner.mine.align import NOUNS_HAVE_CAPITALS, align, lost_start
from cleaner.mine.spool import Spool
from cleaner.mine.words import words_of

Kind = Literal["words", "missing"]

TEMPLATE = 4
"""A place that is filled in so many ways is a template's, not a translator's."""

_SHOWN = 5
_FLANK = 3


class Saying(NamedTuple):
    """One side in one sentence: the words that are disagreed on stand at ``text[start:end]``."""

    sentence: int
    text: str
    start: int
    end: int

    @property
    def words(self) -> str:
        """What this side says."""
        return self.text[self.start : self.end]


@dataclass
class Candidate:
    """A disagreement and all pairs that have it; ``left`` is the side that reads first in the alphabet.

    Where text is missing, ``left`` is the sentence that lost it.
    """

    kind: Kind
    lang: str
    left: str
    right: str
    pairs: list[tuple[Saying, Saying]] = field(default_factory=list)

    @property
    def id(self) -> str:
        """Names the disagreement, whatever corpus it is found in: a decision holds for good."""
        named = f"{self.kind}\0{self.lang}\0{self.left}\0{self.right}".encode("utf-8", "surrogatepass")
        return hashlib.sha256(named).hexdigest()[:12]


class _Found(NamedTuple):
    """One disagreement of one pair, with the words around it."""

    kind: Kind
    lang: str
    slot: str
    a: Saying
    b: Saying


def collect(spool: Spool, pairs: Iterable[tuple[int, int]]) -> list[Candidate]:
    """The candidates of all pairs, those with most pairs first; places of templates left out."""
    found: dict[tuple[str, ...], Candidate] = {}
    fillings: dict[str, set[str]] = defaultdict(set)
    slots: dict[tuple[str, ...], set[str]] = defaultdict(set)
    for u, v in pairs:
        for one in disagreements(spool, u, v):
            a, b = sorted((one.a, one.b), key=lambda side: (_key(side.words), side.sentence))
            # A fragment may have several twins; it is one place to mend.
            names = (_key(a.text), "") if a.words == "" else (_key(a.words), _key(b.words))
            key = one.kind, one.lang, *names
            found.setdefault(key, Candidate(one.kind, one.lang, *names)).pairs.append((a, b))
            fillings[one.slot].update((_key(a.words), _key(b.words)))
            slots[key].add(one.slot)
    kept = [c for key, c in found.items() if all(len(fillings[slot]) < TEMPLATE for slot in slots[key])]
    return sorted(kept, key=lambda c: (-len(c.pairs), c.lang, c.left, c.right))


def disagreements(spool: Spool, u: int, v: int) -> Iterator[_Found]:
    """What two sentences disagree on, and what one of them lost."""
    one, other = spool.place(u), spool.place(v)
    if (one.document, one.paragraph) == (other.document, other.paragraph):
        return
    a, b = spool.text(u), spool.text(v)
    for broken, (fragment, f), (whole, w) in ((one.broken, (a, u), (b, v)), (other.broken, (b, v), (a, u))):
        if broken and (at := lost_start(fragment, whole)):
            yield _Found("missing", _lang(whole), f"{w}", Saying(f, fragment, 0, 0), Saying(w, whole, 0, at))
            return
    if (aligned := align(a, b, one.document == other.document)) is None:
        return
    for (a1, a2), (b1, b2) in aligned.found:
        kind: Kind = "words" if a1 < a2 and b1 < b2 else "missing"
        slot = f"{aligned.lang} {_around(a, a1, a2)}"
        yield _Found(kind, aligned.lang, slot, Saying(u, a, a1, a2), Saying(v, b, b1, b2))


def _lang(text: str) -> str:
    from cleaner.languages import identify

    return identify(text)


def _around(text: str, start: int, end: int) -> str:
    before = [word.folded for word in words_of(text[:start])][-_FLANK:]
    after = [word.folded for word in words_of(text[end:])][:_FLANK]
    return f"{' '.join(before)} _ {' '.join(after)}"


def _key(words: str) -> str:
    return " ".join(word.folded for word in words_of(words))


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
        if scripts[0] != scripts[1] and not _latin(candidate.lang):
            return "UNT"
    return "LIT"


def _latin(lang: str) -> bool:
    from cleaner.languages import written_in

    return written_in(lang, "Latin")


def _spelt_alike(one: str, other: str) -> bool:
    return SequenceMatcher(None, one, other, autojunk=False).ratio() >= 0.75


def as_row(candidate: Candidate, spool: Spool) -> dict[str, Any]:
    """The candidate as a line of ``candidates.jsonl``, without what the concordance adds."""
    documents = {spool.place(side.sentence).document for pair in candidate.pairs for side in pair}
    return {
        "id": candidate.id,
        "kind": candidate.kind,
        "lang": candidate.lang,
        "class": guess(candidate),
        "pairs": len(candidate.pairs),
        "sources": len(documents),
        "sentences": [[_told(side, spool) for side in pair] for pair in candidate.pairs[:_SHOWN]],
    }


def _told(side: Saying, spool: Spool) -> dict[str, Any]:
    place = spool.place(side.sentence)
    where = {"doc": spool.name(place.document), "line": place.line}
    return {**where, "words": side.words, "text": side.text, "start": side.start, "end": side.end}
