"""Dates as sentences write them, as days; hides what a blank, a missing month and a missing year leave open."""

from __future__ import annotations

from dataclasses import dataclass

from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.grammar.tokens import Word
from ccmcheck.judge.english.values import MONTHS

_SMALL_NUMBERS = (
    "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten",
    "eleven", "twelve", "thirteen", "fourteen",
)  # fmt: skip
_NTH = (
    "first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth", "eleventh",
    "twelfth", "thirteenth", "fourteenth", "fifteenth", "sixteenth", "seventeenth", "eighteenth", "nineteenth",
    "twentieth",
)  # fmt: skip


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

    def written(self, default: Day, year: str) -> str:
        """As 2012-04-16, 2012-04-XX, 2012-XX-XX; what is not written is that of another day, or of a year."""
        if self.iso:
            return self.iso
        # “from ____ 2012 to 19 April 2012” leaves the month open, “from ____ to 19 April 2012” does not.
        month = self.month or (None if self.year and self is not default else default.month)
        found = self.year or default.year or year
        if not found:
            return "____"
        if month is None:
            return f"{found}-XX-XX"
        return f"{found}-{month:02}-{'XX' if self.day is None else f'{self.day:02}'}"

    @property
    def whole(self) -> bool:
        """Whether its day is written."""
        return bool(self.iso) or self.day is not None


def number(word: Word) -> int | None:
    """The number that a word stands for (5, five, 16th, third); None for a blank."""
    text = word.text.casefold()
    if text[:1].isdigit():
        return int("".join(char for char in text if char.isdigit()))
    if text in _SMALL_NUMBERS:
        return _SMALL_NUMBERS.index(text) + 1
    return _NTH.index(text) + 1 if text in _NTH else None


def nth(place: int) -> str:
    """Third"""
    return _NTH[place - 1] if 0 < place <= len(_NTH) else f"{place}th"


def ends(phrase: Phrase) -> tuple[Day, Day] | None:
    """The first and the last day of a phrase of dates."""
    match phrase.name:
        case "month_of":
            day = _day([], phrase)
            return day, day
        case "day_and_day":
            (first,), (point,) = phrase.all("NUMBER"), phrase.inner("point")
            return _day([first], None), _of_point(point)
        case "dates":
            return _dates(phrase)
        case "begins" | "ends":
            day = _of_point(phrase) if phrase.inner("dated") else _day(phrase.all("BLANK"), None)
            return day, day
        case _:
            return None


def _dates(phrase: Phrase) -> tuple[Day, Day]:
    days = [_of_point(inner) for inner in phrase.inner("point", "dated", "dated_with_comma")]
    if days:
        return days[0], days[-1]
    (inner,) = phrase.inner("month_first")
    found = [_day([word], inner) for word in inner.all("NUMBER", "NTH", "BLANK")]
    return found[0], found[-1]


def _of_point(point: Phrase) -> Day:
    dated = next(iter(point.inner("dated")), point)
    return _day(dated.all("NUMBER", "NTH", "BLANK"), dated)


def _day(days: list[Word], phrase: Phrase | None) -> Day:
    words = {word.kind: word for word in (phrase.all("MONTH", "YEAR", "WEEKDAY", "ISO_DATE") if phrase else ())}
    month = words.get("MONTH")
    text = {kind: word.text for kind, word in words.items()}
    at = phrase or days[0]
    return Day(
        number(days[0]) if days else None,
        MONTHS.index(month.text.capitalize()) + 1 if month else None,
        text.get("YEAR", ""),
        text.get("WEEKDAY", ""),
        text.get("ISO_DATE", ""),
        at.start,
        at.end,
    )
