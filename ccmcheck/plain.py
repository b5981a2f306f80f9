"""The quick way to “plainly satisfied”: rules as closures over fully stated values, which give up wherever a hole is read.

It only ever says that a rule is satisfied or passes over a programme. For everything else, and for the reasons, the
evaluator is asked; the two never disagree, and a test with generated rules and documents says so.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Any, Literal, TypeAlias, assert_never

from ccmcheck import core, values
from ccmcheck.core import Core
from ccmcheck.document.nodes import Node, State
from ccmcheck.evaluate.answers import RegisterRows
from ccmcheck.rulebook.model import Binding, Rule
from ccmcheck.values import Choice, Duration, Plain, Range, Truth

# What a value is here: a number, date, duration, text or truth; a record's node; a list of such.
Value: TypeAlias = Any
Slots: TypeAlias = list[Value]
Read: TypeAlias = Callable[[Node, Slots], Value]
Test: TypeAlias = Callable[[Node, Slots], bool]
Registers: TypeAlias = Mapping[str, RegisterRows]


class NotPlain(Exception):  # noqa: N818 - no error: the sign that a hole was read
    """A hole was read, or something else on which only the evaluator has a say."""


Plainly: TypeAlias = Callable[[Node], Literal["satisfied", "not-applicable"] | None]


def compiled(rule: Rule, registers: Registers) -> Plainly:
    """A function that says whether a rule is plainly satisfied by a document or passes over it; None for all else."""
    if rule.require is None:
        return lambda document: None
    run = _scope(rule.bindings, _Body(rule, registers), registers)
    size = 1 + max((slot for slot in _slots(rule)), default=-1)

    def plainly(document: Node) -> Literal["satisfied", "not-applicable"] | None:
        try:
            found = run(document, [None] * size)
        except NotPlain:
            return None
        return "satisfied" if found else "not-applicable"

    return plainly


def _slots(rule: Rule) -> Iterator[int]:
    """Every slot that a rule binds."""
    for binding in rule.bindings:
        yield binding.slot
        yield from _bound_in(binding.list)
    for condition in (rule.where, rule.when, rule.require):
        if condition is not None:
            yield from _bound_in(condition)


def _bound_in(expression: Core) -> Iterator[int]:
    if isinstance(expression, core.Quantified | core.Comprehension):
        yield expression.slot
    for part in core.parts_of(expression):
        yield from _bound_in(part)


class _Body:
    """What is asked of each thing in scope: true where it is satisfied, false where the rule passes over it."""

    def __init__(self, rule: Rule, registers: Registers) -> None:
        assert rule.require is not None
        self._scope = [_test(part, registers) for part in (rule.where, rule.when) if part is not None]
        self._require = _test(rule.require, registers)

    def __call__(self, document: Node, slots: Slots) -> bool:
        for condition in self._scope:
            if not condition(document, slots):
                return False
        if not self._require(document, slots):
            raise NotPlain
        return True


def _scope(bindings: Sequence[Binding], body: Test, registers: Registers) -> Test:
    """Runs the body for each way to bind the variables; true where any of them was in scope."""
    if not bindings:
        return body
    slot, items = bindings[0].slot, _items(bindings[0].list, registers)
    inner = _scope(bindings[1:], body, registers)

    def run(document: Node, slots: Slots) -> bool:
        found = False
        for item in items(document, slots):
            slots[slot] = item
            found = inner(document, slots) or found
        return found

    return run


# -- conditions ----------------------------------------------------------------------------------------------------

_COMPARE: dict[str, Callable[[Value, Value], bool]] = {
    "=": operator.eq, "!=": operator.ne, "<": operator.lt, "<=": operator.le, ">": operator.gt, ">=": operator.ge,
}  # fmt: skip


def _test(expression: Core, registers: Registers) -> Test:
    match expression:
        case core.Compare("in" | "not in" as comparator, left, right):
            return _membership(_read(left, registers), _items(right, registers), wanted=comparator == "in")
        case core.Compare(comparator, left, right):
            return _comparison(_COMPARE[comparator], _read(left, registers), _read(right, registers))
        case core.Between(value, low, high):
            return _between(_read(value, registers), _read(low, registers), _read(high, registers))
        case core.Given(of, missing):
            return _given(of, registers, wanted=not missing)
        case core.Not(inner):
            test = _test(inner, registers)
            return lambda document, slots: not test(document, slots)
        case core.And(parts):
            tests = [_test(part, registers) for part in parts]
            return lambda document, slots: all(test(document, slots) for test in tests)
        case core.Or(parts):
            tests = [_test(part, registers) for part in parts]
            return lambda document, slots: any(test(document, slots) for test in tests)
        case core.Quantified():
            return _quantified(expression, registers)
        case core.Call("distinct", (argument,)):
            items = _items(argument, registers)
            return lambda document, slots: _distinct(items(document, slots))
        case _:
            return _read(expression, registers)


def _comparison(compare: Callable[[Value, Value], bool], left: Read, right: Read) -> Test:
    return lambda document, slots: compare(left(document, slots), right(document, slots))


def _membership(value: Read, items: Read, *, wanted: bool) -> Test:
    return lambda document, slots: (value(document, slots) in items(document, slots)) is wanted


def _between(value: Read, low: Read, high: Read) -> Test:
    return lambda document, slots: low(document, slots) <= value(document, slots) <= high(document, slots)


def _given(of: Core, registers: Registers, *, wanted: bool) -> Test:
    assert isinstance(of, core.FieldOf)
    holder, name = _holder(of.of, registers), of.name

    def given(document: Node, slots: Slots) -> bool:
        record = holder(document, slots)
        if record is None:
            return not wanted
        node = record.value.get(name)
        if node is not None and node.state is State.BLANK:
            raise NotPlain
        return (node is not None and node.state is not State.UNSTATED) is wanted

    return given


def _holder(of: Core, registers: Registers) -> Read:
    """The record before a field that may be given; None where it is unstated, and nothing in it can be given."""
    match of:
        case core.FieldOf(above, name):
            outer = _holder(above, registers)

            def inner(document: Node, slots: Slots) -> Node | None:
                record = outer(document, slots)
                node = None if record is None else record.value.get(name)
                if node is None or node.state is State.UNSTATED:
                    return None
                return _record(node)

            return inner
        case _:
            read = _read(of, registers)
            return lambda document, slots: _record(read(document, slots))


def _record(node: Value) -> Node:
    if not isinstance(node, Node) or not isinstance(node.value, dict):
        raise NotPlain
    return node


def _quantified(expression: core.Quantified, registers: Registers) -> Test:
    slot, items = expression.slot, _items(expression.list, registers)
    where = None if expression.where is None else _test(expression.where, registers)
    body = _test(expression.body, registers)
    stop = expression.quantifier != "every"
    at_end = expression.quantifier != "some"

    def quantified(document: Node, slots: Slots) -> bool:
        for item in items(document, slots):
            slots[slot] = item
            if (where is None or where(document, slots)) and body(document, slots) is stop:
                return not at_end
        return at_end

    return quantified


def _distinct(items: Sequence[Value]) -> bool:
    return len(set(items)) == len(items)


# -- values --------------------------------------------------------------------------------------------------------


def _read(expression: Core, registers: Registers) -> Read:
    match expression:
        case core.Constant(value):
            constant = _plain(value)
            return lambda document, slots: constant
        case core.Document():
            return lambda document, slots: document
        case core.Variable(slot):
            return lambda document, slots: slots[slot]
        case core.FieldOf(of, name):
            return _field(_read(of, registers), name)
        case core.ListOf() | core.Rows() | core.Comprehension() | core.Call("difference"):
            return _items(expression, registers)
        case core.Arithmetic(sign, left, right):
            combine = values.plus if sign == "+" else values.minus
            return _arithmetic(combine, _read(left, registers), _read(right, registers))
        case core.Call(function, arguments):
            return _called(function, arguments, registers)
        case core.Compare() | core.Between() | core.Given() | core.Not() | core.And() | core.Or() | core.Quantified():
            return _test(expression, registers)
        case _:
            assert_never(expression)


def _field(of: Read, name: str) -> Read:
    def field(document: Node, slots: Slots) -> Value:
        held = of(document, slots).value
        if held.__class__ is not dict:
            raise NotPlain
        node = held.get(name)
        if node is None:
            raise NotPlain
        return _of_node(node)

    return field


def _of_node(node: Node) -> Value:
    """The plain value of a node; a record stays a node, a list becomes a list of plain values."""
    value = node.value
    kind = value.__class__
    if kind is Choice or kind is Range or kind is Truth:
        return _plain(value)  # type: ignore[arg-type]
    if kind is dict:
        return node
    if kind is tuple:
        return [_of_node(item) for item in value]  # type: ignore[union-attr, arg-type]
    raise NotPlain


def _plain(value: Plain) -> Value:
    """The value of an exact leaf."""
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


def _arithmetic(combine: Callable[[Range, Range], Range], left: Read, right: Read) -> Read:
    def arithmetic(document: Node, slots: Slots) -> Value:
        return combine(values.point(left(document, slots)), values.point(right(document, slots))).low

    return arithmetic


def _called(function: core.Function, arguments: tuple[Core, ...], registers: Registers) -> Read:
    match function:
        case "count":
            items = _items(arguments[0], registers)
            return lambda document, slots: len(items(document, slots))
        case "sum":
            items = _items(arguments[0], registers)
            return lambda document, slots: _total(items(document, slots))
        case "min" | "max":
            choose: Callable[[Sequence[Value]], Value] = min if function == "min" else max
            items = _items(arguments[0], registers)
            return lambda document, slots: _extreme(choose, items(document, slots))
        case "distinct":
            items = _items(arguments[0], registers)
            return lambda document, slots: _distinct(items(document, slots))
        case "days" | "year" | "month" | "weekday" | "date":
            reads = [_read(argument, registers) for argument in arguments]
            return _calendar(_CALENDAR[function], reads)
        case "difference":
            raise AssertionError("a list, not a value")
        case _:
            assert_never(function)


def _total(items: Sequence[Value]) -> Value:
    total = values.point(0)
    for item in items:
        total = values.plus(total, values.point(item))
    return total.low


def _extreme(choose: Callable[[Sequence[Value]], Value], items: Sequence[Value]) -> Value:
    if not items:
        raise NotPlain
    return choose(items)


_CALENDAR: dict[str, Callable[..., Value]] = {
    "days": lambda start, end: Duration((end - start).days + 1, "days"),
    "year": lambda day: day.year,
    "month": lambda day: day.month,
    "weekday": lambda day: values.WEEKDAYS[day.weekday()],
    "date": lambda year, month, day: values.calendar_day(int(year), int(month), int(day)),
}


def _calendar(compute: Callable[..., Value], reads: Sequence[Read]) -> Read:
    return lambda document, slots: compute(*[read(document, slots) for read in reads])


# -- lists ---------------------------------------------------------------------------------------------------------


def _items(expression: Core, registers: Registers) -> Read:
    match expression:
        case core.ListOf(parts):
            reads = [_read(part, registers) for part in parts]
            if all(isinstance(part, core.Constant) for part in parts):
                constant = [_plain(part.value) for part in parts if isinstance(part, core.Constant)]
                return lambda document, slots: constant
            return lambda document, slots: [read(document, slots) for read in reads]
        case core.Rows(register, key):
            return _rows(registers[register], None if key is None else _read(key, registers))
        case core.Comprehension():
            return _comprehension(expression, registers)
        case core.Call("difference", (left, right)):
            first, second = _items(left, registers), _items(right, registers)
            return lambda document, slots: _difference(first(document, slots), second(document, slots))
        case _:
            read = _read(expression, registers)
            return lambda document, slots: _listed(read(document, slots))


def _listed(value: Value) -> list[Value]:
    if value.__class__ is not list:
        raise NotPlain
    return value


def _difference(left: list[Value], right: list[Value]) -> list[Value]:
    return [item for item in left if item not in right]


def _rows(register: RegisterRows, key: Read | None) -> Read:
    every = list(register.rows)
    if key is None:
        return lambda document, slots: every

    def rows(document: Node, slots: Slots) -> list[Node]:
        at = register.by_key.get(key(document, slots))
        return [] if at is None else [every[at]]

    return rows


def _comprehension(expression: core.Comprehension, registers: Registers) -> Read:
    slot, items, item = expression.slot, _items(expression.list, registers), _read(expression.item, registers)
    where = None if expression.where is None else _test(expression.where, registers)

    def comprehension(document: Node, slots: Slots) -> list[Value]:
        found = []
        for each in items(document, slots):
            slots[slot] = each
            if where is None or where(document, slots):
                found.append(item(document, slots))
        return found

    return comprehension
