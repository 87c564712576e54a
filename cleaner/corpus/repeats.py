"""The edits that remove what stands in other documents of the run."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Collection, Sequence
from functools import lru_cache

from cleaner.corpus import furniture
from cleaner.corpus.finished import Finished
from cleaner.corpus.furniture import Return
from cleaner.corpus.job import Job
from cleaner.corpus.part import DOCUMENTS
from cleaner.dedup.corpus import Removal
from cleaner.draft import Draft
from cleaner.edits import Trail
from cleaner.markup import layout_of
from cleaner.model import Edit, Twin
from cleaner.pipeline import Cleaned, clean_further
from cleaner.segments import line_starts, removal
from cleaner.settings import Settings
from cleaner.stages.duplicates import remove


class Twins:
    """The kept paragraphs, looked up in the parts they stand in."""

    def __init__(self, job: Job) -> None:
        self._job = job
        self._part = lru_cache(16)(lambda number: Finished(job.part(number), job.fields))
        self._document = lru_cache(64)(self._read)

    def find(self, found: Removal) -> Twin:
        """The twin of a paragraph to remove: its document, its line in that, its text."""
        if found.published:
            name, line, published = found.published
            return Twin(name, line, round(found.similarity, 4), published.decode("utf-8", "surrogatepass"))
        name, row, texts = self._document(found.twin_document)
        line, text = texts[found.twin_paragraph]
        return Twin(name, line, round(found.similarity, 4), text, row)

    def place(self, document: int, paragraph: int) -> tuple[str, int]:
        """The name of a document, and the line a paragraph of it begins on."""
        name, _, texts = self._document(document)
        return name, texts[paragraph][0]

    def name(self, number: int) -> str:
        """The id of a document."""
        return self._document(number)[0]

    def _read(self, number: int) -> tuple[str, str | None, list[tuple[int, str]]]:
        """The name of a document, its row, and its paragraphs with their lines."""
        part = self._part(number // DOCUMENTS)
        _, cleaned = part.cleaned(number % DOCUMENTS)
        text, first = cleaned.text, part.first_line(number % DOCUMENTS)
        starts, trail = line_starts(cleaned.document.text), Trail(cleaned.edits)
        paragraphs = layout_of(text, cleaned.document.markup).paragraphs
        return cleaned.document.id, part.row(number % DOCUMENTS), [
            (bisect_right(starts, trail.back(p.start, p.start)[0]) + first - 1, text[p.start : p.end])
            for p in paragraphs
        ]


def without(
    cleaned: Cleaned, removals: Sequence[Removal], returns: Sequence[Return], twins: Twins, settings: Settings
) -> Cleaned:
    """The document without the paragraphs that repeat others (each edit names its twin) and site furniture."""

    def find_repeats(draft: Draft) -> list[Edit]:
        gone = {found.paragraph: twins.find(found) for found in removals}
        frame = {found.paragraph: found for found in returns if _may_go(draft, found.paragraph)}
        both = gone.keys() | frame.keys()
        edits = [
            remove(draft.text, removal(draft.text, draft.paragraphs, number, both), twin, f"line {twin.line} of {twin.doc}")
            for number, twin in gone.items()
            if number not in frame
        ]
        return edits + [_unframe(draft, frame[number], twins, both) for number in frame]

    return clean_further(cleaned, find_repeats, settings)


def _may_go(draft: Draft, number: int) -> bool:
    """Headings, lists and tables of a marked-up text are its author's, however often they return."""
    return draft.paragraphs[number].kind == "prose"


def _unframe(draft: Draft, found: Return, twins: Twins, gone: Collection[int]) -> Edit:
    start, end = removal(draft.text, draft.paragraphs, found.paragraph, gone)
    names = ", ".join(map(twins.name, found.examples))
    return Edit(
        stage="boilerplate",
        rule=furniture.RULE,
        cls="BPL",
        action="remove",
        safety="safe",
        start=start,
        end=end,
        before=draft.text[start:end],
        after="",
        reason=f"stands in {found.documents} of {found.whole} documents of its source, as in {names}",
    )
