"""What words that were left over leave open beyond their own sentence: of a list, below a heading, of what they name.

A sentence that gives no value of its own may still change others: “paragraph 2(b) is deleted”, “the seat of the Unit
is Oslo”, “all terms end in June”. Hides how it is found out which values those are.
"""

from __future__ import annotations

import re
from collections.abc import Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from ccmcheck.document.raw import Raw, RawMapping, RawScalar, RawSequence
from ccmcheck.drafts.frames import is_title
from ccmcheck.drafts.grammar import dates
from ccmcheck.drafts.grammar.tokens import TURNING, Loaded
from ccmcheck.drafts.ledger import LeftWords
from ccmcheck.drafts.model import Passage
from ccmcheck.drafts.openings import How, Opening, opened, opened_below
from ccmcheck.drafts.procedure import EDITS, is_procedure, is_recital
from ccmcheck.drafts.sentences import SentenceReading
from ccmcheck.drafts.statement import ParsedSentence, Path, Statement
from ccmcheck.drafts.subjects import DESIGNATES, LISTS, UNIT, Subjects
from ccmcheck.prose.paragraphs import Sort


def over_others(readings: Sequence[SentenceReading]) -> list[SentenceReading]:
    """The readings, with what the words left over in one leave open of the others.

    Of very many sentences that reach beyond themselves the first open what all of them would; the rest are shown.
    """
    draft, reaching, result = _Statements.of(readings), 0, []
    for reading in readings:
        result.append(_reaching(reading, draft, further=reaching < _MOST))
        reaching += len(result[-1].openings) > len(reading.openings)
    return result


_MOST = 100


def _reaching(reading: SentenceReading, draft: _Statements, *, further: bool) -> SentenceReading:
    left, openings = list(reading.left), list(reading.openings)
    for words in reading.apart:
        below = draft.below.get(reading.parsed.sentence.passage.start, ())
        recital = is_recital(reading.parsed.sentence.reading.text)
        opens = [] if recital else list(opened_below(words, reading.parsed, below))
        if not opens and further and not is_title(reading.parsed.sentence.reading.text):
            opens = list(_opened(words, reading.parsed, draft))
        openings += opens
        if opens or (not reading.mentions and _is_listed(words, reading)):
            left.append(_place(words, reading.parsed))
    return replace(reading, left=tuple(sorted(left)), openings=tuple(openings))


def _opened(words: LeftWords, parsed: ParsedSentence, draft: _Statements) -> Iterator[Opening]:
    """What words open of the paragraphs that their sentence names, else of what it is about."""
    text = parsed.sentence.reading.text
    states = {word.name or word.text for word in words.words if word.kind == "STATE"}
    if is_procedure(words, text) and not ("host" in text and states - draft.countries):
        return
    named = [statement for label in _labels(parsed) for statement in draft.labelled.get(label, ())]
    if named and not (states or EDITS.search(text) or words.loads & {*TURNING, Loaded.TIME}):
        return
    yield from _all_of(words, parsed, named) if named else _about(words, parsed, draft)


@dataclass(frozen=True, slots=True)
class _Statements:
    """What the sentences of a draft say: in all, by what it hangs under, and by the paragraph it stands in."""

    every: Sequence[Statement]
    below: Mapping[int, Sequence[Statement]]
    labelled: Mapping[str, Sequence[Statement]]

    @classmethod
    def of(cls, readings: Iterable[SentenceReading]) -> _Statements:
        """What these readings say."""
        every: list[Statement] = []
        below: dict[int, list[Statement]] = {}
        labelled: dict[str, list[Statement]] = {}
        for reading in readings:
            own = [each for each in reading.sayings if isinstance(each, Statement)]
            every += own
            for above in _above(reading.parsed.sentence.passage) if own else ():
                below.setdefault(above.start, []).extend(own)
            for label in _enclosing(reading.parsed.sentence.passage.label) if own else ():
                labelled.setdefault(label, []).extend(own)
        return cls(every, below, labelled)

    @property
    def countries(self) -> frozenset[str]:
        """Where its meetings are held, by the names of the States."""
        values = (each.value for each in self.every if each.path[-1] == "country")
        return frozenset(str(value.value) for value in values if isinstance(value, RawScalar))

    def paths(self, *lists: str) -> list[Path]:
        """The items of these lists of the programme."""
        return list(dict.fromkeys(each.path[:2] for each in self.every if each.path[0] in lists and len(each.path) > 1))


