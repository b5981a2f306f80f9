"""Dates and half dates as documents write them; hides the notation (2012-04-16, 2012-09-XX, 2012-XX-XX, 2012-09)."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from functools import lru_cache

from ccmcheck.base.values import Range, month_range, point, year_range

_DAY = re.compile(r"([0-9]{4})(?:-([0-9]{2}|XX)(?:-([0-9]{2}|XX))?)?", re.IGNORECASE)


def days_of(value: str | int | Decimal | bool | None) -> Range | None:
    """The days that a written date may be; None where it is no date that any calendar holds."""
    if isinstance(value, str):
        return _written(value) if len(value) <= 10 else None
    if isinstance(value, bool) or value is None:
        return None
    return _written(str(value)) if isinstance(value, int) and 1000 <= value <= 9999 else None


@lru_cache(maxsize=4096)
def _written(text: str) -> Range | None:
    match = _DAY.fullmatch(text)
    if match is None:
        return None
    year, month, day = (_part(part) for part in match.groups())
    try:
        if month is None:
            return year_range(year) if year is not None and day is None else None
        return month_range(year or 0, month) if day is None else point(date(year or 0, month, day))
    except ValueError:
        return None


def _part(digits: str | None) -> int | None:
    return None if digits is None or digits in ("XX", "xx", "Xx", "xX") else int(digits)


def looks_like_date(text: str) -> bool:
    """Whether a text is written as a date, whatever the calendar says of it."""
    return _DAY.fullmatch(text) is not None
