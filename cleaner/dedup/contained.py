"""Paragraphs most of whose text stands inside another one: a summary, a quotation, a second
translation of the same sentence. Only flagged: both may be wanted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from cleaner.dedup.exact import CROWDED, Copy
from cleaner.dedup.folding import tokens
from cleaner.dedup.guard import covers, facts
from cleaner.dedup.shingles import Shingle, containment, is_long, shingles

CONTAINED = 0.75
"""Of a text's character 5-grams: second translations of one sentence measured 0.76 and 0.87, a
bullet and the sentence it sums up 0.74, a summary and its body 0.50."""

_WORTH_A_LOOK = 0.4


def find_contained(
    texts: Sequence[str], protected: Sequence[bool], removed: Collection[int]
) -> dict[int, Copy]:
    """The paragraphs to flag, each with the longer one that has most of its text."""
    long = [i for i, text in enumerate(texts) if i not in removed and not protected[i] and is_long(text)]
    sets = _repeated({i: shingles(tokens(texts[i])) for i in long})
    found = {}
    for part, whole in _overlapping(sets).items():
        share = containment(texts[part], texts[whole])
        if share >= CONTAINED and covers(facts(texts[whole]), facts(texts[part])):
            found[part] = Copy(whole, share)
    return found


def _repeated(sets: dict[int, frozenset[Shingle]]) -> dict[int, frozenset[Shingle]]:
    """Only the texts that share enough shingles with others, all of them together."""
    counts = Counter(shingle for found in sets.values() for shingle in found)
    return {
        i: found
        for i, found in sets.items()
        if sum(counts[shingle] > 1 for shingle in found) >= _WORTH_A_LOOK * len(found)
    }


def _overlapping(sets: dict[int, frozenset[Shingle]]) -> dict[int, int]:
    """For each text the longer one with which it shares most shingles, if that is enough."""
    having: defaultdict[Shingle, list[int]] = defaultdict(list)
    for i, found in sets.items():
        for shingle in found:
            having[shingle].append(i)
    best = {}
    for i, found in sets.items():
        shared: Counter[int] = Counter()
        for shingle in found:
            if len(having[shingle]) <= CROWDED:
                shared.update(j for j in having[shingle] if len(sets[j]) > len(found))
        if shared:
            most, count = min(shared.items(), key=lambda item: (-item[1], item[0]))
            if count >= _WORTH_A_LOOK * len(found):
                best[i] = most
    return best
