"""The moment (of `time.monotonic`) at which all work on a question ends, in the solver and around it."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any

ENDLESS = float("inf")


class Unfinished(Exception):
    """The time for a question has run out; `known` is what was found by then, in sentences or as answers."""

    def __init__(self, known: Sequence[Any] = ()) -> None:
        super().__init__("unfinished")
        self.known = tuple(known)


def seconds_left(until: float) -> float:
    """The seconds until a moment. Raises Unfinished where there are none."""
    left = until - time.monotonic()
    if left <= 0:
        raise Unfinished
    return left


@contextmanager
def knowing(known: Sequence[Any]) -> Iterator[None]:
    """Where time runs out inside, what is known by then is not lost."""
    try:
        yield
    except Unfinished as unfinished:
        raise Unfinished((*known, *unfinished.known)) from None