def _above(passage: Passage) -> Iterator[Passage]:
    """What a passage hangs under: its openings, and the heading over it."""
    above = passage.opening
    while above is not None:
        yield above
        above = above.opening
    if passage.heading is not None and not passage.heading.front:
        yield passage.heading


def _enclosing(label: str) -> Iterator[str]:
    """`1(b)(ii)`, `1(b)`, `1`"""
    while label:
        yield label
        label = label[: label.rfind("(")] if "(" in label else ""


# -- which paragraphs -------------------------------------------------------------------------------------------------

_LABEL = r"\d+(?:\(\w+\))*"
_PARAGRAPHS = re.compile(
    rf"\b(?:sub-?)?paragraphs? ({_LABEL}(?:(?:, | and | to |–|-){_LABEL})*)"
    r"(?!,? of (?:article|the (?:final|rules)|that|resolution))",
    re.IGNORECASE,
)


def _labels(parsed: ParsedSentence) -> Iterator[str]:
    """The paragraphs of the draft that a sentence names."""
    for match in _PARAGRAPHS.finditer(parsed.sentence.reading.text):
        ends = re.fullmatch(r"(\d+)(?: to |–|-)(\d+)", match[1])
        if ends is not None:
            yield from map(str, range(int(ends[1]), min(int(ends[2]), int(ends[1]) + 100) + 1))
        else:
            yield from re.findall(_LABEL, match[1])


def _all_of(words: LeftWords, parsed: ParsedSentence, statements: Sequence[Statement]) -> Iterator[Opening]:
    """Every value of these, and whether what they name is there."""
    start, end = _place(words, parsed)
    items = dict.fromkeys(each.path[:2] for each in statements if each.path[0] in LISTS and len(each.path) > 1)
    yield from (Opening(each.path, How.BLANK, start, end) for each in statements if each.path[-1] not in _NAMING)
    yield from (Opening(path, How.PRESENCE, start, end) for path in items)


_NAMING = frozenset(("id", "kind", "title", "topic", "year", "treaty"))


# -- what a sentence is about -----------------------------------------------------------------------------------------

_OF_UNIT = re.compile(
    r"\b(?:Units?|ISU|Director(?:ate)?|Directive)\b|\b(?:hosting|proposed|the) agreement\b|\bno budget\b", re.IGNORECASE
)
_FIELDS = (
    (r"\bseat\b|\blocat|\bmove", ("seat",)),
    (r"\bhost", ("host",)),
    (r"\bindepend|\binstruct|\blink", ("independent", "linked_units")),
    (r"\bestablish|\bcreat", ("establish_by",)),
    (r"\bDirector\b", ("director",)),
    (r"\bdirective\b", ("directive",)),
    (r"\bagreement\b", ("hosting_agreement",)),
    (r"\bfinanc|\bfund", ("financial_model",)),
    (r"\binterim\b", ("interim_support",)),
    (r"\breport|\bworkplan|\bbudget", ("presents", "reports_on")),
)
_INTERSESSIONAL = re.compile(r"\bintersessionals?\b|\binformal meetings?\b", re.IGNORECASE)
_ORDERED = re.compile(r"\b(\w+) (?:Meeting|Session|MSP)\b|\b(\d+)MSP\b")
_SOME_MEETING = re.compile(
    r"\b(?:next|coming|forthcoming|following|\d{4}) Meetings? of (?:the )?States [Pp]arties\b|(?<!/)\bMSP\b(?!/)|"
    r"\b(?:[Tt]he|[Tt]hese|[Tt]hose|[Aa]ll|[Bb]oth|[Nn]o) (?:[A-Z]\w+ meetings?|[Mm]eetings)\b|\bno meeting\b|"
    r"\b(?:[Tt]he|[Aa]ll) dates\b"
)
_GROUPS = re.compile(r"\b(?:groups?|co-?ordinators?|appointments|terms)\b", re.IGNORECASE)
_WHOLE = re.compile(
    r"\b(?:this|these|the (?:present|above|foregoing)) "
    r"(?:decisions?|document|(?:work )?programme|text|draft|paper)\b|"
    r"\bcorrigend\w+|\bfor “[^”]*” read\b|\breplace “|\bshould read\b|"
    r"\b(?:all|none of the) (?:dates|decisions)\b|\breach (?:an )?agreement\b|"
    r"\bthe (?:foregoing|above) (?:is|are|shall|will|has|have)\b|\bwherever the text says\b",
    re.IGNORECASE,
)


