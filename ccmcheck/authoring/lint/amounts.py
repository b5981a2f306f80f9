"""Numbers, dates and lengths of time as a decision's prose has them: “up to five days”, “from 16 to 19 April 2012”.

Every number is read as the last one that the words allow: “fewer than five” holds four.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from functools import cached_property

from ccmcheck.base.days import MONTHS, ORDINALS
from ccmcheck.base.numbers import NUMBER, value_of
from ccmcheck.base.values import Duration

# Words that say how many and are no numbers, nothing among them.
_NOTHING = ("no", "not", "none", "never")
_TIMES = {"once": 1, "twice": 2, "single": 1, "sole": 1, "both": 2}
_EVERY = {"other": 2, **{word: number for number, word in enumerate(ORDINALS, 1)}}
_OTHERS = {**dict.fromkeys(_NOTHING, 0), **_TIMES, **_EVERY}
_EVERY_OTHER = rf"(?<=\bevery )(?:{'|'.join(_EVERY)})(?=\s(?:day|week|month|year|session|meeting)\b)"
_WRITTEN = rf"{NUMBER}|(?:{'|'.join((*_NOTHING, *_TIMES))})\b|{_EVERY_OTHER}"
_NUMBER = re.compile(
    rf"(?P<bound>\b(?:(?:no|not|never|in no (?:case|event)) (?:be )?)?"
    r"(?:(?:fewer|less|more) than|under|over|above|exceeding) )?"
    # “six (6) weeks” has its number twice.
    rf"\b(?P<number>{_WRITTEN})(?:\s\([0-9]+\))?"
    rf"(?:(?:[- ](?:calendar|working|consecutive))?[- ](?P<unit>day|week|month|year)s?\b)?",
    re.IGNORECASE,
)
_UNITS = {"day": ("days", 1), "week": ("days", 7), "month": ("months", 1), "year": ("months", 12)}
_HALVES = {
    r"\bfirst half\b": (1, 30, 6), r"\bsecond half\b": (7, 31, 12), r"\bfirst quarter\b": (1, 31, 3),
    r"\bsecond quarter\b": (4, 30, 6), r"\bthird quarter\b": (7, 30, 9), r"\b(?:fourth|last) quarter\b": (10, 31, 12),
    r"\bend of the year\b": (31, 12), r"\bbeginning of the year\b": (1,),
}  # fmt: skip


_SHARE = re.compile(
    rf"\b(?:(?P<percent>{NUMBER}) ?(?:per ?cent\b|%)"
    r"|(?:(?P<above>a|one|two|three|four)[ -])?(?P<below>half|third|quarter|fifth|tenth)s?\b)",
    re.IGNORECASE,
)
_PARTS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}


def _shares(text: str) -> Iterator[Fraction]:
    """Every share of a whole that a text names."""
    for match in _SHARE.finditer(text):
        if (percent := match["percent"]) is not None:
            yield Fraction(value_of(percent)) / 100
        else:
            above = (match["above"] or "a").lower()
            yield Fraction(1 if above == "a" else int(value_of(above)), _PARTS[match["below"].lower()])


@dataclass(frozen=True, slots=True)
class _Amount:
    """An amount as the last one allowed; `beyond` says by how much that differs from the one named."""

    value: Decimal
    unit: str
    beyond: int = 0


@dataclass(frozen=True, slots=True)
class Amount:
    """An amount in the units of rules: so many days, months or (an empty kind) things."""

    value: Decimal
    kind: str


def amount_at(text: str, at: int) -> tuple[Amount, int] | None:
    """The amount that begins at an offset, and where it ends."""
    match = _NUMBER.match(text, at)
    if match is None or match["bound"]:
        return None
    value = _value(match)
    kind, times = _UNITS.get((match["unit"] or "").lower(), ("", 1))
    return Amount(value * times, kind), match.end()


@dataclass(frozen=True)
class Prose:
    """A text, asked for what amounts it holds."""

    text: str

    @cached_property
    def _amounts(self) -> tuple[_Amount, ...]:
        return tuple(_amounts(self.text))

    @cached_property
    def numbers(self) -> frozenset[Decimal]:
        """Every number, in digits, in words, as a month's name or as the part of a year."""
        numbers = {amount.value for amount in self._amounts}
        numbers |= {Decimal(at) for at, month in enumerate(MONTHS, 1) if re.search(rf"\b{month}\b", self.text)}
        for pattern, values in _HALVES.items():
            if re.search(pattern, self.text, re.IGNORECASE):
                numbers |= set(map(Decimal, values))
        return frozenset(numbers)

    def holds_number(self, value: Decimal) -> bool:
        """Whether the number occurs."""
        return value in self.numbers

    def holds_share(self, wanted: Fraction) -> bool:
        """Whether the share occurs (“two-thirds”, “40%”), or what it adds to the whole: “ten per cent more”."""
        return any(share in (wanted, wanted - 1) for share in _shares(self.text))

    def begins_beyond(self, value: Decimal | Duration) -> bool:
        """Whether “more than” or “fewer than” begins there: “more than 22” begins at 23, where `<= 22` ends before."""
        wanted, kind = (value.amount, value.unit) if isinstance(value, Duration) else (value, "")
        known = ((amount, *_UNITS.get(amount.unit, ("", 1))) for amount in self._amounts if amount.beyond)
        return any(amount.value * times == wanted and unit == kind for amount, unit, times in known)

    def holds_step(self, step: Decimal) -> bool:
        """Whether two numbers that far apart occur: “in 2012 and 2013” holds a step of one."""
        return any(number + step in self.numbers for number in self.numbers if number > 31)

    def holds_duration(self, wanted: Duration) -> bool:
        """Whether the length of time occurs, in any of its units."""
        return any(
            unit == wanted.unit and amount.value * times == wanted.amount
            for amount in self._amounts
            if amount.unit
            for unit, times in (_UNITS[amount.unit],)
        )

    def holds_day(self, wanted: date, *, parts: int = 3) -> bool:
        """Whether the day, the month's name and the year occur; the first `parts` of year, month and day."""
        names = (str(wanted.year), MONTHS[wanted.month - 1], str(wanted.day))
        return all(re.search(rf"(?<![0-9]){name}(?![0-9])", self.text) for name in names[:parts])

    @cached_property
    def shown(self) -> str:
        """The amounts as they stand in the words, for a reader; empty where there is none."""
        numbers = (match[0] for match in _numbers_in(self.text) if match["number"].lower() not in _NOTHING)
        return ", ".join(f"“{words}”" for words in dict.fromkeys(numbers))


