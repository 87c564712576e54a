"""Site furniture by its return: a line that stands in many documents of one source, once in each.

What returns for another reason stays: a refrain stands twice in its document; a section heading stands alone
among text that does not return; a licence text says so; copies of one document are for ``duplicates``.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath
from typing import TYPE_CHECKING, NamedTuple

import regex

from cleaner.corpus.finished import Finished
from cleaner.corpus.job import Job
from cleaner.corpus.part import DOCUMENTS, SHARD
from cleaner.corpus.sources import Source
from cleaner.dedup.shards import PARAGRAPHS
from cleaner.formats import named

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from cleaner.dedup.columns import Columns
    from cleaner.settings import Settings

RULE = "bpl-any-recurring"

_ALONE = 80
"""Bytes from which on a line is furniture wherever it stands; a shorter one could head a section."""
_COPIED = 0.8
"""A document of which more than this share returns is a copy of another, not a page in a frame."""
_REFRAIN = 1.5
"""Times a line stands in a document, on average, from which on it is its own."""
_EXAMPLES = 3
_LICENCE = regex.compile(
    r"licen[csz]|lizenz|лиценз|ліценз|许可|許諾|授權|授权|라이선스|άδεια|رخصة|\bGPL\b|\bMIT\b|Apache|Creative Commons|\bCC[ -]BY|"
    r"warrant|hereby granted|redistribut|public domain",
    regex.IGNORECASE,
)
_LETTERS = regex.compile(r"\p{L}.*\p{L}", regex.DOTALL)


class Return(NamedTuple):
    """A paragraph that returns: in so many ``documents`` of the ``whole`` source, some of them by number."""

    document: int
    paragraph: int
    documents: int
    whole: int
    examples: tuple[int, ...]


def find_returns(job: Job, sources: Sequence[Source], numbers: Sequence[int]) -> list[Return]:
    """The paragraphs to remove, in reading order; ``numbers`` are those of the parts."""
    from cleaner.dedup.columns import Columns
    from cleaner.dedup.shards import Shard

    if not job.settings.selects(RULE, "BPL"):
        return []
    columns = Columns([Shard.open(job.part(number) / SHARD) for number in numbers])
    return returns(columns, _sources_of(job, sources, numbers), job.settings)


def _sources_of(job: Job, sources: Sequence[Source], numbers: Sequence[int]) -> dict[int, NDArray[np.int64]]:
    """For each part the number of its documents' sources: an argument's top folder, or a file of rows."""
    import numpy as np

    names: dict[tuple[str, str], int] = {}
    found = {}
    for number in numbers:
        part = Finished(job.part(number), job.fields)
        pieces = [names.setdefault(_source(sources[a.file], a.kind), len(names)) for a in part.accounts]
        found[number] = np.array(pieces, np.int64)[part.pieces()] if len(part) else np.empty(0, np.int64)
    return found


def _source(source: Source, kind: str) -> tuple[str, str]:
    folders = PurePosixPath(source.name).parts
    return source.root, source.name if named(kind).rows else folders[0] if len(folders) > 1 else ""


def returns(columns: Columns, source_of: Mapping[int, NDArray[np.int64]], settings: Settings) -> list[Return]:
    """The paragraphs of all documents that return often enough, and are not there for another reason."""
    import numpy as np

    documents = columns.ids // PARAGRAPHS
    if not len(documents):
        return []
    parts = documents // DOCUMENTS
    source = np.concatenate([source_of[p][documents[parts == p] % DOCUMENTS] for p in np.unique(parts).tolist()])
    often = _often(documents, source, columns.hashes, settings)
    copied = _copied(documents, columns.lengths, often)
    own = ~copied
    often = np.zeros_like(often)
    often[own] = _often(documents[own], source[own], columns.hashes[own], settings)
    rows = np.flatnonzero(often & _framed(documents, often, columns.lengths))
    return _told(columns, documents, source, rows, own)


def _often(
    documents: NDArray[np.int64], source: NDArray[np.int64], hashes: NDArray[np.uint64], settings: Settings
) -> NDArray[np.bool_]:
    """Rows whose text stands in enough documents of their source, and not twice in most of them."""
    import numpy as np

    if not len(documents):
        return np.zeros(0, np.bool_)
    key = np.rec.fromarrays([source, hashes])
    _, text, times = np.unique(key, return_inverse=True, return_counts=True)
    pairs = np.unique(np.stack((text, documents)), axis=1)[0]
    distinct = np.bincount(pairs, minlength=len(times))
    whole = np.bincount(source[np.unique(documents, return_index=True)[1]], minlength=int(source.max()) + 1)
    least = np.maximum(settings.furniture_documents, settings.furniture_share * whole[source])
    found: NDArray[np.bool_] = (distinct[text] >= least) & (times[text] < _REFRAIN * distinct[text])
    return found


def _copied(documents: NDArray[np.int64], lengths: NDArray[np.int64], often: NDArray[np.bool_]) -> NDArray[np.bool_]:
    import numpy as np

    _, place = np.unique(documents, return_inverse=True)
    whole, again = np.bincount(place, lengths), np.bincount(place, lengths * often)
    found: NDArray[np.bool_] = (again > _COPIED * whole)[place]
    return found


def _framed(documents: NDArray[np.int64], often: NDArray[np.bool_], lengths: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Long rows, first and last ones, and those beside another row that returns."""
    import numpy as np

    starts = np.append(True, documents[1:] != documents[:-1])
    ends = np.append(documents[1:] != documents[:-1], True)
    above = ~starts & np.append(False, often[:-1])
    below = ~ends & np.append(often[1:], False)
    found: NDArray[np.bool_] = (lengths >= _ALONE) | starts | ends | above | below
    return found


def _told(
    columns: Columns, documents: NDArray[np.int64], source: NDArray[np.int64], rows: NDArray[np.int64], own: NDArray[np.bool_]
) -> list[Return]:
    """The rows with what there is to say of each text, without those that are kept for their words."""
    import numpy as np

    whole = {s: len(np.unique(documents[own & (source == s)])) for s in np.unique(source[rows]).tolist()}
    by_text: dict[tuple[int, int], list[int]] = {}
    for row in rows.tolist():
        by_text.setdefault((int(source[row]), int(columns.hashes[row])), []).append(row)
    found = []
    for (group, _), members in by_text.items():
        text = columns.text(members[0])
        if not _LETTERS.search(text) or _LICENCE.search(text):
            continue
        standing = sorted({int(documents[row]) for row in members})
        for row in members:
            place = divmod(int(columns.ids[row]), PARAGRAPHS)
            found.append(Return(*place, len(standing), whole[group], tuple(standing[:_EXAMPLES])))
    return sorted(found)
