"""Who holds which office when: a column for each year, under each group a bar for the term of each who leads it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from ccmcheck.base.quoting import listed
from ccmcheck.base.values import Choice, Range
from ccmcheck.document.nodes import Node, State
from ccmcheck.document.schema import Kind, ListKind, RecordKind
from ccmcheck.judge.english.nouns import plural
from ccmcheck.judge.verdicts import Verdict
from ccmcheck.report.pictures.shapes import (
    LEFT,
    ROW,
    TOP,
    WIDTH,
    Bar,
    DrawingRow,
    Picture,
    ShapeKind,
    Standings,
    Tick,
    entries,
    field,
    named,
    noun,
)

_MOST = 12
"""Years on the axis; a list of years that reaches further is told in words only."""


@dataclass(frozen=True, slots=True)
class _Term:
    """The years of an office holder, in order; `open` where a year or the list itself is not settled."""

    years: tuple[int, ...]
    open: bool


@dataclass(frozen=True, slots=True)
class _Led:
    """A thing that has its own list of office holders: the thing, and the field with the list."""

    group: Node
    holders: str

    @property
    def held(self) -> Node | None:
        """The list."""
        return field(self.group, self.holders)

    @property
    def office(self) -> RecordKind:
        """What an office holder is."""
        assert isinstance(self.group.kind, RecordKind)
        office = _office(self.group.kind.fields[self.holders].kind)
        assert office is not None
        return office

    def term(self, holder: Node) -> _Term:
        """The years of one who holds the office."""
        return _term(field(holder, self.office.term))


def terms(root: Node, verdicts: Sequence[Verdict]) -> Picture | None:
    """The picture of who leads the things of a programme; None where it names none, or its schema no terms."""
    groups = tuple(_groups(root))
    axis = _axis(root, groups)
    if not groups or not axis:
        return None
    rows = tuple(_rows(groups, axis, Standings(verdicts)))
    words = " ".join(_sentence(row) for row in rows)
    office, group = groups[0].office.name, groups[0].group.kind
    assert isinstance(group, RecordKind)
    years = f"{axis[0]} to {axis[-1]}" if len(axis) > 1 else f"{axis[0]}"
    title = f"{plural(office).capitalize()} and their years, {years}"
    return Picture("terms", title, words, _columns(axis), rows, (f"{group.name} or {office}", "term"))


def _groups(root: Node) -> Iterator[_Led]:
    """Each thing of a list whose schema gives it office holders, where it states who they are or that they are open."""
    assert isinstance(root.kind, RecordKind)
    for name, inner in root.kind.fields.items():
        thing = inner.kind.item if isinstance(inner.kind, ListKind) else None
        if not isinstance(thing, RecordKind):
            continue
        for holders in (holders for holders, each in thing.fields.items() if _office(each.kind) is not None):
            yield from (_Led(group, holders) for group in entries(field(root, name)) if field(group, holders))


def _office(kind: Kind) -> RecordKind | None:
    """The kind of those whom a list names with their years; None for any other list."""
    office = kind.item if isinstance(kind, ListKind) else None
    return office if isinstance(office, RecordKind) and office.term else None


def _sentence(row: DrawingRow) -> str:
    return f"{row.name}{' (' + row.words + ')' if row.words else ''}." if row.heading else f"{row.name}: {row.words}."


# -- which years ---------------------------------------------------------------------------------------------------


def _axis(root: Node, groups: Sequence[_Led]) -> tuple[int, ...]:
    """Every year that a term names, and the programme's own with the next; empty where none is known."""
    years = {year for group in groups for holder in entries(group.held) for year in group.term(holder).years}
    own = _own_year(root)
    near = own if own is not None else min(years, default=None)
    if near is None:
        return ()
    years |= {near, near + 1}
    wanted = [year for year in years if abs(year - near) < _MOST]
    return tuple(range(min(wanted), max(wanted) + 1))[:_MOST]


def _own_year(root: Node) -> int | None:
    assert isinstance(root.kind, RecordKind)
    return _year(field(root, root.kind.year)) if root.kind.year else None


