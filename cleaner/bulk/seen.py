"""What the compiled scans see of documents in one buffer."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING, NamedTuple

from cleaner import languages
from cleaner.markup import layout_of
from cleaner.model import Layout, Markup

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_ODD_SPACE = re.compile(rb"[\x1c-\x1f]")
"""Only Python takes these for spaces."""


class Text(NamedTuple):
    """A text in its markup, also in UTF-8, with its layout where the scans cannot find paragraphs themselves."""

    text: str
    markup: Markup
    blob: bytes
    layout: Layout | None

    @property
    def prose(self) -> str:
        """The paragraphs, from line to line."""
        if self.layout is None:
            return self.text
        return "\n".join(self.text[p.start : p.end] for p in self.layout.paragraphs)


def text_of(text: str, markup: Markup = "text", blob: bytes | None = None) -> Text | None:
    """A text made ready to be looked at; None for half a surrogate pair, which has no UTF-8."""
    try:
        return Text(text, markup, blob or text.encode(), None if markup == "text" else layout_of(text, markup))
    except UnicodeEncodeError:
        return None


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


def look(texts: Sequence[Text], threshold: float) -> Seen:
    """The compiled scans over documents; ``threshold`` is that of near-duplicates."""
    import numpy as np

    from cleaner.bulk import kernels
    from cleaner.bulk.tables import tables
    from cleaner.dedup.shingles import SHORTEST, WORTH_A_LOOK
    from cleaner.dedup.tables import tables as folding
    from cleaner.stages.encoding.scan import scan

    buffer = b"\n".join(text.blob for text in texts) + b"\n"
    data = np.frombuffer(buffer, np.uint8)
    sizes = np.fromiter((len(text.blob) for text in texts), np.int64, len(texts))
    ends = np.cumsum(sizes + 1) - 1
    starts = ends - sizes
    feeds = np.flatnonzero(data == 10)
    lines = np.searchsorted(feeds, np.append(starts, len(buffer)))
    spans = np.empty((len(feeds) + buffer.count(b"\r") + 1, 2), np.int64)
    firsts, own = np.empty(len(texts) + 1, np.int64), np.empty(len(texts), np.int64)
    others = np.zeros(len(texts), np.uint64)
    wrapped, repeats = (np.zeros(len(texts), np.bool_) for _ in range(2))
    kernels.find_paragraphs(data, starts, ends, tables().traits, spans, firsts, wrapped)
    if any(text.layout for text in texts):
        spans, firsts, wrapped = _with_layouts(texts, starts, spans, firsts, wrapped)
    chinese = languages.known().index("zh")
    kernels.find_languages(data, starts, ends, spans, firsts, tuple(tables()), chinese, own, others)
    shares = min(WORTH_A_LOOK, threshold), threshold
    kernels.find_repeats(data, spans, firsts, tuple(folding())[:2], SHORTEST, shares, repeats)
    flags = scan(buffer)
    return Seen(buffer, starts, ends, spans[: firsts[-1]], firsts, lines, flags, own, others, wrapped, repeats)


_Found = tuple["NDArray[np.int64]", "NDArray[np.int64]", "NDArray[np.bool_]"]


def _with_layouts(
    texts: Sequence[Text],
    starts: NDArray[np.int64],
    spans: NDArray[np.int64],
    firsts: NDArray[np.int64],
    wrapped: NDArray[np.bool_],
) -> _Found:
    """The paragraphs of plain texts as the kernel found them, those of others as their layouts have them."""
    import numpy as np

    own = [
        spans[firsts[d] : firsts[d + 1]] if text.layout is None else starts[d] + _in_bytes(text, text.layout)
        for d, text in enumerate(texts)
    ]
    told = [bool(_ODD_SPACE.search(text.blob)) if text.layout else wrapped[d] for d, text in enumerate(texts)]
    return np.concatenate(own), np.cumsum([0, *map(len, own)]), np.array(told, np.bool_)


def _in_bytes(text: Text, layout: Layout) -> NDArray[np.int64]:
    """Where the paragraphs stand in the text's UTF-8."""
    import numpy as np

    data = np.frombuffer(text.blob, np.uint8)
    places = np.append(np.flatnonzero(data & 0xC0 != 0x80), len(data))
    found: NDArray[np.int64] = places[np.array([p[:2] for p in layout.paragraphs], np.int64).reshape(-1, 2)]
    return found
