"""Mojibake that lost bytes on the way: read as well as can be, shown, and never applied half."""

from __future__ import annotations

import codecs

from cleaner.stages.encoding.codecs import CJK, encode
from cleaner.stages.encoding.likelihood import cost
from cleaner.stages.encoding.reversal import LOST

_GAIN = 15.0
_HOLES = 0.34
_UNSAYABLE = "\udfff"
_ERRORS = "cleaner-hole"


def _hole(error: UnicodeError) -> tuple[bytes, int]:
    assert isinstance(error, UnicodeEncodeError)
    return b"\xff" * (error.end - error.start), error.end


codecs.register_error(_ERRORS, _hole)


def read_lossy(text: str) -> tuple[str, str] | None:
    """``(best reading, codec)`` of UTF-8 read with a CJK codec where bytes are missing; None if it is not that.

    >>> read_lossy("縺薙�繧ｯ繝ｩ繧ｹ")
    ('こ��クラス', 'cp932')
    """
    readings = ((_with_holes(text, codec).decode("utf-8", "replace"), codec) for codec in CJK)
    readable = [(reading, codec) for reading, codec in readings if _is_readable(reading)]
    best = min(readable, key=lambda found: cost(found[0]), default=None)
    return best if best and cost(text) - cost(best[0]) > _GAIN else None


def _with_holes(text: str, codec: str) -> bytes:
    """The bytes behind the text; what the codec cannot say becomes a byte that UTF-8 does not know."""
    return encode(text.replace("\ufffd", _UNSAYABLE), codec, _ERRORS) or b""


def _is_readable(reading: str) -> bool:
    holes = reading.count("\ufffd")
    letters = sum(not c.isascii() for c in reading) - holes
    return letters >= 2 and 0 < holes <= _HOLES * (letters + holes)


def is_lost(text: str) -> bool:
    """True where U+FFFD was itself read with a wrong codec: nothing of the text is left to read."""
    return LOST.search(text) is not None
