"""Work handed to processes and its results in order; a process that dies is replaced."""

from __future__ import annotations

import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from itertools import islice
from typing import Any, TypeVar

Result = TypeVar("Result")

_ATTEMPTS = 3
"""A part that kills its process three times (memory) would kill the fourth too."""


class WorkerDiedError(RuntimeError):
    """A process was killed again and again on the same work."""


def run_all(
    function: Callable[..., Result], calls: Iterable[tuple[Any, ...]], workers: int
) -> Iterator[Result]:
    """``function(*call)`` for every call, results in order; in this process where ``workers`` is 1.

    A call may run twice (its process was killed), so it must be repeatable. Raises WorkerDiedError.
    """
    if workers == 1:
        yield from (function(*call) for call in calls)
        return
    waiting: deque[tuple[Any, ...]] = deque()
    rest = iter(calls)
    attempts = 0
    while True:
        try:
            for result in _run(function, waiting, rest, workers):
                attempts = 0
                yield result
            return
        except BrokenProcessPool as error:
            attempts += 1
            if attempts == _ATTEMPTS:
                raise WorkerDiedError(
                    "a worker process was killed three times on the same work (out of memory?)"
                ) from error


def _run(
    function: Callable[..., Result],
    waiting: deque[tuple[Any, ...]],
    rest: Iterator[tuple[Any, ...]],
    workers: int,
) -> Iterator[Result]:
    """Results of what waits, then of the rest; what has no result yet still waits afterwards."""
    with ProcessPoolExecutor(workers, initializer=_ignore_interrupt) as pool:
        futures: deque[Future[Result]] = deque(pool.submit(function, *call) for call in waiting)
        try:
            while True:
                for call in islice(rest, 2 * workers + 1 - len(futures)):
                    waiting.append(call)
                    futures.append(pool.submit(function, *call))
                if not futures:
                    return
                result = futures[0].result()
                futures.popleft()
                waiting.popleft()
                yield result
        except BaseException:
            pool.shutdown(wait=False, cancel_futures=True)
            raise


def _ignore_interrupt() -> None:
    """Ctrl-C reaches every process of the terminal; only the parent answers it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
