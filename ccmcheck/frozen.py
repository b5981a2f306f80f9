"""The dataclass of this package: slotted, compared by its fields, and frozen for the type checker.

A dataclass that is frozen at run time takes five times as long to make, and its definition is most of what a short run
waits for: the standard one compiles each method of each class. Nothing assigns to a field after construction, and the
type checker sees to it. What all such classes share is written once, and a constructor is compiled once it is worth it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import MISSING, dataclass, field, fields
from functools import cache
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(made: type[Made]) -> type[Made]:
    """A slotted dataclass; spans and other fields with `compare=False` take no part in equality."""
    return _made(made, slots=True)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def remembering(made: type[Made]) -> type[Made]:
    """The same without slots, for a class that keeps what it has worked out (`cached_property`)."""
    return _made(made, slots=False)


def _made(made: type[Made], *, slots: bool) -> type[Made]:
    made.__doc__ = made.__doc__ or made.__name__  # without one the standard library works out the signature
    finished = cast(Any, dataclass(slots=slots, init=False, eq=False, repr=False)(made))
    finished.__init__ = _first_calls(finished)
    finished.__eq__ = _equal
    finished.__hash__ = _hash
    finished.__repr__ = _repr
    finished.__compared__ = _values(tuple(field.name for field in fields(finished) if field.compare))
    finished.__shown__ = tuple(field.name for field in fields(finished) if field.repr)
    return cast("type[Made]", finished)


_SELDOM = 30
"""So many calls of the plain constructor take as long as compiling one that is five times as quick."""


def _first_calls(made: Any) -> Callable[..., None]:
    """A constructor that gives way to a compiled one once it has been called often: most classes never see that."""
    calls = iter(range(_SELDOM))

    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807 - it becomes that method
        names, defaults, factories = _shape(made)
        stated = {**dict(zip(names, given, strict=False)), **named}
        made_up = {name: factory() for name, factory in factories.items() if name not in stated}
        values = {**defaults, **made_up, **stated}
        if next(calls, None) is None or len(stated) < len(given) + len(named) or values.keys() != set(names):
            # Also where a value is missing or one too many: the compiled one complains of that as any function does.
            made.__init__ = _constructor(made)
            made.__init__(self, *given, **named)
            return
        for name, value in values.items():
            setattr(self, name, value)

    return __init__


@cache
def _shape(made: Any) -> tuple[tuple[str, ...], dict[str, Any], dict[str, Callable[[], Any]]]:
    """The names of the fields, and the default of each that has one, or what makes it."""
    each = fields(made)
    return (
        tuple([one.name for one in each]),
        {one.name: one.default for one in each if one.default is not MISSING},
        {one.name: one.default_factory for one in each if one.default_factory is not MISSING},
    )


def _constructor(made: Any) -> Callable[..., None]:
    """The constructor of a class, compiled: its fields in order, with their defaults."""
    known: dict[str, Any] = {"_unset": MISSING}
    parameters, body = ["self"], []
    for each in fields(made):
        name, value = each.name, each.name
        if each.default_factory is not MISSING:
            known[f"_make_{name}"] = each.default_factory
            name, value = f"{name}=_unset", f"_make_{name}() if {name} is _unset else {name}"
        elif each.default is not MISSING:
            known[f"_default_{name}"] = each.default
            name = f"{name}=_default_{name}"
        parameters.append(name)
        body.append(f" self.{each.name} = {value}")
    exec(f"def __init__({', '.join(parameters)}):\n" + ("\n".join(body) or " pass"), known)  # noqa: S102 - names of fields
    return cast("Callable[..., None]", known["__init__"])


def _values(names: tuple[str, ...]) -> Callable[[Any], Any]:
    """A function that gives the values of these fields, cheaply comparable."""
    return attrgetter(*names) if names else _nothing


def _nothing(_: Any) -> tuple[()]:
    return ()


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
