"""Work handed to processes and its results in order; a process that dies is replaced.

Each worker has a pipe of its own: where it is killed while it answers, the pipe ends there. In a queue that all
share, as in ``ProcessPoolExecutor``, half an answer is waited for until the end of time.
"""

from __future__ import annotations

import ctypes
import multiprocessing
import os
import signal
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from multiprocessing.connection import Connection, wait
from multiprocessing.process import BaseProcess
from typing import Any, NamedTuple, Self, TypeVar

Result = TypeVar("Result")
Call = tuple[Any, ...]

_ATTEMPTS = 3
"""A part that kills its process three times (memory) would kill the fourth too."""

_AHEAD = 2
"""Results a worker may have waiting for an earlier one, so that memory stays bounded."""


class WorkerDiedError(RuntimeError):
    """A process was killed again and again on the same work."""


def run_all(function: Callable[..., Result], calls: Iterable[Call], workers: int) -> Iterator[Result]:
    """``function(*call)`` for every call, results in order; in this process where ``workers`` is 1.

    A call may run twice (its process was killed), so it must be repeatable. Raises WorkerDiedError, and
    what the function raises.
    """
    if workers == 1:
        yield from (function(*call) for call in calls)
        return
    with _Crew(function, workers) as crew:
        yield from crew.results(calls)


class _Worker(NamedTuple):
    process: BaseProcess
    pipe: Connection


class _Task(NamedTuple):
    number: int
    call: Call
    attempt: int = 1


class _Crew:
    """The processes, and who is doing what."""

    def __init__(self, function: Callable[..., Any], size: int) -> None:
        self._function = function
        self._size = size
        self._idle: list[_Worker] = []
        self._busy: dict[Connection, tuple[_Worker, _Task]] = {}

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        for worker in [*self._idle, *(worker for worker, _ in self._busy.values())]:
            worker.process.kill()
            worker.process.join()
            worker.pipe.close()

    def results(self, calls: Iterable[Call]) -> Iterator[Any]:
        """What the calls give, in their order."""
        rest = (_Task(number, call) for number, call in enumerate(calls))
        again: deque[_Task] = deque()
        done: dict[int, Any] = {}
        first = 0
        while True:
            while len(self._busy) < self._size and (
                again or len(self._busy) + len(done) < _AHEAD * self._size
            ):
                task = again.popleft() if again else next(rest, None)
                if task is None:
                    break
                self._start(task)
            if not self._busy:
                return
            for task, answer in self._answers():
                if answer is None:
                    again.append(_once_more(task))
                else:
                    done[task.number] = answer[0]
            while first in done:
                yield done.pop(first)
                first += 1

    def _start(self, task: _Task) -> None:
        worker = self._idle.pop() if self._idle else _hired(self._function)
        self._busy[worker.pipe] = worker, task
        with suppress(OSError):  # It is dead: reading its pipe will say so.
            worker.pipe.send(task.call)

    def _answers(self) -> Iterator[tuple[_Task, tuple[Any] | None]]:
        """The answers that are there, at least one; None from a worker that died. Raises what a call raised."""
        for pipe in wait(list(self._busy)):
            assert isinstance(pipe, Connection)
            worker, task = self._busy.pop(pipe)
            try:
                answer, error = pipe.recv()
            except (EOFError, OSError):
                worker.process.join()
                pipe.close()
                yield task, None
                continue
            self._idle.append(worker)
            if error is not None:
                raise error
            yield task, (answer,)


def _once_more(task: _Task) -> _Task:
    if task.attempt == _ATTEMPTS:
        raise WorkerDiedError("a worker process was killed three times on the same work (out of memory?)")
    return task._replace(attempt=task.attempt + 1)


def _hired(function: Callable[..., Any]) -> _Worker:
    ours, theirs = multiprocessing.Pipe()
    process = multiprocessing.Process(target=_serve, args=(function, ours, theirs, os.getpid()), daemon=True)
    process.start()
    theirs.close()  # Else the pipe would not end with the worker.
    return _Worker(process, ours)


def _serve(function: Callable[..., Any], parent: Connection, pipe: Connection, boss: int) -> None:
    """A worker's life: calls in, answers out, until the other end is gone."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C reaches every process; only the parent answers it.
    _die_with(boss)
    parent.close()
    while True:
        try:
            call = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            answer: tuple[Any, Exception | None] = function(*call), None
        except Exception as error:
            answer = None, error
        pipe.send(answer)


def _die_with(boss: int) -> None:
    """No worker goes on writing beside a run that was taken up again (Linux only)."""
    with suppress(OSError, AttributeError):
        ctypes.CDLL(None).prctl(1, signal.SIGKILL)
    if os.getppid() != boss:
        os._exit(1)
