"""Dates, half dates and intervals as documents write them; hides the notation.

A day (2012-04-16), half of one (2012-09-XX, 2012-XX-XX, 2012-09, 2012), or an interval in which the day lies, with `..`
for an end that is open: 2012-01-01/2012-06-30, ../2012-06-30, 2012-07-01/.. . All are EDTF, of the Library of Congress;
underscores may stand for XX.
"""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Literal, TypeAlias, cast

from ccmcheck.base.values import Range, month_range, point, year_range
from ccmcheck.document.blanks import is_blank

_OPEN_PART = "(?:XX|__)"
_DAY = re.compile(
    rf"([0-9]{{4}})(?:-([0-9]{{2}})(?:-([0-9]{{2}}|{_OPEN_PART}))?|-{_OPEN_PART}(?:-{_OPEN_PART})?)?", re.IGNORECASE
)
_PARTS = re.compile(rf"(?=.*[0-9])(?:[0-9]{{4}}|_{{2,4}})(?:-(?:[0-9]{{2}}|{_OPEN_PART})){{1,2}}", re.IGNORECASE)
_OPEN = ".."
_LONGEST = len("2012-01-01/2012-06-30")

Fault: TypeAlias = Literal["impossible-date", "interval-reversed", "interval-open", "date-notation"]


def days_of(value: str | int | Decimal | bool | None) -> Range | None:
    """The days that a written date may be; None where it is no date that any calendar holds."""
    if isinstance(value, str):
        return _written(value) if len(value) <= _LONGEST else None
    if isinstance(value, bool) or value is None:
        return None
    return _written(str(value)) if isinstance(value, int) and 1000 <= value <= 9999 else None


@lru_cache(maxsize=4096)
def _written(text: str) -> Range | None:
    first, sign, last = text.partition("/")
    return _interval(first, last) if sign else _half(text)


def _interval(first: str, last: str) -> Range | None:
    start, end = _end(first), _end(last)
    if start is None or end is None:
        return None
    low, high = cast("date | None", start.low), cast("date | None", end.high)
    if low is None or high is None:
        return None if low is high else Range(low, high)
    return Range(low, high) if low <= high else None


def _end(text: str) -> Range | None:
    """The days that one end of an interval may be."""
    return Range(None, None) if text == _OPEN else _half(text)


def _half(text: str) -> Range | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (_part(part) for part in match.groups())
    try:
        if month is None:
            return year_range(year or 0)
        return month_range(year or 0, month) if day is None else point(date(year or 0, month, day))
    except ValueError:
        return None


def _part(digits: str | None) -> int | None:
    return int(digits) if digits is not None and digits.isdecimal() else None


def is_blank_date(text: str) -> bool:
    """Whether a text is a blank where a date belongs: `____`, but not `2012-05-__`, of which the month is known."""
    return is_blank(text) and not any(map(_PARTS.fullmatch, text.split("/")))


def fault_of(text: str) -> Fault:
    """What is wrong with a text that is no date: its days, its order, its ends, or the notation."""
    ends = text.split("/")
    if len(ends) > 2 or not all(end == _OPEN or _DAY.fullmatch(end) for end in ends):
        return "date-notation"
    if any(_end(end) is None for end in ends):
        return "impossible-date"
    if len(ends) == 1:
        return "date-notation"
    return "interval-open" if ends[0] == ends[1] == _OPEN else "interval-reversed"


def looks_like_interval(text: str) -> bool:
    """Whether a text that is no date may have been meant as an interval: a day or half of one beside the sign."""
    return "/" in text and any(_DAY.fullmatch(end.strip()) and "-" in end for end in text.split("/"))
