"""What two texts state differently, on token numbers and flags.

Functions without helpers or objects, because the very same source is run by Python on lists and
compiled by ``kernels`` for arrays: there is one guard, whichever engine asks it.
"""

from __future__ import annotations

from collections.abc import MutableSequence, Sequence

from cleaner.languages import ENOUGH
from cleaner.languages import WORD as WEIGHT

NAME, INITIAL, NUMBER, NEGATION, JOINED, LAST, SINGLE, UNIT, PLAIN = (1 << i for i in range(9))
"""Flags of a token: a capitalised word, the first of its sentence, a number, sign, date or unit, a negation, a
character that goes on with the word before (Katakana), a number behind which the text ends, a character that alone
is no word for certain (Han, Thai, not Hiragana), a unit's, a capitalised function word inside its sentence."""

CLASSES = 9
"""From this bit on a bit for each class of characters of which one says something else than another (北, 南)."""

WINDOW = 64
"""How many tokens one text may have more than the other in one place before the rest counts as changed."""


LANGUAGES = 63
"""The most that a number tells apart, a bit a language."""


def hear(
    tokens: Sequence[int],
    flags: Sequence[int],
    count: int,
    words: Sequence[int],
    speakers: Sequence[int],
    votes: MutableSequence[int],
) -> None:
    """Counts for each language its function words in a text, where one of its tokens asks for the language."""
    asked = False
    for i in range(count):
        asked = asked or (flags[i] & (NEGATION | PLAIN)) != 0
    for j in range(count if asked else 0):
        low, high = 0, len(words)
        while low < high:
            middle = (low + high) // 2
            if words[middle] < tokens[j]:
                low = middle + 1
            else:
                high = middle
        if low < len(words) and words[low] == tokens[j] and not flags[j] & NEGATION:
            shared = 0
            for lang in range(LANGUAGES):
                shared += speakers[low] >> lang & 1
            for lang in range(LANGUAGES):
                votes[lang] += WEIGHT // shared * (speakers[low] >> lang & 1)


def forget_foreign_negations(
    tokens: Sequence[int],
    flags: MutableSequence[int],
    count: int,
    votes: Sequence[int],
    doubtful: Sequence[int],
    plain: Sequence[int],
    denying: Sequence[int],
) -> None:
    """Takes the flag from a negation that is another word in the language the text is in.

    Portuguese "no" says "in the", Swedish "sin" "her own". For the text's language its function words must weigh as
    for ``languages.obvious``: two words, and twice what they weigh for each language in which the word denies.
    """
    for i in range(count):
        word = 0
        while flags[i] & NEGATION and word < len(doubtful) and doubtful[word] != tokens[i]:
            word += 1
        if not flags[i] & NEGATION or word == len(doubtful):
            continue
        own, others = 0, 0
        for lang in range(LANGUAGES):
            if plain[word] >> lang & 1:
                own = max(own, votes[lang])
            if denying[word] >> lang & 1:
                others = max(others, votes[lang])
        if own >= ENOUGH and own >= 2 * others:
            flags[i] &= ~NEGATION


def forget_plain_capitals(
    tokens: Sequence[int],
    flags: MutableSequence[int],
    count: int,
    votes: Sequence[int],
    words: Sequence[int],
    nameless: Sequence[int],
) -> None:
    """Takes the flag from a name that is an article, pronoun or the like of the language the text is in.

    "der Die", whose sentence lost its beginning, names nothing, while Los Zetas do, in an English text even alone.
    Next to another name it is part of that one: Doctor Who, Die Zeit.
    """
    for i in range(count):
        beside = (i > 0 and flags[i - 1] & NAME) or (i + 1 < count and flags[i + 1] & NAME)
        if not flags[i] & PLAIN or beside:
            continue
        low, high = 0, len(words)
        while low < high:
            middle = (low + high) // 2
            if words[middle] < tokens[i]:
                low = middle + 1
            else:
                high = middle
        own, others = 0, 0
        for lang in range(LANGUAGES):
            if nameless[low] >> lang & 1:
                own = max(own, votes[lang])
            else:
                others = max(others, votes[lang])
        if own >= ENOUGH and own > others:
            flags[i] &= ~NAME


def numbers_within(
    kept: Sequence[int], ours: Sequence[int], removed: Sequence[int], theirs: Sequence[int]
) -> bool:
    """True where the kept text has, in the same order, all numbers, signs, dates and units of the removed one.

    A unit stands right behind the number: 25 m are not stated where 25 km are, whose letters in Thai are the longer.
    """
    i = 0
    for j in range(len(removed)):
        if theirs[j] & NUMBER and not theirs[j] & UNIT:
            end = j + 1
            while end < len(removed) and theirs[end] & UNIT:
                end += 1
            same = 0
            while same < end - j:
                if i + same == len(kept):
                    return False
                if kept[i + same] == removed[j + same] and ours[i + same] & NUMBER:
                    same += 1
                else:
                    i, same = i + 1, 0
            i += end - j
    return True


def breaks_off_in_number(kept: Sequence[int], removed: Sequence[int], theirs: Sequence[int]) -> bool:
    """True where a text, known to begin another, stops inside a number behind which that one goes on.

    "They counted 16" of "They counted 1,600 birds in the bay" says nothing of its own, while of two prices
    at the end of a line neither is the other's beginning.
    """
    return len(removed) > 0 and (theirs[len(removed) - 1] & LAST) != 0 and len(kept) >= len(removed) + 3


