"""Dates as sentences write them, as days; hides what a blank, a missing month and a missing year leave open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from ccmcheck.base.days import MONTHS, ORDINALS
from ccmcheck.base.numbers import SMALL
from ccmcheck.base.values import WEEKDAYS, Range
from ccmcheck.document.dates import days_of
from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.grammar.tokens import Word


@dataclass(frozen=True, slots=True)
class Day:
    """One end of a stretch of days, as far as it is written, with its words; None is a blank or not written."""

    day: int | None
    month: int | None
    year: str
    weekday: str
    iso: str
    start: int
    end: int
    is_following: bool = False
    """Whether it is the next such weekday after another day."""

    def written(self, default: Day, year: str) -> str:
        """As 2012-04-16, 2012-04-XX, 2012-XX-XX; what is not written is that of another day, or of a year."""
        if self.iso:
            return self.iso
        # “from ____ 2012 to 19 April 2012” leaves the month open, “from ____ to 19 April 2012” does not.
        month = self.month or (None if self.year and self is not default else default.month)
        stated_year = self.year or default.year or year
        if not stated_year:
            return "____"
        if month is None:
            return f"{stated_year}-XX-XX"
        return f"{stated_year}-{month:02}-{'XX' if self.day is None else f'{self.day:02}'}"

    @property
    def whole(self) -> bool:
        """Whether its day is written."""
        return bool(self.iso) or self.day is not None


def number(word: Word) -> int | None:
    """The number that a word stands for (5, five, 16th, third); None for a blank."""
    return number_in(word.text.casefold())


def number_in(text: str) -> int | None:
    """The number that a text stands for; None where it stands for none."""
    text = text.casefold()
    if text[:1].isdigit():
        return int("".join(char for char in text if char.isdigit()))
    if text in SMALL:
        return SMALL[text]
    return ORDINALS.index(text) + 1 if text in ORDINALS else None


def ends(phrase: Phrase) -> tuple[Day, Day] | None:
    """The first and the last day of a phrase of dates."""
    match phrase.name:
        case "month_of":
            day = _day([], phrase)
            return day, day
        case "day_list":
            numbers, (point,) = phrase.all("NUMBER"), phrase.inner("point")
            return _day(numbers[:1], None), _of_point(point)
        case "day_or_day":
            return _either(phrase)
        case "dates" | "spread":
            return _dates(phrase)
        case "begins" | "ends":
            day = _of_point(phrase) if phrase.inner("dated") else _day(phrase.all("BLANK"), None)
            return day, day
        case _:
            return None


def _either(phrase: Phrase) -> tuple[Day, Day]:
    """“10/15 September”: two days or a range, which cannot be told apart; “2012-09-10/2012-09-15” is a range."""
    first, last = map(_of_point, phrase.inner("point"))
    if first.iso and last.iso:
        return first, last
    last = replace(last, day=None, start=phrase.start, end=phrase.end)
    return last, last


def _dates(phrase: Phrase) -> tuple[Day, Day]:
    days = [_of_point(inner) for inner in phrase.inner("point", "dated", "dated_with_comma")]
    if days:
        return days[0], _after(days[0], days[-1])
    (inner,) = phrase.inner("month_first")
    dates = list(_month_first(inner))
    return dates[0], dates[-1]


def _month_first(phrase: Phrase) -> Iterator[Day]:
    """September 10 to 15, 2012; September 10 to September 15, 2012"""
    words = [part for part in phrase.parts if isinstance(part, Word)]
    numbers = [at for at, word in enumerate(words) if word.kind in ("NUMBER", "NTH", "BLANK", "ORDINAL")]
    for place, at in enumerate(numbers):
        until = numbers[place + 1] if place + 1 < len(numbers) else len(words)
        month = next((word for word in reversed(words[:at]) if word.kind == "MONTH"), None)
        years = [word for word in words[at:until] if word.kind == "YEAR"]
        parts = tuple(filter(None, (month, words[at], *years)))
        yield _day([words[at]], Phrase("dated", parts, words[at].start, words[at].end))


def _after(first: Day, last: Day) -> Day:
    """“to the following Saturday”, counted from the first day."""
    if not last.is_following:
        return last
    begins = days_of(first.written(first, ""))
    if not isinstance(begins, Range) or not isinstance(begins.low, date) or begins.low != begins.high:
        return last
    weekday = next(at for at, name in enumerate(WEEKDAYS) if name.casefold() == last.weekday.casefold())
    day = begins.low + timedelta(days=(weekday - begins.low.weekday() - 1) % 7 + 1)
    return replace(last, iso=day.isoformat())


def _of_point(point: Phrase) -> Day:
    for following in point.inner("following"):
        return replace(_day([], following), is_following=True)
    dated = next(iter(point.inner("dated")), point)
    return _day(dated.all("NUMBER", "NTH", "BLANK", "ORDINAL"), dated)


def _day(days: list[Word], phrase: Phrase | None) -> Day:
    kinds = ("MONTH", "YEAR", "WEEKDAY", "ISO_DATE", "NUMERIC_DATE")
    words = {word.kind: word for word in (phrase.all(*kinds) if phrase else ())}
    text = {kind: word.text for kind, word in words.items()}
    at = phrase or days[0]
    return Day(
        number(days[0]) if days else None,
        month_of(text["MONTH"]) if "MONTH" in text else None,
        text.get("YEAR", ""),
        text.get("WEEKDAY", ""),
        text.get("ISO_DATE", "") or (_numeric(text["NUMERIC_DATE"]) if "NUMERIC_DATE" in text else ""),
        at.start,
        at.end,
    )


def month_of(word: str) -> int:
    """The number of a month, written out or shortened."""
    return next(at for at, month in enumerate(MONTHS, 1) if month.casefold().startswith(word.casefold()[:3]))


def _numeric(text: str) -> str:
    """16/04/2012 as 2012-04-16; 04/05/2012 may be either of two days, 04.05.2012 is the fourth of May."""
    first, second, year = (int(part) for part in re.split(r"[./]", text))
    if first > 12 or first == second or "." in text:
        return f"{year}-{second:02}-{first:02}"
    return f"{year}-{first:02}-{second:02}" if second > 12 else f"{year}-XX-XX"


# -- days within bounds -----------------------------------------------------------------------------------------------


def bounds(phrase: Phrase, year: str) -> tuple[date | None, date | None] | None:
    """Between which days the words of a phrase put a day: “in the second half of 2012”, “after 30 June 2012”."""
    match phrase.name:
        case "half":
            return _part_of_year(phrase, year)
        case "week_of" | "not_before" | "not_after":
            day = _of_point(phrase.inner("dated")[0])
            known = days_of(day.written(day, year))
            if not isinstance(known, Range) or not isinstance(known.low, date) or not isinstance(known.high, date):
                return None
            return _beside(phrase, known.low, known.high)
        case "deadline_date" | "deadline_month" | "deadline_year":
            known = days_of(deadline(phrase, year))
            return (None, known.high) if known is not None and isinstance(known.high, date) else None
        case _:
            return None


def deadline(phrase: Phrase, year: str = "") -> str:
    """The last day that “no later than 30 June 2012” allows, as a programme writes it."""
    if phrase.name == "deadline_year":
        return f"{phrase.all('YEAR')[0].text}-12-31"
    points = phrase.inner("dated", "point")
    day = _of_point(points[0]) if points else _day([], phrase)
    return day.written(day, year)


def _part_of_year(phrase: Phrase, year: str) -> tuple[date, date] | None:
    written = phrase.first("YEAR")
    year = written.text if written else year
    place = number(phrase.all("ORDINAL")[0])
    halves = phrase.first("HALF") is not None
    count = 2 if halves else 4
    if not year or place is None or place > count:
        return None
    months = 12 // count
    first = date(int(year), months * (place - 1) + 1, 1)
    last = date(int(year), months * place, 1) + timedelta(days=31)
    return first, last.replace(day=1) - timedelta(days=1)


def _beside(phrase: Phrase, low: date, high: date) -> tuple[date | None, date | None]:
    if phrase.name == "week_of":
        return low - timedelta(days=low.weekday()), high + timedelta(days=6)
    if phrase.name == "not_after":
        return None, low - timedelta(days=1)
    after = phrase.first("AFTER") is not None
    return (high + timedelta(days=1) if after else low), None


def interval(low: date | None, high: date | None) -> str:
    """Days within bounds, as a programme writes them."""
    if low is not None and low == high:
        return low.isoformat()
    return f"{low or '..'}/{high or '..'}" if low or high else "____"


def length(phrase: Phrase) -> int | None:
    """The number of days of “for six days”."""
    (count,) = phrase.inner("count")
    return number(count.all("NUMBER", "COUNT", "BLANK")[0])
