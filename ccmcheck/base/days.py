"""Days, years and places in a row in words: 16 to 19 April 2012, 2012 to 2015 and 2017, fifth."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ccmcheck.base.quoting import listed

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip


ORDINALS = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth", "twenty-first", "twenty-second", "twenty-third",
)  # fmt: skip


def ordinal(number: int) -> str:
    """fifth, 31st"""
    if 0 < number <= len(ORDINALS):
        return ORDINALS[number - 1]
    ending = "th" if number % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def day(value: date) -> str:
    """16 April 2012"""
    return f"{value.day} {MONTHS[value.month - 1]} {value.year}"


def days(start: date, end: date) -> str:
    """16 to 19 April 2012"""
    if start == end:
        return day(start)
    if (start.year, start.month) == (end.year, end.month):
        return f"{start.day} to {day(end)}"
    if start.year == end.year:
        return f"{start.day} {MONTHS[start.month - 1]} to {day(end)}"
    return f"{day(start)} to {day(end)}"


def years_in_words(years: Iterable[int]) -> str:
    """2012 to 2015 and 2017"""
    stretches: list[list[int]] = []
    for year in years:
        if stretches and year == stretches[-1][-1] + 1:
            stretches[-1].append(year)
        else:
            stretches.append([year])
    each = [f"{stretch[0]} to {stretch[-1]}" if len(stretch) > 1 else str(stretch[0]) for stretch in stretches]
    return listed(each)
