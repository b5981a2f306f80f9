"""The core over a document of variables: a third reader of the language, beside the evaluator and its shortcut.

Each condition has two formulas: that it certainly holds, and that it possibly does. Over a document in which nothing
is unstated they are one; where the evaluator's answer would rest on an unstated field they are false and true.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import assert_never, cast

from ccmcheck.base.values import CERTAIN, OPEN, Choice, Duration, Plain, Range, Truth
from ccmcheck.document.schema import ListKind, RecordKind, TruthKind
from ccmcheck.language import core
from ccmcheck.language.core import Core
from ccmcheck.language.rulebook.model import Binding, Register, Rule
from ccmcheck.proving.calendar import Calendar
from ccmcheck.proving.clock import seconds_left
from ccmcheck.proving.model import Items, Leaf, Model, Record, exact
from ccmcheck.proving.operations import (
    NO,
    UNKNOWN,
    YES,
    Answer,
    Bound,
    Entry,
    Listing,
    Value,
    all_of,
    any_of,
    as_list,
    as_truth,
    as_value,
    contains,
    count,
    difference,
    distinct,
    equal,
    extreme,
    joined,
    known_if,
    not_more,
    plain_answer,
    total,
)  # fmt: skip
from ccmcheck.proving.terms import (  # fmt: skip
    Formula,
    Num,
    add,
    both,
    chosen,
    either,
    greatest,
    least,
    minus,
    negation,
    number,
    recurring,
    same,
    scaled,
)


@dataclass(frozen=True, slots=True)
class Case:
    """One thing that a rule may speak of: where it stands, that the rule applies to it, and that it is kept.

    `path` are the numbers of the entries that lead to it, None for one that the document does not write.
    """

    pointer: str
    path: tuple[int | None, ...]
    scope: Answer
    kept: Answer


@dataclass(frozen=True, slots=True)
class Encoded:
    """A rule over a document: everything it may speak of, and that it may speak of more than these."""

    rule: Rule
    cases: tuple[Case, ...]
    more: Formula

    @property
    def holds(self) -> Formula:
        """Satisfied of all it speaks of, and open of nothing."""
        each = (either(negation(case.scope.may), both(case.scope.must, case.kept.must)) for case in self.cases)
        return both(negation(self.more), *each)

    @property
    def broken(self) -> Formula:
        """Violated somewhere."""
        return either(*(both(case.scope.must, negation(case.kept.may)) for case in self.cases))

    @property
    def applies(self) -> Formula:
        """It speaks of something."""
        return either(*(case.scope.must for case in self.cases))


@dataclass(frozen=True)
class Reader:
    """Reads expressions over a document; variables of rules are bound to parts of it."""

    document: Record
    registers: Mapping[str, Register]
    rows: Mapping[str, Items]
    calendar: Calendar
    bound: Mapping[int, Bound]

    @classmethod
    def over(cls, document: Record, registers: Mapping[str, Register]) -> Reader:
        """The reader of a document."""
        model = document.model
        facts = Model(model.texts, model.calendar, lambda _: 0)
        rows = {
            name: cast(Items, facts.symbol(register.rows.kind, f"{name}:", True, register.rows))
            for name, register in registers.items()
        }
        return cls(document, registers, rows, model.calendar, {})

    def bind(self, slot: int, item: Bound) -> Reader:
        """The same with one more variable."""
        return Reader(self.document, self.registers, self.rows, self.calendar, {**self.bound, slot: item})

    # -- rules ---------------------------------------------------------------------------------------------------

    def rule(self, rule: Rule) -> Encoded:
        """A rule that is no question for a person. Raises Unfinished."""
        assert rule.require is not None
        more: list[Formula] = []
        cases = tuple(self.cases(rule, rule.bindings, "", (), [YES], more))
        return Encoded(rule, cases, either(*more))

    def cases(
        self, rule: Rule, ahead: tuple[Binding, ...], pointer: str, path: tuple[int | None, ...],
        there: list[Answer], more: list[Formula],
    ) -> Iterator[Case]:  # fmt: skip
        if not ahead:
            yield self._case(rule, pointer, path, there)
            return
        over = self.listing(ahead[0].list)
        more.append(both(*(answer.may for answer in there), over.more, self._may_speak(rule, ahead)))
        for at, entry in enumerate(over.entries):
            now = [*there, entry.there]
            if all_of(now).may is False:
                continue
            inner = self.bind(ahead[0].slot, entry.item)
            place = _pointer(entry.item) or pointer
            place = over.pointer if entry.guessed and over.pointer else place
            yield from inner.cases(rule, ahead[1:], place, (*path, None if entry.guessed else at), now, more)

    def _may_speak(self, rule: Rule, ahead: tuple[Binding, ...]) -> Formula:
        """That nothing which is bound already keeps the rule from speaking, whatever stands in the lists ahead."""
        conditions = [part for part in (rule.where, rule.when) if part is not None]
        parts = [each for part in conditions for each in (part.parts if isinstance(part, core.And) else (part,))]
        unknown = {binding.slot for binding in ahead}
        lists = [binding.list for binding in ahead[1:] if unknown.isdisjoint(core.slots_in(binding.list))]
        return both(
            *(self.truth(part).may for part in parts if unknown.isdisjoint(core.slots_in(part))),
            *(either(over.more, *(entry.there.may for entry in over.entries)) for over in map(self.listing, lists)),
        )

    def _case(self, rule: Rule, pointer: str, path: tuple[int | None, ...], there: list[Answer]) -> Case:
        scope = [*there, *(self.truth(part) for part in (rule.where, rule.when) if part is not None)]
        exempted = [self.truth(exemption.condition) for exemption in rule.exemptions]
        return Case(pointer, path, all_of(scope), any_of([self.truth(cast(Core, rule.require)), *exempted]))

    # -- conditions ----------------------------------------------------------------------------------------------

    def truth(self, expression: Core) -> Answer:
        """A condition. Raises Unfinished, since long lists have very many."""
        seconds_left(self.document.model.until)
        match expression:
            case core.Compare():
                return self._compared(expression)
            case core.Between(value, low, high):
                measured, lowest, highest = (self.value(part) for part in (value, low, high))
                return all_of([not_more(lowest, measured), not_more(measured, highest)])
            case core.Given(of, missing):
                answer = plain_answer(cast("Leaf | Record | Items", self.operand(of)).stated)
                return answer.inverted if missing else answer
            case core.Not(inner):
                return self.truth(inner).inverted
            case core.And(parts):
                return all_of([self.truth(part) for part in parts])
            case core.Or(parts):
                return any_of([self.truth(part) for part in parts])
            case core.Quantified():
                return self._quantified(expression)
            case core.Call("distinct", (argument,)):
                return distinct(self.listing(argument))
            case core.Call("recurs", (year, every, first)):
                return self._recurs(self.value(year), *(int(self.value(part).low.value) for part in (every, first)))
            case core.Constant() | core.Variable() | core.FieldOf():
                return as_truth(self.operand(expression))
            case (
                core.ListOf()
                | core.WholeDocument()
                | core.PreviousDocument()
                | core.Rows()
                | core.Comprehension()
                | core.Arithmetic()
                | core.Call()
            ):
                raise AssertionError(f"no condition: {expression}")
            case _:
                assert_never(expression)

    def _compared(self, expression: core.Compare) -> Answer:
        left = self.operand(expression.left)
        if expression.comparator in ("in", "not in"):
            held = contains(self.listing(expression.right), left)
            return held if expression.comparator == "in" else held.inverted
        right = self.operand(expression.right)
        match expression.comparator:
            case "=":
                return equal(left, right)
            case "!=":
                return equal(left, right).inverted
            case "<":
                return not_more(as_value(right), as_value(left)).inverted
            case "<=":
                return not_more(as_value(left), as_value(right))
            case ">":
                return not_more(as_value(left), as_value(right)).inverted
            case ">=":
                return not_more(as_value(right), as_value(left))
            case _:
                raise AssertionError(expression.comparator)

    def _quantified(self, expression: core.Quantified) -> Answer:
        over = self.listing(expression.list)
        answers = [self._of_item(expression, entry) for entry in over.entries if entry.there.may is not False]
        some = any_of(answers)
        some = Answer(some.must, either(some.may, over.more))
        return some if expression.quantifier == "some" else some.inverted

    def _of_item(self, expression: core.Quantified, entry: Entry) -> Answer:
        """That an item is there, is meant, and satisfies the body, or (`every`) does not."""
        inner = self.bind(expression.slot, entry.item)
        meant = [entry.there]
        if expression.where is not None:
            meant.append(inner.truth(expression.where))
        if all_of(meant).may is False:
            return NO
        body = inner.truth(expression.body)
        return all_of([*meant, body.inverted if expression.quantifier == "every" else body])

    # -- values --------------------------------------------------------------------------------------------------

    def operand(self, expression: Core) -> Bound:
        """The value of an expression of any kind."""
        match expression:
            case core.Constant(value):
                return self._constant(value)
            case core.WholeDocument():
                return self.document
            case core.PreviousDocument():
                raise AssertionError("rules about the programme before are not asked of the solver")
            case core.Variable(slot):
                return self.bound[slot]
            case core.FieldOf(core.Rows(register, key), name) if key is not None:
                return self._of_row(register, cast(Leaf, self.operand(key)), name)
            case core.FieldOf(of, name):
                return cast(Record, self.operand(of)).child(name)
            case core.Arithmetic(sign, left, right):
                return self._sum(sign, self.value(left), self.value(right))
            case core.ListOf() | core.Rows() | core.Comprehension() | core.Call("difference" | "joined"):
                return self.listing(expression)
            case core.Call("distinct" | "recurs"):
                return self.truth(expression)
            case core.Call(function, arguments):
                return self._called(function, arguments)
            case (
                core.Compare() | core.Between() | core.Given() | core.Not() | core.And() | core.Or() | core.Quantified()
            ):
                return self.truth(expression)
            case _:
                assert_never(expression)

    def value(self, expression: Core) -> Value:
        """The value of an expression that is a number, a day, a length of time or a text."""
        return as_value(self.operand(expression))

    def _constant(self, value: Plain) -> Value | Answer:
        match value:
            case Truth():
                return UNKNOWN if value is OPEN else plain_answer(value is CERTAIN)
            case Choice():
                return Value.exactly(self.document.model.texts.number(value.word), True)
            case Range(low):
                unit = low.unit if isinstance(low, Duration) else "date" if hasattr(low, "toordinal") else ""
                return Value.exactly(number(exact(low)), True, unit)

    def _sum(self, sign: str, left: Value, right: Value) -> Value:
        known = both(left.known, right.known)
        if left.unit == "date" or right.unit == "date":
            day, by = (left, right) if left.unit == "date" else (right, left)
            turned = (minus(by.high), minus(by.low)) if sign == "-" else (by.low, by.high)
            (low, sure), (high, also) = (self.calendar.shifted(end, amount, by.unit)
                                         for end, amount in zip((day.low, day.high), turned, strict=True))  # fmt: skip
            return Value(
                low, low if day.low is day.high and by.low is by.high else high, both(known, sure, also), "date"
            )
        ends = (right.low, right.high) if sign == "+" else (minus(right.high), minus(right.low))
        low = add(left.low, ends[0])
        same_ends = left.low is left.high and right.low is right.high
        return Value(low, low if same_ends else add(left.high, ends[1]), known, left.unit)

    def _called(self, function: core.Function, arguments: tuple[Core, ...]) -> Value:
        match function:
            case "count":
                return count(self.listing(arguments[0]))
            case "sum":
                return total(self.listing(arguments[0]))
            case "min" | "max":
                return extreme(self.listing(arguments[0]), least if function == "min" else greatest)
            case "days":
                start, end = (self.value(argument) for argument in arguments)
                known = both(start.known, end.known)
                low = self.calendar.days(start.high, end.low)
                exactly = start.low is start.high and end.low is end.high
                return Value(low, low if exactly else self.calendar.days(start.low, end.high), known, "days")
            case "year" | "month" | "weekday":
                return self._part_of_day(function, self.value(arguments[0]))
            case "date":
                return self._date(*(self.value(argument) for argument in arguments))
            case "share":
                part, of = (self.value(argument) for argument in arguments)
                low = scaled(of.low, part.low.value)
                return Value(low, low if of.low is of.high else scaled(of.high, part.low.value), of.known)
            case "distinct" | "difference" | "recurs" | "joined":
                raise AssertionError(f"no plain value: {function}")
            case _:
                assert_never(function)

    def _part_of_day(self, function: str, day: Value) -> Value:
        part = {"year": self.calendar.year, "month": self.calendar.month, "weekday": self.calendar.weekday}[function]
        (low, known), exactly = part(day.low), day.low is day.high
        return Value.exactly(low, both(day.known, known)) if exactly else Value.exactly(low, False)

    def _date(self, year: Value, month: Value, day: Value) -> Value:
        parts = (year, month, day)
        if not all(part.low is part.high for part in parts):
            return Value.exactly(number(1), False, "date")
        day_number, known = self.calendar.date(year.low, month.low, day.low)
        return Value.exactly(day_number, both(known, *(part.known for part in parts)), "date")

    def _recurs(self, year: Value, every: int, first: int) -> Answer:
        truth = recurring(year.low, every, first)
        return known_if(both(year.known, same(year.low, year.high)), plain_answer(truth))

    def _of_row(self, name: str, named: Leaf, field: str) -> Leaf:
        """A field of the row that a name means, whichever it is; stated where there is one that states it."""
        rows = self._rows(name, as_value(named)).entries
        held = [(entry.there.may, cast(Leaf, cast(Record, entry.item).child(field))) for entry in rows]
        row = cast(RecordKind, cast(ListKind, self.registers[name].rows.kind).item)
        kind = row.fields[field].kind
        stated = both(named.stated, either(*(both(there, leaf.stated) for there, leaf in held)))
        value: Num | Formula = False if isinstance(kind, TruthKind) else number(0)
        for there, leaf in held:
            if isinstance(kind, TruthKind):
                value = either(cast(Formula, value), both(there, cast(Formula, leaf.value)))
            else:
                value = chosen(there, cast(Num, leaf.value), cast(Num, value))
        return Leaf(kind, named.pointer, stated, value, named.node, named.open, named.texts)

    # -- lists ---------------------------------------------------------------------------------------------------

    def listing(self, expression: Core) -> Listing:
        """The list that an expression stands for."""
        match expression:
            case core.ListOf(parts):
                return Listing(tuple(Entry(self.operand(part), YES) for part in parts))
            case core.Rows(register, key):
                return self._rows(register, None if key is None else self.value(key))
            case core.Comprehension():
                return self._comprehension(expression)
            case core.Call("difference", (left, right)):
                return difference(self.listing(left), self.listing(right))
            case core.Call("joined", (lists,)):
                return joined(self.listing(lists))
            case _:
                return as_list(self.operand(expression))

    def _rows(self, name: str, key: Value | None) -> Listing:
        register, rows = self.registers[name], self.rows[name]
        if key is None:
            return as_list(rows)
        entries = []
        for text, at in register.by_key.items():
            is_it = same(key.low, self.document.model.texts.number(text))
            if is_it is not False or key.known is not True:
                entries.append((at, Entry(rows.items[at].value, known_if(key.known, plain_answer(is_it)))))
        return Listing(tuple(entry for _, entry in sorted(entries, key=lambda pair: pair[0])))

    def _comprehension(self, expression: core.Comprehension) -> Listing:
        over = self.listing(expression.list)
        entries = []
        for entry in over.entries:
            inner = self.bind(expression.slot, entry.item)
            there = entry.there
            if expression.where is not None and there.may is not False:
                there = all_of([there, inner.truth(expression.where)])
            entries.append(Entry(inner.operand(expression.item), there, entry.guessed))
        length = over.length if expression.where is None else None
        return Listing(tuple(entries), over.more, length, over.pointer)


def _pointer(bound: Bound) -> str:
    """Where something stands in the document; nowhere what is of a register."""
    pointer = bound.pointer if isinstance(bound, Leaf | Record | Items) else ""
    return pointer if pointer.startswith("/") else ""
