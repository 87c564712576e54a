"""Many documents at once: which of them no stage has anything to say about.

Almost all text is clean. Compiled scans over a whole buffer find the few documents that could change
or be flagged; only those take the careful path. The scans never decide what a change is, and with or
without them a run gives the same bytes (property-tested). Plain text only: Markdown and HTML are
parsed in any case.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache, lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, NamedTuple
from zlib import crc32

from cleaner import __version__, disk, languages
from cleaner.draft import Draft
from cleaner.rules.load import content_digest, load
from cleaner.rules.match import compile_pattern, matcher
from cleaner.rules.schema import ARTEFACTS
from cleaner.settings import Settings
from cleaner.stages.artefacts import amounts, untranslated

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORTH, WORTH_COLD = 1 << 18, 16 << 20
"""Bytes of input from which on the scans repay their start: a second and a half of imports and tables, in which the
careful path does as much, but a minute and a half where these packs' machines and the kernels are to be compiled."""


def repays(paths: Iterable[str], packs: tuple[str, ...] = ()) -> bool:
    """True where the compiled scans can run, and the files are large enough for them."""
    return is_worth(sum(os.path.getsize(path) for path in paths if os.path.exists(path)), packs)


def is_worth(size: int, packs: tuple[str, ...] = ()) -> bool:
    """The same for so many bytes of input."""
    if size < WORTH or not can_run():
        return False
    return size >= WORTH_COLD or disk.fetch(_mark(packs)) is not None


@cache
def _mark(packs: tuple[str, ...]) -> str:
    """The name under which it is kept that the scans of this installation were used with these packs."""
    own = f"{os.path.dirname(__file__)}|{content_digest(packs)}"
    return f"scans-used-{__version__}-{crc32(own.encode()):08x}"


@cache
def can_run() -> bool:
    """True where the compiled scans have what they need."""
    return find_spec("numba") is not None and find_spec("hyperscan") is not None


class Seen(NamedTuple):
    """What the compiled scans saw of documents in one buffer.

    Document ``d`` has the bytes ``starts[d]`` to ``ends[d]``, the paragraphs ``spans[firsts[d]:firsts[d + 1]]``
    and the lines from ``lines[d]``, whose ``flags`` the encoding stage reads. ``own[d]`` is its language's
    number (negative where it takes more to tell), ``others[d]`` the bits of those its paragraphs may be in.
    """

    buffer: bytes
    starts: NDArray[np.int64]
    ends: NDArray[np.int64]
    spans: NDArray[np.int64]
    firsts: NDArray[np.int64]
    lines: NDArray[np.int64]
    flags: NDArray[np.uint8]
    own: NDArray[np.int64]
    others: NDArray[np.uint64]
    wrapped: NDArray[np.bool_]
    repeats: NDArray[np.bool_]

    def flags_of(self, d: int) -> NDArray[np.uint8]:
        """The encoding stage's flags for the lines of a document."""
        return self.flags[self.lines[d] : self.lines[d + 1]]

    def paragraphs_of(self, d: int) -> list[str]:
        """The texts of a document's paragraphs, but not where it may be wrapped."""
        return [str(self.buffer[a:b], "utf-8") for a, b in self.spans[self.firsts[d] : self.firsts[d + 1]].tolist()]


def look(blobs: Sequence[bytes], threshold: float) -> Seen:
    """The compiled scans over documents in UTF-8; ``threshold`` is that of near-duplicates."""
    import numpy as np

    from cleaner.bulk import kernels
    from cleaner.bulk.tables import tables
    from cleaner.dedup.shingles import SHORTEST, WORTH_A_LOOK
    from cleaner.dedup.tables import tables as folding
    from cleaner.stages.encoding.scan import scan

    buffer = b"\n".join(blobs) + b"\n"
    data = np.frombuffer(buffer, np.uint8)
    sizes = np.fromiter(map(len, blobs), np.int64, len(blobs))
    ends = np.cumsum(sizes + 1) - 1
    starts = ends - sizes
    feeds = np.flatnonzero(data == 10)
    lines = np.searchsorted(feeds, np.append(starts, len(buffer)))
    spans = np.empty((len(feeds) + buffer.count(b"\r") + 1, 2), np.int64)
    firsts, own = np.empty(len(blobs) + 1, np.int64), np.empty(len(blobs), np.int64)
    others, wrapped, repeats = (
        np.zeros(len(blobs), np.uint64),
        np.zeros(len(blobs), np.bool_),
        np.zeros(len(blobs), np.bool_),
    )
    count = kernels.find_paragraphs(data, starts, ends, tables().traits, spans, firsts, wrapped)
    chinese = languages.known().index("zh")
    kernels.find_languages(data, starts, ends, spans, firsts, tuple(tables()), chinese, own, others)
    shares = min(WORTH_A_LOOK, threshold), threshold
    kernels.find_repeats(data, spans, firsts, tuple(folding())[:2], SHORTEST, shares, repeats)
    flags = scan(buffer)
    return Seen(buffer, starts, ends, spans[:count], firsts, lines, flags, own, others, wrapped, repeats)


class Glance(NamedTuple):
    """One text: its row in what was seen, the numbers of the rules that match, and whether a part may be untranslated."""

    text: str
    seen: Seen
    row: int
    rules: frozenset[int]
    untranslated: bool


