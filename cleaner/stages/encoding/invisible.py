"""Invisible characters that stand where no script needs them."""

from __future__ import annotations

from collections.abc import Iterator

import regex

from cleaner.model import Span

ZERO_WIDTH = "\u200b\u200c\u200d\u2060\ufeff"
BIDI = "\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069"

_PLAIN = r"[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}]"
_SOFT_HYPHEN = regex.compile(r"(?<=\p{L}|\p{L}\p{M})\xad+(?=\p{L})")
_JOINER = regex.compile(rf"(?<={_PLAIN})[{ZERO_WIDTH}\xad]*[{ZERO_WIDTH}][{ZERO_WIDTH}\xad]*(?={_PLAIN})")
_STRAY_BOM = regex.compile("\ufeff+")
_STRAY_BIDI = regex.compile(f"[{BIDI}]+")
_RIGHT_TO_LEFT = regex.compile(
    r"[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Bidi_Class=R}\p{Bidi_Class=AL}]"
)
_C1 = regex.compile(r"[\x80-\x84\x86-\x9f]+")


def find_invisible(line: str) -> Iterator[tuple[str, Span, str]]:
    """``(rule, span, replacement)`` for what goes; bidi marks are judged by ``find_bidi``.

    ZWNJ and ZWJ are spelling in Persian, in Indic scripts and in emoji, and ZWSP separates words in
    Thai and Khmer: only between letters of scripts that join and break without them do they go.
    """
    for match in _SOFT_HYPHEN.finditer(line):
        yield "enc-any-soft-hyphen", match.span(), ""
    for match in _JOINER.finditer(line):
        yield "enc-any-zero-width", match.span(), ""
    for match in _STRAY_BOM.finditer(line):
        yield "enc-any-bom", match.span(), ""


def find_bidi(line: str) -> Iterator[tuple[str, Span, str]]:
    """Direction marks; call it for a document without a right-to-left letter only."""
    for match in _STRAY_BIDI.finditer(line):
        yield "enc-any-bidi", match.span(), ""


def is_right_to_left(text: str) -> bool:
    """True where any letter runs from right to left: there every direction mark may be meant."""
    return _RIGHT_TO_LEFT.search(text) is not None


def find_controls(line: str) -> Iterator[tuple[str, Span, str]]:
    """C1 control characters that no codec explains: shown only."""
    for match in _C1.finditer(line):
        yield "enc-any-control", match.span(), match.group()
