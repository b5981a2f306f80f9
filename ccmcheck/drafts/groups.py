"""Sentences about working groups, thematic areas and their coordinators; hides the orders in which they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ccmcheck.document.raw import Raw, Scalar, Sequence
from ccmcheck.drafts.phrases import Part, Phrase
from ccmcheck.drafts.said import BLANK, Said, Told, plain
from ccmcheck.drafts.words import Word

AREAS = frozenset(("reporting", "national-implementation-measures"))
_CLOSES = re.compile(r"\s*(?:[;,.:(]|-|–|—|\b(?:and|or)\b|\Z)")
# What may stand between a topic and those who coordinate it.
_BETWEEN = re.compile(r"[\s:;,(–—-]*(?:(?:the\s+)?(?:co-?)?(?:ordinators?|coordinators?)[\s:;,)–—-]*)?", re.IGNORECASE)
_ARTICLE = re.compile(r"\s*(?:the\s+)?", re.IGNORECASE)


def topic_of(told: Told) -> Phrase | None:
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


def groups(told: Told, name: str) -> Iterator[Said]:
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


def _coordinators(told: Told, phrase: Phrase) -> Raw | None:
    if phrase.name == "nobody":
        return told.list((), phrase)
    found = list(_by_year(phrase) if phrase.name == "by_year" else _by_state(phrase))
    if len(found) == 1 and not found[0][1] and found[0][0].kind == "BLANK":
        return told.of(found[0][0].text, phrase)
    return told.list(tuple(_entry(told, who, years) for who, years in found), phrase) if found else None


def _flat(parts: tuple[Part, ...]) -> Iterator[Word | str]:
    """The words of a list of entries in order; a dash and “no year” stand for themselves."""
    for part in parts:
        if isinstance(part, Word):
            yield part
        elif part.name == "party":
            yield from part.all("NAME", "STATE", "BODY", "QUOTED", "BLANK")
        else:
            yield part.name


def _by_state(phrase: Phrase) -> Iterator[tuple[Word, list[Word | int]]]:
    """Japan in 2012; Portugal (2012 and 2013)"""
    who: Word | None = None
    years: list[Word | int] = []
    stated = False
    in_entry = {word.start for part in phrase.parts if isinstance(part, Phrase) for word in part.all("BLANK")}
    for part in _flat(phrase.parts):
        if isinstance(part, str):
            years, stated = (years, True) if part == "no_year" else ([*years, -1], stated)
        elif part.kind == "YEAR" or (part.kind == "BLANK" and part.start not in in_entry):
            _add(years, part)
            stated = True
        elif part.kind == "PLACEHOLDER" and who is not None and not years and not stated:
            continue  # Japan (State party)
        else:
            if who is not None:
                yield who, years
            who, years, stated = part, [], False
    if who is not None:
        yield who, years


def _by_year(phrase: Phrase) -> Iterator[tuple[Word, list[Word | int]]]:
    """In 2012 (State party); in 2012 and 2013 (State party)"""
    years: list[Word | int] = []
    for part in _flat(phrase.parts):
        if isinstance(part, str):
            years.append(-1)
        elif part.kind == "YEAR":
            _add(years, part)
        else:
            yield part, years
            years = []


def _add(years: list[Word | int], word: Word) -> None:
    """One more year; a dash before it stands for the years between."""
    if years and years[-1] == -1:
        years.pop()
        first = next((int(year.text) for year in reversed(years) if isinstance(year, Word)), int(word.text))
        years.extend(range(first + 1, min(int(word.text), first + 20)))
    years.append(word)


def _entry(told: Told, who: Word, years: list[Word | int]) -> Raw:
    words = [year for year in years if isinstance(year, Word)]
    start = min([who.start, *(word.start for word in words)])
    end = max([who.end, *(word.end for word in words)])
    fields: dict[str, Raw] = {"state": told.of(plain(who), who)}
    if words:
        span = told.scalar("", words[0].start, words[-1].end)
        fields["years"] = Sequence(tuple(_year(told, year, span) for year in years), span.start, span.end)
    return told.record(fields, start, end)


def _year(told: Told, year: Word | int, span: Scalar) -> Scalar:
    if isinstance(year, int):
        return Scalar(year, str(year), span.start, span.end, True)
    return told.of(int(year.text) if year.kind == "YEAR" else BLANK, year)
