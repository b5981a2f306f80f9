"""When a meeting is: from days that are written, from a first day and a length, or from bounds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date, timedelta

from ccmcheck.base.values import Range
from ccmcheck.document.dates import days_of
from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.grammar.tokens import Loaded
from ccmcheck.drafts.ledger import Role
from ccmcheck.drafts.statement import BLANK, ParsedSentence, Path, Statement

DATES = ("dates", "day_list", "spread", "day_or_day", "month_of")
# Words before a date that leave it standing where it is; any other word before it may move it.
_BOUNDING = frozenset(
    [
        "after",
        "before",
        "until",
        "till",
        "by",
        "since",
        "around",
        "about",
        "approximately",
        "circa",
        "within",
        "following",
        "beyond",
        "past",
        "towards",
        "mid",
        "early",
        "late",
        "approx",
        "tentatively",
        "provisionally",
        "preferably",
        "ideally",
        "possibly",
    ]
)


def days_of_meeting(parsed: ParsedSentence, path: Path, phrases: list[Phrase], year: str) -> Iterator[Statement]:
    """Start and end: from days that are written, or from a length and the first day, or from bounds."""
    lasting = [phrase for phrase in phrases if phrase.name in ("exact_duration", "weeks")]
    bounds = [phrase for phrase in phrases if days.bounds(phrase, year) is not None]
    dated = [phrase for phrase in phrases if phrase.name in (*DATES, "begins", "ends")]
    if bounds:
        yield from _bounded(parsed, path, bounds, phrases, year)
    for phrase in dated:
        _leave_what_moves(parsed, phrase)
        parsed.take(phrase)
        if phrase.name in ("begins", "ends"):
            yield from _end(parsed, path, phrase, year)
        else:
            yield from _days(parsed, path, phrase, year, lasting)
    if not dated and not bounds:
        for phrase in phrases:
            if phrase.name == "by_year":
                yield from _whole_year(parsed, path, phrase)
    else:
        for phrase in phrases:
            if phrase.name == "by_year" and phrase.first("YEAR") is not None:
                parsed.take(phrase)


def _leave_what_moves(parsed: ParsedSentence, phrase: Phrase) -> None:
    """A word before a date that moves it (“around 11 September”) is loaded."""
    before = next((word for word in reversed(parsed.words) if word.end <= phrase.start), None)
    if before is not None and before.text.casefold() in _BOUNDING:
        parsed.ledger.load(before, Loaded.CONDITION)


def _days(parsed: ParsedSentence, path: Path, phrase: Phrase, year: str, lasting: list[Phrase]) -> Iterator[Statement]:
    ends = days.ends(phrase)
    if ends is None:
        return
    first, last = ends[0].written(ends[1], year), ends[1].written(ends[0], year)
    if _is_window(parsed, phrase):
        first = last = _window(first, last)
    at = [phrase if day.whole else day for day in ends]
    yield parsed.statement((*path, "start"), parsed.scalar(first, at[0].start, at[0].end))
    single = first == last and phrase.name == "dates"
    if phrase.name == "month_of" and (end := _end_after_month(first, lasting)):
        yield parsed.statement((*path, "end"), parsed.of(end, lasting[0]))
    elif single and lasting:
        parsed.take(lasting[0])
        yield parsed.statement((*path, "end"), parsed.of(_lasting(first, lasting[0]), lasting[0]))
    elif ends[0] is ends[1] and parsed.text_of(phrase).casefold().startswith("from "):
        yield parsed.statement((*path, "end"), parsed.of(_not_before(first), phrase))
    else:
        yield parsed.statement((*path, "end"), parsed.scalar(last, at[1].start, at[1].end))
        yield from _by_length(parsed, path, lasting, first, last)


def _is_window(parsed: ParsedSentence, phrase: Phrase) -> bool:
    """Whether a meeting lies somewhere between two days, and need not fill them: “between 3 and 28 September”."""
    before, behind = parsed.sentence.reading.text[: phrase.start], parsed.sentence.reading.text[phrase.end :]
    if behind.lstrip(" ,(").startswith("inclusive"):
        return False
    return parsed.text_of(phrase).casefold().startswith("between ") or _WITHIN.search(before) is not None


_WITHIN = re.compile(r"\bwithin(?: (?:the|a) (?:period|weeks?|time|days))?(?: of)?\s+\Z", re.IGNORECASE)


def _window(first: str, last: str) -> str:
    begins, ends = days_of(first), days_of(last)
    low, high = begins.low if begins else None, ends.high if ends else None
    return days.interval(low if isinstance(low, date) else None, high if isinstance(high, date) else None)


def _by_length(parsed: ParsedSentence, path: Path, lasting: list[Phrase], first: str, last: str) -> Iterator[Statement]:
    """A length beside two days: it says the same (“for four days, from 11 to 14 September”), or another last day."""
    begins, ends = days_of(first), days_of(last)
    known = [each.low for each in (begins, ends) if each is not None and each.exact and isinstance(each.low, date)]
    for phrase in lasting if len(known) == 2 and known[0] < known[1] else ():
        same = days.length(phrase) == (known[1] - known[0]).days + 1
        parsed.take(phrase, Role.LIMIT if same else Role.VALUE)
        if not same:
            yield parsed.statement((*path, "end"), parsed.of(_lasting(first, phrase), phrase))


def _end_after_month(first: str, lasting: list[Phrase]) -> str:
    """The last day of a meeting of which the month and the length are said: “for seven days in September 2012”."""
    month, count = days_of(first), days.length(lasting[0]) if lasting else None
    if month is None or not isinstance(month.low, date) or not isinstance(month.high, date) or not count:
        return ""
    if lasting[0].name != "exact_duration" or not count <= 366:
        return ""
    more = timedelta(days=count - 1)
    return days.interval(month.low + more, month.high + more)


def _not_before(first: str) -> str:
    """The last day of a meeting of which only the first is said."""
    known = days_of(first)
    low = known.low if known is not None else None
    return days.interval(low, None) if isinstance(low, date) else first


def _lasting(first: str, phrase: Phrase) -> str:
    """The last day of a meeting that begins on that day; a week may be five days or seven."""
    known, count = days_of(first), days.length(phrase)
    if not isinstance(known, Range) or not isinstance(known.low, date) or known.low != known.high or not count:
        return BLANK
    if not count <= 366:
        return BLANK
    if phrase.name == "weeks":
        return days.interval(known.low + timedelta(days=7 * count - 3), known.low + timedelta(days=7 * count - 1))
    return (known.low + timedelta(days=count - 1)).isoformat()


def _end(parsed: ParsedSentence, path: Path, phrase: Phrase, year: str) -> Iterator[Statement]:
    """“beginning on 16 April 2012”, where the other end is not written with it."""
    ends = days.ends(phrase)
    if ends is not None:
        day, name = ends[0], "start" if phrase.name == "begins" else "end"
        open_ = day.day is None and day.month is None and not day.year and not day.iso
        value = BLANK if open_ else day.written(day, year)
        yield parsed.statement((*path, name), parsed.scalar(value, day.start, day.end))


def _whole_year(parsed: ParsedSentence, path: Path, phrase: Phrase) -> Iterator[Statement]:
    year = phrase.all("YEAR")[0]
    parsed.take(phrase)
    for name in ("start", "end"):
        yield parsed.statement((*path, name), parsed.of(f"{year.text}-XX-XX", phrase))


def _bounded(
    parsed: ParsedSentence, path: Path, bounds: list[Phrase], phrases: list[Phrase], year: str
) -> Iterator[Statement]:
    """Days within bounds: “in 2012, after 30 June 2012”; each bound narrows the others."""
    lows: list[date] = []
    highs: list[date] = []
    for phrase in bounds:
        parsed.take(phrase)
        low, high = days.bounds(phrase, year) or (None, None)
        lows += [low] if low else []
        highs += [high] if high else []
    for phrase in phrases:
        written = phrase.first("YEAR") if phrase.name == "by_year" else None
        if written is not None:
            parsed.take(phrase)
            lows.append(date(int(written.text), 1, 1))
            highs.append(date(int(written.text), 12, 31))
    low, high = max(lows, default=None), min(highs, default=None)
    value = days.interval(low, high) if not (low and high) or low <= high else BLANK
    for name in ("start", "end"):
        yield parsed.statement((*path, name), parsed.of(value, bounds[0]))