def _about(words: LeftWords, parsed: ParsedSentence, draft: _Statements) -> Iterator[Opening]:
    """What is open of the Unit, of meetings, of groups, or of everything, as the sentence is about one of these."""
    text = parsed.sentence.reading.text
    meetings = list(_meetings(text, draft))
    if _OF_UNIT.search(text):
        yield from _of_unit(words, parsed, draft)
    elif meetings:
        for path in meetings:
            yield from opened(words, parsed, (), Subjects((), (path,)))
    elif _GROUPS.search(text):
        yield from _of_groups(words, parsed, draft)
    elif _WHOLE.search(text) and (words.loads & TURNING or EDITS.search(text)):
        yield from _all_of(words, parsed, draft.every)
    elif words.loads & {*TURNING, Loaded.TIME, Loaded.BLANK} or _LEAVES.search(text):
        yield from _of_named(words, parsed, draft)


_LEAVES = re.compile(
    r"\b(?:resign|step\w* down|turn(?:ed|s)? down|declin|withdr|unable|tak(?:e|es|en) the place|no longer|moved)",
    re.IGNORECASE,
)


def _of_named(words: LeftWords, parsed: ParsedSentence, draft: _Statements) -> Iterator[Opening]:
    """The values of the draft that a sentence names: a State that coordinates, a President, a city, a host."""
    start, end = _place(words, parsed)
    names = {word.name or word.text for word in parsed.words if word.kind in ("STATE", "BODY", "NAME")}
    for each in draft.every if names else ():
        if isinstance(each.value, RawSequence):
            items = (item for item in each.value.items if _holds(item, names))
            yield from (Opening(each.path, How.PRESENCE, start, end, item.start) for item in items)
        elif each.path[-1] not in _NAMING and _holds(each.value, names):
            yield Opening(each.path, How.BLANK, start, end)
            if each.path[0] == "meetings" and Loaded.TIME in words.loads:
                yield from (Opening((*each.path[:2], name), How.BLANK, start, end) for name in ("start", "end"))


def _holds(raw: Raw, names: Container[str]) -> bool:
    """Whether a value is one of these names, or has one of them as its last word."""
    match raw:
        case RawScalar(str() as text):
            return text in names or text.rpartition(" ")[2] in names
        case RawMapping(entries):
            return any(_holds(value, names) for _, value in entries)
        case _:
            return False


def _of_unit(words: LeftWords, parsed: ParsedSentence, draft: _Statements) -> Iterator[Opening]:
    """The fields that the sentence names, or all of the Unit where something in it is turned or named."""
    text = parsed.sentence.reading.text
    named = {name for expression, names in _FIELDS if re.search(expression, text, re.IGNORECASE) for name in names}
    if words.loads != {Loaded.UNKNOWN} or named:
        own = [s for s in draft.every if s.path[0] == UNIT and (not named or (s.path[1:2] and s.path[1] in named))]
        yield from _all_of(words, parsed, own)


