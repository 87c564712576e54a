"""How a text is written inside its record: in a character encoding, as a JSON string, as a CSV cell.

>>> encode("é\\n", "json-ascii")
b'"\\\\u00e9\\\\n"'
>>> decode(encode('say "é"', "csv"), "csv")
'say "é"'
"""

from __future__ import annotations

import json
import re
from codecs import BOM_UTF8

_BOM = "utf-8-with-bom"
_HEADER_END = re.compile(rb"\r?\n\r?\n")
_KEPT = ("json", "json-ascii", "csv", "csv-bare", "warc", "utf-8", _BOM)


def written_as(coding: str) -> str:
    """The coding of the cleaned value: JSON and CSV keep their style, a text in any encoding becomes UTF-8."""
    return coding if coding in _KEPT else "utf-8"


def needed(text: str, coding: str) -> str:
    """The coding to write a changed text in: a bare CSV cell is quoted where the new text asks for it."""
    bare = coding == "csv-bare" and not re.search(r'[",;|\t\r\n]', text)
    return "csv" if coding == "csv-bare" and not bare else written_as(coding)


def decode(value: bytes, coding: str) -> str:
    """The text of a value in a coding that ``written_as`` names; raises ValueError where it is not one."""
    if coding.startswith("json"):
        text: str = json.loads(value)
        return text
    if coding == "warc":
        return split(value)[1].decode()
    spelled = value.removeprefix(BOM_UTF8) if coding == _BOM else value
    text = spelled.decode("utf-8", "surrogatepass")
    return text[1:-1].replace('""', '"') if coding == "csv" else text


def encode(text: str, coding: str, like: bytes = b"") -> bytes:
    """The bytes; raises ValueError (UnicodeEncodeError) where the coding lacks a character.

    A WARC record's length and headers belong to its value: ``like`` is another value to take those from.
    """
    if coding == "warc":
        content = text.encode()
        return str(len(content)).encode() + split(like)[0] + content
    if coding == "json-ascii":
        return json.dumps(text).encode("ascii")
    if coding == "json":
        return _json(text)
    if coding == "csv":
        return b'"%b"' % text.replace('"', '""').encode("utf-8", "surrogatepass")
    if coding in ("utf-8", "csv-bare"):
        return text.encode("utf-8", "surrogatepass")
    from cleaner.formats.decode import encode as encode_file

    return encode_file(text, coding)


def split(value: bytes) -> tuple[bytes, bytes]:
    """Of a WARC value what stands between the length's digits and the content, and the content."""
    end = _HEADER_END.search(value)
    if end is None:
        raise ValueError("no WARC record")
    return value[: end.end()].lstrip(b"0123456789"), value[end.end() :]


def _json(text: str) -> bytes:
    """A lone surrogate cannot stand in UTF-8: such a text is written with escapes."""
    try:
        return json.dumps(text, ensure_ascii=False).encode()
    except UnicodeEncodeError:
        return json.dumps(text).encode("ascii")
