"""Ranges by brute force: what holds of a range holds of every way to choose a value in it, and nothing more is lost."""

from __future__ import annotations

import itertools
import operator
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ccmcheck.base import values
from ccmcheck.base.values import ANY_TEXT, CERTAIN, IMPOSSIBLE, OPEN, Choice, Duration, Range, Truth, point

# -- small ranges, and every value in them ------------------------------------------------------------------------


def ranges(low: st.SearchStrategy[Any], step: Callable[[Any, int], Any]) -> st.SearchStrategy[tuple[Range, list[Any]]]:
    """Ranges of one to four values, with the values."""

    def made(first: Any, length: int) -> tuple[Range, list[Any]]:
        inside = [step(first, n) for n in range(length)]
        return Range(inside[0], inside[-1]), inside

    return st.builds(made, low, st.integers(1, 4))


def day_after(day: date, n: int) -> date:
    return date.fromordinal(min(day.toordinal() + n, date.max.toordinal()))


DAYS = ranges(
    st.sampled_from((date.min, date.max, date(2012, 2, 27), date(2012, 1, 29), date(2011, 12, 30)))
    | st.dates(date(2011, 1, 1), date(2013, 1, 1)),
    day_after,
)
NUMBERS = ranges(st.integers(-3, 3), operator.add)
HALVES = ranges(st.integers(-3, 3).map(lambda n: Decimal(n) + Decimal("0.5")), lambda first, n: first + n)
LENGTHS = {unit: ranges(st.integers(-40, 40), operator.add) for unit in ("days", "months")}


def lengths(unit: Any) -> st.SearchStrategy[tuple[Range, list[Any]]]:
    return LENGTHS[unit].map(
        lambda pair: (
            Range(Duration(pair[0].low, unit), Duration(pair[0].high, unit)),
            [Duration(n, unit) for n in pair[1]],
        )
    )


WORDS = st.frozensets(st.sampled_from("abc"), min_size=1).map(lambda words: (Choice(words), sorted(words)))
SAME_KIND = st.one_of(
    st.tuples(NUMBERS, NUMBERS), st.tuples(HALVES, HALVES), st.tuples(DAYS, DAYS),
    st.tuples(lengths("days"), lengths("days")), st.tuples(lengths("months"), lengths("months")),
)  # fmt: skip

# -- comparison ----------------------------------------------------------------------------------------------------


def expected(truths: set[bool]) -> Truth:
    return OPEN if len(truths) == 2 else values.truth_of(True in truths)


@pytest.mark.parametrize(
    ("compare", "plain"),
    [(values.less, operator.lt), (values.less_or_equal, operator.le), (values.equal, operator.eq)],
)
@given(pair=SAME_KIND)
def test_a_comparison_is_certain_or_impossible_where_all_values_agree_and_only_there(
    compare: Callable[[Range, Range], Truth], plain: Callable[[Any, Any], bool], pair: Any
) -> None:
    (a, in_a), (b, in_b) = pair
    truths = {plain(x, y) for x in in_a for y in in_b}
    assert compare(a, b) is expected(truths)


@given(WORDS, WORDS)
def test_texts_are_equal_only_where_every_choice_is(one: Any, other: Any) -> None:
    (a, in_a), (b, in_b) = one, other
    assert values.equal(a, b) is expected({x == y for x in in_a for y in in_b})
    assert values.equal(a, ANY_TEXT) is OPEN


@pytest.mark.parametrize("unbounded", [Range(None, None), Range(None, 2), Range(0, None)])
@given(other=NUMBERS)
def test_a_range_without_end_holds_every_number(unbounded: Range, other: Any) -> None:
    inside = [n for n in range(-9, 10) if _within(n, unbounded)]
    for compare, plain in ((values.less, operator.lt), (values.equal, operator.eq)):
        found = compare(unbounded, other[0])
        truths = {plain(x, y) for x in inside for y in other[1]}
        assert found is OPEN or expected(truths) is found


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [(CERTAIN, CERTAIN, CERTAIN), (CERTAIN, IMPOSSIBLE, IMPOSSIBLE), (IMPOSSIBLE, IMPOSSIBLE, CERTAIN),
     (OPEN, CERTAIN, OPEN), (IMPOSSIBLE, OPEN, OPEN), (OPEN, OPEN, OPEN)],
)  # fmt: skip
def test_truths_are_compared_as_values(a: Truth, b: Truth, same: Truth) -> None:
    assert values.equal(a, b) is same


