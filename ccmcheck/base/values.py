"""What a value may still be: ranges and choices, their arithmetic and comparison, and three-valued truth.

A blank is the widest value of its kind, half a date is a range of days, a plain value is a range of one.
Every operation is monotone: a narrower input never gives an answer that a wider input excluded. The law
"filling a blank never overturns a verdict" rests on that and on nothing else.
"""

from __future__ import annotations

import decimal
import math
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Literal, TypeAlias, cast

from ccmcheck.base.frozen import numerous


class Truth(Enum):
    """Certain: true however the blanks are filled. Impossible: false however. Open: the blanks decide."""

    CERTAIN = "certain"
    IMPOSSIBLE = "impossible"
    OPEN = "open"

    def __bool__(self) -> bool:
        raise TypeError("a three-valued truth has no two-valued one; compare with `is`")


CERTAIN, IMPOSSIBLE, OPEN = Truth.CERTAIN, Truth.IMPOSSIBLE, Truth.OPEN


def truth_of(value: bool) -> Truth:
    """The three-valued truth of a plain one."""
    return CERTAIN if value else IMPOSSIBLE


def negation(truth: Truth) -> Truth:
    """Not."""
    return OPEN if truth is OPEN else truth_of(truth is IMPOSSIBLE)


Unit: TypeAlias = Literal["days", "months"]


@numerous
class Duration:
    """A length of time in days or in months; the two do not compare (`2 years` is 24 months)."""

    amount: int
    unit: Unit

    def __lt__(self, other: Duration) -> bool:
        return (self.amount, self.unit) < (other.amount, other.unit)

    def __le__(self, other: Duration) -> bool:
        return (self.amount, self.unit) <= (other.amount, other.unit)

    def __gt__(self, other: Duration) -> bool:
        return other < self

    def __ge__(self, other: Duration) -> bool:
        return other <= self

    def __str__(self) -> str:
        amount, unit = self.amount, self.unit
        if unit == "months" and amount % 12 == 0 and amount:
            amount, unit = amount // 12, "years"  # type: ignore[assignment]
        return f"{amount} {unit[:-1] if amount == 1 else unit}"


Point: TypeAlias = int | Decimal | Fraction | date | Duration


@numerous
class Range:
    """Every number, date or duration from low to high, both included; None is without end."""

    low: Point | None
    high: Point | None

    @property
    def exact(self) -> bool:
        """Whether it is a single value."""
        return self.low is not None and self.low == self.high


@numerous
class Choice:
    """A text that is one of these words; None is any text at all."""

    words: frozenset[str] | None

    @property
    def exact(self) -> bool:
        """Whether it is a single text."""
        return self.words is not None and len(self.words) == 1

    @property
    def word(self) -> str:
        """The text of an exact choice."""
        assert self.words is not None
        (word,) = self.words
        return word


Plain: TypeAlias = Range | Choice | Truth

ANYTHING = Range(None, None)
ANY_TEXT = Choice(None)


def point(value: Point) -> Range:
    """A range of one value."""
    return Range(value, value)


def text(value: str) -> Choice:
    """A choice of one text."""
    return Choice(frozenset((value,)))


def is_exact(value: Plain) -> bool:
    """Whether nothing is left open."""
    return value is not OPEN if isinstance(value, Truth) else value.exact


# -- comparison ---------------------------------------------------------------------------------------------------


def equal(a: Plain, b: Plain) -> Truth:
    """Whether two values of one kind are the same."""
    if isinstance(a, Range) and isinstance(b, Range):
        return _equal_ranges(a, b)
    if isinstance(a, Choice) and isinstance(b, Choice):
        return _equal_choices(a, b)
    if a is OPEN or b is OPEN:
        return OPEN
    return truth_of(a is b)


def _equal_ranges(a: Range, b: Range) -> Truth:
    if a.exact and a == b:
        return CERTAIN
    return IMPOSSIBLE if less(a, b) is CERTAIN or less(b, a) is CERTAIN else OPEN


def _equal_choices(a: Choice, b: Choice) -> Truth:
    if a.words is None or b.words is None:
        return OPEN
    if not a.words & b.words:
        return IMPOSSIBLE
    return CERTAIN if a.exact and b.exact else OPEN


def may_meet(held: Sequence[Plain]) -> bool:
    """Whether any two of these values of one kind, which are known not to be alike, may be the same."""
    spans = [value for value in held if isinstance(value, Range)]
    if spans:
        return _overlap(spans)
    options = [_options(value) for value in held]
    if len(options) > 1 and None in options:
        return True
    seen: set[object] = set()
    for known in options:
        if known is not None and not seen.isdisjoint(known):
            return True
        seen.update(known or ())
    return False


def _options(value: Plain) -> frozenset[object] | None:
    """The texts or truths that a value may be; None for any at all."""
    if isinstance(value, Choice):
        return None if value.words is None else frozenset(value.words)
    return None if value is OPEN else frozenset((value,))


def _overlap(spans: Sequence[Range]) -> bool:
    """Whether two ranges share a value: sorted by their starts, one begins before an earlier one has ended."""
    unbounded = [span for span in spans if span.low is None]
    if len(unbounded) > 1:
        return True
    ends: list[Point | None] = [span.high for span in unbounded]
    for span in sorted((span for span in spans if span.low is not None), key=lambda span: cast(date, span.low)):
        if ends and not _under(ends[-1], span.low):
            return True
        ends.append(span.high)
    return False


def less(a: Range, b: Range) -> Truth:
    """Whether a lies before b."""
    if _under(a.high, b.low):
        return CERTAIN
    return IMPOSSIBLE if _at_most(b.high, a.low) else OPEN


def less_or_equal(a: Range, b: Range) -> Truth:
    """Whether a lies before b or is the same."""
    return negation(less(b, a))


