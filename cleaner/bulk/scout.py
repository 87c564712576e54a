"""Many documents at once: which of them no stage has anything to say about.

Almost all text is clean. Compiled scans over a whole buffer find the few documents that could change
or be flagged; only those take the careful path. The scans never decide what a change is, and with or
without them a run gives the same bytes (property-tested). Markdown and HTML are parsed first: the scans
are given the paragraphs of their layouts.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from cleaner import disk, languages
from cleaner.bulk.seen import Seen, Text, look, text_of
from cleaner.bulk.worth import is_much, mark
from cleaner.draft import Draft
from cleaner.model import Layout
from cleaner.rules.load import load
from cleaner.rules.match import compile_pattern, matcher
from cleaner.rules.schema import ARTEFACTS
from cleaner.settings import Settings
from cleaner.stages.artefacts import amounts, untranslated

_NO_RULES = frozenset[int]()


class Glance(NamedTuple):
    """One text: its row in what was seen, the numbers of the rules that match, and whether a part may be untranslated.

    The numbers are None where a machine they take is not compiled, and this process has not enough to do for it.
    """

    text: Text
    seen: Seen
    row: int
    rules: frozenset[int] | None
    untranslated: bool


class Bulk:
    """The scans for some settings: a judge of many documents, and the scout for those that are not clean."""

    def __init__(self, settings: Settings) -> None:
        from cleaner.bulk.langid import use_compiled_walk
        from cleaner.rules.prefilter import Prefilter

        use_compiled_walk()
        self._settings, self._told = settings, languages.canonical(settings.lang)
        self._ruleset = load(settings.packs)
        heads = self._ruleset.heads
        wanted = (i for i, head in enumerate(heads) if settings.selects(head.id, head.cls))
        self._swapped, self._english, self._foreign = range(len(heads), len(heads) + 3)
        self.machines = Prefilter(self._ruleset, wanted, [amounts.TRACE, untranslated.ENGLISH, untranslated.FOREIGN])
        self._artefacts = frozenset(i for i, head in enumerate(heads) if head.cls in ARTEFACTS) | {self._swapped}
        empty = Text("", "text", b"", None)
        self._last = Glance(empty, look([empty], 1.0), 0, frozenset(), False)
        disk.keep(mark(), b"")

    def judge(self, texts: Sequence[Text]) -> tuple[Seen, list[Glance | None]]:
        """What was seen of the documents; None for those surely clean."""
        import numpy as np

        seen = look(texts, self._settings.threshold)
        odd = seen.wrapped | (np.add.reduceat(seen.flags, seen.lines[:-1]) > 0)
        if self._settings.duplicates != "off":
            odd |= seen.repeats
        glances = self._glances(texts, seen)
        return seen, [
            glance if odd[glance.row] or glance.rules != _NO_RULES or glance.untranslated else None for glance in glances
        ]

    def take(self, glance: Glance) -> Bulk:
        """The scout for a document that was judged already."""
        self._last = glance
        return self

    def idle(self, stage: str, draft: Draft) -> bool:
        """True where the stage surely finds nothing; asked again for every text a document becomes."""
        glance = self._look(draft)
        seen, row = glance.seen, glance.row
        if stage == "encoding":
            return not seen.flags_of(row).any()
        if stage == "artefacts":
            return glance.rules is not None and not glance.rules & self._artefacts and not glance.untranslated
        if stage == "boilerplate":
            return glance.rules is not None and not glance.rules - self._artefacts
        return stage == "duplicates" and not (seen.repeats[row] or seen.wrapped[row])

    def language(self, draft: Draft) -> str:
        """The language of the whole text."""
        glance = self._look(draft)
        return _language(glance.text.text, int(glance.seen.own[glance.row]))

    def rules(self, draft: Draft) -> frozenset[int] | None:
        """Numbers of the rules that could match, where the scans know them."""
        return self._look(draft).rules

    def lines(self, draft: Draft) -> Sequence[int]:
        """The encoding stage's flags for the lines."""
        glance = self._look(draft)
        flags: list[int] = glance.seen.flags_of(glance.row).tolist()
        return flags

    def layout(self, draft: Draft) -> Layout | None:
        """The paragraphs and protected spans of a text that is not plain."""
        return self._look(draft).text.layout

    def _look(self, draft: Draft) -> Glance:
        markup = draft.document.markup
        if self._last.text.text is not draft.text or self._last.text.markup != markup:
            text = text_of(draft.text, markup)
            assert text, "an edit made half a surrogate pair"
            [self._last] = self._glances([text], look([text], self._settings.threshold))
        return self._last

    def _glances(self, texts: Sequence[Text], seen: Seen) -> list[Glance]:
        """Each document with the rules that match a paragraph of it."""
        langs = [self._told or _language(t.text, int(own)) for t, own in zip(texts, seen.own, strict=True)]
        spoken = [self._spoken(lang, int(others)) for lang, others in zip(langs, seen.others, strict=True)]
        prose = [text.prose for text in texts]
        blobs = [t.blob if t.layout is None else own.encode() for t, own in zip(texts, prose, strict=True)]
        found = self.machines.candidates(prose, blobs, spoken, is_much())
        return [
            Glance(text, seen, d, self._confirmed(numbers, seen, d), self._traced(text, lang.split("-")[0], numbers))
            for d, (text, lang, numbers) in enumerate(zip(texts, langs, found, strict=True))
        ]

    def _spoken(self, lang: str, others: int) -> frozenset[str]:
        """The languages, without variant, that a paragraph of the document may be in."""
        tongues = ("en",) if self._told else _named(others)
        return frozenset(tongue.split("-")[0] for tongue in (lang, *tongues))

    def _confirmed(self, numbers: frozenset[int] | None, seen: Seen, d: int) -> frozenset[int] | None:
        """The rules whose patterns match; all of them where the document's paragraphs may not be those of the scan."""
        if numbers is None:
            return None
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

    def _traced(self, text: Text, lang: str, numbers: frozenset[int] | None) -> bool:
        """True where a part of the text may be in another language; a trace may stand outside of all paragraphs."""
        if numbers is not None and text.layout is None:
            numbers &= {self._foreign if lang == "en" else self._english}
        return numbers != _NO_RULES and untranslated.has_trace(text.text, lang)


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
