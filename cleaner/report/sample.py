"""Which documents the page shows whole. The choice depends on their names alone: the same for any run of them."""

from __future__ import annotations

import hashlib
import heapq

from cleaner.report.rows import Group

PER_RULE = 3
"""Documents shown of each rule, so that the rarest is seen too."""

MOST = 1_500
"""Others that are looked at; how many of them are shown is decided by the size of the page."""

RULE = (
    f"Counts are of the whole run. The documents shown are a sample: of each rule the {PER_RULE} whose names' "
    "hashes are smallest, then others in the order of that hash until the page is full."
)


class Sample:
    """The smallest hashes, of each rule and of all."""

    def __init__(self) -> None:
        self._all: list[tuple[int, int]] = []
        self._rules: dict[str, list[tuple[int, int]]] = {}

    def add(self, group: Group) -> None:
        """Consider a document."""
        digest = hashlib.blake2b(f"{group.doc}\0{group.number}".encode("utf-8", "surrogatepass"), digest_size=8)
        item = -int.from_bytes(digest.digest()), group.number
        _keep(self._all, item, MOST)
        for rule in {row.rule for row in group.rows}:
            _keep(self._rules.setdefault(rule, []), item, PER_RULE)

    def order(self) -> list[int]:
        """The numbers of the chosen documents, the most wanted first."""
        wanted = {item for heap in self._rules.values() for item in heap}
        first = sorted(wanted, reverse=True)
        return [number for _, number in (*first, *sorted(set(self._all) - wanted, reverse=True))]


def _keep(heap: list[tuple[int, int]], item: tuple[int, int], most: int) -> None:
    if len(heap) < most:
        heapq.heappush(heap, item)
    else:
        heapq.heappushpop(heap, item)
