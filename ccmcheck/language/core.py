"""The core: the few expressions that every rule becomes once its names and kinds are resolved.

Definitions are inlined, months and years are one unit, half dates have become comparisons, and the condition that
picks a register's row by its key has become part of the rows. Spans lead back to the rules file.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from typing import Literal, TypeAlias, assert_never

from ccmcheck.base.frozen import frozen, numerous
from ccmcheck.base.source import Span
from ccmcheck.base.values import Plain

Comparator: TypeAlias = Literal["=", "!=", "<", "<=", ">", ">=", "in", "not in"]
Quantifier: TypeAlias = Literal["every", "some", "no"]
Function: TypeAlias = Literal[
    "count",
    "sum",
    "min",
    "max",
    "distinct",
    "days",
    "year",
    "month",
    "weekday",
    "date",
    "difference",
    # Those that have no name in rules: `two thirds of`, `in every 5 years from`, a comprehension over several lists.
    "share",
    "recurs",
    "joined",
]


@numerous
class Constant:
    """A value written in the rule."""

    value: Plain
    span: Span = field(compare=False, repr=False)


@frozen
class ListOf:
    """A list written in the rule."""

    items: tuple[Core, ...]
    span: Span = field(compare=False, repr=False)


@numerous
class WholeDocument:
    """The whole document."""

    span: Span = field(compare=False, repr=False)


@frozen
class PreviousDocument:
    """The document before, of the same kind; nothing is known of it where it is not at hand."""

    span: Span = field(compare=False, repr=False)


@numerous
class Variable:
    """What a `for each`, a quantifier or a comprehension has bound; slots are unique within a rule."""

    slot: int
    name: str
    span: Span = field(compare=False, repr=False)


@numerous
class FieldOf:
    """A field of a record; of the row of a register that `Rows` finds by its key, where it is one of that."""

    of: Core
    name: str
    span: Span = field(compare=False, repr=False)


@frozen
class Rows:
    """The rows of a register: all of them, or those whose key equals an expression."""

    register: str
    key: Core | None
    span: Span = field(compare=False, repr=False)


@frozen
class Compare:
    """A comparison of two values, or of a value with a list."""

    comparator: Comparator
    left: Core
    right: Core
    span: Span = field(compare=False, repr=False)


@frozen
class Between:
    """From low to high, both included."""

    value: Core
    low: Core
    high: Core
    span: Span = field(compare=False, repr=False)


@frozen
class Given:
    """Whether a field is stated, or (`missing`) whether it is not."""

    of: Core
    missing: bool
    span: Span = field(compare=False, repr=False)


@frozen
class Not:
    inner: Core
    span: Span = field(compare=False, repr=False)


@frozen
class And:
    parts: tuple[Core, ...]
    span: Span = field(compare=False, repr=False)


@frozen
class Or:
    parts: tuple[Core, ...]
    span: Span = field(compare=False, repr=False)


@frozen
class Quantified:
    """Every, some or no item of a list that fulfils `where` satisfies the body."""

    quantifier: Quantifier
    slot: int
    name: str
    list: Core
    where: Core | None
    body: Core
    span: Span = field(compare=False, repr=False)


@frozen
class Comprehension:
    """The list of an expression's values for each item of a list that fulfils `where`."""

    item: Core
    slot: int
    name: str
    list: Core
    where: Core | None
    span: Span = field(compare=False, repr=False)


@frozen
class Arithmetic:
    sign: Literal["+", "-"]
    left: Core
    right: Core
    span: Span = field(compare=False, repr=False)


@frozen
class Call:
    function: Function
    arguments: tuple[Core, ...]
    span: Span = field(compare=False, repr=False)


Core: TypeAlias = (
    Constant | ListOf | WholeDocument | PreviousDocument | Variable | FieldOf | Rows | Compare | Between | Given | Not
    | And | Or | Quantified | Comprehension | Arithmetic | Call
)  # fmt: skip


def path_of(expression: Core) -> str:
    """The path as written (`committee.members`), or nothing where the expression is none."""
    match expression:
        case Variable(_, name):
            return name
        case FieldOf(WholeDocument(), name):
            return name
        case FieldOf(of, name):
            above = path_of(of)
            return f"{above}.{name}" if above else ""
        case Rows(register):
            return register
        case PreviousDocument():
            return "previous"
        case _:
            return ""


def parts_of(expression: Core) -> tuple[Core, ...]:
    """The expressions directly inside an expression, in the order in which they are written."""
    match expression:
        case Constant() | WholeDocument() | PreviousDocument() | Variable():
            return ()
        case ListOf(items):
            return items
        case FieldOf(of) | Given(of):
            return (of,)
        case Rows(_, key):
            return () if key is None else (key,)
        case Compare(_, left, right) | Arithmetic(_, left, right):
            return (left, right)
        case Between(value, low, high):
            return (value, low, high)
        case Not(inner):
            return (inner,)
        case And(parts) | Or(parts):
            return parts
        case Quantified(_, _, _, over, where, body):
            return (over, body) if where is None else (over, where, body)
        case Comprehension(item, _, _, over, where):
            return (over, item) if where is None else (over, where, item)
        case Call(_, arguments):
            return arguments
        case _:
            assert_never(expression)


def walk(expression: Core) -> Iterator[Core]:
    """The expression and every one inside it, each before its own."""
    ahead = [expression]
    while ahead:
        part = ahead.pop()
        yield part
        ahead += reversed(parts_of(part))


def walk_wanted(expression: Core, *, wanted: bool = True) -> Iterator[tuple[Core, bool]]:
    """The same in the same order, each with whether it has to hold so that the whole does."""
    yield expression, wanted
    for part in parts_of(expression):
        yield from walk_wanted(part, wanted=wanted ^ turns(expression))


def turns(expression: Core) -> bool:
    """Whether the parts of an expression have to be otherwise for it to hold."""
    return isinstance(expression, Not) or (isinstance(expression, Quantified) and expression.quantifier == "no")


def reads_previous(expression: Core) -> bool:
    """Whether an expression asks anything of the document before."""
    return any(isinstance(part, PreviousDocument) for part in walk(expression))


def slots_in(expression: Core) -> frozenset[int]:
    """The slots of all variables in an expression."""
    return frozenset(part.slot for part in walk(expression) if isinstance(part, Variable))


def mentions(expression: Core, slot: int) -> bool:
    """Whether an expression depends on a variable."""
    return slot in slots_in(expression)
