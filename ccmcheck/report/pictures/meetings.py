"""The time line of a programme's meetings: a year of months, each meeting a bar from its first to its last day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from ccmcheck.base.days import MONTHS, days
from ccmcheck.base.values import Range
from ccmcheck.document.nodes import Node, State
from ccmcheck.document.schema import ListKind, RecordKind
from ccmcheck.judge.verdicts import Verdict
from ccmcheck.report.pictures.shapes import (
    LEFT,
    NARROWEST,
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
    stated,
)

_LONGEST_SPAN = 3
"""Years: what lies further away is drawn at the edge."""


@dataclass(frozen=True, slots=True)
class _Stretch:
    """The days that a meeting may take; `open` where only some of them are meant, None where nothing is known."""

    first: date | None
    last: date | None
    open: bool


def meetings(root: Node, verdicts: Sequence[Verdict]) -> Picture | None:
    """The picture of a programme's meetings; None where it has none."""
    name, title = _list(root)
    held = entries(field(root, name)) if name else ()
    stretches = [_stretch(meeting) for meeting in held]
    axis = _axis(root, stretches)
    if not held or axis is None:
        return None
    standings = Standings(verdicts)
    rows = tuple(
        _row(at, meeting, stretch, axis, standings)
        for at, (meeting, stretch) in enumerate(zip(held, stretches, strict=True))
    )
    years = f"{axis[0].year}" if axis[0].year == axis[1].year else f"{axis[0].year} to {axis[1].year}"
    words = " ".join(f"{row.name}: {row.words}." for row in rows)
    return Picture("meetings", f"The {title} of {years}", words, _months(axis), rows, (noun(held[0]), "dates"))


def _list(root: Node) -> tuple[str, str]:
    """The first list of things that last from one day to another, and what the schema calls it; empty for none."""
    assert isinstance(root.kind, RecordKind)
    for name, inner in root.kind.fields.items():
        thing = inner.kind.item if isinstance(inner.kind, ListKind) else None
        if isinstance(thing, RecordKind) and thing.order:
            return name, inner.title or name
    return "", ""


def _ends(meeting: Node) -> tuple[str, str]:
    """The fields with the first and the last day."""
    assert isinstance(meeting.kind, RecordKind)
    return meeting.kind.order[0]


# -- which days ----------------------------------------------------------------------------------------------------


def _stretch(meeting: Node) -> _Stretch:
    start, end = (field(meeting, name) for name in _ends(meeting))
    first, last = _days(start), _days(end)
    exact = _is_exact(start) and _is_exact(end)
    low = first[0] or last[0]
    high = last[1] or first[1]
    if low is not None and high is not None and high < low:
        high = low
    return _Stretch(low, high, not exact)


def _days(node: Node | None) -> tuple[date | None, date | None]:
    held = node.value if node is not None else None
    if not isinstance(held, Range):
        return None, None
    return held.low if isinstance(held.low, date) else None, held.high if isinstance(held.high, date) else None


def _is_exact(node: Node | None) -> bool:
    return node is not None and node.state is State.STATED


def _axis(root: Node, stretches: Sequence[_Stretch]) -> tuple[date, date] | None:
    """The years of the programme and of its meetings, as whole years; None where no year is known."""
    years = {day.year for stretch in stretches for day in (stretch.first, stretch.last) if day is not None}
    assert isinstance(root.kind, RecordKind)
    held = field(root, root.kind.year) if root.kind.year else None
    value = held.value if held is not None else None
    own = value.low if isinstance(value, Range) and value.exact and isinstance(value.low, int) else None
    if own is not None and not 1 <= own <= date.max.year:
        own = None
    if own is None and not years:
        return None
    first = min([*years, own] if own is not None else years)
    last = max([*years, own] if own is not None else years)
    if last - first >= _LONGEST_SPAN:
        first = last = own if own is not None else first
    return date(first, 1, 1), date(last, 12, 31)


# -- where they are drawn ------------------------------------------------------------------------------------------


def _x(when: date, axis: tuple[date, date]) -> float:
    share = (when - axis[0]).days / ((axis[1] - axis[0]).days + 1)
    return round(LEFT + WIDTH * min(max(share, 0.0), 1.0), 1)


def _after(when: date) -> date:
    return when if when == date.max else when + timedelta(days=1)


def _row(at: int, meeting: Node, stretch: _Stretch, axis: tuple[date, date], standings: Standings) -> DrawingRow:
    dates = standings.of(*(f"{meeting.pointer}/{name}" for name in _ends(meeting)))
    whole = standings.of(meeting.pointer, f"{meeting.pointer}/")
    kind: ShapeKind = "violated" if whole == "violated" else "open" if stretch.open else "plain"
    title = stated(field(meeting, "title"))
    name = title[:1].upper() + title[1:] or named(meeting) or f"{noun(meeting)} {at + 1}"
    first, last = stretch.first or axis[0], stretch.last or axis[1]
    label = _label(stretch)
    words = label + (", departs from a decision" if kind == "violated" else "")
    if first > axis[1] or last < axis[0]:
        return DrawingRow(TOP + at * ROW, name, kind, (), words, aside=f"outside this drawing: {label}")
    x = _x(first, axis)
    width = max(NARROWEST, round(_x(_after(last), axis) - x, 1))
    violated = dates == "violated"
    drawn = Bar(
        x=min(x, LEFT + WIDTH - width),
        width=width,
        kind="violated" if violated else "open" if stretch.open else "plain",
        open=stretch.open,
        start=first.isoformat(),
        end=last.isoformat(),
        label=label,
    )
    return DrawingRow(TOP + at * ROW, name, kind, (drawn,), words)


def _label(stretch: _Stretch) -> str:
    if stretch.first is None or stretch.last is None:
        return "no dates yet"
    if stretch.open:
        return f"open, within {days(stretch.first, stretch.last)}"
    return days(stretch.first, stretch.last)


def _months(axis: tuple[date, date]) -> tuple[Tick, ...]:
    """A tick at the first of each month, or of each year where the axis is longer than one."""
    years = range(axis[0].year, axis[1].year + 1)
    if len(years) > 1:
        starts = [(date(year, 1, 1), str(year)) for year in years]
    else:
        starts = [(date(axis[0].year, month, 1), MONTHS[month - 1][:3]) for month in range(1, 13)]
    edges = [_x(start, axis) for start, _ in starts] + [float(LEFT + WIDTH)]
    return tuple(
        Tick(edges[at], label, round((edges[at] + edges[at + 1]) / 2, 1)) for at, (_, label) in enumerate(starts)
    )
