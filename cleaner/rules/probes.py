"""What a text must hold for a rule to match: the bulk scan looks for these words, nothing else.

A probe is a lower-case literal; at least one probe of a rule stands in every text the rule matches
(property-tested). A rule whose pattern promises no literal has none and is always tried.
"""

from __future__ import annotations

import itertools
import re
from re import _constants as op  # type: ignore[attr-defined]
from re import _parser as parser  # type: ignore[attr-defined]
from typing import Any

_MOST = 128
_CLASS = re.compile(r"\\[pP]\{[^}]*\}|\\[pP]\w|\\[XR]")
_LITERALS = tuple[str, ...]


def probes_of(pattern: str) -> _LITERALS:
    """The literals of which one must occur (lower-cased) wherever ``pattern`` matches.

    >>> probes_of(r"capacités?\\s+(?:fabuleuse|merveilleuse)s?")
    ('fabuleuse', 'merveilleuse')
    >>> probes_of(r"\\d+%")
    ('%',)
    """
    try:
        tree = parser.parse(_plain(pattern), re.UNICODE | re.VERBOSE if "(?x)" in pattern else re.UNICODE)
    except (re.error, OverflowError):
        return ()
    found = _required(list(tree))
    return tuple(sorted(set(found))) if found and _strength(found) > 0 else ()


def _plain(pattern: str) -> str:
    r"""``regex`` syntax that ``re`` cannot parse, made into classes that promise no literal.

    ``[\p{Lu}x]`` becomes a class that holds ``\w``, which is never expanded.
    """
    return _CLASS.sub(r"\\w", pattern)


def _strength(literals: _LITERALS) -> float:
    """Longer is rarer; a single letter is as good as nothing, a single sign is not."""
    weakest = min((len(x) if len(x) > 1 or not x.isalnum() else 0) for x in literals)
    cjk = all(ord(c) > 0x2E7F for x in literals for c in x)
    return weakest * (2 if cjk else 1) - len(literals) / 100


def _required(items: list[Any]) -> _LITERALS:
    """The best set of literals one of which stands in every match of the sequence."""
    best: _LITERALS = ()
    run: list[str] = [""]
    for item in [*items, None]:
        options = _letters(item) if item is not None else None
        if options and len(run) * len(options) <= 16:
            run = [a + b for a, b in itertools.product(run, options)]
            continue
        best = _better(best, tuple(run) if all(run) else ())
        run = list(options) if options else [""]
        if item is not None and not options:
            best = _better(best, _inside(*item))
    return _better(best, tuple(run) if all(run) else ())


def _better(one: _LITERALS, other: _LITERALS) -> _LITERALS:
    if not other or len(other) > _MOST:
        return one
    return other if not one or _strength(other) > _strength(one) else one


def _letters(item: tuple[Any, Any]) -> list[str] | None:
    """The strings one fixed-length item can be, where they are few."""
    kind, value = item
    if kind is op.LITERAL:
        return [_fold(chr(value))]
    if kind is op.IN and len(value) <= 4 and all(k is op.LITERAL for k, _ in value):
        return sorted({_fold(chr(v)) for _, v in value})
    if kind is op.SUBPATTERN:
        parts = [_letters(sub) for sub in value[3]]
        if parts and all(parts) and len(parts) <= 12:
            combined = [""]
            for part in parts:
                combined = [a + b for a in combined for b in part or ()]
                if len(combined) > 8:
                    return None
            return combined
    return None


def _fold(letter: str) -> str:
    folded = letter.lower()
    return folded if len(folded) == 1 else letter


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
