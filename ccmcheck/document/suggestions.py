"""What a value that does not fit was probably meant to be, written so that it fits; each is tried before it is offered.

Hides the other notations for days, years, lists and truths that drafts use.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator

from ccmcheck.base.days import MONTHS
from ccmcheck.base.numbers import SMALL
from ccmcheck.base.quoting import in_quotation_marks
from ccmcheck.document.dates import days_of
from ccmcheck.document.schema import DateKind, Kind, ListKind, NameKind, NumberKind, TextKind, TruthKind, WordKind

Written = str | int | bool | list["Written"]
Fits = Callable[[str, Kind], bool]
"""Whether a value, written as it would stand in the document, fits a kind."""

_LONGEST = 200


def suggestions(text: str, kind: Kind, *, which_end: int, as_json: bool, fits: Fits) -> tuple[str, ...]:
    """Each way to write a text that its kind takes, as it would stand in the document; `fits` has tried them all.

    `which_end` is 0 where the field is the first of two days in order, -1 where it is the second.
    """
    if len(text) > _LONGEST:
        return ()
    ways = (written(value, as_json=as_json) for value in _meant(" ".join(text.split()), kind, which_end))
    return tuple(way for way in dict.fromkeys(ways) if fits(way, kind))


def days_meant(text: str) -> tuple[str, ...]:
    """The whole days that a text may mean, each as 2011-09-16."""
    text = " ".join(text.split())
    each = [text] if days_of(text) is not None else list(_days(text, 0)) if len(text) <= _LONGEST else []
    return tuple(day for day in dict.fromkeys(map(str, each)) if day[-2:].isdecimal())


def is_no_day(text: str) -> bool:
    """Whether a text names a day in words that no calendar has: “31 June 2013”."""
    text = " ".join(text[:_LONGEST].split())
    if match := re.fullmatch(_DAY_FIRST, text):
        day, month, year = match.groups()
    elif match := re.fullmatch(_MONTH_FIRST, text):
        month, day, year = match.groups()
    else:
        return False
    return bool(_month(month)) and not _day(year, _month(month), day)


def written(value: Written, *, as_json: bool) -> str:
    """A value as it stands in a document, in quotation marks where it needs them."""
    if as_json:
        return json.dumps(value, ensure_ascii=False)
    if isinstance(value, list):
        return f"[{', '.join(written(item, as_json=False) for item in value)}]"
    if isinstance(value, bool):
        return "true" if value else "false"
    return _in_marks_if_needed(value) if isinstance(value, str) else str(value)


def _in_marks_if_needed(text: str) -> str:
    plain = re.fullmatch(r"[^\W_](?:[\w .()-]*[\w.)])?", text) is not None
    return text if plain else in_quotation_marks(text)


def _meant(text: str, kind: Kind, which_end: int) -> Iterable[Written]:
    match kind:
        case DateKind():
            return _days(text, which_end)
        case TruthKind():
            return _truth(text)
        case NumberKind():
            return _numbers(text)
        case ListKind(NumberKind() | TextKind() | NameKind() | WordKind() | DateKind() as item):
            return _lists(text, item)
        case _:
            return ()


# -- truths and numbers --------------------------------------------------------------------------------------------

_TRUTHS = {
    "yes": True, "y": True, "on": True, "true": True, "oui": True, "sí": True, "si": True,
    "no": False, "n": False, "off": False, "false": False, "non": False,
}  # fmt: skip


def _truth(text: str) -> Iterator[Written]:
    if text.casefold() in _TRUTHS:
        yield _TRUTHS[text.casefold()]


def _numbers(text: str) -> Iterator[Written]:
    """A number in words; of two years (`2013-14`, `2013 and 2014`) where one is needed, each."""
    if text.casefold() in SMALL:
        yield SMALL[text.casefold()]
    for years in _years(text):
        yield from years if len(years) == 2 else ()


# -- lists ---------------------------------------------------------------------------------------------------------

_BETWEEN_ITEMS = r"\s*(?:[,;/&]|\band\b|\bet\b|\by\b)\s*"
_YEARS = r"((?:19|20)\d\d)\s*[-–/]\s*((?:19|20)?\d\d)"


_NOTHING = ("none", "nil", "no", "nothing", "n/a", "-", "–", "aucun", "aucune", "ninguno", "ninguna")


def _lists(text: str, item: Kind) -> Iterator[Written]:
    if text.casefold().strip(".[]") in _NOTHING:
        yield []
        return
    if isinstance(item, NumberKind):
        for years in _years(text):
            yield [*years]
        return
    parts = [part for part in re.split(_BETWEEN_ITEMS, text.strip("[]")) if part]
    if parts:
        yield [part.strip("'\"") for part in parts]


def _years(text: str) -> Iterator[list[int]]:
    """The numbers that `2013-14`, `2013/14` or `2013 and 2014` stand for."""
    if years := re.fullmatch(_YEARS, text):
        first, last = int(years[1]), int(years[1][: 4 - len(years[2])] + years[2])
        yield list(range(first, min(last, first + 10) + 1))
        return
    numbers = [part for part in re.split(_BETWEEN_ITEMS, text) if part]
    if numbers and all(re.fullmatch(r"\d{1,9}", part) for part in numbers):
        yield [int(part) for part in numbers]


# -- days ----------------------------------------------------------------------------------------------------------

_NTH = r"(?:st|nd|rd|th)?"
_MONTH = r"([A-Za-z]{3,9})\.?"
_DAY_FIRST = rf"(\d{{1,2}}){_NTH}(?: of)? {_MONTH},? (\d{{4}})"
_MONTH_FIRST = rf"{_MONTH} (\d{{1,2}}){_NTH},? (\d{{4}})"
_STRETCH = rf"(\d{{1,2}}){_NTH}(?: {_MONTH})? ?(?:to|-|–|until|and) ?(\d{{1,2}}){_NTH} {_MONTH},? (\d{{4}})"
_DIGITS = r"(\d{1,4})\s*[-./]\s*(\d{1,2})\s*[-./]\s*(\d{1,4})"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day,? "


def _days(text: str, which_end: int) -> Iterator[Written]:
    text = re.sub(f"^{_WEEKDAY}", "", text, flags=re.IGNORECASE)
    if match := re.fullmatch(_STRETCH, text):
        first_month = match[2] or match[4]
        ends = [_day(match[5], _month(first_month), match[1]), _day(match[5], _month(match[4]), match[3])]
        yield from filter(None, ends[which_end:][:1])
    elif match := re.fullmatch(_DAY_FIRST, text):
        yield from filter(None, (_day(match[3], _month(match[2]), match[1]),))
    elif match := re.fullmatch(_MONTH_FIRST, text):
        yield from filter(None, (_day(match[3], _month(match[1]), match[2]),))
    elif match := re.fullmatch(rf"{_MONTH},? (\d{{4}})", text):
        month = _month(match[1])
        yield from (f"{match[2]}-{month:02}-XX",) if month else ()
    elif match := re.fullmatch(_DIGITS, text):
        yield from _in_digits(*match.groups())


def _in_digits(first: str, middle: str, last: str) -> Iterator[str]:
    """2013-4-15 and 15.04.2013; where day and month may be mistaken, both."""
    if len(first) == 4:
        orders = [(first, middle, last)]
    elif len(last) == 4:
        orders = [(last, middle, first), (last, first, middle)]
    else:
        return
    yield from filter(None, (_day(year, int(month), day) for year, month, day in orders))


def _month(word: str) -> int:
    """The number of a month by its English name, whole or short; 0 for any other word."""
    word = word.casefold()
    return next((number for number, name in enumerate(MONTHS, 1) if name.casefold().startswith(word)), 0)


def _day(year: str, month: int, day: str) -> str:
    written = f"{year}-{month:02}-{int(day):02}"
    return written if len(written) == 10 and days_of(written) is not None else ""
