"""Undo a wrong decoding that ftfy does not know, where that can be proved.

A reversal is taken only when the text goes back to bytes, the bytes decode strictly, and the result
is likelier text by many nats. On 7,000 clean sentences of 30 languages the best legacy reading
gained less than 13 nats, and no sentence had a UTF-8 reading at all.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

from cleaner.stages.encoding.codecs import (
    BEYOND_FTFY,
    CJK,
    DOS_AND_MAC,
    FTFY,
    LEGACY,
    decode,
    encode,
)
from cleaner.stages.encoding.gate import ALARM, has_cjk, is_telltale, surplus
from cleaner.stages.encoding.likelihood import cost, mixes_alphabets, unease

_GAIN_UTF8 = 8.0
_GAIN_LEGACY = 15.0
_GAIN_TELLTALE = 8.0
_EASE_UTF8 = 6.5
_EASE_LEGACY = 5.5
_EASE_CJK = 11.5
_SLACK = 6.0
_EVIDENT = 3
_GLANCE = 200
_HOPELESS = 2 * ALARM
_WORD = re.compile(r"[^\W\d_]+")

LOST = re.compile("锟斤拷|(?:占쏙|쏙옙|占[쌀-쐴])|鐃緒申|嚙踝蕭|(?:[\uff65・]?ｿｽ){2}")
"""U+FFFD that was itself read wrongly, as GBK, CP949, EUC-JP, Big5 and CP932: the text is gone."""


class Reading(NamedTuple):
    """What a damaged text says, and the wrong steps undone: ``(read as, is really)``."""

    text: str
    steps: tuple[tuple[str, str], ...]

    @property
    def reason(self) -> str:
        """One sentence for the ledger."""
        return ", then ".join(f"{really} was read as {wrong}" for wrong, really in self.steps)


def evident(text: str, bad: bool) -> Reading | None:
    """Strict UTF-8 that needs no weighing: the text is bad to ftfy, or three kinds of sequences give calm text.

    For ftfy's own codecs this is ftfy's answer, at a fraction of its time.
    """
    glance = text[:_GLANCE]
    for reading in utf8_readings(text):
        if bad and reading.steps[0][0] in FTFY:
            return reading
        if _kinds(reading.text) >= _EVIDENT and surplus(reading.text[:_GLANCE]) < min(0, surplus(glance)):
            return reading
    return None


def weigh(text: str, rival: str | None = None) -> Reading | None:
    """The likeliest text before a wrong decoding; None where nothing is provable.

    ``rival`` is what another method would make of the text: it is left to that where the rival is
    the likelier text.
    """
    if "\ufffd" in text or LOST.search(text):
        return None
    worth = list(_worth_weighing(text))
    if not worth:
        return None
    before, best = cost(text), None
    most = before - cost(rival) if rival and rival != text else 0.0
    for reading, ask, limit in worth:
        gain = before - cost(reading.text) - ask
        if gain > most and is_at_ease(reading.text, limit):
            best, most = reading, gain
    return best


def _worth_weighing(text: str) -> Iterator[tuple[Reading, float, float]]:
    """The readings that could be right, with the gain and the ease to ask of each (nats)."""
    ask = _GAIN_TELLTALE if is_telltale(text) else _GAIN_LEGACY
    spare = max(0, min(ALARM, surplus(text)))
    for reading in utf8_readings(text):
        if _is_calm(reading.text, spare) and _is_proof(reading):
            yield reading, _GAIN_UTF8, _EASE_UTF8
    for reading in legacy_readings(text) if _is_evidence(text) else ():
        if _is_calm(reading.text, spare) and forms_words(reading.text):
            yield reading, ask, _EASE_LEGACY


def _is_calm(text: str, limit: int) -> bool:
    """True where the surplus is below the limit; a glance at the beginning rules most texts out."""
    return surplus(text[:_GLANCE]) < _HOPELESS and surplus(text) < limit


def _is_evidence(text: str) -> bool:
    """Enough for a legacy codec: a letter that recurs is one observation (Italian andò, passò)."""
    return _kinds(text) >= (2 if is_telltale(text) or mixes_alphabets(text) else 3)


def utf8_readings(text: str) -> Iterator[Reading]:
    """Every text whose UTF-8, read with a wrong codec, is this."""
    for wrong in FTFY + BEYOND_FTFY + (CJK if has_cjk(text) else ()):
        data = _bytes_behind(text, wrong)
        other = decode(data, "utf-8") if data else None
        if other:
            yield Reading(other, ((wrong, "utf-8"),))


def legacy_readings(text: str) -> Iterator[Reading]:
    """Every text whose bytes in a legacy codec, read with another, are this."""
    seen, cjk = {text}, has_cjk(text)
    for wrong, origins in LEGACY.items():
        data = _bytes_behind(text, wrong) if cjk or wrong not in CJK else None
        for really in origins if data else ():
            other = decode(data, really) if data else None
            if other is not None and other not in seen:
                seen.add(other)
                yield Reading(other, ((wrong, really),))


def _bytes_behind(text: str, codec: str) -> bytes | None:
    """The bytes beyond ASCII that ``codec`` read as the text; None where it cannot have."""
    data = encode(text, codec)
    return None if data is None or data.isascii() else data


def _kinds(text: str) -> int:
    return len({c for c in text if not c.isascii()})


def _is_proof(reading: Reading) -> bool:
    """Two UTF-8 sequences, or one that DOS or a Mac read, in words (K├Âche): never ∆°, NICIODATĂ™."""
    if reading.steps[0][0] in CJK:
        return True
    several = _kinds(reading.text) > 1 or reading.steps[0][0] in DOS_AND_MAC
    return several and forms_words(reading.text)


def forms_words(text: str) -> bool:
    """True where most letters beyond ASCII stand in words of one alphabet, not alone (m³, £12)."""
    letters = sum(c.isalpha() for c in text if not c.isascii())
    inside = sum(
        sum(not c.isascii() for c in word)
        for word in _WORD.findall(text)
        if len(word) >= (2 if word[0] >= "\u2e80" else 3) and not mixes_alphabets(word)
    )
    return 2 * inside > letters


def is_at_ease(text: str, limit: float) -> bool:
    """At home in some language: 2 to 6 nats a letter, 6 to 11 a Chinese character or Korean syllable."""
    cjk = has_cjk(text)
    count = sum(not c.isascii() for c in text)
    return unease(text) <= (_EASE_CJK if cjk else limit) + _SLACK / max(count, 1)
