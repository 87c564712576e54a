"""Bytes to text, and exactly back: the first thing that happens to a file.

A byte order mark decides; then strict UTF-8; then NUL bytes tell UTF-16 and UTF-32; then chardetng
guesses (the detector of Firefox, right for 260 of 260 files in 13 encodings once UTF-8 is tried
first). A file some of whose lines are UTF-8 is decoded by line, and its ``coding`` says so.
"""

from __future__ import annotations

import codecs
from collections.abc import Sequence
from itertools import groupby
from typing import NamedTuple

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WIDE = ("utf-32-le", "utf-32-be", "utf-16-le", "utf-16-be")
_WITH_BOM = "-with-bom"
_SHARE_OF_CHANCE = 0.1


class Decoded(NamedTuple):
    """A text, and the one word that says how it was written: give it to ``encode`` to get the bytes.

    ``exact`` is False where ``encode`` gives other bytes (a codec with two codes for one character):
    whoever must restore the file then keeps the bytes themselves.
    """

    text: str
    coding: str
    exact: bool = True


def decode(data: bytes, encoding: str | None = None) -> Decoded:
    """The text of a file; ``encoding`` overrules what the bytes tell.

    Raises ValueError where the bytes are not of the encoding asked for, or are no text at all.

    >>> decode(b"\\xff\\xfe\\xe9\\0")
    Decoded(text='é', coding='utf-16-le-with-bom', exact=True)
    """
    if (
        encoding is None
        and b"\0" not in data
        and not data.startswith(codecs.BOM_UTF8)
        and (known := _utf8(data))
    ):
        return known
    coding = _named(encoding) if encoding else _decide(data)
    text = _read(data, coding)
    return Decoded(text, coding, _codes_back(text, coding, data))


def encode(text: str, coding: str) -> bytes:
    """The bytes a text was decoded from; raises ValueError where the coding lacks a character."""
    if coding.startswith("lines:"):
        return _encode_lines(text, _runs(coding))
    name = coding.removesuffix(_WITH_BOM)
    mark = next(mark for mark, known in _MARKS if known == name) if name != coding else b""
    return mark + text.encode(name)


def _utf8(data: bytes) -> Decoded | None:
    """The quick way for nearly every file."""
    try:
        return Decoded(data.decode(), "utf-8")
    except UnicodeDecodeError:
        return None


def _read(data: bytes, coding: str) -> str:
    if coding.startswith("lines:"):
        return _decode_lines(data, _runs(coding))
    name = coding.removesuffix(_WITH_BOM)
    if name != coding:
        data = data[next(len(mark) for mark, known in _MARKS if known == name) :]
    return data.decode(name)


def _named(encoding: str) -> str:
    """The codec's own name; raises ValueError where Python has none of that name."""
    _register_sloppy(encoding)
    try:
        return codecs.lookup(encoding).name
    except LookupError:
        raise ValueError(f"{encoding} is no encoding; try utf-8, cp1252, gb18030 or shift_jis") from None


def _decide(data: bytes) -> str:
    for mark, name in _MARKS:
        if data.startswith(mark) and _is(data[len(mark) :], name):
            return name + _WITH_BOM
    if b"\0" in data:
        return next((name for name in _WIDE if _is_wide_text(data, name)), "") or _decide_bytes(data)
    return _decide_bytes(data)


def _decide_bytes(data: bytes) -> str:
    if _is(data, "utf-8"):
        return "utf-8"
    lines = data.split(b"\n")
    unicode = [line for line in lines if not line.isascii() and _is(line, "utf-8")]
    other = [line for line in lines if not line.isascii() and not _is(line, "utf-8")]
    guess = _guess(b"\n".join(other))
    if not unicode or (len(unicode) <= _SHARE_OF_CHANCE * len(other) and _is(data, guess)):
        return guess if _is(data, guess) else _sloppy(guess)
    return "lines:" + _spell([_decide_line(line, guess) for line in lines])


def _decide_line(line: bytes, guess: str) -> str:
    if _is(line, "utf-8"):
        return "utf-8"
    return guess if _is(line, guess) else _sloppy(guess)


def _guess(data: bytes) -> str:
    from chardetng_py import detect  # type: ignore[import-untyped]

    return codecs.lookup(detect(data)).name


def _sloppy(guess: str) -> str:
    """A codec that reads every byte, as browsers do: the guess with its gaps filled, or Windows-1252."""
    name = f"sloppy-windows-{guess.removeprefix('cp')}"
    _register_sloppy(name)
    try:
        return codecs.lookup(name).name
    except LookupError:
        return "sloppy-windows-1252"


def _register_sloppy(encoding: str) -> None:
    if encoding.startswith("sloppy"):
        import ftfy.bad_codecs  # noqa: F401


def _is(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


def _is_wide_text(data: bytes, encoding: str) -> bool:
    """True where the bytes are text without a NUL or an unassigned character, two or four bytes each."""
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return all(
        c.isprintable() or c.isspace() or c in "\u200b\u200c\u200d\u200e\u200f\ufeff\xad" for c in text
    )


def _codes_back(text: str, coding: str, data: bytes) -> bool:
    try:
        return encode(text, coding) == data
    except UnicodeEncodeError:
        return False


def _spell(names: Sequence[str]) -> str:
    """One word for the codecs of the lines, in runs: ``12*utf-8,1*cp1252``."""
    return ",".join(f"{len(list(run))}*{name}" for name, run in groupby(names))


def _runs(coding: str) -> list[str]:
    """The codec of every line of a file decoded by line."""
    pairs = (run.split("*", 1) for run in coding.removeprefix("lines:").split(","))
    names = [name for times, name in pairs for _ in range(int(times))]
    for name in set(names):
        _register_sloppy(name)
    return names


def _decode_lines(data: bytes, names: Sequence[str]) -> str:
    return "\n".join(line.decode(name) for line, name in zip(data.split(b"\n"), names, strict=True))


def _encode_lines(text: str, names: Sequence[str]) -> bytes:
    return b"\n".join(line.encode(name) for line, name in zip(text.split("\n"), names, strict=True))
