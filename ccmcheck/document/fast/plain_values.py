"""Plain values: what a document says as far as nothing in it is open; hides ranges, choices, states and nodes.

A number, a day, a length of time, a text or a truth; a list of such; a record as a dictionary of its stated fields. A
record that holds a blank somewhere is a `Holed` one, of which a field that is not there says nothing; a list of which
not everything is known is a `HalfList`, and half a date a `HalfDay`. Neither stands in a list that a rule makes.
"""

from __future__ import annotations

from datetime import date
from typing import Any

from ccmcheck.base import values
from ccmcheck.base.values import OPEN, Choice, Plain, Range, Truth
from ccmcheck.document.nodes import Node, State


class NotPlain(Exception):
    """A hole was read, or something else of which nothing plain can be said."""


class Holed(dict[str, Any]):
    """The plain fields of a record that has others too."""


class HalfList:
    """A list that may hold more than what is `stated` in it, or holds a blank beside."""

    __slots__ = ("stated",)
    __hash__ = None  # type: ignore[assignment]

    def __init__(self, stated: list[Any]) -> None:
        self.stated = stated

    def __eq__(self, _: object) -> bool:
        raise NotPlain


class HalfDay:
    """A day of which only the first and the last are known that it may be: what depends on it raises NotPlain."""

    __slots__ = ("days",)

    def __init__(self, days: Range) -> None:
        self.days = days

    def __eq__(self, other: object) -> bool:
        return _decided(values.equal(self.days, days_of(other)))

    def __lt__(self, other: Any) -> bool:
        return _decided(values.less(self.days, days_of(other)))

    def __le__(self, other: Any) -> bool:
        return _decided(values.less_or_equal(self.days, days_of(other)))

    def __gt__(self, other: Any) -> bool:
        return _decided(values.less(days_of(other), self.days))

    def __ge__(self, other: Any) -> bool:
        return _decided(values.less_or_equal(days_of(other), self.days))

    def __hash__(self) -> int:
        raise NotPlain

    def __sub__(self, _: object) -> Any:
        raise NotPlain

    __rsub__ = __sub__

    @property
    def year(self) -> Any:
        """Its year, where that is known."""
        return plain(values.year_of(self.days))

    @property
    def month(self) -> Any:
        """Its month, where that is known."""
        return plain(values.month_of(self.days))

    def weekday(self) -> int:
        """Its day of the week, which is not known."""
        raise NotPlain


HALVES = frozenset((HalfDay, HalfList))


def days_of(value: Any) -> Range:
    """The days, or whatever is counted, that a plain value may be."""
    return value.days if value.__class__ is HalfDay else values.point(value)


def _decided(truth: Truth) -> bool:
    if truth is OPEN:
        raise NotPlain
    return truth is Truth.CERTAIN


def half(value: Range) -> Any:
    """The plain value of a range: half a date where it is one of days; raises NotPlain for what else is open."""
    if value.low != value.high and (isinstance(value.low, date) or isinstance(value.high, date)):
        return HalfDay(value)
    return plain(value)


def plain(value: Plain) -> Any:
    """The plain value of an exact one; raises NotPlain."""
    if value.__class__ is Choice:
        words = value.words
        if words is not None and len(words) == 1:
            (word,) = words
            return word
    elif value.__class__ is Range:
        low = value.low
        if low is not None and low == value.high:
            return low
    elif value is not Truth.OPEN:
        return value is Truth.CERTAIN
    raise NotPlain


def plain_of(node: Node) -> Any:
    """The plain value of a node: of a record and a list whatever is plain in it; raises NotPlain."""
    value = node.value
    if node.presence is not None:
        raise NotPlain
    if value.__class__ is dict:
        return _record(value)
    if value.__class__ is tuple:
        return _list(node, value)
    if value is None:
        raise NotPlain
    return half(value) if value.__class__ is Range else plain(value)  # type: ignore[arg-type]


def _list(node: Node, items: tuple[Node, ...]) -> list[Any] | HalfList:
    stated = []
    whole = node.rest is None
    for item in items:
        try:
            value = plain_of(item)
        except NotPlain:
            whole = False
            continue
        if value.__class__ in HALVES:
            whole = False
        else:
            stated.append(value)
    return stated if whole else HalfList(stated)


def _record(fields: dict[str, Node]) -> dict[str, Any]:
    stated: dict[str, Any] = {}
    holed = False
    for name, node in fields.items():
        try:
            stated[name] = plain_of(node)
        except NotPlain:
            holed = holed or node.state is not State.UNSTATED
    return Holed(stated) if holed else stated
