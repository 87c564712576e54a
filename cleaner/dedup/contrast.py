"""What two texts state differently, on token numbers and flags.

Two functions without helpers or objects, because the very same source is run by Python on lists and
compiled by ``kernels`` for arrays: there is one guard, whichever engine asks it.
"""

from __future__ import annotations

from collections.abc import Sequence

NAME, INITIAL, NUMBER, NEGATION = 1, 2, 4, 8
"""Flags of a token: a capitalised word, the first of its sentence, a number, sign or date, a negation."""

WINDOW = 64
"""How many tokens one text may have more than the other in one place before the rest counts as changed."""


def numbers_within(
    kept: Sequence[int], ours: Sequence[int], removed: Sequence[int], theirs: Sequence[int]
) -> bool:
    """True where the kept text has, in the same order, all numbers, signs and dates of the removed one."""
    i = 0
    for j in range(len(removed)):
        if theirs[j] & NUMBER:
            while i < len(kept) and not (ours[i] & NUMBER and kept[i] == removed[j]):
                i += 1
            if i == len(kept):
                return False
            i += 1
    return True


def contradicts(
    kept: Sequence[int], ours: Sequence[int], removed: Sequence[int], theirs: Sequence[int]
) -> bool:
    """True where the texts deny each other, or the removed one names what the kept one does not.

    What only the kept text has is no matter, and the capital that begins a sentence names nothing. Of the
    places where both have words of their own, more than a third must be a name for a name, or a negation:
    a text with many changed words is a bad copy of the same text, while one written anew from a pattern
    differs in its facts and in little else. Two or more words before the start or beyond the end of the
    other text are no such place: one was cut off. (One word may be a negation: German puts it last.)
    """
    i, j, places, changed = 0, 0, 0, 0
    n, m = len(kept), len(removed)
    while i < n or j < m:
        if i < n and j < m and kept[i] == removed[j]:
            i += 1
            j += 1
            continue
        x, y = n, m
        for steps in range(1, WINDOW):
            for a in range(i, i + steps + 1):
                b = j + steps - (a - i)
                meet = a < n and b < m and kept[a] == removed[b]
                if meet and (a + 1 == n or b + 1 == m or kept[a + 1] == removed[b + 1]):
                    x, y = a, b
                    break
            if x < n or y < m:
                break
        p, q, ours_in_theirs, theirs_in_ours = i, j, True, True
        added, denied = False, 0
        for a in range(i, x):
            denied += (ours[a] & NEGATION) != 0
            if ours[a] & NAME:
                while q < y and removed[q] != kept[a]:
                    q += 1
                ours_in_theirs = ours_in_theirs and q < y
                q += 1
        for b in range(j, y):
            denied -= (theirs[b] & NEGATION) != 0
            added = added or (theirs[b] & NEGATION) != 0
            if theirs[b] & NAME:
                while p < x and kept[p] != removed[b]:
                    p += 1
                theirs_in_ours = theirs_in_ours and p < x
                p += 1
                new = (theirs[b] & INITIAL) == 0
                for a in range(n):
                    new = new and kept[a] != removed[b]
                added = added or new
        one_sided = i == x or j == y
        if i == x and added:
            return True
        outside = (i == 0 and j == 0) or (x == n and y == m)
        if not (outside and one_sided and max(x - i, y - j) > 1):
            places += 1
            changed += not (ours_in_theirs or theirs_in_ours) or denied != 0
        i, j = x, y
    return changed * 3 > places
