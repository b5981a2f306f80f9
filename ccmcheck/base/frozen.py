"""The dataclass of this package: slotted, compared by its fields, and frozen for the type checker.

A dataclass that is frozen at run time takes five times as long to make, and its definition is most of what a short run
waits for: the standard one compiles each method of each class. Nothing assigns to a field after construction, and the
type checker sees to it. What all such classes share is written once; a constructor of its own is compiled for a class
of which a run makes many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import MISSING, Field, dataclass, field
from inspect import get_annotations
from operator import attrgetter
from typing import Any, TypeVar, cast, dataclass_transform

Made = TypeVar("Made")


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def frozen(class_: type[Made]) -> type[Made]:
    """A slotted dataclass; spans and other fields with `compare=False` take no part in equality."""
    return _made(class_, slots=True)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def numerous(class_: type[Made]) -> type[Made]:
    """The same for a class of which a run makes hundreds: compiling a constructor costs as much as 100 plain calls."""
    return _made(class_, slots=True, compiled=True)


@dataclass_transform(frozen_default=True, field_specifiers=(field,))
def remembering(class_: type[Made]) -> type[Made]:
    """The same without slots, for a class that keeps what it has worked out (`cached_property`)."""
    return _made(class_, slots=False, compiled=True)


def _made(class_: type[Made], *, slots: bool, compiled: bool = False) -> type[Made]:
    annotations = get_annotations(class_)
    stated = {name: class_.__dict__[name] for name in annotations if name in class_.__dict__}
    finished = cast(Any, _slotted(class_, tuple(annotations)) if slots else class_)
    finished.__dataclass_fields__ = _Fields(class_, annotations, stated)
    finished.__match_args__ = tuple(annotations)  # type: ignore[misc]
    finished.__shape__ = shape = _Shape(annotations, stated)
    if not slots:
        for name in shape.said:
            delattr(finished, name)
        for name, default in shape.defaults.items():
            setattr(finished, name, default)
    finished.__init__ = _compiled_constructor(shape) if compiled else _plain_constructor(shape)
    finished.__eq__ = _equal
    finished.__hash__ = _hash
    finished.__repr__ = _repr
    finished.__compared__ = _values(shape.names_where(_is_compared))
    return cast("type[Made]", finished)


def _slotted(class_: type, names: tuple[str, ...]) -> type:
    """The class anew, with slots for its fields: they can only be given to a class when it is made."""
    inside = {name: value for name, value in class_.__dict__.items() if name not in (*names, "__dict__", "__weakref__")}
    return type(class_)(
        class_.__name__, class_.__bases__, {**inside, "__slots__": names, "__qualname__": class_.__qualname__}
    )


class _Shape:
    """The fields of a class: their names, the default of each that has one or what makes it, and what else is said."""

    def __init__(self, names: Iterable[str], stated: Mapping[str, Any]) -> None:
        self.names = tuple(names)
        self.said = {name: stated_value for name, stated_value in stated.items() if isinstance(stated_value, Field)}
        values = {
            name: stated_value.default if name in self.said else stated_value for name, stated_value in stated.items()
        }
        self.defaults = {name: value for name, value in values.items() if value is not MISSING}
        factories = {name: stated_value.default_factory for name, stated_value in self.said.items()}
        self.factories = {name: factory for name, factory in factories.items() if factory is not MISSING}

    def values(self, given: Sequence[Any], named: Mapping[str, Any]) -> Sequence[Any] | None:
        """What a constructor gives to each field; None where a value is missing, given twice, or of no field."""
        stated = {**dict(zip(self.names, given, strict=False)), **named}
        new = {name: factory() for name, factory in self.factories.items() if name not in stated}
        values = {**self.defaults, **new, **stated}
        if len(stated) < len(given) + len(named) or len(values) != len(self.names):
            return None
        return [values[name] for name in self.names] if values.keys() == set(self.names) else None

    def names_where(self, wanted: Callable[[Any], bool]) -> tuple[str, ...]:
        """The fields of which nothing is said, or what is wanted."""
        return tuple([name for name in self.names if name not in self.said or wanted(self.said[name])])


class _Fields:
    """What the standard library knows of a dataclass, worked out by it when it is first asked for."""

    def __init__(self, class_: type, annotations: Mapping[str, Any], stated: Mapping[str, Any]) -> None:
        self._name, self._inside = class_.__name__, {**stated, "__annotations__": annotations, "__doc__": "The same."}
        self._inside["__module__"] = class_.__module__
        self._found: Any = None

    def __get__(self, _one: object, _owner: type) -> Any:
        if self._found is None:
            alike: Any = type(self._name, (), self._inside)
            self._found = dataclass(init=False, eq=False, repr=False)(alike).__dataclass_fields__
        return self._found


def _plain_constructor(shape: _Shape) -> Callable[..., None]:
    """A constructor that is at hand at once, and three times as slow as a compiled one."""
    whole = len(shape.names)

    def __init__(self: Any, *given: Any, **named: Any) -> None:  # noqa: N807 - it becomes that method
        values = given if len(given) == whole and not named else shape.values(given, named)
        if values is None:
            # A value is missing or one too many: the compiled one complains of that as any function does.
            _compiled_constructor(shape)(self, *given, **named)
            return
        for name, value in zip(shape.names, values, strict=True):
            setattr(self, name, value)

    return __init__


def _compiled_constructor(shape: _Shape) -> Callable[..., None]:
    """The constructor of a class, compiled: its fields in order, with their defaults."""
    known: dict[str, Any] = {"_unset": MISSING}
    parameters, body = ["self"], []
    for name in shape.names:
        parameter, value = name, name
        if name in shape.factories:
            known[f"_make_{name}"] = shape.factories[name]
            parameter, value = f"{name}=_unset", f"_make_{name}() if {name} is _unset else {name}"
        elif name in shape.defaults:
            known[f"_default_{name}"] = shape.defaults[name]
            parameter = f"{name}=_default_{name}"
        parameters.append(parameter)
        body.append(f" self.{name} = {value}")
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


def _is_compared(of_field: Any) -> bool:
    return bool(of_field.compare)


def _is_shown(of_field: Any) -> bool:
    return bool(of_field.repr)


def _repr(self: Any) -> str:
    parts = ", ".join(f"{name}={getattr(self, name)!r}" for name in self.__shape__.names_where(_is_shown))
    return f"{self.__class__.__qualname__}({parts})"
