"""The codecs text is wrongly read with, as the programs that do so apply them."""

from __future__ import annotations

import codecs
import re
from functools import cache

_NOT_TEXT = re.compile("[\0-\x08\x0b\x0e-\x1f\x7f\ufffd]")

FTFY = (
    "latin-1",
    "sloppy-windows-1252",
    "sloppy-windows-1251",
    "sloppy-windows-1250",
    "sloppy-windows-1253",
    "sloppy-windows-1254",
    "sloppy-windows-1257",
    "iso-8859-2",
    "macroman",
    "cp437",
)
"""What ftfy itself undoes, where UTF-8 was read with it."""

BEYOND_FTFY = (
    "sloppy-windows-1255",
    "sloppy-windows-1256",
    "sloppy-windows-1258",
    "cp850",
    "cp852",
    "cp866",
    "koi8-r",
    "koi8-u",
    "cp874",
    "iso-8859-9",
    "iso8859-15",
    "iso8859-7",
    "iso8859-5",
    "cp737",
    "cp775",
    "cp855",
    "cp857",
    "mac_cyrillic",
    "mac_latin2",
    "mac_greek",
)
CJK = ("gb18030", "cp932", "cp949", "big5hkscs", "cp950", "euc_jp")

_CYRILLIC = ("sloppy-windows-1251", "koi8-r", "koi8-u", "cp866", "iso8859-5", "mac_cyrillic")
_GREEK = ("sloppy-windows-1253", "iso8859-7", "cp737")
_LATIN = (
    "sloppy-windows-1252",
    "sloppy-windows-1250",
    "iso-8859-2",
    "sloppy-windows-1254",
    "sloppy-windows-1257",
    "sloppy-windows-1258",
    "macroman",
    "cp850",
    "cp437",
    "cp852",
    "cp857",
)
_OTHER = ("sloppy-windows-1255", "sloppy-windows-1256", "iso8859-6", "cp874")
_ORIGINS = CJK + _CYRILLIC + _GREEK + _OTHER + _LATIN
_READERS = (
    "latin-1",
    "sloppy-windows-1252",
    "sloppy-windows-1250",
    "iso-8859-2",
    "sloppy-windows-1251",
    "sloppy-windows-1253",
)
_READERS_BEFORE = ("koi8-r", "koi8-u", "cp866", "macroman", "cp437", "cp850", "cp852")

LEGACY: dict[str, tuple[str, ...]] = {
    wrong: tuple(really for really in _ORIGINS if really != wrong) for wrong in (*_READERS, *_READERS_BEFORE)
} | {wrong: tuple(really for really in _ORIGINS if really != wrong) for wrong in CJK}
"""For each wrong codec the legacy codecs whose bytes were read with it, apart from UTF-8."""


@cache
def _sloppy(codec: str) -> str | None:
    """The characters of the 256 bytes as browsers read a Windows codec: bytes it leaves open are Latin-1's."""
    if not codec.startswith("sloppy-windows-"):
        return None
    name = f"cp{codec.removeprefix('sloppy-windows-')}"
    read = (bytes([byte]).decode(name, "ignore") or chr(byte) for byte in range(256))
    return "".join(read)


@cache
def _sloppy_encoder(codec: str) -> object:
    table = _sloppy(codec)
    return codecs.charmap_build(table) if table else None


def encode(text: str, codec: str, errors: str = "strict") -> bytes | None:
    """The bytes that ``codec`` reads as ``text``; None where there are none.

    The web's and Windows' GBK read the byte 80 as the euro sign, which Python's does not.
    """
    try:
        if encoder := _sloppy_encoder(codec):
            return codecs.charmap_encode(text, errors, encoder)[0]  # type: ignore[arg-type]
        if codec == "gb18030" and "€" in text:
            return b"\x80".join(part.encode(codec, errors) for part in text.split("€"))
        return text.encode(codec, errors)
    except UnicodeEncodeError:
        return None


def decode(data: bytes, codec: str) -> str | None:
    """The text the bytes mean in ``codec``; None where they mean none, or control characters."""
    try:
        table = _sloppy(codec)
        text = codecs.charmap_decode(data, "strict", table)[0] if table else data.decode(codec)
    except UnicodeDecodeError:
        return None
    return None if _NOT_TEXT.search(text) else text


def characters(codec: str, first: int, last: int) -> str:
    """What a codec of one byte a character reads the bytes from ``first`` to before ``last`` as; U+FFFD for none."""
    table = _sloppy(codec)
    return table[first:last] if table else bytes(range(first, last)).decode(codec, "replace")
