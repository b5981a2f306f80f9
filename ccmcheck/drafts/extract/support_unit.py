"""Sentences about the Implementation Support Unit and the Coordination Committee; hides which speaks of what."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from ccmcheck.document.raw import Raw, RawMapping, RawScalar
from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.grammar.tokens import TURNING, Word
from ccmcheck.drafts.ledger import Role
from ccmcheck.drafts.statement import BLANK, ParsedSentence, Statement, plain
from ccmcheck.drafts.subjects import KINDS, subject_of

UNIT = "implementation_support_unit"
CHAIR = "President of the Meeting of the States Parties"
OFFICES = {
    "states parties": "States parties", "all states parties": "States parties", "president": "President",
    "coordinators": "coordinators", "working group coordinators": "coordinators", "directive": "Directive",
    "director": "Director", "coordination committee": "Coordination Committee",
}  # fmt: skip


# “A directive describing the tasks of the Unit will be adopted.”
_IS_ADOPTED = re.compile(
    r"\W*(?:the|an?)?\s*(?P<what>directive)\b.*\b(?P<done>(?:will|shall|should|is|was) (?:be )?adopted)\b",
    re.IGNORECASE | re.DOTALL,
)


def unit(parsed: ParsedSentence, centre: str, *, carried: bool) -> Iterator[Statement]:
    """What a sentence says about the Unit; `centre` is the body that the draft calls “the Centre”.

    `carried` says whether the sentence goes on about the Unit (“It shall …”).
    """
    sayings = _Sayings(parsed, centre)
    if parsed.has("unit") or carried:
        yield from sayings.of_the_unit()
    of_director = any(parsed.text_of(phrase).casefold() == "director" for phrase in parsed.each("office"))
    if parsed.has("recruitment") or (of_director and parsed.has("recruited")):
        yield from sayings.of_the_director()
    if of_director or parsed.has("unit") or carried:
        yield from sayings.of_the_reports()
    if parsed.has("directive", "describing") or _IS_ADOPTED.match(parsed.sentence.reading.text):
        yield from sayings.of_the_directive()
    yield from _of_the_mandates(parsed, sayings)
    if parsed.has("interim"):
        yield from sayings.of_the_interim()


def _of_the_mandates(parsed: ParsedSentence, sayings: _Sayings) -> Iterator[Statement]:
    """What a sentence says of the agreement with the host and of the financial model, each in its own clause."""
    hosting, model = parsed.first("hosting"), parsed.first("financial")
    if hosting is not None and model is not None:
        first, second = sorted((hosting.start, model.start))
        parting = _NEXT_MANDATE.search(parsed.sentence.reading.text, first, second)
        if parting is not None:
            before, after = replace(sayings, end=parting.start()), replace(sayings, start=parting.start())
            of_agreement, of_model = (before, after) if hosting.start == first else (after, before)
            yield from of_agreement.of_the_agreement()
            yield from of_model.of_the_model()
            return
    if hosting is not None:
        yield from sayings.of_the_agreement()
    elif model is not None:
        yield from sayings.of_the_model()


_NEXT_MANDATE = re.compile(r";|,? and (?:to|shall|will|should)\b")


def committee(parsed: ParsedSentence, centre: str) -> Iterator[Statement]:
    """What a sentence says about the chair of the Coordination Committee; “the President” is that of the Meeting."""
    for phrase in parsed.each("chair"):
        parsed.take(phrase)
        chair = _Sayings(parsed, centre).actor(phrase)
        if chair.value == "President" and chair.text.casefold() == "president":
            chair = chair._replace(value=CHAIR)
        yield parsed.statement(("coordination_committee", "chair"), chair)
    for phrase in parsed.each("chairs"):
        who = next((office for office in reversed(list(parsed.each("office"))) if office.end <= phrase.start), None)
        if who is not None:
            parsed.take(phrase)
            parsed.take(who)
            text = parsed.text_of(who)
            named = CHAIR if text.casefold() == "president" else OFFICES.get(text.casefold(), text)
            yield parsed.statement(("coordination_committee", "chair"), parsed.of(named, who))


@dataclass(frozen=True, slots=True)
class _Sayings:
    """One sentence, or a clause of it between two offsets, read for each part of the Unit's section."""

    parsed: ParsedSentence
    centre: str
    start: int = 0
    end: int = sys.maxsize

    def each(self, *names: str) -> Iterator[Phrase]:
        """The phrases of these names in order."""
        return (phrase for phrase in self.parsed.each(*names) if self.start <= phrase.start < self.end)

    def take(self, *names: str) -> None:
        """Notes that the phrases of these names have become values."""
        for phrase in self.each(*names):
            self.parsed.take(phrase)

    def statement(self, value: Raw, *path: str) -> Statement:
        return self.parsed.statement((UNIT, *path), value)

    # -- who acts ---------------------------------------------------------------------------------------------------

    def actor(self, phrase: Phrase) -> RawScalar:
        """Who acts in a phrase of one actor."""
        return self.actors(phrase)[0]

    def actors(self, phrase: Phrase) -> list[RawScalar]:
        """Everyone who acts in a phrase; “approval of the States parties” names them without an inner phrase."""
        inner = phrase.inner("actor")
        return [self._party(actor) for actor in inner] or [self.parsed.of("States parties", phrase)]

    def _party(self, phrase: Phrase) -> RawScalar:
        """A name as it stands, an office in its usual writing, the Centre by its full name."""
        word = next((word for party in phrase.inner("party") for word in party.parts if isinstance(word, Word)), None)
        if word is not None:
            return self.parsed.of(plain(word), word)
        text = self.parsed.text_of(phrase)
        if text.casefold() == "centre" and self.centre:
            return self.parsed.of(self.centre, phrase)
        return self.parsed.of(OFFICES.get(text.casefold(), text), phrase)

    # -- the parts of the section -------------------------------------------------------------------------------------

    def of_the_unit(self) -> Iterator[Statement]:
        """Deadline, host, seat, independence and links."""
        parsed = self.parsed
        self.take(
            "deadline_meeting",
            "deadline_date",
            "deadline_month",
            "deadline_year",
            "host",
            "led",
            "principles",
            "linked",
            "unlinked",
            "open_linked",
        )
        self.take("independent", "not_independent", "open_independent")
        for phrase in parsed.phrases:
            match phrase.name:
                case "deadline_meeting":
                    meeting = subject_of(phrase.inner(*KINDS)[0])
                    undated = self.statement(parsed.of(BLANK, phrase), "establish_by")
                    yield replace(undated, end_of=meeting.id if meeting else "")
                case "deadline_date" | "deadline_month" | "deadline_year":
                    yield self.statement(parsed.of(days.deadline(phrase), phrase), "establish_by")
                case "host":
                    yield self.statement(self.actor(phrase), "host")
                case "independent" | "not_independent":
                    yield self.statement(parsed.of(phrase.name == "independent", phrase), "independent")
                case "open_independent":
                    yield self.statement(parsed.of(BLANK, phrase.all("BLANK")[0]), "independent")
                case "unlinked" | "open_linked" | "linked":
                    yield self.statement(self._links(phrase), "linked_units")
                case "led":
                    yield self.statement(parsed.record({}, phrase.start, phrase.end), "director")
                case "principles":
                    yield self.statement(self._things(phrase), "principles")
                case _:
                    pass
        yield from self._seat()

    def _seat(self) -> Iterator[Statement]:
        """The first place after the Unit; one after a meeting is the meeting's."""
        of_unit = False
        for phrase in self.parsed.phrases:
            if phrase.name == "unit" or subject_of(phrase) is not None:
                of_unit = phrase.name == "unit"
            elif phrase.name == "place" and of_unit and not self.parsed.has("interim", "extraordinary"):
                self.parsed.take(phrase)
                spot = phrase.inner("spot")[0].parts[0]
                assert isinstance(spot, Word)
                yield self.statement(self.parsed.of(plain(spot), spot), "seat")
                return

    def _links(self, phrase: Phrase) -> Raw:
        if phrase.name == "open_linked":
            return self.parsed.of(BLANK, phrase.all("BLANK")[0])
        units = [self._party(unit) for unit in phrase.inner("linked_unit")]
        return units[0] if _is_blank(units) else self.parsed.list(tuple(units), phrase)

    def of_the_director(self) -> Iterator[Statement]:
        """Who recruits the Director, who is consulted, and whether in a transparent way."""
        parsed = self.parsed
        self.take("recruitment", "recruited", "consultation", "views", "nobody_heard")
        self.take("transparent", "not_transparent", "open_transparent")
        recruiter = self._recruiter()
        if recruiter is not None:
            yield self.statement(recruiter, "director", "recruited_by")
        heard = list(parsed.each("consultation", "views"))
        for phrase in parsed.each("nobody_heard"):
            yield self.statement(parsed.list((), phrase), "director", "consulted")
        if heard:
            consulted = tuple(actor for phrase in heard for actor in self.actors(phrase))
            yield self.statement(self._consulted(heard, consulted), "director", "consulted")
        for phrase in parsed.each("transparent", "not_transparent"):
            yield self.statement(parsed.of(phrase.name == "transparent", phrase), "director", "transparent")
        for phrase in parsed.each("open_transparent"):
            yield self.statement(parsed.of(BLANK, phrase.all("BLANK")[0]), "director", "transparent")

    def _consulted(self, heard: list[Phrase], consulted: tuple[RawScalar, ...]) -> Raw:
        whole = Phrase("", (), heard[0].start, heard[-1].end)
        if _is_blank(consulted):
            return consulted[0]
        return self.parsed.list(consulted, whole)

    def _recruiter(self) -> RawScalar | None:
        passive = self.parsed.first("recruited")
        if passive is not None:
            return self.actor(passive)
        modal = self.parsed.first("modal")
        end = modal.start if modal else len(self.parsed.sentence.reading.text)
        for phrase in self.parsed.each("office", "entries"):
            if phrase.start < end and (phrase.name == "office" or phrase.start > 0):
                self.parsed.take(phrase)
                return self._party(phrase)
        return None

    def of_the_reports(self) -> Iterator[Statement]:
        """What the Director presents and reports on."""
        self.take("presents", "reports")
        for phrase in self.parsed.each("presents"):
            yield self.statement(self._things(phrase), "presents")
        for phrase in self.parsed.each("reports"):
            yield self.statement(self._things(phrase), "reports_on")

    def of_the_directive(self) -> Iterator[Statement]:
        """That there is a Directive, and what it describes."""
        self.take("directive", "describing")
        for phrase in self.parsed.each("directive"):
            yield self.statement(self.parsed.record({}, phrase.start, phrase.end), "directive")
        if (adopted := _IS_ADOPTED.match(self.parsed.sentence.reading.text)) is not None:
            for start, end in (adopted.span("what"), adopted.span("done")):
                self.parsed.ledger.take(start, end, Role.VALUE)
            yield self.statement(self.parsed.record({}, *adopted.span("what")), "directive")
        for phrase in self.parsed.each("describing"):
            yield self.statement(self._things(phrase), "directive", "describes")

    def of_the_agreement(self) -> Iterator[Statement]:
        """Who approves the agreement with the host, and whether it reflects the Directive."""
        self.take("hosting", "approval", "reflecting", "not_reflecting", "open_reflecting")
        yield self.statement(self._empty("hosting"), "hosting_agreement")
        for phrase in self.each("approval"):
            yield self.statement(self.actor(phrase), "hosting_agreement", "approved_by")
        for phrase in self.each("reflecting", "not_reflecting"):
            reflects = self.parsed.of(phrase.name == "reflecting", phrase)
            yield self.statement(reflects, "hosting_agreement", "reflects_directive")
        for phrase in self.each("open_reflecting"):
            blank = self.parsed.of(BLANK, phrase.all("BLANK")[0])
            yield self.statement(blank, "hosting_agreement", "reflects_directive")

    def of_the_model(self) -> Iterator[Statement]:
        """Who is consulted on the financial model and who approves it; “their approval” is that of those consulted."""
        self.take("financial", "consultation", "approval", "their_approval")
        yield self.statement(self._empty("financial"), "financial_model")
        consulted = next(self.each("consultation"), None)
        if consulted is not None:
            yield self.statement(self.actor(consulted), "financial_model", "consulted")
        for phrase in self.each("approval"):
            yield self.statement(self.actor(phrase), "financial_model", "approved_by")
        for phrase in self.each("their_approval"):
            if consulted is not None:
                theirs = self.parsed.of(str(self.actor(consulted).value), phrase)
                yield self.statement(theirs, "financial_model", "approved_by")

    def of_the_interim(self) -> Iterator[Statement]:
        """Who gives interim support, guided and supported by whom."""
        self.take("interim", "provided", "guided", "supported")
        yield self.statement(self._empty("interim"), "interim_support")
        provided = self.parsed.first("provided")
        bodies = (
            named for named in self.parsed.each("entries") if any(party.all("BODY") for party in named.inner("party"))
        )
        body = next(bodies, None)
        if provided is not None:
            yield self.statement(self.actor(provided), "interim_support", "provider")
        elif body is not None:
            self._take_office(body)
            yield self.statement(self._party(body), "interim_support", "provider")
        for name, field in (("guided", "guided_by"), ("supported", "supported_by")):
            for phrase in self.parsed.each(name):
                yield self.statement(self.actor(phrase), "interim_support", field)

    def _take_office(self, body: Phrase) -> None:
        """Takes a provider with the office in it that gives the support: “the Coordinator based in the Bureau of …”."""
        self.parsed.take(body)
        before = [word for word in self.parsed.words if word.end <= body.start]
        for word in reversed(before):
            if word.kind == "MARK" or word.loaded in TURNING or self.parsed.ledger.role(word.start) is Role.VALUE:
                return
            self.parsed.take(word, Role.ASIDE)

    def _empty(self, name: str) -> RawMapping:
        phrase = self.parsed.first(name)
        assert phrase is not None
        return self.parsed.record({}, phrase.start, phrase.end)

    # -- lists of things ----------------------------------------------------------------------------------------------

    def _things(self, phrase: Phrase) -> Raw:
        """A list of things; “an annual workplan and budget” are both annual."""
        (things,) = phrase.inner("things")
        items: list[RawScalar] = []
        annual, end = False, 0
        for thing in things.inner("thing"):
            words = [part for part in thing.parts if isinstance(part, Word)]
            joined = self.parsed.sentence.reading.text[end : thing.start].strip() == "and"
            annual = words[0].kind == "ANNUAL" or (annual and joined and words[0].kind == "WORD")
            text = " ".join(plain(word) for word in words)
            if annual and words[0].kind != "ANNUAL":
                text = f"annual {text}"
            items.append(self.parsed.scalar(text, words[0].start, words[-1].end))
            end = thing.end
        return items[0] if _is_blank(items) else self.parsed.list(tuple(items), things)


def _is_blank(scalars: Sequence[RawScalar]) -> bool:
    """Whether a list is a blank, and not a list with a blank in it, which stands in quotation marks."""
    return len(scalars) == 1 and scalars[0].text.strip("_") == ""