def _under(high: Point | None, low: Point | None) -> bool:
    return high is not None and low is not None and bool(high < low)  # type: ignore[operator]


def _at_most(high: Point | None, low: Point | None) -> bool:
    return high is not None and low is not None and bool(high <= low)  # type: ignore[operator]


# -- arithmetic ---------------------------------------------------------------------------------------------------

# Sums of document numbers stay exact: digits are limited where they are read (`document.scalars.DIGITS`).
_EXACTLY = decimal.Context(prec=400)


def plus(a: Range, b: Range) -> Range:
    """The sum; a date plus a duration is a date."""
    return Range(_add(a.low, b.low, 1), _add(a.high, b.high, 1))


def minus(a: Range, b: Range) -> Range:
    """The difference; a date minus a duration is a date."""
    return Range(_add(a.low, b.high, -1), _add(a.high, b.low, -1))


def _add(a: Point | None, b: Point | None, sign: int) -> Point | None:
    if a is None or b is None:
        return None
    match a, b:
        case date(), Duration():
            return shift(a, Duration(sign * b.amount, b.unit))
        case Duration(), date():
            return shift(b, a)
        case Duration(), Duration():
            return Duration(a.amount + sign * b.amount, a.unit)
        case int(), int():
            return a + sign * b
        case (Fraction(), _) | (_, Fraction()):
            return whole(Fraction(cast(int, a)) + sign * Fraction(cast(int, b)))
        case _:
            combine = _EXACTLY.add if sign > 0 else _EXACTLY.subtract
            return combine(Decimal(cast(int, a)), Decimal(cast(int, b)))


def share(part: Range, of: Range) -> Range:
    """A share of a number, exactly; the share is one number, and not below none."""
    fraction = cast(Fraction, part.low)
    low, high = (None if end is None else whole(Fraction(cast(int, end)) * fraction) for end in (of.low, of.high))
    if fraction == 0:
        return point(0)
    return Range(low, high)


def whole(value: Fraction) -> int | Fraction:
    """A fraction as a whole number where it is one."""
    return value.numerator if value.denominator == 1 else value


def recurs(value: Range, every: int, first: int) -> Truth:
    """Whether a year is the first one or a whole number of cycles after it."""
    if value.exact:
        year = Fraction(cast(int, value.low))
        return truth_of(year >= first and (year - first) % every == 0)
    # The next year of the cycle from the lowest that it may be.
    low = first if value.low is None else max(first, math.ceil(cast(int, value.low)))
    ahead = first + -(-(low - first) // every) * every
    return OPEN if value.high is None or ahead <= cast(int, value.high) else IMPOSSIBLE


def shift(day: date, by: Duration) -> date:
    """A day moved by a duration: month ends clamp, and so do the ends of the calendar."""
    if by.unit == "months":
        months = day.year * 12 + day.month - 1 + by.amount
        return calendar_day(months // 12, months % 12 + 1, day.day)
    ordinal = day.toordinal() + by.amount
    return date.fromordinal(min(max(ordinal, 1), date.max.toordinal()))


def calendar_day(year: int, month: int, day: int) -> date:
    """The day, with what no calendar holds moved to the nearest day that it does: 31 February is its last day."""
    if year < date.min.year:
        return date.min
    if year > date.max.year:
        return date.max
    month = min(max(month, 1), 12)
    return date(year, month, min(max(day, 1), days_in(year, month)))


def days_in(year: int, month: int) -> int:
    """How many days a month has."""
    return 31 if month == 12 else (date(year, month + 1, 1) - date(year, month, 1)).days


def days_between(start: Range, end: Range) -> Range:
    """The days from start to end, both counted: 16 to 19 April is four days."""
    return Range(_days(start.high, end.low), _days(start.low, end.high))


def _days(start: Point | None, end: Point | None) -> Duration | None:
    if not isinstance(start, date) or not isinstance(end, date):
        return None
    return Duration((end - start).days + 1, "days")


# -- the calendar -------------------------------------------------------------------------------------------------

WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def year_of(day: Range) -> Range:
    """The year of a date."""
    low, high = day.low, day.high
    return Range(low.year if isinstance(low, date) else None, high.year if isinstance(high, date) else None)


def month_of(day: Range) -> Range:
    """The month of a date, 1 to 12."""
    low, high = day.low, day.high
    if isinstance(low, date) and isinstance(high, date) and low.year == high.year:
        return Range(low.month, high.month)
    return Range(1, 12)


def weekday_of(day: Range) -> Choice:
    """The weekday of a date, by its English name."""
    low, high = day.low, day.high
    if isinstance(low, date) and isinstance(high, date) and (high - low).days < 6:
        first = low.weekday()
        return Choice(frozenset(WEEKDAYS[(first + n) % 7] for n in range((high - low).days + 1)))
    return Choice(frozenset(WEEKDAYS))


def date_of(year: Range, month: Range, day: Range) -> Range:
    """The date of a year, a month and a day; what no calendar holds is moved to the nearest day that it does."""
    return Range(
        _date(year.low, month.low, day.low, fallback=1),
        _date(year.high, month.high, day.high, fallback=31),
    )


def _date(year: Point | None, month: Point | None, day: Point | None, *, fallback: int) -> date | None:
    if year is None:
        return None
    return calendar_day(_whole(year), _whole(month, fallback), _whole(day, fallback))


def _whole(value: Point | None, fallback: int = 0) -> int:
    return fallback if value is None else int(cast(Decimal, value))


def month_range(year: int, month: int) -> Range:
    """All the days of a month."""
    return Range(date(year, month, 1), date(year, month, days_in(year, month)))


def year_range(year: int) -> Range:
    """All the days of a year."""
    return Range(date(year, 1, 1), date(year, 12, 31))
