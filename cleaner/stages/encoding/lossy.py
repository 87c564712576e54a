"""Mojibake that lost bytes on the way: read as well as can be, shown, and never applied half."""

from __future__ import annotations

from cleaner.stages.encoding.codecs import CJK, encode, has_cjk
from cleaner.stages.encoding.likelihood import cost
from cleaner.stages.encoding.reversal import LOST

_GAIN = 15.0
_HOLE = b"\xff"
_HOLES = 0.34


def read_lossy(text: str) -> tuple[str, str] | None:
    """``(best reading, codec)`` of UTF-8 read with a CJK codec where bytes are missing; None if it is not that.

    >>> read_lossy("縺薙�繧ｯ繝ｩ繧ｹ")
    ('こ�クラス', 'cp932')
    """
    if not has_cjk(text):
        return None
    before, best, most = cost(text), None, _GAIN
    for codec in CJK:
        reading = _with_holes(text, codec).decode("utf-8", "replace")
        gain = before - cost(reading)
        if gain > most and _is_readable(reading):
            best, most = (reading, codec), gain
    return best


def _with_holes(text: str, codec: str) -> bytes:
    """The bytes behind the text; what the codec cannot say becomes a byte that UTF-8 does not know."""
    whole = None if "\ufffd" in text else encode(text, codec)
    if whole is not None:
        return whole
    return b"".join((None if c == "\ufffd" else encode(c, codec)) or _HOLE for c in text)


def _is_readable(reading: str) -> bool:
    holes = reading.count("\ufffd")
    letters = sum(not c.isascii() for c in reading) - holes
    return letters >= 2 and 0 < holes <= _HOLES * (letters + holes)


def is_lost(text: str) -> bool:
    """True where U+FFFD was itself read with a wrong codec: nothing of the text is left to read."""
    return LOST.search(text) is not None
