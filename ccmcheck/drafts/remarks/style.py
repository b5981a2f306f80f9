"""Checks of a draft's wording: names that drift, weekdays that do not fit, capitals, a comma that parts a verb."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from ccmcheck.base.diagnostic import Diagnostic, Related, complain
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Source, Span
from ccmcheck.base.values import WEEKDAYS
from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.grammar.tokens import Word
from ccmcheck.drafts.interpret import Interpretation
from ccmcheck.drafts.statement import ParsedSentence
from ccmcheck.prose.paragraphs import Sort

_PARTIES = re.compile(r"\b(Meetings?\s+of\s+(?:the\s+)?)?(States\s+[Pp]arties)\b")
_COMMA = re.compile(
    r"\b((?:co-?operat|collaborat|co-?ordinat|consult|liais|engag|interact|compl|deal)\w*, with)\b"
    r"(?! (?:a view|the aim|due))",
    re.IGNORECASE,
)


def style(understood: Interpretation) -> Iterator[Diagnostic]:
    """Complaints about wording, in no order."""
    source = understood.draft.source
    yield from _names(understood)
    yield from _capitals(understood)
    for told in understood.told:
        yield from _weekdays(told, source)
        reading = told.sentence.reading
        for found in _COMMA.finditer(reading.text):
            yield complain("comma-parts-verb", _span(told, found.start(), found.end(), source), words=quoted(found[0]))


def _span(told: ParsedSentence, start: int, end: int, source: Source) -> Span:
    place = told.scalar("", start, end)
    return source.span(place.start, place.end)


# -- names ------------------------------------------------------------------------------------------------------------


def _names(understood: Interpretation) -> Iterator[Diagnostic]:
    """A body or State that goes by two names; a short name in brackets after the full one is introduced."""
    source = understood.draft.source
    first: dict[str, tuple[str, Span]] = {}
    introduced: set[str] = set()
    for told in understood.told:
        for word in told.words:
            if word.kind not in ("STATE", "BODY"):
                continue
            span, name = _span(told, word.start, word.end, source), " ".join(word.text.split())
            if _in_brackets(told, word):
                introduced.add(name)
            held = first.setdefault(word.name, (name, span))
            if held[0].casefold() != name.casefold() and name not in introduced:
                introduced.add(name)  # once is enough
                related = (Related(held[1], "the first name"),)
                yield complain("two-names", span, related=related, found=quoted(name), first=quoted(held[0]))


def _in_brackets(told: ParsedSentence, word: Word) -> bool:
    text = told.sentence.reading.text
    return text[: word.start].rstrip().endswith("(") and text[word.end :].lstrip().startswith(")")


def _capitals(understood: Interpretation) -> Iterator[Diagnostic]:
    """`States Parties` is written large in the name of the Meeting alone."""
    source = understood.draft.source
    for told in understood.told:
        if told.sentence.passage.sort is Sort.HEADING:
            continue
        for found in _PARTIES.finditer(told.sentence.reading.text):
            large = found[2].endswith("Parties")
            if large != (found[1] is not None):
                span = _span(told, found.start(2), found.end(2), source)
                wanted = "States Parties" if found[1] else "States parties"
                yield complain("states-parties-capitals", span, found=quoted(found[2]), wanted=f"`{wanted}`")


# -- dates ------------------------------------------------------------------------------------------------------------


def _weekdays(told: ParsedSentence, source: Source) -> Iterator[Diagnostic]:
    for phrase in told.each("dates", "day_and_day"):
        yield from _of_phrase(told, phrase, source)


def _of_phrase(told: ParsedSentence, phrase: Phrase, source: Source) -> Iterator[Diagnostic]:
    found = days.ends(phrase)
    for day, other in zip(found, reversed(found), strict=True) if found else ():
        written = day.written(other, "")
        if not day.weekday or "X" in written or "_" in written:
            continue
        try:
            weekday = WEEKDAYS[date.fromisoformat(written).weekday()]
        except ValueError:
            continue  # the reader of dates complains of it
        if weekday.casefold() != day.weekday.casefold():
            span = _span(told, day.start, day.end, source)
            yield complain("weekday-differs", span, found=quoted(day.weekday), day=quoted(written), weekday=weekday)
        if found is not None and found[0] is found[1]:
            return