# “Articles 5 and 6” names two places and no amount.
_REFERENCE = re.compile(
    r"\b(?:articles?|paragraphs?|annex(?:es)?|sections?|chapters?|rules?|protocols?|resolutions?)\s+"
    r"[0-9]+(?:(?:\s*,\s*|\s+(?:and|or|to)\s+)[0-9]+)*",
    re.IGNORECASE,
)


def amounts_in(text: str) -> Iterator[tuple[Amount, int, int]]:
    """Each amount of a text, and from where to where it stands."""
    for match in _numbers_in(text):
        found = amount_at(text, match.start("number"))
        if found is not None:
            yield found[0], match.start("number"), found[1]


def _numbers_in(text: str) -> Iterator[re.Match[str]]:
    """Each number of a text that is an amount."""
    references = [match.span() for match in _REFERENCE.finditer(text)]
    for match in _NUMBER.finditer(text):
        if not any(start <= match.start("number") < end for start, end in references):
            yield match


def _amounts(text: str) -> Iterator[_Amount]:
    for match in _numbers_in(text):
        beyond = _beyond(match["bound"])
        yield _Amount(_value(match) + beyond, (match["unit"] or "").lower(), beyond)


def _value(match: re.Match[str]) -> Decimal:
    written = match["number"].lower()
    return Decimal(_OTHERS[written]) if written in _OTHERS else value_of(written)


def _beyond(bound: str | None) -> int:
    """How far the last number allowed lies from the one named: “fewer than” one below, “more than” one above."""
    words = (bound or "").lower().strip()
    if not words or words.startswith(("no ", "not ", "never ", "in no ")):
        return 0
    return -1 if words.startswith(("fewer", "less", "under")) else 1
