"""Paragraphs most of whose text stands inside another one: a summary, a quotation, a second
translation of the same sentence. Only flagged: both may be wanted."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Collection, Sequence

from cleaner.dedup.exact import CROWDED, Copy
from cleaner.dedup.guard import covers, facts
from cleaner.dedup.shingles import WORTH_A_LOOK, Shingles, containment, repeated, worth_a_look

CONTAINED = 0.75
"""Of a text's character 5-grams: second translations of one sentence measured 0.76 and 0.87, a
bullet and the sentence it sums up 0.74, a summary and its body 0.50."""


def find_contained(
    texts: Sequence[str],
    sets: Sequence[Shingles],
    protected: Sequence[bool],
    removed: Collection[int],
    threshold: float,
) -> dict[int, Copy]:
    """The paragraphs to flag, each with the longer one that has most of its text."""
    long = [i for i, own in enumerate(sets) if own and i not in removed and not protected[i]]
    known = repeated(sets[i] for i in long)
    shared = {i: sets[i] & known for i in long}
    sizes = {i: len(sets[i]) for i in long}
    contained = {}
    for part, whole in _overlapping(shared, sizes).items():
        if not worth_a_look(texts[part], sets[part], len(sets[part] & sets[whole]), threshold):
            continue
        share = containment(texts[part], texts[whole])
        if share >= CONTAINED and covers(facts(texts[whole]), facts(texts[part])):
            contained[part] = Copy(whole, share)
    return contained


def _overlapping(shared: dict[int, Shingles], sizes: dict[int, int]) -> dict[int, int]:
    """For each text the longer one with which it shares most shingles, if that is enough."""
    having: defaultdict[int, list[int]] = defaultdict(list)
    for i, found in shared.items():
        for shingle in found:
            having[shingle].append(i)
    best = {}
    for i, found in shared.items():
        enough = WORTH_A_LOOK * sizes[i]
        if len(found) >= enough:
            others = (j for shingle in found if len(having[shingle]) <= CROWDED for j in having[shingle])
            common = Counter(j for j in others if sizes[j] > sizes[i])
            most, count = min(common.items(), key=lambda item: (-item[1], item[0]), default=(i, 0))
            if count >= enough:
                best[i] = most
    return best
