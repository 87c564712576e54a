"""What a text must hold for the encoding stage to look at it at all."""

from __future__ import annotations

import re

_ODD_ASCII = re.compile(r"&[#A-Za-z]|[a-z]\?[a-z]|[A-O0-9][:;<=>?@][A-O0-9:;<=>?@]")


def may_change(text: str) -> bool:
    """False only for a text that ``find_encoding`` has nothing to say about."""
    return not text.isascii() or _ODD_ASCII.search(text) is not None


def is_suspicious(line: str) -> bool:
    """True where a line could be mojibake."""
    return True
