"""The comparators of the language: what each turns into, and the words for it.

One table, so that lint, examples and every sentence agree about them.
"""

from __future__ import annotations

from collections.abc import Mapping

from ccmcheck.base.frozen import frozen


@frozen
class Comparator:
    """A comparator of values in order, with its words before a number and before a day.

    `opposite` holds where this one does not; `mirrored` says the same with the two sides exchanged.
    """

    opposite: str
    mirrored: str
    of_number: str
    of_day: str


COMPARATORS: Mapping[str, Comparator] = {
    "<": Comparator(">=", ">", "less than", "before"),
    "<=": Comparator(">", ">=", "at most", "no later than"),
    ">": Comparator("<=", "<", "more than", "after"),
    ">=": Comparator("<", "<=", "at least", "no earlier than"),
    "=": Comparator("!=", "=", "exactly", "on"),
    "!=": Comparator("=", "!=", "anything but", "not on"),
}


def mirrored(comparator: str) -> str:
    """The comparator that says the same with the two sides exchanged; `in` has none and stays."""
    return COMPARATORS[comparator].mirrored if comparator in COMPARATORS else comparator
