"""What words that were left over could have changed: the one place that decides which paths they open.

A left-over passage opens what it could have changed of the subject of its sentence, and no more. What is opened is a
blank, or a list that may hold more; the words stand for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import Enum

from ccmcheck.document.raw import Raw, RawSequence
from ccmcheck.drafts.grammar.tokens import TURNING, Loaded
from ccmcheck.drafts.ledger import LeftWords
from ccmcheck.drafts.statement import ParsedSentence, Path, Statement
from ccmcheck.drafts.subjects import (  # fmt: skip
    COMMITTEE,
    DESIGNATES,
    KINDS,
    LISTS,
    LISTS_PRESIDENTS,
    UNIT,
    Group,
    Subjects,
    subject_of,
)

TURNS = TURNING | {Loaded.UNKNOWN}
_NAMING = ("id", "kind", "title", "topic")
# What somebody is who stands among coordinators and is none.
_LESSER = frozenset(
    (
        "friend",
        "friends",
        "observer",
        "observers",
        "adviser",
        "advisor",
        "alternate",
        "deputy",
        "assistant",
        "substitute",
        "reserve",
    )
)
_PLACE, _DAYS = frozenset(("venue", "city", "country")), frozenset(("start", "end"))


class How(Enum):
    """BLANK: the value. HALF: whether a list holds more. PRESENCE: whether an item is there. YEARS: an entry's.

    RECORD: all that is said of a thing.
    """

    BLANK = "blank"
    HALF = "half"
    PRESENCE = "presence"
    YEARS = "years"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Opening:
    """A path that words leave open; offsets in the draft. `item` is where an item of the list stands."""

    path: Path
    how: How
    start: int
    end: int
    item: int = -1


def opened(left: LeftWords, parsed: ParsedSentence, own: Sequence[Statement], subjects: Subjects) -> Iterator[Opening]:
    """The paths that a passage left over opens; `own` is what its sentence says."""
    own, subjects = _speaking_of(left, parsed, own, subjects)
    passage = _Passage(left, parsed, own)
    if subjects.groups:
        yield from passage.of_a_group(subjects.groups)
    elif subjects.list_of_groups:
        yield from passage.of_some_group()
    elif subjects.list_of_meetings:
        yield passage.opening(("meetings",), How.HALF)
    elif subjects.committee:
        yield passage.opening(COMMITTEE)
    elif subjects.meetings:
        yield from passage.of_a_meeting(subjects.meetings)
    elif subjects.unit or any(statement.path[0] in (UNIT, "coordination_committee") for statement in own):
        yield from passage.of_the_clause()


def _speaking_of(
    left: LeftWords, parsed: ParsedSentence, own: Sequence[Statement], subjects: Subjects
) -> tuple[Sequence[Statement], Subjects]:
    """What words speak of: what the sentence does, or a meeting that it refers to: “at the …, which shall last”."""
    for phrase in parsed.each("reference"):
        named = next((subject for part in phrase.inner(*KINDS) if (subject := subject_of(part))), None)
        between = parsed.sentence.reading.text[phrase.end : max(left.start, phrase.end)]
        if named is not None and _RELATIVE.fullmatch(between):
            return [], Subjects((), (named.path,))
    return own, subjects


_RELATIVE = re.compile(r",\s+(?:which|to be|held|lasting|taking place)\b[^,;]*|,\s+")


class _Passage:
    """One passage left over, beside what its sentence says."""

    def __init__(self, left: LeftWords, parsed: ParsedSentence, own: Sequence[Statement]) -> None:
        self.left, self.parsed, self.loads = left, parsed, left.loads
        self.all_own = own
        self.own = [statement for statement in own if statement.path[-1] not in _NAMING]
        reading = parsed.sentence.reading
        self.start, self.end = reading.starts[left.start], reading.ends[left.end - 1]

    def opening(self, path: Path, how: How = How.BLANK, item: int = -1) -> Opening:
        """That these words leave a path open."""
        return Opening(path, how, self.start, self.end, item)

    # -- coordinators -------------------------------------------------------------------------------------------------

    def of_a_group(self, groups: Sequence[Group]) -> Iterator[Opening]:
        """The list, the years of the entry beside, or whether that entry is one."""
        group = next((each for each in reversed(groups) if each.start <= self.left.start), groups[0])
        path = (*group.path, "coordinators")
        value = next((statement.value for statement in self.own if statement.path == path), None)
        items = value.items if isinstance(value, RawSequence) else ()
        named = self.loads & {Loaded.NAME, Loaded.COUNT, Loaded.ALTERNATIVE, Loaded.BLANK}
        if value is None and (not named or self.loads & TURNS):
            yield self.opening(group.path, How.PRESENCE)
        if value is None and not named:
            return
        if items and self._chooses():
            yield from (self.opening(path, How.PRESENCE, item.start) for item in self._in_series(items))
            return
        entry = self._doubted(items) if self.loads & TURNS else None
        if entry is not None:
            start, end = min(self.start, entry.start), max(self.end, entry.end)
            yield Opening(path, How.PRESENCE, start, end, entry.start)
        if named or not items or (entry is None and Loaded.UNKNOWN in self.loads and not self._is_of_an_entry(items)):
            yield self.opening(path, How.HALF)
        elif entry is None:
            yield self.opening(path, How.YEARS, self._beside([item.start for item in items]))

    def _chooses(self) -> bool:
        """Whether the words make a choice of those they stand among: “or”, “one of”."""
        follows = self.parsed.sentence.reading.text[self.left.end :].lstrip()[:3]
        return Loaded.ALTERNATIVE in self.loads or (Loaded.COUNT in self.loads and follows == "of ")

    def _in_series(self, items: Sequence[Raw]) -> Iterator[Raw]:
        """The entries between the same semicolons."""
        first, last = self._bounds(re.compile(";"))
        return (item for item in items if first <= item.start < last)

    def _doubted(self, items: Sequence[Raw]) -> Raw | None:
        """The entry that the words cast doubt on: that right behind them, and of a condition the one beside them."""
        text, starts = self.parsed.sentence.reading.text, self.parsed.sentence.reading.starts
        at = re.compile(r"[\s:(]*(?:(?:of|by|for|with|in|as|to|from|the)\b\s*)*").match(text, self.left.end)
        follows = starts[at.end()] if at is not None and at.end() < len(starts) else -1
        behind = next((item for item in items if item.start == follows), None)
        if behind is None and any(word.text.casefold() in _LESSER for word in self.left.words):
            return max((item for item in items if item.start < self.start), key=lambda item: item.start, default=None)
        if behind is not None or Loaded.CONDITION not in self.loads or not items:
            return behind
        beside = self._beside([item.start for item in items])
        return next(item for item in items if item.start == beside)

    def _beside(self, starts: Sequence[int]) -> int:
        """The entry that the words belong to: the next one where they stand at its beginning, else the one before."""
        before = self.parsed.sentence.reading.text[: self.left.start].rstrip(", ")
        after = [start for start in starts if start >= self.end]
        if after and (not starts or starts[0] >= self.end or re.search(r"(?:[;:]|\band)\Z", before)):
            return after[0]
        return max((start for start in starts if start < self.start), default=starts[0])

    def _is_of_an_entry(self, items: Sequence[Raw]) -> bool:
        """Whether the words stand in an entry or next behind it, perhaps in a bracket, and so speak of its years."""
        if any(item.start < self.start < item.end for item in items):
            return True
        ended = max((item.end for item in items if item.end <= self.start), default=self.start + 1)
        reading = self.parsed.sentence.reading
        between = (
            char for char, start in zip(reading.text, reading.starts, strict=False) if ended <= start < self.start
        )
        return ended <= self.start and all(char.isspace() or char == "(" for char in between)

    def of_some_group(self) -> Iterator[Opening]:
        """A group whose topic was not understood may be one more of either kind."""
        yield from (self.opening((name,), How.HALF) for name in ("working_groups", "thematic_areas"))

    # -- meetings -----------------------------------------------------------------------------------------------------

    def of_a_meeting(self, meetings: Sequence[Path]) -> Iterator[Opening]:
        """Its days, its place, or everything that the clause says of it."""
        if self.loads & TURNS:
            yield from self._turned(meetings)
            return
        path = self._nearest(meetings)
        if self.loads & {Loaded.TIME, Loaded.COUNT}:
            yield self.opening((*path, "start"))
            yield self.opening((*path, "end"))
        if Loaded.NAME in self.loads and all(word.kind == "LANGUAGE" for word in self.left.words if word.loaded):
            yield self.opening((*path, "languages"), How.HALF)
        elif Loaded.NAME in self.loads:
            presidents = self._presidents(path)
            places = [(*path, name) for name in ("venue", "city", "country")]
            beside = self._in_segment()
            for each in presidents if presidents and not any(s.path in places for s in beside) else places:
                yield self.opening(each)
        if self.loads == {Loaded.BLANK}:
            yield from (self.opening(statement.path) for statement in self._in_segment())

    def _presidents(self, meeting: Path) -> list[Path]:
        """Whom the sentence designates; of the meeting, where it does and nobody was recognised."""
        presidents = [statement.path for statement in self.own if statement.path[-1] == "president"]
        opening = self.parsed.sentence.passage.opening
        above = opening.stretches[-1].text if opening is not None else ""
        designates = DESIGNATES.search(self.parsed.sentence.reading.text) or LISTS_PRESIDENTS.search(above)
        return presidents or ([(*meeting, "president")] if designates else [])

    def _turned(self, meetings: Sequence[Path]) -> Iterator[Opening]:
        beside = self._in_segment()
        if Loaded.ALTERNATIVE in self.loads:  # “in Geneva, or elsewhere in Switzerland”
            kinds = next((each for each in (_PLACE, _DAYS) if any(s.path[-1] in each for s in beside)), frozenset())
            beside = [*beside, *(s for s in self.own if s.path[-1] in kinds and s not in beside)]
        if not self.own:
            yield from (self.opening(each) for path in meetings for each in self._presidents(path))
            yield from (self.opening(path, How.RECORD) for path in meetings)
        if beside and not self._comes_first():
            yield from (self.opening(statement.path) for statement in beside)
            return
        convenes = self.parsed.has("convene") or Loaded.NEGATION in self.loads
        if convenes:
            yield from (self.opening(path, How.PRESENCE) for path in meetings)
        if not convenes or self.loads & TURNS != {Loaded.CONDITION}:
            yield from (self.opening(statement.path) for statement in self.own)

    def _comes_first(self) -> bool:
        """Whether the words stand before all that is said of meetings, and so concern all of it: “hoped to hold”."""
        values = (statement.value.start for statement in self.all_own if statement.path[0] == "meetings")
        return self.start < min(values, default=self.start)

    def _nearest(self, meetings: Sequence[Path]) -> Path:
        """The meeting of the value that stands before the words, else the first that the sentence speaks of."""
        before = [s.path[:2] for s in self.own if s.path[0] == "meetings" and s.value.start <= self.start]
        return before[-1] if before and before[-1] in meetings else meetings[0]

    def _in_segment(self) -> list[Statement]:
        """What is said between the same commas."""
        return self._between(re.compile(r"[,;:()]"))

    # -- clauses ------------------------------------------------------------------------------------------------------

    def of_the_clause(self) -> Iterator[Opening]:
        """What is said in the same clause; of a negation before all of it, everything in the sentence."""
        beside = self._between(re.compile(r";|,? (?:and|but) (?=(?:it )?(?:shall|will|should|to)\b)"))
        if not beside and self.loads & TURNS:
            beside = self.own
        yield from (self.opening(statement.path) for statement in beside)

    def _between(self, parting: re.Pattern[str]) -> list[Statement]:
        first, last = self._bounds(parting)
        return [statement for statement in self.own if first <= statement.value.start < last]

    def _bounds(self, parting: re.Pattern[str]) -> tuple[int, int]:
        """Where the words between the same marks begin and end in the draft."""
        reading = self.parsed.sentence.reading
        cuts = [match.span() for match in parting.finditer(reading.text)]
        begin = max((end for _, end in cuts if end <= self.left.start), default=0)
        close = min((start for start, _ in cuts if start >= self.left.end), default=len(reading.text))
        return reading.starts[min(begin, len(reading.starts) - 1)], reading.ends[max(close - 1, 0)]


def opened_below(left: LeftWords, parsed: ParsedSentence, below: Sequence[Statement]) -> Iterator[Opening]:
    """What words left over in the opening of a list leave open of all that the list says."""
    passage = _Passage(left, parsed, below)
    lists = [statement.path for statement in passage.own if statement.path[-1] == "coordinators"]
    begins = Loaded.NAME in left.loads and not lists and left.start == parsed.words[0].start  # “Propose groups on:”
    if begins or left.loads & {*TURNS, Loaded.TIME, Loaded.COUNT}:
        yield from (passage.opening(statement.path) for statement in passage.own)
        items = dict.fromkeys(s.path[:2] for s in below if s.path[0] in LISTS and len(s.path) > 2)
        yield from (passage.opening(path, How.PRESENCE) for path in items)
    elif Loaded.NAME in left.loads:
        yield from (passage.opening(path, How.HALF) for path in lists)


def mentioned(parsed: ParsedSentence, own: Sequence[Statement]) -> Iterator[Opening]:
    """What is only mentioned gives no value; whether there is such a thing stays open."""
    for path in dict.fromkeys(statement.path[:2] for statement in own if statement.path[0] in LISTS):
        yield Opening(path, How.PRESENCE, parsed.sentence.start, parsed.sentence.end)
