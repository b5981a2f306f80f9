"""What a sentence speaks of: meetings, groups with their coordinators, the Unit; hides how a phrase names them."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.statement import Path

UNIT = "implementation_support_unit"
COMMITTEE = ("coordination_committee", "chair")
LISTS = ("meetings", "working_groups", "thematic_areas")
AREAS = frozenset(("reporting", "national-implementation-measures"))
DESIGNATES = re.compile(
    r"\b(?:designat|elect|appoint)\w*\b.*(?<!Vice-)\bPresidents?\b|"
    r"\bPresidents?\b[^.;]*\b(?:shall|will|is to) be\b",
    re.DOTALL,
)
# The opening of a list of those who may preside: “The President of the Third Meeting will be:”.
LISTS_PRESIDENTS = re.compile(r"\bPresidents?\b[^.;]*:\s*\Z")
KINDS = {
    "intersessional": "intersessional",
    "msp": "meeting-of-states-parties",
    "extraordinary": "extraordinary-meeting-of-states-parties",
    "review": "review-conference",
    "preparatory": "preparatory-meeting",
}


@dataclass(frozen=True, slots=True)
class Subject:
    """The meeting that a sentence speaks of: its kind in the programme, its id, and its year where the name has it."""

    kind: str
    id: str
    year: str = ""
    phrase: Phrase | None = field(default=None, compare=False)
    """Where the sentence at hand names it; None where it goes on about it."""

    @property
    def path(self) -> Path:
        """The path of the meeting."""
        return ("meetings", self.id)


def subject_of(phrase: Phrase) -> Subject | None:
    """The meeting that a phrase names, or None; an intersessional one without a year has an open id."""
    kind = KINDS.get(phrase.name)
    if kind is None:
        return None
    place = next(iter(phrase.all("ORDINAL", "NTH", "MSP")), None)
    order = days.number(place) if place else None
    year = phrase.first("YEAR")
    match phrase.name:
        case "msp":
            id_ = f"{order}msp"
        case "review":
            id_ = f"{order}rc"
        case "intersessional":
            id_ = f"intersessional-{year.text if year else ''}"
        case name:
            id_ = name
    return Subject(kind, id_, year.text if year else "", phrase)


@dataclass(frozen=True, slots=True)
class Group:
    """A group that a sentence speaks of, and from where on."""

    path: Path
    start: int


@dataclass(frozen=True, slots=True)
class Subjects:
    """What a sentence speaks of: groups with their coordinators, meetings, the Unit."""

    groups: tuple[Group, ...] = ()
    meetings: tuple[Path, ...] = ()
    unit: bool = False
    committee: bool = False
    list_of_groups: bool = False
    """Whether it is one of a list of groups, though nobody knows of which."""
    list_of_meetings: bool = False
    """Whether it convenes a meeting, though nobody knows which."""
    table: bool = False
    """Whether it is the row of a table, though nobody knows what its columns hold."""

    @property
    def any(self) -> bool:
        """Whether it speaks of anything that a programme has."""
        return self != NOBODY


NOBODY = Subjects()


def group_of(topic: Phrase, name: str) -> Group:
    """The group of a topic, from its words on."""
    return Group((list_of(topic.all("TOPIC")[0].name), name), topic.start)


def list_of(topic: str) -> str:
    """The field of the programme that lists groups with this topic."""
    return "thematic_areas" if topic in AREAS else "working_groups"
