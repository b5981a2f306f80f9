"""Years, months and weekdays of a day that is still open: tables over the years that document and rules speak of.

Beyond the tables nothing is known, so that no answer rests on them. Each function gives a number and when it is known.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import TypeAlias

import z3

from ccmcheck.base.values import Duration, calendar_day, shift
from ccmcheck.proving.terms import (  # fmt: skip
    Exact,
    Formula,
    Num,
    add,
    both,
    chosen,
    greatest,
    least,
    minus,
    number,
    same,
    stepped,
)

FIRST, LAST = 1, date.max.toordinal()
_AROUND = 5
_FARTHEST = (1900, 2200)

Known: TypeAlias = tuple[Num, Formula]
_UNKNOWN: Known = (number(0), False)


@dataclass(frozen=True)
class Calendar:
    """The tables from the first year to the last; a text of `weekdays` has the number of its day of the week."""

    first: int
    last: int
    weekdays: int = 0

    @classmethod
    def around(cls, years: set[int], weekdays: int = 0) -> Calendar:
        """The tables over these years and five more on each side."""
        usual = [year for year in years if _FARTHEST[0] <= year <= _FARTHEST[1]] or [2010]
        return cls(min(usual) - _AROUND, max(usual) + _AROUND, weekdays)

    @cached_property
    def _months(self) -> tuple[tuple[int, int, int], ...]:
        """The first and the last day of each month, and its number counted from January of year 0."""
        return tuple(
            (_ordinal(year, month, 1), _ordinal(year, month, 31), year * 12 + month - 1)
            for year in range(self.first, self.last + 1)
            for month in range(1, 13)
        )

    def _in_tables(self, day: Num) -> Formula:
        return day.within(self._months[0][0], self._months[-1][1])

    def _of_month(self, day: Num, function: Callable[[int], int]) -> Known:
        """What the month of a day decides."""
        if self._in_tables(day) is False:
            return _UNKNOWN
        parts = [(first, last, function(month)) for first, last, month in self._months]
        merged: list[tuple[int, int, Exact]] = []
        for first, last, value in parts:
            if merged and merged[-1][2] == value:
                merged[-1] = (merged[-1][0], last, value)
            else:
                merged.append((first, last, value))
        return stepped(day, merged), self._in_tables(day)

    def year(self, day: Num) -> Known:
        """The year of a day."""
        if day.fixed:
            return number(_date(day).year), True
        return self._of_month(day, lambda month: month // 12)

    def month(self, day: Num) -> Known:
        """The month of a day, 1 to 12."""
        if day.fixed:
            return number(_date(day).month), True
        return self._of_month(day, lambda month: month % 12 + 1)

    def weekday(self, day: Num) -> Known:
        """The number of the text that names the day of the week; 1 January of year 1 was a Monday."""
        if day.fixed:
            return number(self.weekdays + _date(day).weekday()), True
        return Num(self.weekdays + (day.expr - 1) % 7, self.weekdays, self.weekdays + 6), True

    def date(self, year: Num, month: Num, day: Num) -> Known:
        """The day of a year, a month and a day of it; what no calendar holds is moved to the nearest day it does."""
        parts = (year, month, day)
        if all(part.fixed for part in parts):
            return number(_ordinal(*(int(part.value) for part in parts))), True
        if year.steps and month.fixed and day.fixed:
            return year.mapped(lambda value: _ordinal(int(value), int(month.value), int(day.value))), True
        if any(part.low is not None and part.fixed and not isinstance(part.value, int) for part in parts):
            return _UNKNOWN
        return self._any_date(year, month, day)

    def _any_date(self, year: Num, month: Num, day: Num) -> Known:
        """The same where the tables have to answer for each month of each year."""
        month = least(greatest(month, number(1)), number(12))
        chosen_day, known = number(1), []
        for first, last, index in self._months:
            here = both(same(year, number(index // 12)), same(month, number(index % 12 + 1)))
            if here is False:
                continue
            within = least(greatest(day, number(1)), number(last - first + 1))
            chosen_day = chosen(here, add(number(first - 1), within), chosen_day)
            known.append(here)
        return chosen_day, z3.Or(known) if known else False

    def shifted(self, day: Num, amount: Num, unit: str) -> Known:
        """A day moved by a length of time: month ends clamp, and so do the ends of the calendar."""
        if unit == "days":
            return _on_the_calendar(add(day, amount)), True
        if not amount.fixed:
            return _UNKNOWN
        by = Duration(int(amount.value), "months")
        if day.fixed:
            return number(shift(_date(day), by).toordinal()), True
        if self._in_tables(day) is False:
            return _UNKNOWN
        found = number(1)
        for first, last, month in self._months:
            here = day.within(first, last)
            if here is False:
                continue
            to = month + by.amount
            start, end = _ordinal(to // 12, to % 12 + 1, 1), _ordinal(to // 12, to % 12 + 1, 31)
            found = chosen(here, least(add(day, number(start - first)), number(end)), found)
        return found, both(self._in_tables(day), *self._no_end_near(by))

    def _no_end_near(self, by: Duration) -> tuple[bool, ...]:
        """At the ends of the calendar a moved day clamps otherwise than month ends do."""
        years = (self.first + by.amount // 12 - 1, self.last + by.amount // 12 + 1)
        return (date.min.year < years[0], years[1] < date.max.year)

    @staticmethod
    def days(start: Num, end: Num) -> Num:
        """The days from start to end, both counted."""
        return add(add(end, minus(start)), number(1))


def _date(day: Num) -> date:
    """A constant day; what stands in place of an unknown one need not be on any calendar."""
    return date.fromordinal(min(max(int(day.value), FIRST), LAST))


def _ordinal(year: int, month: int, day: int) -> int:
    return calendar_day(year, month, day).toordinal()


def _on_the_calendar(day: Num) -> Num:
    return least(greatest(day, number(FIRST)), number(LAST))
