"""From a draft to a programme: each sentence read for what it says; what says nothing is kept and listed.

Hides the order in which things are found out: the year and the Centre before the sentences that rely on them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from collections.abc import Mapping as Table
from collections.abc import Sequence as Row
from dataclasses import dataclass, replace
from datetime import date

from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Source
from ccmcheck.base.values import Range
from ccmcheck.document.coerce import fit
from ccmcheck.document.dates import days_of
from ccmcheck.document.names import Names
from ccmcheck.document.programme import Programme
from ccmcheck.document.raw import RawMapping, RawScalar
from ccmcheck.document.schema import Vocabulary
from ccmcheck.drafts.extract.assessments import answers
from ccmcheck.drafts.extract.coordinators import groups, topic_of
from ccmcheck.drafts.extract.meetings import Subject, meetings
from ccmcheck.drafts.extract.preamble import front
from ccmcheck.drafts.extract.support_unit import committee, unit
from ccmcheck.drafts.grammar.phrases import Phrase, lexicon, phrases
from ccmcheck.drafts.grammar.tokens import Lexicon, Word, words_in
from ccmcheck.drafts.model import Draft, Sentence
from ccmcheck.drafts.reconcile import Contradiction, reconcile
from ccmcheck.drafts.statement import AllowedLength, ParsedSentence, Statement
from ccmcheck.prose.paragraphs import Sort

_SUBSTANCE = frozenset(("meetings", "working_groups", "thematic_areas", "implementation_support_unit"))


@dataclass(frozen=True)
class Interpretation:
    """What was understood of a draft: the programme, its tree, and the sentences that say nothing about one."""

    draft: Draft
    programme: Programme
    raw: RawMapping
    told: tuple[ParsedSentence, ...]
    allowed: tuple[AllowedLength, ...]
    contradictions: tuple[Contradiction, ...]
    listed: tuple[Sentence, ...]

    def says_nothing(self) -> Diagnostic:
        """The complaint that nothing of the draft reads like a programme."""
        return complain("draft-about-something-else", self.draft.source.beginning)


def interpret(draft: Draft, vocabulary: Vocabulary, names: Table[str, Names]) -> Interpretation:
    """The programme that a draft describes; no root where nothing in it reads like one."""
    words = lexicon(names)
    told = tuple(_told(sentence, words) for sentence in draft.sentences())
    found = [(one, list(sayings)) for one, sayings in _sayings(told)]
    listed = tuple(one.sentence for one, sayings in found if not sayings)
    every = [saying for _, sayings in found for saying in sayings]
    said = list(_with_ids([saying for saying in every if isinstance(saying, Statement)]))
    settled = reconcile(_with_ends(said), vocabulary, names, draft.source)
    problems = [_impossible(one, draft.source) for one in settled.impossible]
    fitted = fit(settled.raw, vocabulary, names, draft.source)
    speaks = any(one.path[0] in _SUBSTANCE for one in said)
    programme = Programme(draft.source, fitted.root if speaks else None, (*problems, *fitted.complaints))
    allowed = _of_meetings([saying for saying in every if isinstance(saying, AllowedLength)], said)
    return Interpretation(draft, programme, settled.raw, told, allowed, settled.contradictions, listed)


def _told(sentence: Sentence, known: Lexicon) -> ParsedSentence:
    words = words_in(sentence.reading.text, known)
    return ParsedSentence(sentence, tuple(words), phrases(words))


def _impossible(said: Statement, source: Source) -> Diagnostic:
    span = source.span(said.value.start, said.value.end)
    return complain("impossible-date", span, field=f"`{said.path[-1]}`", found=quoted(span.text))


# -- sentence by sentence -------------------------------------------------------------------------------------------


def _sayings(told: Row[ParsedSentence]) -> Iterator[tuple[ParsedSentence, Iterator[Statement | AllowedLength]]]:
    year, centre = _year(told), _centre(told)
    carried: Subject | None = None
    label = ""
    topics: Counter[tuple[str, str]] = Counter()
    for one in told:
        passage = one.sentence.passage
        sayings: list[Statement | AllowedLength] = []
        if passage.label != label:
            carried, label = None, passage.label
        if passage.sort is not Sort.FOOTNOTE:
            sayings += front(one)
        if not passage.front and passage.sort is Sort.TEXT:
            topic = topic_of(one)
            if topic is not None:
                sayings += groups(one, _named(topic, passage.label, topics))
            else:
                more, carried = meetings(one, carried, year)
                sayings += [*more, *unit(one, centre), *committee(one, centre), *answers(one), *_empty(one)]
        yield one, iter(sayings)


def _empty(told: ParsedSentence) -> Iterator[Statement]:
    """“Convene no meeting”: a list that is stated and empty."""
    fields = {"no_meeting": "meetings", "no_group": "working_groups", "no_area": "thematic_areas"}
    for phrase in told.each("none"):
        for part in phrase.inner(*fields):
            yield told.said((fields[part.name],), told.list((), phrase))


def _named(topic: Phrase, label: str, topics: Counter[tuple[str, str]]) -> str:
    """The topic; with a number where the same list has it already."""
    name = topic.all("TOPIC")[0].name
    above = label.rpartition("(")[0]
    topics[above, name] += 1
    count = topics[above, name]
    return name if count == 1 else f"{name} {count}"


def _year(told: Row[ParsedSentence]) -> str:
    """The year of the programme: that of its title, or else of the first meeting that has one."""
    for names in (("title",), ("intersessional",)):
        for one in told:
            for phrase in one.each(*names):
                if (year := phrase.first("YEAR")) is not None:
                    return year.text
    return ""


def _centre(told: Row[ParsedSentence]) -> str:
    """The body that the draft calls “the Centre” for short."""
    for one in told:
        for phrase in one.phrases:
            for word in _words(phrase):
                if word.kind in ("BODY", "NAME") and "Centre" in word.name + word.text and word.text != "Centre":
                    return word.text
    return ""


def _words(phrase: Phrase) -> Iterator[Word]:
    for part in phrase.parts:
        if isinstance(part, Word):
            yield part
        else:
            yield from _words(part)


# -- what one saying takes from others ------------------------------------------------------------------------------


def _with_ids(said: Row[Statement]) -> Iterator[Statement]:
    """Each meeting with its id: an intersessional one without a year is that of the only year there is."""
    only = _only_intersessional(said)
    seen: set[str] = set()
    for one in said:
        if one.path[:1] != ("meetings",) or len(one.path) < 3:
            yield one
            continue
        id_ = only if one.path[1] == "intersessional-" else one.path[1]
        if id_ not in seen and one.path[2] != "id":
            named = RawScalar(id_, "", one.value.start, one.value.end, True)
            yield replace(one, path=("meetings", id_, "id"), value=named)
        seen.add(id_)
        yield replace(one, path=("meetings", id_, *one.path[2:]))


def _of_meetings(allowed: Row[AllowedLength], said: Row[Statement]) -> tuple[AllowedLength, ...]:
    """Each length under the id of its meeting."""
    only = _only_intersessional(said)
    return tuple(replace(one, meeting=only) if one.meeting == "intersessional-" else one for one in allowed)


def _only_intersessional(said: Row[Statement]) -> str:
    meetings_ = (one.path[1] for one in said if one.path[0] == "meetings" and len(one.path) > 2)
    dated = {id_ for id_ in meetings_ if id_.startswith("intersessional-") and id_ != "intersessional-"}
    year = next((one.value.value for one in said if one.path == ("year",) and isinstance(one.value, RawScalar)), "")
    if len(dated) == 1:
        return dated.pop()
    return f"intersessional-{year}" if isinstance(year, int) else "intersessional"


def _with_ends(said: Row[Statement]) -> Iterator[Statement]:
    """“No later than the Third Meeting” gives its last day, where that is settled."""
    last: dict[str, RawScalar] = {}
    for one in said:
        if one.path[0] == "meetings" and one.path[2:] == ("end",) and isinstance(one.value, RawScalar):
            last.setdefault(one.path[1], one.value)
    for one in said:
        day = last.get(one.end_of)
        if day is not None and isinstance(one.value, RawScalar) and _is_day(day):
            yield replace(one, value=one.value._replace(value=day.value))
        else:
            yield one


def _is_day(day: RawScalar) -> bool:
    found = days_of(day.value)
    return isinstance(found, Range) and isinstance(found.low, date) and found.exact
