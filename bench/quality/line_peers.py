"""What other pipelines remove of the same lines: datatrove's C4 filter, and the phrase lists alone.

datatrove's is the installed package's own filter. NeMo Curator needs a GPU stack to install; its list of boilerplate
phrases is short and public, and is matched here the way its filter does: anywhere in a line, in lower case.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

Peer = Callable[[Sequence[str]], list[bool]]

_CURATOR = ("terms of use", "privacy policy", "cookie policy", "uses cookies", "privacy overview", "use of cookies", "use cookies")


def peers() -> dict[str, Peer]:
    """For each peer that is installed, which lines of a page it removes."""
    found: dict[str, Peer] = {"Curator's phrases": _curator}
    try:
        from datatrove.pipeline.filters import C4QualityFilter
    except ImportError:
        return found
    spared = {"filter_lorem_ipsum": False, "filter_curly_bracket": False, "min_num_sentences": -1, "remove_citations": False}
    phrases = C4QualityFilter(filter_no_terminal_punct=False, min_words_per_line=-1, max_word_length=-1, **spared)
    return found | {"C4's phrases (datatrove)": _datatrove(phrases), "C4 whole (datatrove)": _datatrove(C4QualityFilter(**spared))}


def _curator(lines: Sequence[str]) -> list[bool]:
    return [any(phrase in line.lower() for phrase in _CURATOR) for line in lines]


def _datatrove(known: Any) -> Peer:
    """The filter is given a line at a time: it joins what it keeps."""
    from datatrove.data import Document

    def gone(lines: Sequence[str]) -> list[bool]:
        found = []
        for line in lines:
            document = Document(text=line, id="line")
            verdict = known.filter(document)
            found.append(verdict is not True or not document.text.strip())
        return found

    return gone