def is_stripped(marks: int, points: int, others: int, their_points: int) -> bool:
    """True where one of two texts lost its punctuation, so that 20.00 stands there as 2000.

    Outside its numbers it has a fifth of the other's marks at most, and two marks were lost in all.
    """
    if marks < others:
        marks, points, others = others, their_points, marks
    return marks > 0 and marks + points >= 2 and 5 * others <= marks


def denies(kept: Sequence[int], ours: Sequence[int], removed: Sequence[int]) -> bool:
    """True where all that a text has more than another it begins or ends with is a negation.

    "Not long ago", "das glaubt er nicht": two words at most, since a longer rest was cut off with its negation.
    """
    more = len(kept) - len(removed)
    if more < 1 or more > 2:
        return False
    for start in range(more + 1):
        end, same = start + len(removed), True
        for i in range(len(removed)):
            same = same and kept[start + i] == removed[i]
        for i in range(len(kept)):
            if same and (i < start or i >= end) and ours[i] & NEGATION:
                return True
    return False


def cuts_name(
    kept: Sequence[int], marks: int, removed: Sequence[int], theirs: Sequence[int], others: int
) -> bool:
    """True where a text that stands in another begins inside a name, or ends inside one with which that one ends too.

    "Anh called" stands in "Thanh called", "We met Ann." in "We met Anna.", while "We met An" was cut off: it
    lost the full stop, or two words behind.
    """
    last, ends = len(removed) - 1, len(kept) < len(removed) + 2 and marks <= others
    for j in range(0, last + 1, max(last, 1)):
        missing, inward = (theirs[j] & NAME) != 0 and (j == 0 or ends), 1 if j < last else -1
        for i in range(len(kept) if missing else 0):
            inside = 0 <= i + inward < len(kept) and last > 0
            beside = not inside or kept[i + inward] == removed[j + inward]
            missing = missing and (kept[i] != removed[j] or not beside)
        if missing:
            return True
    return False


def contradicts(
    kept: Sequence[int], ours: Sequence[int], removed: Sequence[int], theirs: Sequence[int]
) -> bool:
    """True where the texts deny each other, or the removed one names what the kept one does not.

    What only the kept text has is no matter, unless it stands inside a word (オーストリア, オーストラリア),
    and the capital that begins a sentence names nothing. Of the
    places where both have words of their own, more than a third must be a name for a name, or a negation:
    a text with many changed words is a bad copy of the same text, while one written anew from a pattern
    differs in its facts and in little else. Two or more words before the start or beyond the end of the
    other text are no such place: one was cut off. (One word may be a negation: German puts it last.)
    Two characters or more for two or more others are a word for a word and may be names (北京, 上海); one is misread,
    unless both are of one class (北京, 南京).
    A word that both have, as many words on, parts two places ("old king of Spain", "new king of Peru").
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
                if meet and a - i != b - j:  # elsewhere in its place: only with the next one, or where both end
                    ends = a + 1 == n and b + 1 == m
                    meet = ends or (a + 1 < n and b + 1 < m and kept[a + 1] == removed[b + 1])
                if meet:
                    x, y = a, b
                    break
            if x < n or y < m:
                break
        p, q, ours_in_theirs, theirs_in_ours = i, j, True, True
        added, denied, words = False, 0, x - i > 1 and y - j > 1
        for a in range(i, x):
            words = words and (ours[a] & SINGLE) != 0
            denied += (ours[a] & NEGATION) != 0
            if ours[a] & NAME:
                while q < y and removed[q] != kept[a]:
                    q += 1
                ours_in_theirs = ours_in_theirs and q < y
                q += 1
        for b in range(j, y):
            words = words and (theirs[b] & SINGLE) != 0
            denied -= (theirs[b] & NEGATION) != 0
            added = added or (theirs[b] & NEGATION) != 0
            if theirs[b] & NAME:
                while p < x and kept[p] != removed[b]:
                    p += 1
                theirs_in_ours = theirs_in_ours and p < x
                p += 1
                new = (theirs[b] & (INITIAL | JOINED)) == 0
                for a in range(n):
                    size = 0
                    while a + size < n and b + size < m and kept[a + size] == removed[b + size]:
                        size += 1
                        if b + size == m or not theirs[b + size] & JOINED:
                            new = False
                            break
                added = added or new
        one_sided = i == x or j == y
        inside = (i < x and (ours[i] & JOINED) != 0) or (j < y and (theirs[j] & JOINED) != 0)
        inside = inside or (i < x and x < n and (ours[x] & JOINED) != 0)
        inside = one_sided and (inside or (j < y and y < m and (theirs[y] & JOINED) != 0))
        if i == x and added:
            return True
        opposed = x - i == 1 and y - j == 1 and (ours[i] & theirs[j]) >> CLASSES != 0
        outside = (i == 0 and j == 0) or (x == n and y == m)
        if not (outside and one_sided and max(x - i, y - j) > 1):
            places += 1
            changed += not (ours_in_theirs or theirs_in_ours) or denied != 0 or inside or words or opposed
        i, j = x, y
    return changed * 3 > places
