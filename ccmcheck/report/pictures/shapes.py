"""What the pictures are made of: rows with bars over an axis, measured in the units of the drawing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, TypeAlias

from ccmcheck.base.frozen import numerous
from ccmcheck.document.nodes import Node, State
from ccmcheck.document.schema import RecordKind
from ccmcheck.judge.verdicts import Verdict
from ccmcheck.report.parts.escaping import short

LEFT = 280
"""Where the axis begins; the names of the rows stand to its left."""
WIDTH = 470
"""How wide the axis is."""
NARROWEST = 5
ROW = 26
TOP = 34
_LONGEST = 38

ShapeKind: TypeAlias = Literal["plain", "violated", "open"]
SIGNS: Mapping[ShapeKind, str] = {"plain": "", "violated": "✗", "open": "?"}
WORDS: Mapping[ShapeKind, str] = {"plain": "", "violated": "departs from a decision", "open": "still open"}


@numerous
class Tick:
    """A line across the drawing, and its label in the middle of what follows."""

    x: float
    label: str
    label_x: float


@numerous
class Bar:
    """A stretch of time: `start` and `end` (both included) say which, in the words of the axis.

    `open` says that only a part of it may be meant; `label` stands beside it.
    """

    x: float
    width: float
    kind: ShapeKind
    open: bool
    start: str
    end: str
    label: str

    @property
    def label_x(self) -> float:
        """Where the label begins, or ends where there is more room before the bar."""
        return self.x - 6 if self.label_before else self.x + self.width + 6

    @property
    def label_before(self) -> bool:
        """Whether the label stands before the bar."""
        return self.x - LEFT > LEFT + WIDTH - self.x - self.width

    @property
    def label_inside(self) -> bool:
        """Whether there is room for the label in the bar alone."""
        return self.width > WIDTH * 0.6


@numerous
class DrawingRow:
    """A line of the drawing; a heading has no bars of its own."""

    y: int
    name: str
    kind: ShapeKind
    bars: tuple[Bar, ...]
    words: str
    heading: bool = False
    aside: str = ""
    """What stands in place of a bar that lies outside the axis."""

    @property
    def shown(self) -> str:
        """The name as far as there is room for it."""
        return short(self.name, _LONGEST)

    @property
    def sign(self) -> str:
        """What stands for the kind besides its colour."""
        return SIGNS[self.kind]

    @property
    def standing(self) -> str:
        """The kind in words."""
        return WORDS[self.kind]


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing with its title and the same in words."""

    name: str
    title: str
    words: str
    ticks: tuple[Tick, ...]
    rows: tuple[DrawingRow, ...]
    columns: tuple[str, str]

    @property
    def left(self) -> int:
        """Where the axis begins."""
        return LEFT

    @property
    def width(self) -> int:
        """The width of the whole drawing."""
        return LEFT + WIDTH + 16

    @property
    def height(self) -> int:
        """The height of the whole drawing."""
        return TOP + len(self.rows) * ROW + 10


class Standings:
    """How things stand by their places: a departure wins over what is open; hides how many verdicts there are."""

    def __init__(self, verdicts: Iterable[Verdict]) -> None:
        self._at: dict[str, ShapeKind] = {}
        for verdict in verdicts:
            if verdict.standing in ("violated", "undecided"):
                self._note(verdict, "violated" if verdict.standing == "violated" else "open")

    def _note(self, verdict: Verdict, kind: ShapeKind) -> None:
        details = (detail.place.pointer for detail in verdict.details if detail.place is not None)
        for pointer in (verdict.subject, *details):
            steps = pointer.split("/")
            for place in (pointer, *("/".join(steps[:at]) + "/" for at in range(1, len(steps)))):
                if self._at.get(place) != "violated":
                    self._at[place] = kind

    def of(self, *pointers: str) -> ShapeKind:
        """The worst at some places; a pointer that ends in `/` stands for all below it."""
        kinds = {self._at.get(pointer, "plain") for pointer in pointers}
        return "violated" if "violated" in kinds else "open" if "open" in kinds else "plain"


def field(node: Node | None, name: str) -> Node | None:
    """A stated field of a record, or nothing."""
    held = node.value if node is not None else None
    return held.get(name) if isinstance(held, Mapping) else None


def entries(node: Node | None) -> tuple[Node, ...]:
    """The items of a list that is there."""
    held = node.value if node is not None else None
    return held if isinstance(held, tuple) else ()


def stated(node: Node | None) -> str:
    """The words of a field that is filled in, as far as anybody reads them."""
    return short(node.text) if node is not None and node.state is State.STATED else ""


def named(thing: Node) -> str:
    """What a thing is called by the field that its schema names; empty where that is not filled in."""
    return stated(field(thing, thing.kind.known_by)) if isinstance(thing.kind, RecordKind) else ""


def noun(thing: Node) -> str:
    """What the schema calls such a thing."""
    return (thing.kind.name if isinstance(thing.kind, RecordKind) else "") or "thing"
