"""Another process that answers the page, with a deadline; hides that it is ended and begun anew where it takes longer.

A thread could not be stopped, and the process is started afresh, so nothing of one file is left for the next.
"""

from __future__ import annotations

import multiprocessing
import signal
import threading
from collections.abc import Mapping
from multiprocessing.connection import Connection
from typing import Any

from ccmcheck.web.exchange import Told

SECONDS = 60.0
_TOO_LONG = (
    "This file takes longer than {seconds} seconds to check, so ccmcheck stopped. Nothing in it was changed."
    " Try a shorter part of the draft."
)
_ENDED = "The check came to an end before it was done; the computer may be short of memory. Try again."


class Checker:
    """One process, asked one thing after the other."""

    def __init__(self, seconds: float = SECONDS) -> None:
        self._seconds, self._lock = seconds, threading.Lock()
        self._begin()

    def _begin(self) -> None:
        context = multiprocessing.get_context("spawn")
        self._here, there = context.Pipe()
        self._process = context.Process(target=_answering, args=(there,), daemon=True)
        self._process.start()
        there.close()

    def told(self, request: Mapping[str, Any], data: bytes) -> Told:
        """The answer, or the sentence that it took too long."""
        with self._lock:
            try:
                self._here.send((dict(request), data))
                if self._here.poll(self._seconds):
                    answer: Told = self._here.recv()
                    return answer
                sentence = _TOO_LONG.format(seconds=f"{self._seconds:g}")
            except (EOFError, OSError):
                sentence = _ENDED
            self._end()
            self._begin()
            return {"sorry": sentence}, b""

    def _end(self) -> None:
        self._here.close()
        self._process.kill()
        self._process.join()

    def close(self) -> None:
        """Ends the process."""
        with self._lock:
            self._end()


def _answering(connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the page itself says when to stop
    from ccmcheck.web.exchange import told, warm_up

    try:
        warm_up()
        while True:
            connection.send(told(*connection.recv()))
    except (EOFError, OSError):  # the page has stopped
        return
