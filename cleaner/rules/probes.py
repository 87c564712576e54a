"""What a text must hold for a rule to match: the bulk scan looks for these words, nothing else.

A probe is a lower-case literal in which every space is a plain one; at least one probe of a rule stands in
every text the rule matches (property-tested). A rule whose pattern promises no literal has none and is always tried.
"""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache, lru_cache
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 200
"""Probes of one rule: with 128 a dozen rules with long lists had none, and were tried on every paragraph."""
_MOST_JOINED = 32
"""Strings that neighbouring choices may make together: twice as many spare little and take longer to compile."""
_COMMON = (" ", ".", ",")
_CLASS = re.compile(r"\\[pP]\{[^}]*\}|\\[pP]\w|\\[XR]")
_LITERALS = tuple[str, ...]


def probes_of(pattern: str) -> _LITERALS:
    """The literals of which one must occur (lower-cased) wherever ``pattern`` matches.

    >>> probes_of(r"capacités?\\s+(?:fabuleuse|merveilleuse)s?")
    (' fabuleuse', ' merveilleuse')
    >>> probes_of(r"\\d+%")
    ('%',)
    """
    try:
        tree = parser.parse(_plain(pattern), re.UNICODE | re.VERBOSE if "(?x)" in pattern else re.UNICODE)
    except (re.error, OverflowError):
        return ()
    found = _required(list(tree))
    return tuple(sorted(set(found))) if found and _strength(found) > 0 else ()


def probes_of_list(entries: Iterable[str], spellings: re.Pattern[str]) -> _LITERALS:
    """The literals of which one must occur wherever an entry stands; where ``spellings`` matches it may be written otherwise.

    >>> probes_of_list(["l'heure exacte", "menu"], re.compile("'"))
    (' exacte', 'menu')
    """
    found = {max(_stretches(spellings.split(entry)), key=_weight) for entry in entries}
    return tuple(sorted(found)) if len(found) <= _MOST and min(map(_weight, found)) > 0 else ()


def _stretches(parts: Iterable[str]) -> Iterator[str]:
    """Each word with the space before or behind it: how many spaces there are is not known."""
    for part in parts:
        words = part.split()
        for at, word in enumerate(words):
            before, behind = " " * (at > 0 or part[:1].isspace()), " " * (at < len(words) - 1 or part[-1:].isspace())
            yield before + word if before else word + behind


def _plain(pattern: str) -> str:
    r"""``regex`` syntax that ``re`` cannot parse, made into classes that promise no literal.

    ``[\p{Lu}x]`` becomes a class that holds ``\w``, which is never expanded.
    """
    return _CLASS.sub(r"\\w", pattern)


def _strength(literals: _LITERALS) -> float:
    """Longer is rarer: counted in letters, of which a sign or a space is half a one and an ideograph two."""
    return min(map(_weight, literals)) - len(literals) / (4 * _MOST)


@lru_cache(4096)
def _weight(literal: str) -> float:
    """A space alone, a stop, or a letter of an alphabet, is as good as nothing; another sign is not."""
    if literal in _COMMON:
        return 0.3
    if len(literal) == 1 and literal.isalnum() and not _is_ideograph(literal):
        return 0.0
    return sum(2.0 if _is_ideograph(c) else 1.0 if c.isalnum() else 0.5 for c in literal)


def _is_ideograph(letter: str) -> bool:
    return ord(letter) > 0x2E7F


def _required(items: Sequence[Any]) -> _LITERALS:
    """The best set of literals one of which stands in every match of the sequence."""
    best: _LITERALS = ()
    run: list[str] = [""]
    for item in _joined(list(items)):
        if item[0] is op.LITERAL:  # nearly every item is one
            run = [start + _fold(item[1]) for start in run]
            continue
        options = _letters(item)
        if options and len(run) * len(options) <= _MOST_JOINED:
            run = _products(run, options)
            continue
        again = _repeated(*item)
        best = _better(_better(best, _if_all(run)), _if_all(_products(run, again)))
        run = options or again or [""]
        if not options:
            best = _better(best, _inside(*item))
    return _better(best, _if_all(run))


def _products(run: Sequence[str], options: Sequence[str]) -> list[str]:
    return [a + b for a, b in itertools.product(run, options)] if len(run) * len(options) <= _MOST_JOINED else []


def _if_all(run: Sequence[str]) -> _LITERALS:
    return tuple(run) if all(run) else ()


def _joined(items: list[Any]) -> list[Any]:
    """The sequence with what it asserts of the text before its first and behind its last item."""
    while items and items[0][0] is op.ASSERT and items[0][1][0] < 0:
        items[:1] = list(items[0][1][1])
    while items and items[-1][0] is op.ASSERT and items[-1][1][0] > 0:
        items[-1:] = list(items[-1][1][1])
    return items


def _repeated(kind: Any, value: Any) -> list[str]:
    """What stands at both ends of a repetition that is there at least once."""
    repeats = kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0] >= 1
    return (_letters(value[2][0]) or []) if repeats and len(value[2]) == 1 else []


def _better(one: _LITERALS, other: _LITERALS) -> _LITERALS:
    if not other or len(other) > _MOST:
        return one
    return other if not one or _strength(other) > _strength(one) else one


def _letters(item: tuple[Any, Any]) -> list[str] | None:
    """The strings one fixed-length item can be, where they are few."""
    kind, value = item
    if kind in (op.AT, op.ASSERT_NOT):
        return [""]
    if kind is op.LITERAL:
        return [_fold(value)]
    if kind is op.IN and value == [(op.CATEGORY, op.CATEGORY_SPACE)]:
        return [" "]
    if kind is op.IN and len(value) <= 4 and all(k is op.LITERAL for k, _ in value):
        return sorted({_fold(v) for _, v in value})
    if kind is op.SUBPATTERN:
        return _strings(value[3])
    if kind is op.BRANCH:
        branches = [_strings(branch) for branch in value[1]]
        found = {string for branch in branches for string in branch or ()}
        return sorted(found) if all(branches) and len(found) <= _MOST_JOINED else None
    return None


@lru_cache(256)
def _strings(items: parser.SubPattern) -> list[str] | None:
    combined = [""]
    for item in items:
        options = [_fold(item[1])] if item[0] is op.LITERAL else _letters(item) or []
        combined = [a + b for a in combined for b in options]
        if not combined or len(combined) > _MOST_JOINED:
            return None
    return combined


@cache
def _fold(code: int) -> str:
    """A letter as ``scan`` folds it: in lower case, all spaces the same."""
    letter = chr(code)
    folded = letter.lower()
    return " " if letter.isspace() else folded if len(folded) == 1 else letter


def _inside(kind: Any, value: Any) -> _LITERALS:
    if kind is op.BRANCH:
        branches = [_required(list(branch)) for branch in value[1]]
        return tuple(itertools.chain.from_iterable(branches)) if all(branches) else ()
    if kind is op.SUBPATTERN:
        return _required(list(value[3]))
    if kind in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT):
        return _required(list(value[2])) if value[0] >= 1 else ()
    if kind is op.ATOMIC_GROUP:
        return _required(list(value))
    return ()
