"""The dataclass of this package: slotted, compared by its fields, and frozen for the type checker.

A dataclass that is frozen at run time takes five times as long to make, and its definition is most of what a short run
waits for. Nothing assigns to a field after construction, and the type checker sees to it. The methods that all such
classes share are written once instead of compiled for each.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, fields
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(made: type[Made]) -> type[Made]:
    """A slotted dataclass; spans and other fields with `compare=False` take no part in equality."""
    slotted = cast(Any, dataclass(slots=True, eq=False, repr=False)(made))
    compared = tuple(field.name for field in fields(slotted) if field.compare)
    shown = tuple(field.name for field in fields(slotted) if field.repr)
    slotted.__eq__ = _equal
    slotted.__hash__ = _hash
    slotted.__repr__ = _repr
    slotted.__compared__ = _values(compared)
    slotted.__shown__ = shown
    return cast("type[Made]", slotted)


def _values(names: tuple[str, ...]) -> Callable[[Any], Any]:
    """A function that gives the values of these fields, cheaply comparable."""
    return attrgetter(*names) if names else lambda made: ()


def _equal(self: Any, other: object) -> Any:
    if other.__class__ is not self.__class__:
        return NotImplemented
    get = cast(Any, self.__class__).__compared__
    return get(self) == get(other)


def _hash(self: Any) -> int:
    return hash((self.__class__, self.__class__.__compared__(self)))


def _repr(self: Any) -> str:
    parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__shown__)
    return f"{self.__class__.__qualname__}({parts})"
