"""What rules do with plain values: compare, add up, choose; raises NotPlain where that cannot be said."""

from __future__ import annotations

import operator
from collections.abc import Callable, Sequence
from typing import Any, TypeAlias

from ccmcheck.base import values
from ccmcheck.base.values import Duration
from ccmcheck.document.fast.plain_values import HALVES, Holed, NotPlain

# A plain value (see `document.fast.plain_values`): a record is a dictionary of its fields.
PlainValue: TypeAlias = Any

OPEN = (NotPlain, KeyError)
"""What is raised where a hole is read, or a field that is not there: what does not depend on it may still be said."""

COMPARE: dict[str, Callable[[PlainValue, PlainValue], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip

CALENDAR: dict[str, Callable[..., PlainValue]] = {
    "days": lambda start, end: Duration((end - start).days + 1, "days"),
    "year": lambda day: day.year,
    "month": lambda day: day.month,
    "weekday": lambda day: values.WEEKDAYS[day.weekday()],
    "date": lambda year, month, day: values.calendar_day(int(year), int(month), int(day)),
}


def is_stated(record: PlainValue, name: str) -> bool:
    """Whether a record states a field; of one that holds a blank somewhere only that it does."""
    if name in record:
        return True
    if record.__class__ is Holed:
        raise NotPlain
    return False


def are_distinct(items: Sequence[PlainValue]) -> bool:
    """Whether no item stands twice."""
    return len(set(items)) == len(items)


def first_row(rows: list[PlainValue]) -> PlainValue:
    """The one row that a register has under a key."""
    if not rows:
        raise NotPlain
    return rows[0]


def total(items: Sequence[PlainValue]) -> PlainValue:
    """The sum of numbers or lengths of time."""
    together = values.point(0)
    for item in items:
        together = values.plus(together, values.point(item))
    return together.low


def extreme(choose: Callable[[Sequence[PlainValue]], PlainValue], items: Sequence[PlainValue]) -> PlainValue:
    """The least or the greatest."""
    if not items:
        raise NotPlain
    return choose(items)


def without_halves(items: list[PlainValue]) -> list[PlainValue]:
    """A list that a rule makes: Python finds a value in a list that is the same object, though half of it be open."""
    if any(item.__class__ in HALVES for item in items):
        raise NotPlain
    return items


def as_list(value: PlainValue) -> list[PlainValue]:
    """A list, of which everything is known."""
    if value.__class__ is not list:
        raise NotPlain
    return value


def difference(left: list[PlainValue], right: list[PlainValue]) -> list[PlainValue]:
    """The items of the one list that the other does not hold."""
    return [item for item in left if item not in right]
