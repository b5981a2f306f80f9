"""Sentences about working groups, thematic areas and their coordinators; hides the orders in which they are written."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from ccmcheck.document.raw import Raw, RawScalar, RawSequence
from ccmcheck.drafts.extract.entries import Entry, entries
from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.grammar.tokens import Word
from ccmcheck.drafts.ledger import Role
from ccmcheck.drafts.statement import BLANK, ParsedSentence, Path, Saying, Statement, plain
from ccmcheck.drafts.subjects import group_of

_CLOSES = re.compile(
    r"\s*(?:[;,.:(/]|-|–|—|\b(?:and|or)\b|\b(?:is|are|will|shall|to)\b(?: each)?(?: be)? (?:co-?ordinated|led)\b|\Z)"
)
_ARTICLE = re.compile(r"\s*(?:the\s+)?", re.IGNORECASE)
_ESTABLISHES = re.compile(r"\b(?:working groups?|thematic areas?|groups? on|areas? of)\b", re.IGNORECASE)
_LEADS = re.compile(r"\b(?:co-?ordinat\w*|lead|leads|led)\b", re.IGNORECASE)


def topic_of(parsed: ParsedSentence, *, listed: bool = False) -> Phrase | None:
    """The topic of a paragraph that begins with one; None where a topic is only mentioned in a sentence.

    In a list of groups (`listed`) whatever begins with a topic is about that group.
    """
    first = parsed.phrases[0] if parsed.phrases else None
    text = parsed.sentence.reading.text
    if first is None or first.name != "topic" or not parsed.sentence.first or parsed.sentence.passage.front:
        return None
    begins = _ARTICLE.fullmatch(text[: first.start]) is not None
    return first if begins and (listed or _CLOSES.match(text, first.end) is not None) else None


def topics_of(parsed: ParsedSentence) -> tuple[Phrase, ...]:
    """The topics of a sentence that establishes groups or says who leads them."""
    topics = tuple(parsed.each("topic"))
    text = parsed.sentence.reading.text
    if topics and (_ESTABLISHES.search(text) or _LEADS.search(text)):
        return topics
    return ()


def stands_alone(parsed: ParsedSentence, topic: Phrase) -> bool:
    """Whether a topic is the label of its paragraph, or the part of a group on another topic."""
    behind = parsed.sentence.reading.text[topic.end :]
    return re.match(r"\s*[:(–—-]|[^;]*\b(?:sub-?group|part|component) of\b", behind) is not None


def group(parsed: ParsedSentence, topic: Phrase, name: str, words: Sequence[Word], year: str) -> Iterator[Statement]:
    """What a sentence says about one group: that there is one and, in these words, who coordinates it."""
    path = group_of(topic, name).path
    parsed.take(topic)
    yield parsed.statement((*path, "topic"), parsed.of(topic.all("TOPIC")[0].name, topic))
    yield from coordinators(parsed, path, words, year)


def coordinators(
    parsed: ParsedSentence, path: Path, words: Sequence[Word], year: str, default: Sequence[int] = ()
) -> Iterator[Statement]:
    """Who coordinates a group, as these words of a sentence say."""
    nobody = next((p for p in parsed.each("nobody") if words and words[0].start <= p.start < words[-1].end), None)
    if nobody is not None:
        parsed.take(nobody)
        yield parsed.statement((*path, "coordinators"), parsed.list((), nobody))
        return
    yield from stated(parsed, path, entries(parsed, words, year, default))


def stated(parsed: ParsedSentence, path: Path, named: Sequence[Entry], *, more: bool = False) -> Iterator[Statement]:
    """The list of coordinators that these entries make; `more` adds them to those that another sentence names."""
    if len(named) == 1 and not named[0].dated and named[0].who.kind == "BLANK":
        yield parsed.statement((*path, "coordinators"), parsed.of(named[0].who.text, named[0].who))
    elif named:
        span = Phrase("", (), min(w.start for e in named for w in e.spans), max(w.end for e in named for w in e.spans))
        listed = parsed.list(tuple(_entry(parsed, each) for each in named), span)
        yield replace(parsed.statement((*path, "coordinators"), listed), more=more)


def limits(parsed: ParsedSentence, sayings: Sequence[Saying]) -> None:
    """Takes what bounds the number of coordinators and agrees with those who are named: “one or two coordinators”.

    Where nobody is named, as above a list, more than two is left over.
    """
    lists = [s.value for s in sayings if isinstance(s, Statement) and s.path[-1] == "coordinators"]
    numbers = {len(value.items) for value in lists if isinstance(value, RawSequence)} or _USUAL
    for phrase in parsed.each("led_by_count"):
        if numbers & set(_counts(phrase)):
            parsed.take(phrase, Role.LIMIT)


_USUAL = frozenset((1, 2))


def _counts(phrase: Phrase) -> Iterator[int]:
    """The numbers that a phrase allows; a blank allows any."""
    for count in phrase.inner("count"):
        stated = days.number(count.all("NUMBER", "COUNT", "BLANK")[0])
        yield from range(20) if stated is None else (stated,)


def _entry(parsed: ParsedSentence, entry: Entry) -> Raw:
    """One coordinator; a blank without years is a coordinator of whom nothing is settled."""
    if not entry.dated and entry.who.kind == "BLANK":
        return parsed.of(entry.who.text, entry.who)
    start, end = min(word.start for word in entry.spans), max(word.end for word in entry.spans)
    fields: dict[str, Raw] = {"state": parsed.of(plain(entry.who), entry.who)}
    if entry.open_years is not None:
        open_ = parsed.scalar("", *entry.open_years)
        fields["years"] = open_._replace(value=open_.text if set(open_.text) == {"_"} else BLANK)
    elif entry.years or entry.none:
        years = [year for year in entry.years if isinstance(year, Word)]
        span = parsed.scalar("", years[0].start, years[-1].end) if years else parsed.of("", entry.who)
        fields["years"] = RawSequence(tuple(_year(parsed, year, span) for year in entry.years), span.start, span.end)
    return parsed.record(fields, start, end)


def _year(parsed: ParsedSentence, year: Word | int, span: RawScalar) -> RawScalar:
    if isinstance(year, int):
        return RawScalar(year, str(year), span.start, span.end, True)
    return parsed.of(int(year.text) if year.kind == "YEAR" else BLANK, year)
