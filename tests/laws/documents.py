"""Documents at random, with and without holes; filling the holes legally; and blanking all that is no reason.

A list that ends with `...` is half; an item inside `Possible` may be there or not, which no file can write.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, TypeAlias, assert_never

from hypothesis import strategies as st

from ccmcheck.base.values import CERTAIN, less
from ccmcheck.document.dates import days_of
from ccmcheck.document.schema import (  # fmt: skip
    DateKind,
    DurationKind,
    Kind,
    ListKind,
    NameKind,
    NumberKind,
    RecordKind,
    TextKind,
    TruthKind,
    WordKind,
)
from tests.laws.world import DOCUMENT, STATES, Possible

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]

HOLE = "____"
REST = "..."


# Neighbours of a limit, of a month's end, and the two ends of the calendar.
DAYS = (
    "2012-02-28", "2012-02-29", "2012-03-01", "2012-01-31", "2011-12-31", "2010-06-30", "2010-07-01",
    "0001-01-01", "9999-12-31", "9999-12-30",
)  # fmt: skip
HALF = (
    "2012-02-XX", "2012-XX-XX", "2011-12", "9999-12-XX", "0001-XX-XX",
    "2012-01-31/2012-02-29", "2012-02/2012-03-01", "../2012-02-28", "2012-02-29/..", "2010-07-01/..", "../2010-06-30",
)  # fmt: skip
NUMBERS = (0, 1, 2, 2012, -1, Decimal("2.5"), Decimal("1." + "3" * 38), 10**38)
YEARS = (2011, 2012, 2013, 1)
TEXTS = ("x", "y", "L'Aquila")
NAMES = (*STATES, "Kingdom of Norway", "Atlantis")


def documents(*, holes: bool = True, whole: bool = False, kind: RecordKind = DOCUMENT) -> st.SearchStrategy[Any]:
    """Documents that fit the schema; `whole` ones state every field."""
    return st.composite(lambda draw: value_of(draw, kind, holes=holes, whole=whole, root=True))()


def value_of(draw: Draw, kind: Kind, *, holes: bool, whole: bool = False, root: bool = False) -> Any:
    """A value of a kind, or a hole."""
    if holes and not root and draw(st.integers(0, 5)) == 0:
        return HOLE
    match kind:
        case ListKind(item):
            items = [value_of(draw, item, holes=holes, whole=whole) for _ in range(draw(st.integers(0, 2)))]
            return _left_open(draw, items) if holes else items
        case RecordKind():
            return _record(draw, kind, holes=holes, whole=whole)
        case _:
            return draw(st.sampled_from(_leaves(kind, holes=holes)))


def _left_open(draw: Draw, items: list[Any]) -> list[Any]:
    """The list, now and then half, and now and then with items that may not be there."""
    made = [Possible(item) if draw(st.integers(0, 9)) == 0 else item for item in items]
    return [*made, REST] if draw(st.integers(0, 4)) == 0 else made


def _record(draw: Draw, kind: RecordKind, *, holes: bool, whole: bool) -> dict[str, Any]:
    made = {
        name: _named(draw, name, field.kind, holes=holes, whole=whole)
        for name, field in kind.fields.items()
        if whole or field.required or draw(st.integers(0, 3))
    }
    return _in_order(made, kind, {})


def _named(draw: Draw, name: str, kind: Kind, *, holes: bool, whole: bool) -> Any:
    if name == "id":  # unique in its list
        return draw(st.uuids()).hex if not holes or draw(st.booleans()) else HOLE
    return value_of(draw, kind, holes=holes, whole=whole)


def _in_order(made: dict[str, Any], kind: RecordKind, before: Mapping[str, Any]) -> dict[str, Any]:
    """The record with a start and an end that fit: those of before, or the start for both."""
    for first, second in kind.order:
        start, end = days_of(made.get(first)), days_of(made.get(second))
        if start and end and less(end, start) is CERTAIN:
            made[first], made[second] = before.get(first, made[first]), before.get(second, made[first])
    return made


def _leaves(kind: Kind, *, holes: bool) -> tuple[Any, ...]:
    match kind:
        case NumberKind(whole):
            return YEARS if whole else NUMBERS
        case DateKind():
            return DAYS + HALF if holes else DAYS
        case TruthKind():
            return (True, False)
        case WordKind(words):
            return words
        case NameKind():
            return NAMES
        case TextKind():
            return TEXTS
        case DurationKind() | ListKind() | RecordKind():
            raise AssertionError(f"no leaf of a document: {kind}")
        case _:
            assert_never(kind)


Moves: TypeAlias = dict[str, str | None]
"""Where each value went, by JSON Pointers; None for one that is no longer there."""


def filled(draw: Draw, value: Any, kind: Kind) -> tuple[Any, Moves]:
    """The value with some of its holes legally filled, some with values that have holes themselves."""
    filling = _Filling(draw, {})
    return filling.of(value, kind, "", ""), filling.moves


@dataclass(frozen=True)
class _Filling:
    """A document while its holes are filled: values move from one pointer to another."""

    draw: Draw
    moves: Moves

    def of(self, value: Any, kind: Kind, at: str, to: str) -> Any:
        self.moves[at] = to
        match value, kind:
            case str(), _ if value == HOLE:
                return value if self._seldom() else value_of(self.draw, kind, holes=self.draw(st.booleans()))
            case dict(), RecordKind():
                made = {name: self._field(name, inner, kind, at, to) for name, inner in value.items()}
                return _in_order(made, kind, value)
            case list(), ListKind():
                return self._list(value, kind, at, to)
            case _, DateKind():
                return _filled_day(self.draw, value)
            case _:
                return value

    def _field(self, name: str, value: Any, kind: RecordKind, at: str, to: str) -> Any:
        if name == "id":
            return self.draw(st.uuids()).hex if value == HOLE and self.draw(st.booleans()) else value
        return self.of(value, kind.fields[name].kind, f"{at}/{name}", f"{to}/{name}")

    def _list(self, value: list[Any], kind: ListKind, at: str, to: str) -> list[Any]:
        """The items, in a half list with others anywhere among them; of the possible ones those that are there."""
        made: list[Any] = []
        half = value[-1:] == [REST]
        for index, item in enumerate(value[:-1] if half else value):
            made += self._more(kind.item) if half else ()
            made += self._item(item, kind.item, f"{at}/{index}", f"{to}/{len(made)}")
        made += self._more(kind.item) if half else ()
        return [*made, REST] if half and self._seldom() else made

    def _more(self, kind: Kind) -> Iterator[Any]:
        for _ in range(self.draw(st.sampled_from((0, 0, 1, 2)))):
            yield value_of(self.draw, kind, holes=self.draw(st.booleans()))

    def _item(self, item: Any, kind: Kind, at: str, to: str) -> list[Any]:
        if not isinstance(item, Possible):
            return [self.of(item, kind, at, to)]
        match self.draw(st.sampled_from(("open", "there", "not there"))):
            case "open":
                return [Possible(self.of(item.value, kind, at, to))]
            case "there":
                return [self.of(item.value, kind, at, to)]
            case _:
                self.moves[at] = None
                return []

    def _seldom(self) -> bool:
        return bool(self.draw(st.integers(0, 3)) == 0)


def _filled_day(draw: Draw, value: str) -> str:
    """A day that half a date may be, as written, or that half date."""
    days = _days_among(value)
    return str(draw(st.sampled_from([value, *days]))) if days else value


def _days_among(value: str) -> list[str]:
    """Days that half a date may be: its first, its last, and the usual ones among them."""
    days = days_of(value)
    if days is None or days.exact:
        return []
    first, last = str(days.low or date.min), str(days.high or date.max)
    return [first, last, *(day for day in DAYS if first <= day <= last)]


Choose: TypeAlias = Callable[[str, st.SearchStrategy[Any]], Any]
"""What fills the hole at a JSON Pointer, of those that may."""
THERE = st.booleans()
"""Whether a possible item is there."""


def completed(choose: Choose, value: Any, kind: Kind, at: str = "") -> Any:
    """The value with every hole filled; its end may lie before its start then."""
    match value, kind:
        case str(), _ if value == HOLE:
            return choose(at, _whole(kind) if not at.endswith("/id") else st.uuids().map(lambda made: made.hex))
        case dict(), RecordKind():
            return {
                name: completed(choose, inner, kind.fields[name].kind, f"{at}/{name}") for name, inner in value.items()
            }
        case list(), ListKind(item):
            half = value[-1:] == [REST]
            stated = value[:-1] if half else value
            more = choose(at, st.lists(_whole(item), max_size=2)) if half else []
            return [
                *more,
                *(made for n, inner in enumerate(stated) for made in _there(choose, inner, item, f"{at}/{n}")),
            ]
        case str(), DateKind() if _days_among(value):
            return choose(at, st.sampled_from(_days_among(value)))
        case _:
            return value


def _there(choose: Choose, inner: Any, kind: Kind, at: str) -> list[Any]:
    """An item, or none where it may be there and is not."""
    if not isinstance(inner, Possible):
        return [completed(choose, inner, kind, at)]
    return [completed(choose, inner.value, kind, at)] if choose(at, THERE) else []


def _whole(kind: Kind) -> st.SearchStrategy[Any]:
    return st.composite(lambda draw: value_of(draw, kind, holes=False))()


def is_in_order(value: Any, kind: Kind) -> bool:
    """Whether no end lies before its start."""
    match value, kind:
        case dict(), RecordKind():
            return _in_order(dict(value), kind, {}) == value and all(
                is_in_order(inner, kind.fields[name].kind) for name, inner in value.items()
            )
        case list(), ListKind(item):
            return all(is_in_order(inner, item) for inner in value)
        case _:
            return True


def blanked(value: Any, kind: Kind, reasons: Collection[str], absent: Collection[str], at: str = "") -> Any:
    """The value with a hole for everything that is neither among the reasons nor an ancestor of one.

    A list that is itself no reason is a half one: it may hold more, and it loses what follows the last reason.
    """
    if isinstance(value, Possible):
        return Possible(blanked(value.value, kind, reasons, absent, at))
    if at and at not in reasons and not _above(at, reasons) and not _above(at, absent):
        return HOLE
    match value, kind:
        case dict(), RecordKind():
            return {
                name: blanked(value[name], field.kind, reasons, absent, f"{at}/{name}") if name in value else HOLE
                for name, field in kind.fields.items()
                if name in value or not (f"{at}/{name}" in absent or _above(f"{at}/{name}", absent))
            }
        case list(), ListKind(item):
            stated = value[:-1] if value[-1:] == [REST] else value
            made = [blanked(inner, item, reasons, absent, f"{at}/{n}") for n, inner in enumerate(stated)]
            if at in reasons:
                return [*made, *value[len(stated) :]]
            while made[-1:] == [HOLE]:
                made.pop()
            return [*made, REST]
        case _:
            return value


def _above(at: str, pointers: Collection[str]) -> bool:
    return any(pointer.startswith(f"{at}/") for pointer in pointers)


def mutated(draw: Draw, value: Any, kind: Kind, *, root: bool = True) -> Any:
    """The value with some of its parts blanked, left out or given another value of their kind."""
    if not root and draw(st.integers(0, 11)) == 0:
        return value_of(draw, kind, holes=True)
    match value, kind:
        case dict(), RecordKind():
            required = {name for name, field in kind.fields.items() if field.required}
            kept = [name for name in value if name in required or draw(st.integers(0, 14))]
            made = {name: value[name] if name == "id" else _mutated_field(draw, name, value, kind) for name in kept}
            return _in_order(made, kind, value)
        case list(), ListKind(item):
            kept = [inner for inner in value if draw(st.integers(0, 14))]
            items = [mutated(draw, inner, item, root=False) for inner in kept]
            return _left_open(draw, items) if draw(st.integers(0, 3)) == 0 else items
        case _:
            return value


def _mutated_field(draw: Draw, name: str, value: Mapping[str, Any], kind: RecordKind) -> Any:
    return mutated(draw, value[name], kind.fields[name].kind, root=False)
