"""Which kinds go together: what compares with what, and what each function takes and gives."""

from __future__ import annotations

from typing import NamedTuple

from ccmcheck.base.frozen import frozen
from ccmcheck.base.values import WEEKDAYS
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
from ccmcheck.language.core import Core, Function

NUMBER = NumberKind()
DATE = DateKind()
TEXT = TextKind()
TRUTH = TruthKind()
DAYS = DurationKind("days")
# The item of the list `[]`, which goes with every kind.
ANY_ITEM = RecordKind("anything", {})


class Typed(NamedTuple):
    """A resolved expression and the kind of its value."""

    core: Core
    kind: Kind


def alike(a: Kind, b: Kind) -> bool:
    """Whether values of two kinds can be equal at all."""
    if a is ANY_ITEM or b is ANY_ITEM:
        return True
    match a, b:
        case ListKind(left), ListKind(right):
            return alike(left, right)
        case DurationKind(left_unit), DurationKind(right_unit):
            return left_unit == right_unit
        case WordKind(left_words), WordKind(right_words):
            return bool(set(left_words) & set(right_words))
        case NameKind(left_register), NameKind(right_register):
            return left_register == right_register
        case ((TextKind() | WordKind() | NameKind()), (TextKind() | WordKind() | NameKind())):
            return True
        case RecordKind(), RecordKind():
            return False
        case _:
            return type(a) is type(b)


def is_ordered(kind: Kind) -> bool:
    """Whether one value of the kind can lie before another."""
    return isinstance(kind, NumberKind | DateKind | DurationKind)


def is_leaf(kind: Kind) -> bool:
    """Whether a value of the kind has no parts."""
    return not isinstance(kind, ListKind | RecordKind)


def registers_in(kind: Kind) -> set[str]:
    """The names of the registers that kinds speak of."""
    match kind:
        case NameKind(register):
            return {register}
        case TextKind(aliases):
            return {aliases} if aliases else set()
        case ListKind(item):
            return registers_in(item)
        case RecordKind():
            return {name for field in kind.fields.values() for name in registers_in(field.kind)}
        case _:
            return set()


@frozen
class Signature:
    """What a function takes, in words for a rule author, and how many arguments that is."""

    takes: str
    arity: int


SIGNATURES: dict[Function, Signature] = {
    "count": Signature("a list", 1),
    "sum": Signature("a list of numbers", 1),
    "min": Signature("a list of numbers, dates or durations", 1),
    "max": Signature("a list of numbers, dates or durations", 1),
    "distinct": Signature("a list of texts, numbers or dates", 1),
    "days": Signature("two dates, start and end", 2),
    "year": Signature("a date", 1),
    "month": Signature("a date", 1),
    "weekday": Signature("a date", 1),
    "date": Signature("three numbers: year, month, day", 3),
    "difference": Signature("two lists of the same kind", 2),
}


OF_LISTS = frozenset(("count", "sum", "min", "max", "distinct", "difference"))
"""The functions that take lists."""


def result(function: Function, kinds: tuple[Kind, ...]) -> Kind | None:
    """The kind of a call's value; None where the arguments' kinds do not fit."""
    match function, kinds:
        case "count", (ListKind(),):
            return NUMBER
        case "sum", (ListKind(NumberKind()),):
            return NUMBER
        case (("min" | "max"), (ListKind(item),)) if is_ordered(item):
            return item
        case "distinct", (ListKind(item),) if is_leaf(item):
            return TRUTH
        case "days", (DateKind(), DateKind()):
            return DAYS
        case (("year" | "month"), (DateKind(),)):
            return NUMBER
        case "weekday", (DateKind(),):
            return WordKind(WEEKDAYS)
        case "date", (NumberKind(), NumberKind(), NumberKind()):
            return DATE
        case "difference", (ListKind() as left, ListKind() as right) if alike(left, right):
            return left
        case _:
            return None


def arithmetic(sign: str, left: Kind, right: Kind) -> Kind | None:
    """The kind of a sum or a difference; None where the two do not go together."""
    match sign, left, right:
        case _, NumberKind(), NumberKind():
            return NUMBER
        case _, DateKind(), DurationKind():
            return DATE
        case "+", DurationKind(), DateKind():
            return DATE
        case _, DurationKind(unit), DurationKind(other) if unit == other:
            return left
        case _:
            return None
