"""Each sentence of a draft read for what it says, in order; hides what a sentence takes from those before it.

The subject of a sentence is what it names, or what its opening names, or that of the sentence before it.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from ccmcheck.drafts.extract import coordinators, tables
from ccmcheck.drafts.extract.assessments import answers
from ccmcheck.drafts.extract.entries import entries
from ccmcheck.drafts.extract.meetings import meetings
from ccmcheck.drafts.extract.preamble import front
from ccmcheck.drafts.extract.support_unit import committee, unit
from ccmcheck.drafts.frames import Frame, frame_of, is_sentence, is_title
from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.grammar.tokens import Word
from ccmcheck.drafts.ledger import LeftWords, Role
from ccmcheck.drafts.model import Passage
from ccmcheck.drafts.openings import Opening, mentioned, opened
from ccmcheck.drafts.procedure import has_other_subject, is_procedure, set_phrases
from ccmcheck.drafts.statement import ParsedSentence, Saying, Statement
from ccmcheck.drafts.subjects import KINDS, NOBODY, Group, Subject, Subjects, group_of, subject_of
from ccmcheck.drafts.unknown import load_unknown, opens_list
from ccmcheck.prose.paragraphs import Sort

_FRAMING = (
    "meeting", "reference", "plenary", "symbol", "title", "unit", "reviewed", "article", "agenda", "chairs", "counted",
    "topic", "between", *KINDS,
)  # fmt: skip
# Phrases that give values of the programme wherever they stand.
_SUBSTANTIVE = frozenset(
    ("independent", "not_independent", "unlinked", "linked", "recruited", "recruitment", "principles", "describing",
     "hosting", "financial", "approval", "their_approval", "reflecting", "not_reflecting", "interim", "provided",
     "guided", "supported", "host", "led", "chair", "chairs", "transparent", "not_transparent", "designation",
     "presidency", "is_president", "languages", "funding", "deadline_meeting", "deadline_date")
)  # fmt: skip
_GOES_ON = re.compile(r"\A\W*(?:It|Its|They|Their|This|The (?:Meeting|meeting|Unit|Conference|session))\b")
_THEY = re.compile(r"\A\W*(?:They|Their)\b")


@dataclass(frozen=True, slots=True)
class SentenceReading:
    """A sentence with what it says, where words are left over in it, and what these open; offsets in the draft."""

    parsed: ParsedSentence
    sayings: tuple[Saying, ...]
    left: tuple[tuple[int, int], ...] = ()
    openings: tuple[Opening, ...] = ()
    apart: tuple[LeftWords, ...] = ()
    """Words left over that open nothing, unless their sentence opens a list that gives values."""
    speaks: bool = False
    """Whether it speaks of anything that a programme has."""
    mentions: bool = False
    """Whether it only mentions what it speaks of, so that words which open nothing are none to be shown."""


@dataclass(slots=True)
class _Context:
    """What a sentence may take from those before it."""

    meeting: Subject | None = None
    unit: bool = False
    frame: Frame = Frame.DECIDES
    group: Group | None = None
    by_heading: bool = False
    """Whether only a heading names the meeting."""
    lists_groups: bool = False


@dataclass(slots=True)
class _Reader:
    """The sentences of a draft while they are read."""

    year: str
    centre: str
    deciding: str
    words_of: tables.WordsOf
    contexts: dict[int, _Context] = field(default_factory=dict)
    announcing: dict[int, bool] = field(default_factory=dict)
    headings: dict[int, Subject] = field(default_factory=dict)
    topics: Counter[tuple[int, str]] = field(default_factory=Counter)

    def read(self, parsed: ParsedSentence) -> SentenceReading:
        """What a sentence says, and what is left over of it."""
        passage = parsed.sentence.passage
        context = self._context(passage)
        if len(parsed.words) > LONGEST:
            return _not_read(parsed)
        text = parsed.sentence.reading.text
        context.frame = frame_of(text, self.deciding, context.frame)
        _take_short_names(parsed)
        if passage.sort is Sort.HEADING:
            self._note_heading(parsed)
        sayings: list[Saying] = list(front(parsed)) if passage.sort is not Sort.FOOTNOTE else []
        subjects = NOBODY
        if passage.sort is Sort.TEXT and not _is_title_page(parsed):
            more, subjects = self._substance(parsed, context)
            sayings += more
        elif passage.sort is Sort.FOOTNOTE:
            subjects = _of_note(context)
        self._take_frame(parsed, sayings, subjects)
        load_unknown(parsed, sayings, subjects)
        return self._judged(parsed, sayings, subjects, context)

    def _note_heading(self, parsed: ParsedSentence) -> None:
        """Notes the one meeting that a heading names, unless it is the one that decides."""
        named = [subject for phrase in parsed.phrases if (subject := subject_of(phrase))]
        if len(named) == 1 and not (self.deciding and self.deciding in parsed.sentence.reading.text.casefold()):
            self.headings[parsed.sentence.passage.start] = replace(named[0], phrase=None)

    def _take_frame(self, parsed: ParsedSentence, sayings: Sequence[Saying], subjects: Subjects) -> None:
        """Takes what names and introduces: meetings, offices, the programme's own year in the opening of a list."""
        coordinators.limits(parsed, sayings)
        for phrase in parsed.each(*_FRAMING):
            if phrase.name == "reference" and (limit := _LIMITING.match(parsed.text_of(phrase))) is not None:
                parsed.ledger.take(phrase.start + limit.end(), phrase.end, Role.FRAME)
            else:
                parsed.take(phrase, Role.FRAME)
        for start, end in set_phrases(parsed.sentence.reading.text):
            parsed.ledger.take(start, end, Role.FRAME)
        for phrase in parsed.each("by_year") if not subjects.any else ():
            if phrase.all("YEAR")[0].text == self.year:
                parsed.take(phrase, Role.FRAME)

    def _context(self, passage: Passage) -> _Context:
        """What the sentences before say of the same passage, or its opening says."""
        held = self.contexts.get(passage.start)
        if held is None:
            above = self.contexts.get(passage.opening.start) if passage.opening is not None else None
            keeps = passage.sort is Sort.FOOTNOTE or (passage.opening is not None and passage.opening.introduces)
            held = replace(above, group=above.group if keeps else None) if above is not None else _Context()
            heading = self.headings.get(passage.heading.start) if passage.heading is not None else None
            if held.meeting is None and heading is not None:
                held.meeting, held.by_heading = heading, True
            held.lists_groups = passage.opening is not None and self._lists_groups(passage.opening)
            self.contexts[passage.start] = held
        return held

    def _lists_groups(self, opening: Passage) -> bool:
        """Whether the words that a passage hangs under announce a list of groups."""
        if opening.start not in self.announcing:
            text = " ".join(stretch.text for stretch in opening.stretches)[-1_000:]
            self.announcing[opening.start] = _ANNOUNCES.search(text) is not None
        return self.announcing[opening.start]

    def _substance(self, parsed: ParsedSentence, context: _Context) -> tuple[list[Saying], Subjects]:
        """What a sentence or the row of a table says, and what it speaks of."""
        passage = parsed.sentence.passage
        if not passage.cells:
            return self._of_sentence(parsed, context)
        held = tables.columns(parsed, self.words_of, self.year)
        if passage.is_header:
            tables.take_heads(parsed, held)
            return [], NOBODY
        row = tables.group_row(parsed, held, self.words_of, self.year)
        if row is not None:
            return [*row[0]], Subjects((row[1],))
        if all(column.holds is None for column in held) and any(column.cell.header for column in held):
            return [], Subjects(table=True)
        context.meeting = tables.meeting_above(held, self.words_of) or context.meeting
        sayings, subjects = self._of_sentence(tables.understood(parsed, held), context)
        if not subjects.any and context.meeting is not None and any(column.foreign for column in held):
            subjects = Subjects((), (context.meeting.path,))
        if subjects.meetings:
            sayings += tables.places(parsed, held, subjects.meetings[0])
        return sayings, subjects

    def _of_sentence(self, parsed: ParsedSentence, context: _Context) -> tuple[list[Saying], Subjects]:
        topic = coordinators.topic_of(parsed, listed=context.lists_groups)
        topics = coordinators.topics_of(parsed)
        if topic is not None and (len(topics) < 2 or coordinators.stands_alone(parsed, topic)):
            topics = (topic,)
        if topics:
            return self._groups(parsed, topics, context)
        passage = parsed.sentence.passage
        if context.group is not None and passage.opening is not None and passage.opening.introduces:
            listed = entries(parsed, _free(parsed, 0, len(parsed.sentence.reading.text)), self.year)
            return list(coordinators.stated(parsed, context.group.path, listed, more=True)), Subjects((context.group,))
        if context.lists_groups and _is_item(parsed):
            return [], Subjects(list_of_groups=True)
        goes_on = _GOES_ON.match(parsed.sentence.reading.text) is not None
        if context.group is not None and (not goes_on or _THEY.match(parsed.sentence.reading.text) is not None):
            return [], Subjects((context.group,))
        return self._of_meetings_and_unit(parsed, context, goes_on=goes_on)

    def _of_meetings_and_unit(
        self, parsed: ParsedSentence, context: _Context, *, goes_on: bool
    ) -> tuple[list[Saying], Subjects]:
        """What a sentence about no group says; `goes_on` is said of one that speaks of what the one before does."""
        named = [s for phrase in parsed.phrases if (s := subject_of(phrase))]
        carries_unit = context.unit and goes_on and not named
        carried = None if carries_unit else context.meeting
        more, meeting = meetings(parsed, carried, self.year)
        sayings: list[Saying] = [*more]
        sayings += unit(parsed, self.centre, carried=carries_unit)
        sayings += committee(parsed, self.centre)
        sayings += answers(parsed)
        sayings += _empty(parsed)
        of_unit = parsed.has("unit") or any(_is_of_unit(each) for each in sayings)
        if not named and not is_title(parsed.sentence.reading.text):
            of_unit = of_unit or context.unit or any(_OF_UNIT.search(word.text) for word in parsed.words)
        paths = list(
            dict.fromkeys(each.path[:2] for each in sayings if isinstance(each, Statement) and _of_meeting(each))
        )
        if not paths and not of_unit:
            paths = [each.path for each in named] if parsed.has("convene", "modal") else []
            about = goes_on or not has_other_subject(parsed.sentence.reading.text)
            if not paths and carried is not None and not context.by_heading and about:
                paths = [carried.path]
        context.by_heading = context.by_heading and meeting is not None and meeting == carried
        context.meeting, context.unit = meeting, of_unit
        if not paths and not of_unit and parsed.has("convene") and _SOME_MEETING.search(parsed.sentence.reading.text):
            return sayings, Subjects(list_of_meetings=True)
        chaired = not paths and _CHAIRED.search(parsed.sentence.reading.text) is not None
        return sayings, Subjects((), tuple(paths), of_unit, committee=chaired)

    def _groups(
        self, parsed: ParsedSentence, topics: Sequence[Phrase], context: _Context
    ) -> tuple[list[Saying], Subjects]:
        """Each topic with the words up to the next one; words before the first belong to it where it has none after."""
        sayings: list[Saying] = []
        groups: list[Group] = []
        for at, topic in enumerate(topics):
            name = self._name(topic, parsed.sentence.passage)
            end = topics[at + 1].start if at + 1 < len(topics) else len(parsed.sentence.reading.text)
            words = _free(parsed, topic.end, end)
            if at == 0 and len(topics) == 1 and not _names_somebody(words):
                words = _free(parsed, 0, topic.start) or words
            words = _without_labels(words)
            group = group_of(topic, name)
            groups.append(Group(group.path, 0 if at == 0 else group.start))
            sayings += coordinators.group(parsed, topic, name, words, self.year)
        context.group = groups[-1] if len(groups) == 1 else None
        return sayings, Subjects(tuple(groups))

    def _name(self, topic: Phrase, passage: Passage) -> str:
        """The topic; with a number where the same list has it already."""
        name = topic.all("TOPIC")[0].name
        above = passage.opening.start if passage.opening is not None and passage.opening.label else passage.start
        self.topics[above, name] += 1
        count = self.topics[above, name]
        return name if count == 1 else f"{name} {count}"

    # -- left over ----------------------------------------------------------------------------------------------------

    def _judged(
        self, parsed: ParsedSentence, sayings: list[Saying], subjects: Subjects, context: _Context
    ) -> SentenceReading:
        """The sentence as its frame lets it count."""
        own = [each for each in sayings if isinstance(each, Statement)]
        speaks = subjects.any or any(phrase.name in _SUBSTANTIVE for phrase in parsed.phrases)
        left_over = _together(list(parsed.ledger.left_over()), _MOST if not subjects.table else 0)
        match context.frame:
            case Frame.RECALLS:
                return SentenceReading(parsed, ())
            case _ if _is_title_page(parsed):
                return SentenceReading(parsed, tuple(sayings))
            case Frame.MENTIONS if own:
                openings = tuple(mentioned(parsed, own))
                places = tuple(dict.fromkeys((each.start, each.end) for each in openings))
                return SentenceReading(parsed, tuple(each for each in own if len(each.path) == 1), places, openings)
            case Frame.MENTIONS:
                return SentenceReading(parsed, (), apart=tuple(left_over), mentions=True)
            case Frame.DECIDES:
                opens = [(left, list(self._opened(left, parsed, own, subjects))) for left in left_over]
                places = tuple((each[0].start, each[0].end) for _, each in opens if each)
                openings = tuple(opening for _, each in opens for opening in each)
                apart = tuple(left for left, each in opens if not each)
                return SentenceReading(parsed, tuple(sayings), places, openings, apart, speaks)

    def _opened(
        self, left: LeftWords, parsed: ParsedSentence, own: list[Statement], subjects: Subjects
    ) -> Iterator[Opening]:
        """What words open of their own sentence; one of procedure that gives no value opens nothing."""
        if own or not is_procedure(left, parsed.sentence.reading.text):
            yield from opened(left, parsed, own, subjects)


