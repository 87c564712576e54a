"""Paragraphs that were left in English inside a document of another language."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from cleaner.draft import Draft
from cleaner.languages import identify
from cleaner.model import Edit, Paragraph

_RULE = "unt-any-english-paragraph"
_REASON = "a paragraph in English inside a document of another language: left untranslated, or a quotation"
RULES = ((_RULE, _REASON),)

TRACE = " the "
"""What stands in every text that ``find_untranslated`` has something to say about: for the bulk scan."""
_LEAST_PARAGRAPHS = 3
_LEAST_WORDS = 8
_ENGLISH = regex.compile(r"\b(?:the|of|and|to|is|are|with|that|this|for|you|your)\b", regex.I)
_QUOTED = "\"'“”„«»‘‚「『_*"


def find_untranslated(draft: Draft) -> Iterator[Edit]:
    """Flags on English paragraphs where most of the document speaks another language.

    Only English: it is what translations are made from, and asking every paragraph for its language
    would cost more than all other rules together. Quotations, code and headings are left out.
    """
    if TRACE not in draft.text or len(draft.paragraphs) < _LEAST_PARAGRAPHS or draft.language in ("en", "und"):
        return
    english = [p for p in draft.paragraphs if _looks_english(draft.text, p)]
    if 2 * len(english) >= len(draft.paragraphs):
        return
    for start, end, _ in english:
        text = draft.text[start:end]
        yield Edit("artefacts", _RULE, "UNT", "flag", "flag", start, end, text, text, _REASON, lang="en")


def _looks_english(text: str, paragraph: Paragraph) -> bool:
    if paragraph.kind not in ("prose", "item"):
        return False
    body = text[paragraph.start : paragraph.end]
    words = body.split()
    if len(words) < _LEAST_WORDS or body[0] in _QUOTED or body[-1] in _QUOTED:
        return False
    return len(_ENGLISH.findall(body)) * 8 >= len(words) and identify(body) == "en"
