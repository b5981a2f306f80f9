"""Who coordinates what and when: a column for each year, under each group a bar for every coordinator's term."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count

from ccmcheck.base.values import Choice, Range
from ccmcheck.document.nodes import Node, State
from ccmcheck.judge.english.values import listed
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
    stated,
)

_MOST = 12
"""Years on the axis; a list of years that reaches further is told in words only."""


@dataclass(frozen=True, slots=True)
class _Term:
    """The years of a coordinator, in order; `open` where a year or the list itself is not settled."""

    years: tuple[int, ...]
    open: bool


def terms(root: Node, verdicts: Sequence[Verdict]) -> Picture | None:
    """The picture of a programme's coordinators; None where it names no group."""
    groups = [
        group
        for name in ("working_groups", "thematic_areas")
        for group in entries(field(root, name))
        if entries(field(group, "coordinators")) or field(group, "coordinators") is not None
    ]
    axis = _axis(root, groups)
    if not groups or not axis:
        return None
    rows = tuple(_rows(groups, axis, Standings(verdicts)))
    words = " ".join(_sentence(row) for row in rows)
    title = f"Who coordinates what, {axis[0]} to {axis[-1]}" if len(axis) > 1 else f"Who coordinates what, {axis[0]}"
    return Picture("terms", title, words, _columns(axis), rows, ("working group or coordinator", "term"))


def _sentence(row: DrawingRow) -> str:
    return f"{row.name}{' (' + row.words + ')' if row.words else ''}." if row.heading else f"{row.name}: {row.words}."


# -- which years ---------------------------------------------------------------------------------------------------


def _axis(root: Node, groups: Sequence[Node]) -> tuple[int, ...]:
    """Every year that a term names, and the programme's own with the next; empty where none is known."""
    years = {
        year
        for group in groups
        for coordinator in entries(field(group, "coordinators"))
        for year in _term(coordinator).years
    }
    own = _year(field(root, "year"))
    near = own if own is not None else min(years, default=None)
    if near is None:
        return ()
    years |= {near, near + 1}
    wanted = [year for year in years if abs(year - near) < _MOST]
    return tuple(range(min(wanted), max(wanted) + 1))[:_MOST]


def _term(coordinator: Node) -> _Term:
    held = field(coordinator, "years")
    stated_years = [_year(item) for item in entries(held)]
    years = tuple(sorted({year for year in stated_years if year is not None}))
    return _Term(years, held is None or held.value is None or None in stated_years)


def _year(node: Node | None) -> int | None:
    held = node.value if node is not None else None
    return held.low if isinstance(held, Range) and held.exact and isinstance(held.low, int) else None


# -- where they are drawn ------------------------------------------------------------------------------------------


def _rows(groups: Sequence[Node], axis: Sequence[int], standings: Standings) -> Iterator[DrawingRow]:
    """A heading for each group and under it its coordinators; one without any says so."""
    y = (TOP + at * ROW for at in count())
    for at, group in enumerate(groups, 1):
        held = field(group, "coordinators")
        kind = standings.of(group.pointer, f"{group.pointer}/topic", f"{group.pointer}/coordinators")
        name = _topic(group) or f"group {at}"
        words = "departs from a decision" if kind == "violated" else ""
        yield DrawingRow(next(y), name, "violated" if kind == "violated" else "plain", (), words, heading=True)
        for coordinator in entries(held):
            yield _row(next(y), coordinator, axis, standings)
        if not entries(held):
            is_open = held is not None and held.state is not State.STATED
            yield DrawingRow(
                next(y), "not yet named" if is_open else "nobody", "open" if is_open else "plain", (), "no term"
            )


def _topic(group: Node) -> str:
    """The topic by its word in the schema, however a draft writes it."""
    held = field(group, "topic")
    value = held.value if held is not None else None
    return value.word.replace("-", " ").capitalize() if isinstance(value, Choice) and value.exact else ""


def _row(y: int, coordinator: Node, axis: Sequence[int], standings: Standings) -> DrawingRow:
    term = _term(coordinator)
    worst = standings.of(coordinator.pointer, f"{coordinator.pointer}/")
    named = stated(field(coordinator, "state"))
    kind: ShapeKind = "violated" if worst == "violated" else "open" if term.open or not named else "plain"
    years = listed([str(year) for year in term.years])
    words = ", ".join(filter(None, (years, "years still open" if term.open else ""))) or "no years"
    bars = tuple(_bars(term, axis, kind))
    aside = "" if bars else f"outside this drawing: {words}" if years else words
    if kind == "violated":
        words += ", departs from a decision"
    return DrawingRow(y, named or "not yet named", kind, bars, words, aside=aside)


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