LONGEST = 2_000
"""A sentence of more words is not read; it is listed as a whole."""
_MOST = 100


def _not_read(parsed: ParsedSentence) -> SentenceReading:
    """A sentence that is too long to be one; all of it is left over if anything in it is loaded."""
    if parsed.sentence.passage.front or next(parsed.ledger.left_over(), None) is None:
        return SentenceReading(parsed, ())
    return SentenceReading(parsed, (), ((parsed.sentence.start, parsed.sentence.end),))


_LIMITING = re.compile(r"(?:before|until|after)\b", re.IGNORECASE)


def _is_title_page(parsed: ParsedSentence) -> bool:
    """Whether a sentence before the first paragraph is only part of a title page, and says nothing by itself."""
    passage = parsed.sentence.passage
    return passage.front and (passage.sort is not Sort.TEXT or not is_sentence(parsed.sentence.reading.text))


def _together(left: list[LeftWords], most: int) -> list[LeftWords]:
    """The passages, or one over all of them where there are too many to be looked at one by one."""
    if len(left) <= most:
        return left
    also = frozenset(load for each in left for load in each.also)
    return [LeftWords(tuple(word for each in left for word in each.words), also)]


def read_sentences(
    parsed: Sequence[ParsedSentence], year: str, centre: str, words_of: tables.WordsOf
) -> list[SentenceReading]:
    """Every sentence with what it says and what is left over of it."""
    reader = _Reader(year, centre, _deciding(parsed), words_of)
    return [reader.read(each) for each in parsed]


