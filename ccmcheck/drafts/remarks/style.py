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
    for parsed in understood.parsed:
        yield from _weekdays(parsed, source)
        reading = parsed.sentence.reading
        for match in _COMMA.finditer(reading.text):
            yield complain(
                "comma-parts-verb", _span(parsed, match.start(), match.end(), source), words=quoted(match[0])
            )


def _span(parsed: ParsedSentence, start: int, end: int, source: Source) -> Span:
    place = parsed.scalar("", start, end)
    return source.span(place.start, place.end)


# -- names ------------------------------------------------------------------------------------------------------------


def _names(understood: Interpretation) -> Iterator[Diagnostic]:
    """A body or State that goes by two names; a short name in brackets after the full one is introduced."""
    source = understood.draft.source
    first: dict[str, tuple[str, Span]] = {}
    introduced: set[str] = set()
    for parsed in understood.parsed:
        for word in parsed.words:
            if word.kind not in ("STATE", "BODY"):
                continue
            span, name = _span(parsed, word.start, word.end, source), " ".join(word.text.split())
            if _in_brackets(parsed, word):
                introduced.add(name)
            held = first.setdefault(word.name, (name, span))
            if held[0].casefold() != name.casefold() and name not in introduced:
                introduced.add(name)  # once is enough
                related = (Related(held[1], "the first name"),)
                yield complain("two-names", span, related=related, found=quoted(name), first=quoted(held[0]))


def _in_brackets(parsed: ParsedSentence, word: Word) -> bool:
    text = parsed.sentence.reading.text
    return text[: word.start].rstrip().endswith("(") and text[word.end :].lstrip().startswith(")")


def _capitals(understood: Interpretation) -> Iterator[Diagnostic]:
    """`States Parties` is written large in the name of the Meeting alone."""
    source = understood.draft.source
    for parsed in understood.parsed:
        if parsed.sentence.passage.sort is Sort.HEADING:
            continue
        for match in _PARTIES.finditer(parsed.sentence.reading.text):
            large = match[2].endswith("Parties")
            if large != (match[1] is not None):
                span = _span(parsed, match.start(2), match.end(2), source)
                wanted = "States Parties" if match[1] else "States parties"
                yield complain("states-parties-capitals", span, found=quoted(match[2]), wanted=f"`{wanted}`")


# -- dates ------------------------------------------------------------------------------------------------------------


def _weekdays(parsed: ParsedSentence, source: Source) -> Iterator[Diagnostic]:
    for phrase in parsed.each("dates", "day_and_day"):
        yield from _of_phrase(parsed, phrase, source)


def _of_phrase(parsed: ParsedSentence, phrase: Phrase, source: Source) -> Iterator[Diagnostic]:
    ends = days.ends(phrase)
    for day, other in zip(ends, reversed(ends), strict=True) if ends else ():
        written = day.written(other, "")
        if not day.weekday or "X" in written or "_" in written:
            continue
        try:
            weekday = WEEKDAYS[date.fromisoformat(written).weekday()]
        except ValueError:
            continue  # the reader of dates complains of it
        if weekday.casefold() != day.weekday.casefold():
            span = _span(parsed, day.start, day.end, source)
            yield complain("weekday-differs", span, found=quoted(day.weekday), day=quoted(written), weekday=weekday)
        if ends is not None and ends[0] is ends[1]:
            return