def _term(held: Node | None) -> _Term:
    stated_years = [_year(item) for item in entries(held)]
    years = tuple(sorted({year for year in stated_years if year is not None}))
    return _Term(years, held is None or held.value is None or None in stated_years)


def _year(node: Node | None) -> int | None:
    held = node.value if node is not None else None
    return held.low if isinstance(held, Range) and held.exact and isinstance(held.low, int) else None


# -- where they are drawn ------------------------------------------------------------------------------------------


def _rows(groups: Sequence[_Led], axis: Sequence[int], standings: Standings) -> Iterator[DrawingRow]:
    """A heading for each group and under it those who lead it; one without any says so."""
    y = (TOP + at * ROW for at in count())
    for at, led in enumerate(groups, 1):
        group, held = led.group, led.held
        kind = standings.of(group.pointer, f"{group.pointer}/{_known_by(group)}", f"{group.pointer}/{led.holders}")
        name = _topic(group) or f"{noun(group)} {at}"
        words = "departs from a decision" if kind == "violated" else ""
        yield DrawingRow(next(y), name, "violated" if kind == "violated" else "plain", (), words, heading=True)
        for holder in entries(held):
            yield _row(next(y), holder, led.term(holder), axis, standings)
        if not entries(held):
            is_open = held is not None and held.state is not State.STATED
            yield DrawingRow(
                next(y), "not yet named" if is_open else "nobody", "open" if is_open else "plain", (), "no term"
            )


def _topic(group: Node) -> str:
    """What a group is called, by its word in the schema however a draft writes it."""
    held = field(group, _known_by(group)) if _known_by(group) else None
    value = held.value if held is not None else None
    return value.word.replace("-", " ").capitalize() if isinstance(value, Choice) and value.exact else ""


def _known_by(thing: Node) -> str:
    return thing.kind.known_by if isinstance(thing.kind, RecordKind) else ""


def _row(y: int, holder: Node, term: _Term, axis: Sequence[int], standings: Standings) -> DrawingRow:
    worst = standings.of(holder.pointer, f"{holder.pointer}/")
    name = named(holder)
    kind: ShapeKind = "violated" if worst == "violated" else "open" if term.open or not name else "plain"
    years = listed([str(year) for year in term.years])
    words = ", ".join(filter(None, (years, "years still open" if term.open else ""))) or "no years"
    bars = tuple(_bars(term, axis, kind))
    aside = "" if bars else f"outside this drawing: {words}" if years else words
    if kind == "violated":
        words += ", departs from a decision"
    return DrawingRow(y, name or "not yet named", kind, bars, words, aside=aside)


def _bars(term: _Term, axis: Sequence[int], kind: ShapeKind) -> Iterator[Bar]:
    """A bar for each run of years without a gap; where the years are open, a dashed one over the whole axis."""
    column = WIDTH / len(axis)
    if term.open:
        yield Bar(float(LEFT) + 2, WIDTH - 4, kind, True, str(axis[0]), str(axis[-1]), "open")
    for first, last in _runs([year for year in term.years if axis[0] <= year <= axis[-1]]):
        x = LEFT + column * (first - axis[0]) + 2
        label = str(first) if first == last else f"{first}–{last}"
        yield Bar(round(x, 1), round(column * (last - first + 1) - 4, 1), kind, False, str(first), str(last), label)


def _runs(years: Sequence[int]) -> Iterator[tuple[int, int]]:
    first = previous = None
    for year in years:
        if previous is not None and first is not None and year != previous + 1:
            yield first, previous
            first = year
        elif first is None:
            first = year
        previous = year
    if first is not None and previous is not None:
        yield first, previous


def _columns(axis: Sequence[int]) -> tuple[Tick, ...]:
    column = WIDTH / len(axis)
    return tuple(
        Tick(round(LEFT + column * at, 1), str(year), round(LEFT + column * (at + 0.5), 1))
        for at, year in enumerate(axis)
    )