def _deciding(parsed: Sequence[ParsedSentence]) -> str:
    """The ordinal of the meeting that decides (“second”), as a heading names it."""
    for each in parsed:
        if each.sentence.passage.front or each.sentence.passage.sort is Sort.HEADING:
            for phrase in each.each("msp"):
                return phrase.all("ORDINAL")[0].text.casefold()
    return ""


def _is_item(parsed: ParsedSentence) -> bool:
    """Whether a sentence in a list may be an item of it, and neither says something of all nor opens a list itself."""
    own = parsed.has("led_by_count", "counted", "modal") or _OF_OTHERS.search(parsed.sentence.reading.text)
    return parsed.sentence.first and not opens_list(parsed) and not own


def _of_note(context: _Context) -> Subjects:
    """What a footnote speaks of: what the passage that refers to it does."""
    if context.group is not None:
        return Subjects((context.group,))
    return Subjects((), (context.meeting.path,) if context.meeting is not None else (), context.unit)


_ANNOUNCES = re.compile(
    r"\b(?:working\s+groups?|thematic\s+areas?|coordinators)\b(?!\s+(?:recommend|propos|suggest|decid))[^.]*[:—–-]?\s*\Z",
    re.IGNORECASE,
)
_SOME_MEETING = re.compile(
    r"\b(?:intersessional|review conference|meetings? of (?:the )?states parties)\b", re.IGNORECASE
)
_OF_UNIT = re.compile(r"\A(?:Director|Directive|Unit|ISU)\Z")
_OF_OTHERS = re.compile(r"\b(?:Coordination Committee|Implementation Support Unit|the Unit|Director|Directive)\b")
_CHAIRED = re.compile(r"\bCoordination Committee\b.*\bchair|\bchair.*\bCoordination Committee\b", re.DOTALL)


