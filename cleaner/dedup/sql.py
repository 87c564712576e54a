"""Clusters as SQL that DuckDB and Spark (ANSI mode) both take, word for word, and the loop around it.

The portable part of SQL only: 64-bit integers, min, count, DISTINCT, CASE, JOIN, UNION ALL, WITH. Large-star
and small-star rounds (Kiveris et al., 2014, "Connected components in MapReduce and beyond") make each
component a star around its smallest member; a path of 2,000 takes 9 of them.
"""

from __future__ import annotations

from typing import Protocol

EDGES = """SELECT DISTINCT b.pid AS u, m.v AS v
FROM bands b JOIN (SELECT h, min(pid) AS v FROM bands GROUP BY h HAVING count(*) > 1) m ON b.h = m.h
WHERE b.pid > m.v"""

LARGE = """WITH s AS (SELECT u, v FROM {edges} UNION ALL SELECT v AS u, u AS v FROM {edges}),
m AS (SELECT u, min(v) AS mv FROM s GROUP BY u),
k AS (SELECT u, CASE WHEN mv < u THEN mv ELSE u END AS r FROM m)
SELECT DISTINCT s.v AS u, k.r AS v FROM s JOIN k ON s.u = k.u WHERE s.v > s.u"""

SMALL = """WITH m AS (SELECT u, min(v) AS r FROM {edges} GROUP BY u),
x AS (SELECT a.v AS u, m.r AS v FROM {edges} a JOIN m ON a.u = m.u WHERE a.v > m.r
UNION ALL SELECT u, r AS v FROM m)
SELECT DISTINCT u, v FROM x"""

PARENTS = "SELECT count(*) - count(DISTINCT u) AS n FROM {edges}"
"""Nodes beyond one parent each."""

DEPTH = "SELECT count(*) AS n FROM {edges} a JOIN (SELECT DISTINCT u AS w FROM {edges}) b ON a.v = b.w"
"""Parents that are children themselves."""

_MOST_ROUNDS = 60


class Engine(Protocol):
    """What a database must do for ``components``."""

    def keep(self, name: str, query: str) -> None:
        """Write a query's result down as a table."""

    def drop(self, name: str) -> None:
        """Forget a table."""

    def number(self, query: str) -> int:
        """The one number a query gives."""


def components(engine: Engine, edges: str) -> str:
    """The name of a table (u, v): each node that is not the smallest of its component, with that smallest.

    Ends when no node has two parents and no parent is a child, which is exact; raises RuntimeError
    where that is not reached.
    """
    for turn in range(_MOST_ROUNDS):
        large, small = f"large{turn}", f"small{turn}"
        engine.keep(large, LARGE.format(edges=edges))
        engine.drop(edges)
        engine.keep(small, SMALL.format(edges=large))
        engine.drop(large)
        edges = small
        if not engine.number(PARENTS.format(edges=edges)) and not engine.number(DEPTH.format(edges=edges)):
            return edges
    raise RuntimeError("the clusters did not settle: please report this")
