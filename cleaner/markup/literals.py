"""Things inside prose that are not prose, in every markup: addresses, placeholders, mathematics."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable, Sequence
from functools import cache

from cleaner.model import Span

_PARTS = (
    # addresses; look-behinds and length bounds, here and below, keep the search linear; none goes on
    # into a blanked-out tag, but one may begin behind it, or behind a mark of emphasis
    r"(?:https?|ftp|file|git|ssh|data|urn|mailto|tel):[^\s\x00<>\"`\])|{}]*[^\s\x00<>\"'`\])|{}.,;:!?…。、，）]",
    r"\bwww\.[^\s\x00<>\"`\])|{}]*[^\s\x00<>\"'`\])|{}.,;:!?…。、，）]",
    r"(?<![\w.+-])[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+",
    # paths: rooted ones, and relative ones that end in a file name
    r"(?<![\w/.<])(?:~|\.{1,2})?/[\w.-]+(?:/[\w.-]+)+/?",
    r"(?<![\w/.-])[\w.-]{1,64}(?:/[\w.-]{1,64}){0,9}/[\w-]{1,64}\.[A-Za-z]{1,5}\b",
    r"\b[A-Za-z]:\\[^\s<>|\x00\"]+",
    # names of sites and files without more; a glued sentence starts with a capital, or with no such word
    r"(?<![\w.-])(?:[\w-]{1,63}\.){1,4}(?:com|org|net|io|dev|edu|gov|info|app|eu|md|mdx|html?|js|jsx|tsx?|py|json|ya?ml|toml"
    r"|css|php|rb|txt|xml|csv|pdf|png|jpe?g|svg|gif)\b(?:[/?#][^\s\x00<>\"`\])|{}]*[^\s\x00<>\"'`\])|{}.,;:!?…。、，）])?",
    # Hugo, Jekyll, Liquid, Jinja, MDX and kramdown
    r"\{\{.{0,2000}?\}\}",
    r"\{%.{0,2000}?%\}",
    r"\$?\{(?:[^{}\n]|\{[^{}\n]{0,100}\}){0,300}\}",
    r"</?[A-Z][\w.]*(?:\s[^<>]*)?/?>",
    # printf and str.format placeholders
    r"%(?:\(\w+\)|\d+\$)[sdif]|(?<![\d%])(?<!\d[ \u00a0\u202f])%[sdif]\b(?!['’])",
    r"\$[A-Z_]{2,40}\b|%[A-Z_]{2,40}%|(?<![^\s\x00*_~])--?[a-z][\w-]*[a-z](?:=\S+)?",
    r"\{/\*.{0,2000}?\*/\}",
    # mathematics: an opening dollar is followed, a closing one preceded by something that is no
    # space, and no digit follows, so that "$5 and $7" stays prose (pandoc's rule)
    r"\$\$.{1,2000}?\$\$",
    r"(?<![\w$\\])\$[^\s$](?:[^$\n]*[^\s$\\])?\$(?!\w)",
    r"\\\(.{1,2000}?\\\)",
    r"\\\[.{1,2000}?\\\]",
    r"\\begin\{(\w{1,20}\*?)\}.{0,4000}?\\end\{\1\}",
    # marks of containers, tasks, notes, abbreviations, emoji, mentions, pages of a wiki
    r"(?<![^\s\x00*_~]):{2,}[\w-]*|--8<--[^\n]*",
    r"\[[ xX]\](?=\s)|\[![A-Z]{2,20}\]|(?<![^\s\x00*_~])\*\[[^\]\n]{1,60}\]:",
    r"(?<![\w:]):[a-z+-][\w+-]{0,40}:(?![\w:])|(?<![\w@.])@[\w-]{1,60}",
    r"\[\[[^\[\]\n]{1,200}\]\]",
    # footnote marks and character references
    r"\[\^[^\]\s]+\]:?",
    r"&(?:\#\d{1,7}|\#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});",
)
_FRONT_MATTER = re.compile(
    r"\ufeff?(?:---[ \t]*\r?\n(?:.*?\r?\n)?(?:---|\.\.\.)|\+\+\+[ \t]*\r?\n(?:.*?\r?\n)?\+\+\+|\{[ \t]*\r?\n.*?\n\})"
    r"[ \t]*(?:\r?\n|\Z)",
    re.DOTALL,
)
_HINT = re.compile(r"[:/@{%$\\&]|\w\.[a-z]|\[[\^ xX!\[]|<[A-Z/]|--?[a-z8]|\*\[")


def literals(text: str, start: int = 0, end: int | None = None) -> list[Span]:
    """Spans of addresses, paths, placeholders, mathematics, footnote marks, character references.

    >>> [("see https://a.example/b, or $5 and $7")[a:b] for a, b in literals("see https://a.example/b, or $5 and $7")]
    ['https://a.example/b']
    """
    stop = len(text) if end is None else end
    if not _HINT.search(text, start, stop):
        return []
    return [match.span() for match in _literal().finditer(text, start, stop)]


@cache
def _literal() -> re.Pattern[str]:
    """Compiled when first needed, as are the patterns of ``silence``: a clean file asks for neither."""
    return re.compile("|".join(_PARTS), re.DOTALL)


def front_matter(text: str) -> int:
    """Where the front matter (YAML or TOML between its fences, JSON in braces) ends; 0 where there is none."""
    match = _FRONT_MATTER.match(text)
    return match.end() if match else 0


def merge(spans: Iterable[Span]) -> tuple[Span, ...]:
    """The same code points as sorted, disjoint spans; empty spans go."""
    merged: list[Span] = []
    for start, end in sorted(spans):
        if merged and start <= merged[-1][1]:
            merged[-1] = (merged[-1][0], max(end, merged[-1][1]))
        elif end > start:
            merged.append((start, end))
    return tuple(merged)


def meeting(spans: Sequence[Span], start: int, end: int) -> Sequence[Span]:
    """Those of the sorted, disjoint spans that have a code point in a stretch.

    >>> meeting([(0, 2), (4, 6), (8, 9)], 5, 8)
    [(4, 6)]
    """
    first = bisect_right(spans, start, key=lambda span: span[1])
    return spans[first : bisect_left(spans, end, first, key=lambda span: span[0])]


def once(find: Callable[[], tuple[Span, ...]]) -> Callable[[int, int], tuple[Span, ...]]:
    """The spans of a whole text, found when first asked for, and those of them that meet a stretch."""
    found = cache(find)
    return lambda start, end: tuple(meeting(found(), start, end))


def subtract(spans: Iterable[Span], holes: Iterable[Span]) -> list[Span]:
    """What is left of the spans when the holes are cut out of them.

    >>> subtract([(0, 9)], [(2, 4), (8, 12)])
    [(0, 2), (4, 8)]
    """
    left: list[Span] = []
    disjoint = merge(holes)
    for start, end in merge(spans):
        at = max(0, bisect_right(disjoint, (start, start)) - 1)
        while at < len(disjoint) and disjoint[at][0] < end:
            if disjoint[at][0] > start:
                left.append((start, disjoint[at][0]))
            start = max(start, disjoint[at][1])
            at += 1
        if start < end:
            left.append((start, end))
    return left


def blank(text: str, spans: Iterable[Span]) -> str:
    """``text`` with each span overwritten by control characters: same length, nothing to match."""
    parts, at = list[str](), 0
    for start, end in merge(spans):
        parts += text[at:start], "\x00" * (end - start)
        at = end
    return "".join([*parts, text[at:]])
