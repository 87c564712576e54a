"""Amounts whose form shows that numbers were cut out for translation and put back, perhaps elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import regex

from cleaner.draft import Draft
from cleaner.languages import profile
from cleaner.model import Edit

_RULE = "num-any-value-order"
_REASON = "an amount in this document has its scale twice, as when numbers are put back in the wrong order: compare the values with the source"
RULES = ((_RULE, _REASON),)

_SIGN = r"(?:US)?[$€£]\s?\d+(?:[.,]\d+)?"
_SCALE = r"\s?(?:[BMT]|bn|tn)"
TRACE = rf"{_SIGN}{_SCALE}"
"""What stands in every text that ``find_swapped`` has something to say about: for the bulk scan."""


@cache
def _patterns(lang: str) -> tuple[regex.Pattern[str], regex.Pattern[str]] | None:
    """A sign, a number and a scale word of the language: the scale given twice, and at all.

    A profile names more forms of its scale words than ``money`` writes: what other pages write counts here.
    """
    scales = profile(lang).get("money", {}).get("scales", ())
    words = sorted({str(word) for scale in scales for form, word in scale.items() if form != "power"}, key=len)
    form = profile(lang).get("money", {}).get("pattern", "")
    if not words or form.startswith("{currency}"):
        return None
    gap, end = (r"\s*", "") if form.startswith("{n}{scale}") else (r"\s+", r"\b")
    scale = f"{gap}(?:{'|'.join(map(regex.escape, reversed(words)))}){end}"
    return regex.compile(rf"{_SIGN}{_SCALE}{scale}"), regex.compile(rf"{_SIGN}(?:{_SCALE})?{scale}")


def find_swapped(draft: Draft) -> Iterator[Edit]:
    """Flags on every amount left in a foreign form, where one of them has its scale twice.

    Seen in the wild: an investment of 13 and a portfolio of 287 billion that had changed places. The
    form can be mended, the value cannot: a form that is mended alone would launder a false fact.
    """
    if not any(sign in draft.text for sign in "$€£"):
        return
    patterns = _patterns(draft.language.split("-")[0])
    if patterns is None or not patterns[0].search(draft.text):
        return
    for match in patterns[1].finditer(draft.text):
        yield Edit("artefacts", _RULE, "NUM", "flag", "flag", *match.span(), match[0], match[0], _REASON, lang=draft.language)