def test_a_three_valued_truth_is_no_condition() -> None:
    with pytest.raises(TypeError, match="three-valued"):
        bool(OPEN)


# -- arithmetic ----------------------------------------------------------------------------------------------------


def _within(value: Any, found: Range) -> bool:
    return (found.low is None or found.low <= value) and (found.high is None or value <= found.high)


def hull(inside: list[Any]) -> Range:
    return Range(min(inside), max(inside))


SUMS = st.one_of(
    st.tuples(NUMBERS, NUMBERS), st.tuples(NUMBERS, HALVES), st.tuples(lengths("days"), lengths("days")),
    st.tuples(lengths("months"), lengths("months")), st.tuples(DAYS, lengths("days")),
    st.tuples(DAYS, lengths("months")),
)  # fmt: skip


@pytest.mark.parametrize(("combine", "sign"), [(values.plus, 1), (values.minus, -1)])
@given(pair=SUMS)
def test_a_sum_holds_the_sums_of_all_values_and_no_more(
    combine: Callable[[Range, Range], Range], sign: int, pair: Any
) -> None:
    (a, in_a), (b, in_b) = pair
    assert combine(a, b) == hull([naive_sum(x, y, sign) for x in in_a for y in in_b])


def naive_sum(x: Any, y: Any, sign: int) -> Any:
    if isinstance(x, date):
        return naive_shift(x, sign * y.amount, y.unit)
    return Duration(x.amount + sign * y.amount, x.unit) if isinstance(x, Duration) else x + sign * y


def naive_shift(day: date, amount: int, unit: str) -> date:
    if unit == "days":
        end = date.max if amount > 0 else date.min
        left = abs((end - day).days)
        return end if left < abs(amount) else day + timedelta(days=amount)
    year, month = day.year, day.month
    for _ in range(abs(amount)):
        month += 1 if amount > 0 else -1
        year, month = (year + 1, 1) if month == 13 else (year - 1, 12) if month == 0 else (year, month)
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    return next(_valid(year, month, day.day - n) for n in range(4) if _valid(year, month, day.day - n))


def _valid(year: int, month: int, day: int) -> Any:
    try:
        return date(year, month, day)
    except ValueError:
        return None


LONG = Decimal("1." + "3" * 39)
LARGE = Decimal(10) ** 30
SMALL = Decimal(1).scaleb(-30)
EXTREME = (LONG, LARGE, SMALL, LONG.copy_negate(), 10**39, 1, Decimal("2.50"))


@pytest.mark.parametrize(("a", "b"), [*itertools.product(EXTREME, repeat=2)])
def test_numbers_are_added_exactly(a: Any, b: Any) -> None:
    assert Fraction(values.plus(point(a), point(b)).low) == Fraction(a) + Fraction(b)  # type: ignore[arg-type]
    assert Fraction(values.minus(point(a), point(b)).low) == Fraction(a) - Fraction(b)  # type: ignore[arg-type]


@given(SUMS)
def test_a_sum_with_a_blank_is_a_blank(pair: Any) -> None:
    assert values.plus(pair[0][0], Range(None, None)) == Range(None, None)
    assert values.minus(Range(None, None), pair[1][0]) == Range(None, None)


@given(DAYS, DAYS)
def test_the_days_from_start_to_end_count_both(start: Any, end: Any) -> None:
    (a, in_a), (b, in_b) = start, end
    found = values.days_between(a, b)
    assert found == hull([Duration((y - x).days + 1, "days") for x in in_a for y in in_b])


# -- the calendar --------------------------------------------------------------------------------------------------

LONGER = st.tuples(DAYS.map(operator.itemgetter(0)), st.integers(0, 500)).map(
    lambda pair: Range(pair[0].low, day_after(pair[0].low, pair[1]))
)


def days_in(span: Range) -> Iterator[date]:
    day: Any = span.low
    while day < span.high:
        yield day
        day = day_after(day, 1)
    yield day


