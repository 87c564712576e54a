"""Many documents at once: which of them no stage has anything to say about.

Almost all text is clean. Compiled scans over a whole buffer find the few documents that could change
or be flagged; only those take the careful path. The scans never decide what a change is, and with or
without them a run gives the same bytes (property-tested). Plain text only: Markdown and HTML are
parsed in any case.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any, NamedTuple

from cleaner import languages
from cleaner.draft import Draft
from cleaner.rules.load import cache_dir, load
from cleaner.rules.schema import ARTEFACTS
from cleaner.rules.skeleton import plain
from cleaner.settings import Settings
from cleaner.stages.artefacts import amounts, untranslated

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

WORTH = 16 << 20
"""Bytes of input from which on the scans repay their start: imports, tables, a machine for each language."""

_CONTAINED = 0.4
"""Of a paragraph's shingles: what ``dedup.contained`` takes for worth a look."""


def is_available() -> bool:
    """True where the compiled scans can run."""
    return find_spec("numba") is not None and find_spec("hyperscan") is not None


class Seen(NamedTuple):
    """What the compiled scans saw of documents in one buffer; a row of ``own`` and ``others`` each.

    ``spans[firsts[d]:firsts[d + 1]]`` are the bytes from and to of document ``d``'s paragraphs. ``own``
    is its language's number (negative where it takes more to tell), ``others`` the bits of those its
    paragraphs may be in. ``encoding``, ``wrapped`` and ``repeats`` say what needs a closer look.
    """

    buffer: bytes
    starts: NDArray[np.int64]
    spans: NDArray[np.int64]
    firsts: NDArray[np.int64]
    own: NDArray[np.int64]
    others: NDArray[np.uint64]
    encoding: NDArray[np.bool_]
    wrapped: NDArray[np.bool_]
    repeats: NDArray[np.bool_]


def look(blobs: Sequence[bytes], threshold: float) -> Seen:
    """The compiled scans over documents in UTF-8."""
    import numpy as np

    from cleaner.corpus.bulk import kernels
    from cleaner.corpus.bulk.tables import tables
    from cleaner.dedup.shingles import SHORTEST
    from cleaner.dedup.tables import tables as folding

    buffer = b"\n".join(blobs)
    data = np.frombuffer(buffer, np.uint8)
    sizes = np.fromiter(map(len, blobs), np.int64, len(blobs))
    ends = np.cumsum(sizes + 1) - 1
    starts = ends - sizes
    spans = np.empty((buffer.count(b"\n") + buffer.count(b"\r") + len(blobs) + 1, 2), np.int64)
    firsts, own, others = (
        np.empty(len(blobs) + 1, np.int64),
        np.empty_like(starts),
        np.empty(len(blobs), np.uint64),
    )
    wrapped, repeats = np.zeros(len(blobs), np.bool_), np.zeros(len(blobs), np.bool_)
    spans = spans[: kernels.find_paragraphs(data, starts, ends, tables().traits, spans, firsts, wrapped)]
    kernels.find_languages(
        data, starts, ends, spans, firsts, tuple(tables()), languages.known().index("zh"), own, others
    )
    share = min(threshold, _CONTAINED)
    kernels.find_repeats(data, spans, firsts, tuple(folding())[:2], SHORTEST, share, repeats)
    return Seen(buffer, starts, spans, firsts, own, others, _flagged(buffer, data, starts), wrapped, repeats)


def _flagged(buffer: bytes, data: Any, starts: Any) -> NDArray[np.bool_]:
    """Documents with a line the encoding stage must see."""
    import numpy as np

    from cleaner.stages.encoding.scan import scan

    lines = np.flatnonzero(scan(buffer))
    begins = np.concatenate(([0], np.flatnonzero(data == 10) + 1))[lines]
    flagged = np.zeros(len(starts), np.bool_)
    flagged[np.searchsorted(starts, begins, "right") - 1] = True
    return flagged


class Bulk:
    """The scans for some settings: a judge of many documents, and the scout for those it finds."""

    def __init__(self, settings: Settings) -> None:
        from cleaner.corpus.bulk.langid import use_compiled_walk
        from cleaner.rules.prefilter import Prefilter

        use_compiled_walk()
        self._settings = settings
        self._ruleset = load(settings.packs)
        rules = self._ruleset.rules
        wanted = (i for i, rule in enumerate(rules) if settings.selects(rule.id, rule.cls))
        self._prefilter = Prefilter(self._ruleset, wanted, [amounts.TRACE], cache_dir())
        self._artefacts = frozenset(i for i, rule in enumerate(rules) if rule.cls in ARTEFACTS) | {len(rules)}
        self._last: tuple[str, Seen, frozenset[int]] = ("", look([b""], 1.0), frozenset())

    def judge(self, texts: Sequence[str], blobs: Sequence[bytes]) -> tuple[Seen, list[bool]]:
        """What was seen of the documents, each given as text and as UTF-8, and which are surely clean."""
        seen = look(blobs, self._settings.threshold)
        odd = seen.encoding | seen.wrapped
        if self._settings.duplicates != "off":
            odd |= seen.repeats
        clean = [
            not odd[d]
            and not self._rules(text, blobs[d], seen, d)
            and not self._maybe_untranslated(text, int(seen.own[d]))
            for d, text in enumerate(texts)
        ]
        return seen, clean

    def idle(self, stage: str, draft: Draft) -> bool:
        """True where the stage surely finds nothing; asked again for every text a document becomes."""
        _, seen, rules = self._look(draft.text)
        if stage == "encoding":
            return not seen.encoding[0]
        if stage == "artefacts":
            return not rules & self._artefacts and not self._maybe_untranslated(draft.text, int(seen.own[0]))
        if stage == "boilerplate":
            return not rules - self._artefacts
        return stage == "duplicates" and not (seen.repeats[0] or seen.wrapped[0])

    def rules(self, draft: Draft) -> frozenset[int]:
        """Numbers of the rules that could match."""
        return self._look(draft.text)[2]

    def _look(self, text: str) -> tuple[str, Seen, frozenset[int]]:
        if self._last[0] is not text:
            blob = text.encode()
            seen = look([blob], self._settings.threshold)
            self._last = text, seen, self._rules(text, blob, seen, 0)
        return self._last

    def _rules(self, text: str, blob: bytes, seen: Seen, d: int) -> frozenset[int]:
        """Numbers of the rules whose skeletons match; the one behind them all is that of swapped amounts."""
        told = self._settings.lang
        tongues = [told] if told else [_language(text, int(seen.own[d])), *_named(int(seen.others[d]))]
        return self._prefilter.candidates(plain(blob), {tongue.split("-")[0] for tongue in tongues})

    def _maybe_untranslated(self, text: str, own: int) -> bool:
        return untranslated.TRACE in text and (self._settings.lang or _language(text, own)) not in (
            "en",
            "und",
        )


def _language(text: str, own: int) -> str:
    from cleaner.corpus.bulk.kernels import ASK

    if own == ASK:
        return languages.ask_model(text)
    return languages.known()[own] if own >= 0 else languages.identify(text)


def _named(mask: int) -> Iterator[str]:
    """The languages of a bit mask."""
    for number, lang in enumerate(languages.known()):
        if mask >> number & 1:
            yield lang
