"""Results in order whatever happens to the workers."""

import os
import signal
import time

import pytest

from cleaner.corpus.pool import WorkerDiedError, run_all


def slow_first(number):
    time.sleep(0.2 if number == 0 else 0)
    return number


def die_once(folder, number):
    mark = folder / str(number)
    if number % 5 == 0 and not mark.exists():
        mark.touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "x" * 300_000 + str(number)


def always_die(_):
    os.kill(os.getpid(), signal.SIGKILL)


def refuse(number):
    if number == 3:
        raise OSError(28, "No space left on device")
    return number


@pytest.mark.parametrize("workers", [1, 2, 3])
def test_results_come_in_order(workers):
    assert list(run_all(slow_first, ((n,) for n in range(40)), workers)) == list(range(40))


def test_a_killed_worker_is_replaced_and_its_work_done_again(tmp_path):
    found = list(run_all(die_once, ((tmp_path, n) for n in range(30)), 2))
    assert [answer[300_000:] for answer in found] == [str(n) for n in range(30)]


def test_work_that_kills_every_worker_is_given_up():
    with pytest.raises(WorkerDiedError, match="three times"):
        list(run_all(always_die, [(0,)], 2))


def test_an_error_is_the_callers():
    with pytest.raises(OSError, match="No space left"):
        list(run_all(refuse, ((n,) for n in range(9)), 2))


def test_calls_are_taken_as_they_are_needed():
    taken = []

    def calls():
        for number in range(100):
            taken.append(number)
            yield (number,)

    results = run_all(slow_first, calls(), 2)
    assert next(results) == 0
    assert len(taken) < 10
    results.close()