def _take_short_names(parsed: ParsedSentence) -> None:
    """Takes a short name in brackets after the name that it stands for: “World Meteorological Organization (WMO)”."""
    words = parsed.words
    for at in range(1, len(words) - 2):
        name, short = words[at - 1], words[at + 1]
        bracketed = words[at].text == "(" and words[at + 2].text == ")"
        same = bool(name.name) and name.name == short.name
        initials = short.kind == "NAME" and short.text.isupper()
        if bracketed and name.kind in ("BODY", "NAME", "STATE") and (same or initials):
            parsed.take(short, Role.FRAME)


def _free(parsed: ParsedSentence, start: int, end: int) -> list[Word]:
    """The words between two offsets that nobody has taken."""
    return [word for word in parsed.words if start <= word.start < end and parsed.ledger.role(word.start) is None]


def _without_labels(words: list[Word]) -> list[Word]:
    """The words up to a label of something else: “New Zealand in 2012; Gender: Canada in 2012”."""
    parts = [at for at, word in enumerate(words) if word.text == ";"]
    for begin, end in pairwise([*parts, len(words)]):
        colon = next((at for at in range(begin + 2, end) if words[at].text == ":"), None)
        if colon is not None and words[colon - 1].kind in ("NAME", "WORD"):
            return words[:begin]
    return words


def _names_somebody(words: Sequence[Word]) -> bool:
    return any(word.kind in ("STATE", "NAME", "BODY", "QUOTED", "BLANK", "PLACEHOLDER") for word in words)


def _of_meeting(statement: Statement) -> bool:
    return statement.path[0] == "meetings" and len(statement.path) > 2


def _is_of_unit(saying: Saying) -> bool:
    return isinstance(saying, Statement) and saying.path[0] == "implementation_support_unit"


def _empty(parsed: ParsedSentence) -> Iterator[Statement]:
    """“Convene no meeting”: a list that is stated and empty."""
    fields = {"no_meeting": "meetings", "no_group": "working_groups", "no_area": "thematic_areas"}
    for phrase in parsed.each("none"):
        for part in phrase.inner(*fields):
            parsed.take(phrase)
            yield parsed.statement((fields[part.name],), parsed.list((), phrase))
