"""Values as plain data and back, for what is kept for another day; hides how each kind of value is written.

JSON holds the data: nothing in it runs, as is due in a folder for caches. A value of a class is a list that begins with
the name of the class, a span is two offsets, and what both sides hold anyway is a number.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from enum import Enum
from fractions import Fraction
from typing import Any

from ccmcheck.base.source import Source, Span


def _nothing_common(_: Any) -> int | None:
    return None


class Codec:
    """Writes and reads values of these classes, which are dataclasses or enumerations.

    `common` are values that the other side holds too, and `number` finds the number of one among them.
    """

    def __init__(
        self,
        classes: Iterable[type],
        common: Sequence[Any] = (),
        number: Callable[[Any], int | None] = _nothing_common,
    ) -> None:
        self._by_name = {class_.__name__: class_ for class_ in classes}
        self._common, self._number = common, number

    def encode(self, value: Any, sources: list[Source]) -> Any:
        """A value as lists, texts and numbers; texts to which its spans lead are added to the sources."""
        match value:
            case None | bool() | int() | str():
                return value
            case tuple():
                return ["()", *[self.encode(item, sources) for item in value]]
            case _:
                return self._encoded(value, sources)

    def _encoded(self, value: Any, sources: list[Source]) -> list[Any]:
        number = self._number(value)
        if number is not None:
            return ["#", number]
        match value:
            case Span(source, start, end):
                return ["@", start, end, *_other(source, sources)]
            case Source():
                return ["source", *_other(value, sources)]
            case frozenset():
                return ["{}", *sorted(value)]
            case date():
                return ["date", value.isoformat()]
            case Decimal():
                return ["decimal", str(value)]
            case Fraction():
                return ["fraction", str(value)]
            case Enum():
                return [type(value).__name__, value.value]
            case _:
                names = type(value).__match_args__
                return [type(value).__name__, *[self.encode(getattr(value, name), sources) for name in names]]

    def decoder(self, sources: Sequence[Source]) -> Callable[[Any], Any]:
        """What turns data back into values over these sources.

        It raises ValueError, LookupError or TypeError where the data are damaged.
        """
        common, by_name = self._common, self._by_name

        def decode(data: Any) -> Any:
            if data.__class__ is not list:
                return data
            name = data[0]
            maker = makers.get(name)
            if maker is not None:
                return maker(data)
            return by_name[name](*[decode(item) if item.__class__ is list else item for item in data[1:]])

        makers: dict[str, Callable[[list[Any]], Any]] = {
            "@": lambda data: Span(sources[data[3] if len(data) > 3 else 0], data[1], data[2]),
            "()": lambda data: tuple([decode(item) if item.__class__ is list else item for item in data[1:]]),
            "#": lambda data: common[data[1]],
            "source": lambda data: sources[data[1] if len(data) > 1 else 0],
            "{}": lambda data: frozenset(data[1:]),
            "date": lambda data: date.fromisoformat(data[1]),
            "decimal": lambda data: Decimal(data[1]),
            "fraction": lambda data: Fraction(data[1]),
        }
        return decode


def _other(source: Source, sources: list[Source]) -> list[int]:
    """The number of a source; that of the first goes without saying."""
    if source not in sources:
        sources.append(source)
    number = sources.index(source)
    return [number] if number else []
