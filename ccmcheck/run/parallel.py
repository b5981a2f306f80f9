"""Many programmes judged at once, in processes of this machine or wherever an executor has them, told in their order.

Hides how the files are shared out, and that a process may come to an end over a file: the others are judged still.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
from collections import deque
from collections.abc import Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from itertools import islice
from multiprocessing.connection import wait as wait_for
from typing import TypeVar

from ccmcheck.base.diagnostic import about_file
from ccmcheck.judge.check import InputResult, Prepared
from ccmcheck.run.results import Files, ResultForm, Task
from ccmcheck.run.transfer import SentRules, encode_rules, name_rules

Result = TypeVar("Result")

SHARE = 64
"""The most files that go to a process together: enough that the way there costs nothing."""
LEAST = 8
"""The fewest, towards the end, so that no process waits long for the last."""
_FOR_A_CORE = 8


def worth(jobs: int, paths: int) -> int:
    """How many processes are started where so many are asked for: all start at once, each for a file at least."""
    return max(1, min(jobs, paths, _FOR_A_CORE * cores()))


class Workers:
    """Processes of this machine, made anew when one of them has come to an end."""

    def __init__(self, jobs: int) -> None:
        self.ahead = 3 * jobs
        self._jobs = jobs
        self._copied = "fork" in multiprocessing.get_all_start_methods()
        self._pool = self._started()

    def _started(self) -> Executor:
        context = multiprocessing.get_context("fork" if self._copied else None)
        return ProcessPoolExecutor(self._jobs, mp_context=context, initializer=_live_with_the_run)

    def rules(self, ready: Prepared) -> SentRules:
        """What brings the rules there: a copy of this process has them already; where there is none, they are sent."""
        return name_rules(ready) if self._copied else encode_rules(ready)

    def submit(self, task: Task, rules: SentRules, paths: Files) -> Future[bytes]:
        """Has files judged."""
        return _submitted(self._pool, task, rules, paths)

    def renew(self) -> None:
        """Makes new processes after one has come to an end, which takes the others with it."""
        self.close()
        self._pool = self._started()

    def close(self) -> None:
        """Ends the processes."""
        self._pool.shutdown(cancel_futures=True)


class GivenExecutor:
    """An executor that somebody else made, and ends."""

    ahead = 64

    def __init__(self, executor: Executor) -> None:
        self._executor = executor

    def rules(self, ready: Prepared) -> SentRules:
        """What brings the rules to processes of which nothing is known."""
        return encode_rules(ready)

    def submit(self, task: Task, rules: SentRules, paths: Files) -> Future[bytes]:
        """Has files judged."""
        return _submitted(self._executor, task, rules, paths)

    def renew(self) -> None:
        """Nothing: an executor looks after its own processes."""


def _live_with_the_run() -> None:
    """In a process of a run: only the run itself is interrupted, and when it ends in any way, so does this."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    run = multiprocessing.parent_process()
    if run is not None:
        threading.Thread(target=_end_with, args=(run.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    wait_for([sentinel])
    os._exit(1)


def _submitted(executor: Executor, task: Task, rules: SentRules, paths: Files) -> Future[bytes]:
    """Files on their way; an executor that takes no more work has failed with these."""
    try:
        return executor.submit(task, rules, paths)
    except BrokenExecutor as error:
        failed: Future[bytes] = Future()
        failed.set_exception(error)
        return failed


# -- sharing out ---------------------------------------------------------------------------------------------------


def each(paths: Files, form: ResultForm[Result], workers: Workers | GivenExecutor) -> Iterator[Result]:
    """What is wanted of each file, in their order; only so many are under way that their findings do not pile up."""
    rules = workers.rules(form.ready)
    shares = _shares(paths, workers.ahead)
    under_way: deque[tuple[Files, Future[bytes]]] = deque()
    while True:
        for share in islice(shares, workers.ahead - len(under_way)):
            under_way.append((share, workers.submit(form.task, rules, share)))
        if not under_way:
            return
        if under_way[0][1].exception() is None:
            yield from form.received(under_way.popleft()[1].result())
        else:
            # What one file did may have failed every share that was under way, and no new one must get mixed up in it.
            wait([future for _, future in under_way])
            for share, future in under_way:
                failed = future.exception() is not None
                yield from _again(share, rules, form, workers) if failed else form.received(future.result())
            under_way.clear()


def _shares(paths: Files, ahead: int) -> Iterator[Files]:
    """The files in shares, of which the last are smaller than the first."""
    at = 0
    while at < len(paths):
        size = min(SHARE, max(LEAST, (len(paths) - at) // ahead))
        yield paths[at : at + size]
        at += size


def _again(
    paths: Files, rules: SentRules, form: ResultForm[Result], workers: Workers | GivenExecutor
) -> Iterator[Result]:
    """Files whose process came to an end, with nothing else under way: halved until the one that did it is alone."""
    workers.renew()
    future = workers.submit(form.task, rules, paths)
    if future.exception() is None:
        yield from form.received(future.result())
    elif len(paths) > 1:
        half = len(paths) // 2
        yield from _again(paths[:half], rules, form, workers)
        yield from _again(paths[half:], rules, form, workers)
    else:
        yield form.of(_lost(paths[0], future.exception()))


def _lost(path: str, error: BaseException | None) -> InputResult:
    reason = "the process ended" if isinstance(error, BrokenExecutor) or not str(error) else str(error).splitlines()[0]
    complaint = about_file("judging-ended", path, name=path, reason=reason)
    return InputResult(None, problems=(complaint,), unread=path)


def cores() -> int:
    """How many processes can run at once."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
