"""From a draft to a programme: each sentence read for what it says, and what is left over opens what it could change.

Hides the order in which things are found out: the year and the Centre before the sentences that rely on them.
"""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Mapping as Table
from collections.abc import Sequence as Row
from dataclasses import dataclass, replace
from datetime import date, timedelta
from functools import partial

from ccmcheck.base.diagnostic import Diagnostic, complain, where_no_blank_may_stand
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Source
from ccmcheck.base.values import Range
from ccmcheck.document.coerce import fit
from ccmcheck.document.dates import days_of
from ccmcheck.document.names import Names
from ccmcheck.document.programme import Programme
from ccmcheck.document.raw import RawMapping, RawScalar
from ccmcheck.document.schema import Vocabulary
from ccmcheck.drafts.frames import asides
from ccmcheck.drafts.grammar.phrases import Phrase, lexicon, phrases
from ccmcheck.drafts.grammar.tokens import Lexicon, Word, words_in
from ccmcheck.drafts.ledger import Ledger, Role
from ccmcheck.drafts.listed_groups import listed_groups
from ccmcheck.drafts.model import Draft, Sentence
from ccmcheck.drafts.not_understood import LeftOver, left_over
from ccmcheck.drafts.openings import Opening
from ccmcheck.drafts.ours import why_not
from ccmcheck.drafts.reach import over_others
from ccmcheck.drafts.reconcile import Contradiction, reconcile
from ccmcheck.drafts.sentences import LONGEST, SentenceReading, read_sentences
from ccmcheck.drafts.statement import AllowedLength, Denial, ParsedSentence, Path, Statement
from ccmcheck.prose.normalised import Stretches


@dataclass(frozen=True, slots=True)
class Stretch:
    """A stretch of a sentence in one role; offsets in the draft's text."""

    role: Role
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class SentenceRoles:
    """The role of every stretch of words of a sentence, in order.

    `gives_values` says whether the programme has anything from it. With `left_over` among its roles it was not
    understood as a whole; with neither it says nothing of a programme.
    """

    sentence: Sentence
    stretches: tuple[Stretch, ...]
    gives_values: bool


@dataclass(frozen=True)
class Interpretation:
    """What was understood of a draft: the programme, its tree, and what was left over.

    `left_over` are the passages that were not understood, `roles` what each stretch of each sentence is taken for,
    `listed` the sentences with anything left over, and `denied` what is spoken of though another sentence denies it.
    """

    draft: Draft
    programme: Programme
    raw: RawMapping
    parsed: tuple[ParsedSentence, ...]
    allowed: tuple[AllowedLength, ...]
    contradictions: tuple[Contradiction, ...]
    left_over: tuple[LeftOver, ...]
    roles: tuple[SentenceRoles, ...]
    denied: tuple[tuple[Denial, Statement], ...] = ()
    refusal: Diagnostic | None = None
    """Why it is not judged: a draft of another treaty, or nothing that reads like a programme."""

    @property
    def listed(self) -> tuple[Sentence, ...]:
        """The sentences of which something was not understood."""
        return tuple({left.sentence.start: left.sentence for left in self.left_over}.values())


def interpret(draft: Draft, vocabulary: Vocabulary, names: Table[str, Names]) -> Interpretation:
    """The programme that a draft describes; no root where nothing in it reads like one."""
    words = lexicon(names)
    parsed = tuple(_parsed(sentence, words) for sentence in draft.sentences())
    words_of = partial(_words_of, draft, words)
    readings = over_others(read_sentences(parsed, _year(parsed), _centre(parsed), words_of))
    every = [saying for reading in readings for saying in reading.sayings]
    statements = list(_with_ids([saying for saying in every if isinstance(saying, Statement)]))
    only = _only_intersessional(statements)
    openings = [_resolved(opening, only) for reading in readings for opening in reading.openings]
    one_list_only = listed_groups(parsed).openings()
    denials = [replace(each, path=_resolved_path(each.path, only)) for each in every if isinstance(each, Denial)]
    allowed = _of_meetings([saying for saying in every if isinstance(saying, AllowedLength)], statements)
    reconciled = reconcile(
        [*_with_ends(statements), *_last_days(allowed, statements)],
        vocabulary,
        names,
        draft.source,
        [*openings, *one_list_only],
        denials,
    )
    problems = [_impossible(each, draft.source) for each in reconciled.impossible]
    fitted = fit(reconciled.raw, vocabulary, names, draft.source)
    refusal = why_not(draft, statements, denials)
    root = fitted.root if refusal is None else None
    programme = Programme(draft.source, root, (*problems, *fitted.complaints) if refusal is None else ())
    return Interpretation(
        draft,
        programme,
        reconciled.raw,
        parsed,
        allowed,
        reconciled.contradictions,
        tuple(left_over(readings, openings, reconciled.raw, vocabulary)),
        tuple(map(_roles, readings)),
        reconciled.denied,
        refusal,
    )


def _words_of(draft: Draft, known: Lexicon, cell: Stretches) -> list[Word]:
    return words_in(draft.reading_of(cell).text, known)


def _parsed(sentence: Sentence, known: Lexicon) -> ParsedSentence:
    """A sentence with its phrases, without those that speak of something else."""
    words = tuple(words_in(sentence.reading.text, known))
    ledger = Ledger(words)
    aside = list(asides(sentence.reading.text, words)) if len(words) <= LONGEST else []
    for start, end in aside:
        ledger.take(start, end, Role.ASIDE)
    known_phrases = phrases(words) if len(words) <= LONGEST else ()
    own = (p for p in known_phrases if not any(start <= p.start < end for start, end in aside))
    return ParsedSentence(sentence, words, tuple(own), ledger)


