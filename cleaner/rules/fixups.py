"""What the word before a replacement must become: elision and contraction, by name."""

from __future__ import annotations

from collections.abc import Callable

import regex

_FR_VOWEL = regex.compile(r"[aeiouyhéèêàâîôûœ]", regex.I)
_FR_ELIDES = regex.compile(r"\b([ldnsjmtc]|qu)[ea]\s$", regex.I)
_IT_VOWEL = regex.compile(r"[aeiouàèéìòù]", regex.I)


def _elide_french(before: str, after: str) -> str:
    """``la usine`` -> ``l'usine``; ``de entraîner`` -> ``d'entraîner``."""
    if not _FR_VOWEL.match(after) or (after[:1] in "hy" and not after.startswith(("ho", "ha", "hi", "he"))):
        return before
    return _FR_ELIDES.sub(r"\1'", before)


def _contraction(pairs: dict[str, str]) -> Callable[[str, str], str]:
    pattern = regex.compile(r"\b(" + "|".join(pairs) + r")\s$", regex.I)

    def contract(before: str, after: str) -> str:
        match = pattern.search(before)
        return before if match is None else before[: match.start()] + pairs[match[1].lower()] + " "

    return contract


FIXUPS: dict[str, Callable[[str, str], str]] = {
    "fr-elision": _elide_french,
    "fr-contraction": _contraction({"de le": "du", "à le": "au", "de les": "des", "à les": "aux"}),
    "es-contraction": _contraction({"de el": "del", "a el": "al"}),
}

REACH = 12
"""Code points before a match that a fixup may rewrite: the longest article or preposition."""


def fix_before(names: tuple[str, ...], before: str, after: str) -> str:
    """The text before a replacement, adapted to it by each named fixup."""
    for name in names:
        before = FIXUPS[name](before, after)
    return before
