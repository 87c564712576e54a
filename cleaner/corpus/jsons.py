"""JSON for names and texts that may hold what UTF-8 cannot: such lines are written with escapes."""

from __future__ import annotations

import json
from typing import Any


def to_line(row: Any) -> bytes:
    """One line of JSON, readable in every script.

    >>> to_line({"é": 1}).decode()
    '{"é": 1}\\n'
    >>> to_line("\\udcff")
    b'"\\\\udcff"\\n'
    """
    try:
        return json.dumps(row, ensure_ascii=False).encode() + b"\n"
    except UnicodeEncodeError:
        return json.dumps(row).encode("ascii") + b"\n"