class Bulk:
    """The scans for some settings: a judge of many documents, and the scout for those that are not clean."""

    def __init__(self, settings: Settings) -> None:
        from cleaner.bulk.langid import use_compiled_walk
        from cleaner.rules.prefilter import Prefilter

        use_compiled_walk()
        self._settings = settings
        self._ruleset = load(settings.packs)
        heads = self._ruleset.heads
        wanted = (i for i, head in enumerate(heads) if settings.selects(head.id, head.cls))
        self._swapped, self._english, self._foreign = range(len(heads), len(heads) + 3)
        self._prefilter = Prefilter(self._ruleset, wanted, [amounts.TRACE, untranslated.ENGLISH, untranslated.FOREIGN])
        self._artefacts = frozenset(i for i, head in enumerate(heads) if head.cls in ARTEFACTS) | {self._swapped}
        self._last = Glance("", look([b""], 1.0), 0, frozenset(), False)
        disk.keep(_mark(settings.packs), b"")

    def judge(self, texts: Sequence[str], blobs: Sequence[bytes]) -> tuple[Seen, list[Glance | None]]:
        """What was seen of the documents, each given as text and as UTF-8; None for those surely clean."""
        import numpy as np

        seen = look(blobs, self._settings.threshold)
        odd = seen.wrapped | (np.add.reduceat(seen.flags, seen.lines[:-1]) > 0)
        if self._settings.duplicates != "off":
            odd |= seen.repeats
        glances = self._glances(texts, blobs, seen)
        return seen, [
            glance if odd[glance.row] or glance.rules or glance.untranslated else None for glance in glances
        ]

    def take(self, glance: Glance) -> Bulk:
        """The scout for a document that was judged already."""
        self._last = glance
        return self

    def idle(self, stage: str, draft: Draft) -> bool:
        """True where the stage surely finds nothing; asked again for every text a document becomes."""
        glance = self._look(draft.text)
        seen, row = glance.seen, glance.row
        if stage == "encoding":
            return not seen.flags_of(row).any()
        if stage == "artefacts":
            return not glance.rules & self._artefacts and not glance.untranslated
        if stage == "boilerplate":
            return not glance.rules - self._artefacts
        return stage == "duplicates" and not (seen.repeats[row] or seen.wrapped[row])

    def language(self, draft: Draft) -> str:
        """The language of the whole text."""
        glance = self._look(draft.text)
        return _language(glance.text, int(glance.seen.own[glance.row]))

    def rules(self, draft: Draft) -> frozenset[int]:
        """Numbers of the rules that could match."""
        return self._look(draft.text).rules

    def lines(self, draft: Draft) -> Sequence[int]:
        """The encoding stage's flags for the lines."""
        glance = self._look(draft.text)
        flags: list[int] = glance.seen.flags_of(glance.row).tolist()
        return flags

    def _look(self, text: str) -> Glance:
        if self._last.text is not text:
            blob = text.encode()
            [self._last] = self._glances([text], [blob], look([blob], self._settings.threshold))
        return self._last

    def _glances(self, texts: Sequence[str], blobs: Sequence[bytes], seen: Seen) -> list[Glance]:
        """Each document with the rules that match a paragraph of it."""
        languages = [self._settings.lang or _language(text, int(own)) for text, own in zip(texts, seen.own, strict=True)]
        spoken = [self._spoken(lang, int(others)) for lang, others in zip(languages, seen.others, strict=True)]
        found = self._prefilter.candidates(texts, blobs, spoken)
        return [
            Glance(text, seen, d, self._confirmed(numbers, seen, d), self._traced(text, lang.split("-")[0], numbers))
            for d, (text, lang, numbers) in enumerate(zip(texts, languages, found, strict=True))
        ]

    def _spoken(self, lang: str, others: int) -> frozenset[str]:
        """The languages, without variant, that a paragraph of the document may be in."""
        tongues = ("en",) if self._settings.lang else _named(others)
        return frozenset(tongue.split("-")[0] for tongue in (lang, *tongues))

    def _confirmed(self, numbers: frozenset[int], seen: Seen, d: int) -> frozenset[int]:
        """The rules whose patterns match; all of them where the document's paragraphs may not be those of the scan."""
        numbers -= {self._english, self._foreign}
        if not numbers or seen.wrapped[d]:
            return numbers
        bodies = seen.paragraphs_of(d)
        return frozenset(number for number in numbers if any(map(self._matches(number), bodies)))

    def _matches(self, number: int) -> Callable[[str], object]:
        """What is true of a paragraph that the rule matches; one number behind them all is that of swapped amounts."""
        if number == self._swapped:
            return compile_pattern(amounts.TRACE, True).search
        return matcher(self._ruleset.rules[number])

    def _traced(self, text: str, lang: str, numbers: frozenset[int]) -> bool:
        """True where a part of the text may be in another language."""
        return (self._foreign if lang == "en" else self._english) in numbers and untranslated.has_trace(text, lang)


def _language(text: str, own: int) -> str:
    from cleaner.bulk.kernels import ASK

    if own == ASK:
        return languages.ask_model(text)
    return languages.known()[own] if own >= 0 else languages.identify(text)


def _named(mask: int) -> Iterator[str]:
    """The languages of a bit mask."""
    for number, lang in enumerate(languages.known()):
        if mask >> number & 1:
            yield lang


@lru_cache(2)
def bulk_for(settings: Settings) -> Bulk:
    """The scans for these settings, set up once a process."""
    return Bulk(settings)
