"""How a text is written inside its record: a character encoding, or a JSON string.

>>> encode("é\\n", "json-ascii")
b'"\\\\u00e9\\\\n"'
>>> decode(encode("é", "cp1252"), "cp1252")
'é'
"""

from __future__ import annotations

import json


def decode(value: bytes, coding: str) -> str:
    """The text; raises ValueError where the bytes are not of that coding."""
    if coding.startswith("json"):
        text: str = json.loads(value)
        return text
    return value.decode(coding, "surrogatepass" if coding == "utf-8" else "strict")


def encode(text: str, coding: str) -> bytes:
    """The bytes; raises ValueError (UnicodeEncodeError) where the coding lacks a character."""
    if coding == "json-ascii":
        return json.dumps(text).encode("ascii")
    if coding == "json":
        return _json(text)
    return text.encode(coding, "surrogatepass" if coding == "utf-8" else "strict")


def _json(text: str) -> bytes:
    """A lone surrogate cannot stand in UTF-8: such a text is written with escapes."""
    try:
        return json.dumps(text, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(text).encode("ascii")


def written_as(coding: str) -> str:
    """The coding of the cleaned value: JSON keeps its style, a text in any charset becomes UTF-8."""
    return coding if coding.startswith("json") else "utf-8"