def _impossible(statement: Statement, source: Source) -> Diagnostic:
    span = source.span(statement.value.start, statement.value.end)
    complaint = complain("impossible-date", span, field=f"`{statement.path[-1]}`", found=quoted(span.text))
    return where_no_blank_may_stand(complaint)


# -- the roles of words ----------------------------------------------------------------------------------------------


def _roles(reading: SentenceReading) -> SentenceRoles:
    sentence = reading.parsed.sentence
    places = sentence.reading
    stretches = []
    for role, start, end in reading.parsed.ledger.stretches():
        first, last = places.starts[start], places.ends[end - 1]
        listed = role is not Role.LEFT_OVER or any(first < b and a < last for a, b in reading.left)
        stretches.append(Stretch(role if listed else Role.PLAIN, first, last))
    return SentenceRoles(sentence, tuple(stretches), bool(reading.sayings))


# -- what the whole draft settles -------------------------------------------------------------------------------------


def _year(sentences: Row[ParsedSentence]) -> str:
    """The year of the programme: that of its title, or else of the first meeting that has one."""
    for names in (("title",), ("intersessional",)):
        for sentence in sentences:
            for phrase in sentence.each(*names):
                if (year := phrase.first("YEAR")) is not None:
                    return year.text
    return ""


def _centre(sentences: Row[ParsedSentence]) -> str:
    """The body that the draft calls “the Centre” for short."""
    for sentence in sentences:
        for phrase in sentence.phrases:
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


def _with_ids(statements: Row[Statement]) -> Iterator[Statement]:
    """Each meeting with its id: an intersessional one without a year is that of the only year there is."""
    only = _only_intersessional(statements)
    seen: set[str] = set()
    for statement in statements:
        if statement.path[:1] != ("meetings",) or len(statement.path) < 3:
            yield statement
            continue
        id_ = only if statement.path[1] == "intersessional-" else statement.path[1]
        if id_ not in seen and statement.path[2] != "id":
            named = RawScalar(id_, "", statement.value.start, statement.value.end, True)
            yield replace(statement, path=("meetings", id_, "id"), value=named)
        seen.add(id_)
        yield replace(statement, path=("meetings", id_, *statement.path[2:]))


def _resolved(opening: Opening, only: str) -> Opening:
    return replace(opening, path=_resolved_path(opening.path, only))


def _resolved_path(path: Path, only: str) -> Path:
    """The path under the id of its meeting: an intersessional one without a year is that of the only year there is."""
    return ("meetings", only, *path[2:]) if path[:2] == ("meetings", "intersessional-") else path


def _of_meetings(allowed: Row[AllowedLength], statements: Row[Statement]) -> tuple[AllowedLength, ...]:
    """Each length under the id of its meeting."""
    only = _only_intersessional(statements)
    return tuple(replace(length, meeting=only) if length.meeting == "intersessional-" else length for length in allowed)


def _only_intersessional(statements: Row[Statement]) -> str:
    meetings_ = (
        statement.path[1] for statement in statements if statement.path[0] == "meetings" and len(statement.path) > 2
    )
    dated = {id_ for id_ in meetings_ if id_.startswith("intersessional-") and id_ != "intersessional-"}
    year = next(
        (
            statement.value.value
            for statement in statements
            if statement.path == ("year",) and isinstance(statement.value, RawScalar)
        ),
        "",
    )
    if len(dated) == 1:
        return dated.pop()
    return f"intersessional-{year}" if isinstance(year, int) else "intersessional"


def _with_ends(statements: Row[Statement]) -> Iterator[Statement]:
    """“No later than the Third Meeting” gives its last day, where that is settled."""
    last: dict[str, RawScalar] = {}
    for statement in statements:
        if (
            statement.path[0] == "meetings"
            and statement.path[2:] == ("end",)
            and isinstance(statement.value, RawScalar)
        ):
            last.setdefault(statement.path[1], statement.value)
    for statement in statements:
        day = last.get(statement.end_of)
        if day is not None and isinstance(statement.value, RawScalar) and _is_day(day):
            yield replace(statement, value=statement.value._replace(value=day.value))
        else:
            yield statement


def _last_days(allowed: Row[AllowedLength], statements: Row[Statement]) -> Iterator[Statement]:
    """The last day of each meeting that is said to last so many days from a first one."""
    firsts = {
        statement.path[1]: statement.value
        for statement in statements
        if statement.path[0] == "meetings" and statement.path[2:] == ("start",)
    }
    for length in allowed:
        first = firsts.get(length.meeting)
        day = days_of(first.value) if length.exact and isinstance(first, RawScalar) else None
        if day is not None and day.exact and isinstance(day.low, date) and length.days <= _LONGEST_MEETING:
            last = (day.low + timedelta(days=length.days - 1)).isoformat()
            value = RawScalar(last, "", length.start, length.end, True)
            yield Statement(("meetings", length.meeting, "end"), value, length.sentence)


_LONGEST_MEETING = 366


def _is_day(day: RawScalar) -> bool:
    days = days_of(day.value)
    return isinstance(days, Range) and isinstance(days.low, date) and days.exact