def _meetings(text: str, draft: _Statements) -> Iterator[Path]:
    """The meetings of the draft that a sentence names, by their ordinal, by their kind, or all together."""
    known = draft.paths("meetings")
    ordered = {f"{order}msp" for match in _ORDERED.finditer(text) if (order := _order(match[1] or match[2]))}
    if ordered:
        yield from (path for path in known if path[1] in ordered)
    elif _INTERSESSIONAL.search(text):
        yield from (path for path in known if path[1].startswith("intersessional"))
    elif _SOME_MEETING.search(text):
        yield from known


def _order(word: str) -> int | None:
    number = dates.number_in(word)
    return number if number is not None and number < 100 else None


def _of_groups(words: LeftWords, parsed: ParsedSentence, draft: _Statements) -> Iterator[Opening]:
    """Of every group who coordinates it, in which years, and whether there is one."""
    names_a_state = any(word.kind == "STATE" for word in words.words)
    if not (words.loads & TURNING or names_a_state or _SERVES.search(parsed.sentence.reading.text)):
        return
    start, end = _place(words, parsed)
    naming = words.loads & {Loaded.NAME, Loaded.COUNT, Loaded.ALTERNATIVE, Loaded.BLANK}
    for path in draft.paths("working_groups", "thematic_areas") if words.loads & {*TURNING, *_CHANGING} else ():
        if words.loads & TURNING:
            yield Opening(path, How.PRESENCE, start, end)
        if naming or words.loads & TURNING:
            yield Opening((*path, "coordinators"), How.HALF, start, end)
    if words.loads & {*TURNING, Loaded.TIME}:
        for each in draft.every:
            items = each.value.items if isinstance(each.value, RawSequence) and each.path[-1] == "coordinators" else ()
            yield from (Opening(each.path, How.YEARS, start, end, item.start) for item in items)


_SERVES = re.compile(
    r"\b(?:serv\w+|join\w*|terms?|appoint\w*|replac\w+|take over|until|onwards|extend\w*|continue\w*|"
    r"(?:have|has|led by|with|of) \w+ (?:co-?)?coordinators?)\b",
    re.IGNORECASE,
)
_CHANGING = frozenset((Loaded.NAME, Loaded.COUNT, Loaded.BLANK))


# -- what is listed ---------------------------------------------------------------------------------------------------

_GIVES_NOTICE = re.compile(
    r"\A\W*(?:re-?issued|issued|late submission|the present document was submitted)\b", re.IGNORECASE
)


def _is_listed(words: LeftWords, reading: SentenceReading) -> bool:
    """Whether words that open nothing are shown: what may be about the programme, of nobody knows which part."""
    parsed = reading.parsed
    text = parsed.sentence.reading.text
    if parsed.sentence.passage.sort is Sort.FOOTNOTE:
        return _GIVES_NOTICE.match(text) is None
    if parsed.sentence.passage.sort is Sort.HEADING:
        return not parsed.sentence.passage.front
    names_a_state = any(word.kind == "STATE" for word in words.words)
    if is_procedure(words, text) and words.loads <= {Loaded.NAME, Loaded.UNKNOWN} and not names_a_state:
        return False
    about = not is_title(text) and any(subject.search(text) for subject in _SUBJECTS)
    return reading.speaks or names_a_state or about


_SUBJECTS = (DESIGNATES, _OF_UNIT, _INTERSESSIONAL, _SOME_MEETING, _GROUPS, _WHOLE)


def _place(left: LeftWords, parsed: ParsedSentence) -> tuple[int, int]:
    reading = parsed.sentence.reading
    return reading.starts[left.start], reading.ends[left.end - 1]
