"""Sentences about working groups, thematic areas and their coordinators; hides the orders in which they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TypeAlias

from ccmcheck.document.raw import Raw, RawScalar, RawSequence
from ccmcheck.drafts.grammar.phrases import Part, Phrase
from ccmcheck.drafts.grammar.tokens import Word
from ccmcheck.drafts.statement import BLANK, ParsedSentence, Statement, plain

_Years: TypeAlias = "list[Word | int] | Word | None"
"""The years of an entry, a blank in place of them, or None where it has none."""

_DASH = -1
AREAS = frozenset(("reporting", "national-implementation-measures"))
_CLOSES = re.compile(r"\s*(?:[;,.:(]|-|–|—|\b(?:and|or)\b|\Z)")
# What may stand between a topic and those who coordinate it.
_BETWEEN = re.compile(r"[\s:;,(–—-]*(?:(?:the\s+)?(?:co-?)?(?:ordinators?|coordinators?)[\s:;,)–—-]*)?", re.IGNORECASE)
_ARTICLE = re.compile(r"\s*(?:the\s+)?", re.IGNORECASE)


def topic_of(told: ParsedSentence) -> Phrase | None:
    """The topic of a paragraph that begins with one; None where a topic is only mentioned in a sentence."""
    first = told.phrases[0] if told.phrases else None
    text = told.sentence.reading.text
    if first is None or first.name != "topic" or not told.sentence.first or not told.sentence.passage.numbered:
        return None
    begins = _ARTICLE.fullmatch(text[: first.start]) is not None
    return first if begins and _CLOSES.match(text, first.end) is not None else None


def list_of(topic: str) -> str:
    """The field of the programme that lists groups with this topic."""
    return "thematic_areas" if topic in AREAS else "working_groups"


def groups(told: ParsedSentence, name: str) -> Iterator[Statement]:
    """What a paragraph that begins with a topic says; `name` tells groups of one topic apart."""
    topic = topic_of(told)
    if topic is None:
        return
    (word,) = topic.all("TOPIC")
    path = (list_of(word.name), name)
    yield told.said((*path, "topic"), told.of(word.name, topic))
    for phrase in told.phrases[1:]:
        near = _BETWEEN.fullmatch(told.sentence.reading.text[topic.end : phrase.start]) is not None
        if near and phrase.name in ("entries", "by_year", "nobody"):
            coordinators = _coordinators(told, phrase)
            if coordinators is not None:
                yield told.said((*path, "coordinators"), coordinators)
            return


def _coordinators(told: ParsedSentence, phrase: Phrase) -> Raw | None:
    if phrase.name == "nobody":
        return told.list((), phrase)
    found = list(_by_year(phrase) if phrase.name == "by_year" else _by_state(phrase))
    if len(found) == 1 and found[0][1] is None and found[0][0].kind == "BLANK":
        return told.of(found[0][0].text, phrase)
    entries = tuple(_entry(told, who, years) for who, years in found)
    return told.list(entries, phrase) if entries else None


def _flat(parts: tuple[Part, ...]) -> Iterator[tuple[str, Word | None]]:
    """The parts of a list of entries in order: who, years, and marks such as a dash by their names."""
    for part in parts:
        if isinstance(part, Word):
            yield ("who" if part.kind == "PLACEHOLDER" else "year"), part
        elif part.name == "party":
            yield from (("who", word) for word in part.parts if isinstance(word, Word))
        elif part.name == "years_open":
            yield "years_open", part.first("BLANK")
        else:
            yield part.name, None


def _by_state(phrase: Phrase) -> Iterator[tuple[Word, _Years]]:
    """States first: Japan in 2012; Portugal (2012 and 2013)."""
    who: Word | None = None
    years: _Years = None
    for name, word in _flat(phrase.parts):
        match name, word:
            case "who", Word() if word.kind == "PLACEHOLDER" and who is not None and years is None:
                pass  # Japan (State party)
            case "who", Word():
                if who is not None:
                    yield who, years
                who, years = word, None
            case "years_open", Word():
                years = word
            case _:
                years = _more(years, name, word)
    if who is not None:
        yield who, years


def _by_year(phrase: Phrase) -> Iterator[tuple[Word, _Years]]:
    """Years first: in 2012 (State party); in 2012 and 2013 (State party)."""
    years: _Years = None
    for name, word in _flat(phrase.parts):
        if name == "who" and word is not None:
            yield word, years
            years = None
        else:
            years = _more(years, name, word)


def _more(years: _Years, name: str, word: Word | None) -> _Years:
    """One more year; after a dash the years between come with it."""
    held = years if isinstance(years, list) else []
    if name == "dash":
        return [*held, _DASH]
    if word is None:
        return held  # no year
    if held and held[-1] == _DASH:
        first = next((int(year.text) for year in reversed(held) if isinstance(year, Word)), int(word.text))
        between = range(first + 1, min(int(word.text), first + 20))
        return [*held[:-1], *between, word]
    return [*held, word]


def _entry(told: ParsedSentence, who: Word, years: _Years) -> Raw:
    """One coordinator; a blank without years is a coordinator of whom nothing is settled."""
    words = [year for year in years if isinstance(year, Word)] if isinstance(years, list) else []
    words += [years] if isinstance(years, Word) else []
    if years is None and who.kind == "BLANK":
        return told.of(who.text, who)
    start = min([who.start, *(word.start for word in words)])
    end = max([who.end, *(word.end for word in words)])
    fields: dict[str, Raw] = {"state": told.of(plain(who), who)}
    if isinstance(years, Word):
        fields["years"] = told.of(years.text, years)
    elif years is not None:
        span = told.scalar("", words[0].start, words[-1].end) if words else told.of("", who)
        fields["years"] = RawSequence(tuple(_year(told, year, span) for year in years), span.start, span.end)
    return told.record(fields, start, end)


def _year(told: ParsedSentence, year: Word | int, span: RawScalar) -> RawScalar:
    if isinstance(year, int):
        return RawScalar(year, str(year), span.start, span.end, True)
    return told.of(int(year.text) if year.kind == "YEAR" else BLANK, year)
