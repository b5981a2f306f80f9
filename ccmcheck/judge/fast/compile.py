"""Rules as functions that only say whether a programme plainly satisfies them; hides how they are put together.

A second reading of the core beside `evaluate`, for the common case that nothing is wrong and nothing is left open: it
asks plain values and has no words for why. Where it meets a hole or a departure it says nothing, and the evaluator is
asked. The two never disagree: a test with generated rules and documents says so.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import Literal, TypeAlias, assert_never

from ccmcheck.base import values
from ccmcheck.document.fast.plain_values import HalfList, NotPlain, days_of, half, plain
from ccmcheck.judge.fast.operations import (  # fmt: skip
    CALENDAR,
    COMPARE,
    OPEN,
    PlainValue,
    are_distinct,
    as_list,
    difference,
    extreme,
    first_row,
    is_stated,
    total,
    without_halves,
)
from ccmcheck.judge.fast.register_rows import RegisterRows
from ccmcheck.language import core
from ccmcheck.language.core import Core
from ccmcheck.language.rulebook.model import Binding, Rule

# The value of each variable by its slot, and the document as the last.
Slots: TypeAlias = list[PlainValue]
Read: TypeAlias = Callable[[Slots], PlainValue]
Test: TypeAlias = Callable[[Slots], bool]
PlainOutcome: TypeAlias = Literal["satisfied", "not-applicable", "asked"]
CompiledRule: TypeAlias = Callable[[PlainValue], PlainOutcome | None]

_DOCUMENT = -1
Registers: TypeAlias = Mapping[str, RegisterRows]


def compiled(rule: Rule, registers: Registers) -> CompiledRule:
    """A function that says of a document's plain values what a rule plainly says of it; None for all else.

    Satisfied, or passing over the document; and of a question that nobody has answered that it is asked.
    """
    body = _body(rule, registers)
    if body is None:
        return _says_nothing
    run = _scope(rule.bindings, body, registers)
    empty: Slots = [None] * (1 + max(_slots(rule), default=-1))
    holds: PlainOutcome = "asked" if rule.force == "judgement" else "satisfied"

    def plainly(document: PlainValue) -> PlainOutcome | None:
        try:
            return holds if run([*empty, document]) else "not-applicable"
        except OPEN:
            return None

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
    for part in core.walk(expression):
        if isinstance(part, core.Quantified | core.Comprehension):
            yield part.slot


def _body(rule: Rule, registers: Registers) -> Test | None:
    """What is asked of each thing in scope: true where nothing speaks against it, false where the rule passes over it.

    None for a rule about which there is always more to say: a question about each of several things.
    """
    conditions = [_test(part, registers) for part in (rule.where, rule.when) if part is not None]
    scope = _all(conditions) if conditions else _always
    if rule.require is None:
        simple = all(isinstance(part, str) for part in rule.question)
        return scope if simple and not (rule.bindings or rule.exemptions) else None
    require = _test(rule.require, registers)

    def body(slots: Slots) -> bool:
        if not scope(slots):
            return False
        if not require(slots):
            raise NotPlain
        return True

    return body


def _says_nothing(_: PlainValue) -> None:
    return None


def _always(_: Slots) -> bool:
    return True


def _scope(bindings: Sequence[Binding], body: Test, registers: Registers) -> Test:
    """Runs the body for each way to bind the variables; true where any of them was in scope."""
    if not bindings:
        return body
    slot, items = bindings[0].slot, _items(bindings[0].list, registers)
    inner = _scope(bindings[1:], body, registers)

    def run(slots: Slots) -> bool:
        in_scope = False
        for item in items(slots):
            slots[slot] = item
            in_scope = inner(slots) or in_scope
        return in_scope

    return run


# -- conditions ----------------------------------------------------------------------------------------------------


def _test(expression: Core, registers: Registers) -> Test:
    match expression:
        case core.Compare("in" | "not in" as comparator, left, right):
            return _membership(_read(left, registers), _half_items(right, registers), wanted=comparator == "in")
        case core.Compare(comparator, left, right):
            return _comparison(comparator, left, right, registers)
        case core.Between(value, low, high):
            return _between(_read(value, registers), _read(low, registers), _read(high, registers))
        case core.Given(of, missing):
            return _given(of, registers, wanted=not missing)
        case core.Not(inner):
            test = _test(inner, registers)
            return lambda slots: not test(slots)
        case core.And(parts):
            return _all([_test(part, registers) for part in parts])
        case core.Or(parts):
            return _any([_test(part, registers) for part in parts])
        case core.Quantified():
            return _quantified(expression, registers)
        case _:
            return _read(expression, registers)


def _all(tests: Sequence[Test]) -> Test:
    *before, last = tests
    if not before:
        return last
    first = _all(before)

    def both(slots: Slots) -> bool:
        try:
            held = first(slots)
        except OPEN:
            if last(slots):
                raise
            return False
        return held and last(slots)

    return both


def _any(tests: Sequence[Test]) -> Test:
    *before, last = tests
    if not before:
        return last
    first = _any(before)

    def either(slots: Slots) -> bool:
        try:
            held = first(slots)
        except OPEN:
            if last(slots):
                return True
            raise
        return held or last(slots)

    return either


def _comparison(comparator: core.Comparator, left: Core, right: Core, registers: Registers) -> Test:
    value = _read(left, registers)
    if comparator == "=" and isinstance(right, core.Constant):
        constant = plain(right.value)
        return lambda slots: bool(value(slots) == constant)
    compare, other = COMPARE[comparator], _read(right, registers)
    return lambda slots: compare(value(slots), other(slots))


def _membership(value: Read, items: Read, *, wanted: bool) -> Test:
    def member(slots: Slots) -> bool:
        over = items(slots)
        if over.__class__ is not HalfList:
            return (value(slots) in over) is wanted
        if value(slots) in over.stated:
            return wanted
        raise NotPlain

    return member


def _between(value: Read, low: Read, high: Read) -> Test:
    return lambda slots: low(slots) <= value(slots) <= high(slots)


def _given(of: Core, registers: Registers, *, wanted: bool) -> Test:
    assert isinstance(of, core.FieldOf)
    holder, name = _holder(of.of, registers), of.name

    def given(slots: Slots) -> bool:
        record = holder(slots)
        return (record is not None and is_stated(record, name)) is wanted

    return given


def _holder(of: Core, registers: Registers) -> Read:
    """The record before a field that may be given; None where it is unstated, and nothing in it can be given."""
    if isinstance(of, core.Rows):
        rows = _items(of, registers)
        return lambda slots: first_row(rows(slots))
    if not isinstance(of, core.FieldOf):
        return _read(of, registers)
    outer, name = _holder(of.of, registers), of.name

    def inner(slots: Slots) -> PlainValue:
        record = outer(slots)
        return record[name] if record is not None and is_stated(record, name) else None

    return inner


def _quantified(expression: core.Quantified, registers: Registers) -> Test:
    slot, items = expression.slot, _half_items(expression.list, registers)
    where = None if expression.where is None else _test(expression.where, registers)
    body = _test(expression.body, registers)
    stop = expression.quantifier != "every"
    at_end = expression.quantifier != "some"

    def quantified(slots: Slots) -> bool:
        over = items(slots)
        is_open = over.__class__ is HalfList
        for item in over.stated if is_open else over:
            slots[slot] = item
            try:
                if (where is None or where(slots)) and body(slots) is stop:
                    return not at_end
            except OPEN:
                is_open = True
        if is_open:
            raise NotPlain
        return at_end

    return quantified


# -- values --------------------------------------------------------------------------------------------------------


def _read(expression: Core, registers: Registers) -> Read:
    match expression:
        case core.Constant(value):
            constant = plain(value)
            return lambda _: constant
        case core.WholeDocument():
            return lambda slots: slots[_DOCUMENT]
        case core.PreviousDocument():
            return _left_to_the_evaluator
        case core.Variable(slot):
            return lambda slots: slots[slot]
        case core.FieldOf(of, name):
            return _field(of, name, registers)
        case core.ListOf() | core.Rows() | core.Comprehension() | core.Call("difference" | "joined"):
            return _items(expression, registers)
        case core.Arithmetic(sign, left, right):
            return _arithmetic(sign, _read(left, registers), _read(right, registers))
        case core.Call(function, arguments):
            return _called(function, arguments, registers)
        case core.Compare() | core.Between() | core.Given() | core.Not() | core.And() | core.Or() | core.Quantified():
            return _test(expression, registers)
        case _:
            assert_never(expression)


def _field(of: Core, name: str, registers: Registers) -> Read:
    """A field; a KeyError is the sign that it is not stated."""
    match of:
        case core.WholeDocument():
            return lambda slots: slots[_DOCUMENT][name]
        case core.Variable(slot):
            return lambda slots: slots[slot][name]
        case core.Rows():
            rows = _items(of, registers)
            return lambda slots: first_row(rows(slots))[name]
        case _:
            holder = _read(of, registers)
            return lambda slots: holder(slots)[name]


def _left_to_the_evaluator(_: Slots) -> PlainValue:
    raise NotPlain


def _arithmetic(sign: Literal["+", "-"], left: Read, right: Read) -> Read:
    combine, whole = (values.plus, operator.add) if sign == "+" else (values.minus, operator.sub)

    def arithmetic(slots: Slots) -> PlainValue:
        value, other = left(slots), right(slots)
        if value.__class__ is int and other.__class__ is int:
            return whole(value, other)
        return half(combine(days_of(value), days_of(other)))

    return arithmetic


def _called(function: core.Function, arguments: tuple[Core, ...], registers: Registers) -> Read:
    match function:
        case "count":
            items = _counted(arguments[0], registers)
            return lambda slots: len(items(slots))
        case "sum":
            items = _items(arguments[0], registers)
            return lambda slots: total(items(slots))
        case "min" | "max":
            choose: Callable[[Sequence[PlainValue]], PlainValue] = min if function == "min" else max
            items = _items(arguments[0], registers)
            return lambda slots: extreme(choose, items(slots))
        case "distinct":
            items = _items(arguments[0], registers)
            return lambda slots: are_distinct(items(slots))
        case "days" | "year" | "month" | "weekday" | "date":
            reads = [_read(argument, registers) for argument in arguments]
            return _calendar(CALENDAR[function], reads)
        case "share":
            part, of = (_read(argument, registers) for argument in arguments)
            return lambda slots: values.share(values.point(part(slots)), values.point(of(slots))).low
        case "recurs":
            year, every, first = (_read(argument, registers) for argument in arguments)
            return lambda slots: values.recurs(values.point(year(slots)), every(slots), first(slots)) is values.CERTAIN
        case "difference" | "joined":
            raise AssertionError("a list, not a value")
        case _:
            assert_never(function)


def _calendar(compute: Callable[..., PlainValue], reads: Sequence[Read]) -> Read:
    return lambda slots: compute(*[read(slots) for read in reads])


# -- lists ---------------------------------------------------------------------------------------------------------


def _items(expression: Core, registers: Registers) -> Read:
    match expression:
        case core.ListOf(parts):
            reads = [_read(part, registers) for part in parts]
            if all(isinstance(part, core.Constant) for part in parts):
                constant = [plain(part.value) for part in parts if isinstance(part, core.Constant)]
                return lambda _: constant
            return lambda slots: without_halves([read(slots) for read in reads])
        case core.Rows(register, key):
            return _rows(registers[register], None if key is None else _read(key, registers))
        case core.Comprehension():
            return _comprehension(expression, _read(expression.item, registers), registers)
        case core.Call("difference", (left, right)):
            first, second = _items(left, registers), _items(right, registers)
            return lambda slots: difference(first(slots), second(slots))
        case core.Call("joined", (lists,)):
            outer = _items(lists, registers)
            return lambda slots: [item for inner in outer(slots) for item in inner]
        case _:
            read = _read(expression, registers)
            return lambda slots: as_list(read(slots))


def _half_items(expression: Core, registers: Registers) -> Read:
    """The same of a list that may be half."""
    if isinstance(expression, core.FieldOf | core.Variable):
        read = _read(expression, registers)
        return lambda slots: as_list(held) if (held := read(slots)).__class__ is not HalfList else held
    return _items(expression, registers)


def _counted(expression: Core, registers: Registers) -> Read:
    """The same of a list that is only counted: what a comprehension makes of each item need not be known."""
    if isinstance(expression, core.Comprehension):
        return _comprehension(expression, lambda _: None, registers)
    return _items(expression, registers)


def _rows(rows: RegisterRows, key: Read | None) -> Read:
    if key is None:
        return lambda _: rows.every
    return lambda slots: rows.named(key(slots))


def _comprehension(expression: core.Comprehension, item: Read, registers: Registers) -> Read:
    slot, items = expression.slot, _items(expression.list, registers)
    where = None if expression.where is None else _test(expression.where, registers)

    def comprehension(slots: Slots) -> list[PlainValue]:
        kept = []
        for each in items(slots):
            slots[slot] = each
            if where is None or where(slots):
                kept.append(item(slots))
        return without_halves(kept)

    return comprehension