@given(LONGER)
def test_year_month_and_weekday_hold_those_of_every_day(span: Range) -> None:
    days = list(days_in(span))
    assert values.year_of(span) == hull([day.year for day in days])
    assert all(_within(day.month, values.month_of(span)) for day in days)
    assert values.weekday_of(span).words == {values.WEEKDAYS[day.weekday()] for day in days}
    if len({day.year for day in days}) == 1:
        assert values.month_of(span) == hull([day.month for day in days])


@pytest.mark.parametrize("half", [Range(None, date(2012, 1, 1)), Range(date(2012, 1, 1), None), Range(None, None)])
def test_of_a_day_without_end_every_month_and_weekday_is_left(half: Range) -> None:
    assert values.month_of(half) == Range(1, 12)
    assert values.weekday_of(half).words == set(values.WEEKDAYS)
    assert values.days_between(half, Range(None, None)) == Range(None, None)


PARTS = st.tuples(
    ranges(st.sampled_from((-1, 0, 1, 2011, 9998)), operator.add),
    ranges(st.sampled_from((-1, 0, 1, 11, 12)), operator.add),
    ranges(st.sampled_from((-1, 0, 1, 28, 30, 10**30)), operator.add) | HALVES,
)


@given(PARTS)
def test_a_date_of_parts_holds_every_date_of_them(parts: Any) -> None:
    (year, years), (month, months), (day, days) = parts
    made = [values.calendar_day(y, m, int(d)) for y in years for m in months for d in days]
    assert values.date_of(year, month, day) == hull(made)
    assert _all_within(made, values.date_of(year, Range(None, None), day))
    assert _all_within(made, values.date_of(year, month, Range(None, None)))
    assert _all_within(made, values.date_of(Range(None, None), month, day))


def _all_within(made: list[date], found: Range) -> bool:
    return all(_within(day, found) for day in made)


@pytest.mark.parametrize(
    ("year", "month", "day", "made"),
    [(2012, 2, 30, date(2012, 2, 29)), (2011, 2, 31, date(2011, 2, 28)), (2012, 13, 1, date(2012, 12, 1)),
     (2012, 0, 0, date(2012, 1, 1)), (0, 5, 5, date.min), (10000, 1, 1, date.max), (2012, 4, 31, date(2012, 4, 30))],
)  # fmt: skip
def test_what_no_calendar_holds_is_moved_to_the_nearest_day(year: int, month: int, day: int, made: date) -> None:
    assert values.calendar_day(year, month, day) == made
    assert values.date_of(point(year), point(month), point(day)) == point(made)


@pytest.mark.parametrize(
    ("day", "by", "moved"),
    [
        (date(2012, 1, 31), Duration(1, "months"), date(2012, 2, 29)),
        (date(2011, 1, 31), Duration(1, "months"), date(2011, 2, 28)),
        (date(2012, 2, 29), Duration(12, "months"), date(2013, 2, 28)),
        (date(2012, 3, 31), Duration(-1, "months"), date(2012, 2, 29)),
        (date(2011, 12, 31), Duration(1, "days"), date(2012, 1, 1)),
        (date.max, Duration(1, "days"), date.max),
        (date.max, Duration(1, "months"), date.max),
        (date.min, Duration(-1, "months"), date.min),
        (date(2012, 1, 1), Duration(10**12, "days"), date.max),
        (date(2012, 1, 1), Duration(-(10**12), "months"), date.min),
    ],
)
def test_month_ends_and_the_ends_of_the_calendar_clamp(day: date, by: Duration, moved: date) -> None:
    assert values.shift(day, by) == moved


@pytest.mark.parametrize(
    ("length", "words"),
    [(Duration(1, "days"), "1 day"), (Duration(5, "days"), "5 days"), (Duration(24, "months"), "2 years"),
     (Duration(12, "months"), "1 year"), (Duration(1, "months"), "1 month"), (Duration(0, "months"), "0 months"),
     (Duration(13, "months"), "13 months")],
)  # fmt: skip
def test_a_duration_in_words(length: Duration, words: str) -> None:
    assert str(length) == words


@pytest.mark.parametrize(
    ("span", "first", "last"),
    [(values.month_range(2012, 2), date(2012, 2, 1), date(2012, 2, 29)),
     (values.month_range(9999, 12), date(9999, 12, 1), date.max),
     (values.year_range(1), date.min, date(1, 12, 31))],
)  # fmt: skip
def test_half_a_date_is_all_of_its_days(span: Range, first: date, last: date) -> None:
    assert span == Range(first, last)
