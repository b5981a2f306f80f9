"""Documents at random, with and without holes; filling the holes legally; and blanking all that is no reason."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
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
from tests.laws.world import DOCUMENT, STATES

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]

HOLE = "____"
# Neighbours of a limit, of a month's end, and the two ends of the calendar.
DAYS = (
    "2012-02-28", "2012-02-29", "2012-03-01", "2012-01-31", "2011-12-31", "2010-06-30", "2010-07-01",
    "0001-01-01", "9999-12-31", "9999-12-30",
)  # fmt: skip
HALF = ("2012-02-XX", "2012-XX-XX", "2011-12", "9999-12-XX", "0001-XX-XX")
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
            return [value_of(draw, item, holes=holes, whole=whole) for _ in range(draw(st.integers(0, 2)))]
        case RecordKind():
            return _record(draw, kind, holes=holes, whole=whole)
        case _:
            return draw(st.sampled_from(_leaves(kind, holes=holes)))


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


def filled(draw: Draw, value: Any, kind: Kind) -> Any:
    """The value with some of its holes legally filled, some with values that have holes themselves."""
    match value, kind:
        case str(), _ if value == HOLE:
            return value if draw(st.integers(0, 3)) == 0 else value_of(draw, kind, holes=draw(st.booleans()))
        case dict(), RecordKind():
            made = {name: _filled_field(draw, name, inner, kind) for name, inner in value.items()}
            return _in_order(made, kind, value)
        case list(), ListKind(item):
            return [filled(draw, inner, item) for inner in value]
        case _, DateKind():
            return _filled_day(draw, value)
        case _:
            return value


def _filled_field(draw: Draw, name: str, value: Any, kind: RecordKind) -> Any:
    if name == "id":
        return draw(st.uuids()).hex if value == HOLE and draw(st.booleans()) else value
    return filled(draw, value, kind.fields[name].kind)


def _filled_day(draw: Draw, value: str) -> str:
    """A day that half a date may be, as written: its first, its last, or one of the usual ones among them."""
    days = days_of(value)
    if days is None or days.exact:
        return value
    usual = [day for day in DAYS if str(days.low) <= day <= str(days.high)]
    return str(draw(st.sampled_from([value, str(days.low), str(days.high), *usual])))


def blanked(value: Any, kind: Kind, reasons: Collection[str], absent: Collection[str], at: str = "") -> Any:
    """The value with a hole for everything that is neither among the reasons nor an ancestor of one."""
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
            return [blanked(inner, item, reasons, absent, f"{at}/{n}") for n, inner in enumerate(value)]
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
            return [mutated(draw, inner, item, root=False) for inner in kept]
        case _:
            return value


def _mutated_field(draw: Draw, name: str, value: Mapping[str, Any], kind: RecordKind) -> Any:
    return mutated(draw, value[name], kind.fields[name].kind, root=False)
