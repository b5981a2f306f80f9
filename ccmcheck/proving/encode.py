"""The core over a document of variables: a third reader of the language, beside the evaluator and its shortcut.

Each condition has two formulas: that it certainly holds, and that it possibly does. Over a document in which nothing
is unstated they are one; where the evaluator's answer would rest on an unstated field they are false and true.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeAlias, assert_never, cast

from ccmcheck.base.values import CERTAIN, OPEN, Choice, Duration, Plain, Range, Truth
from ccmcheck.document.schema import DateKind, TruthKind
from ccmcheck.language import core
from ccmcheck.language.core import Core
from ccmcheck.language.rulebook.model import Binding, Register, Rule
from ccmcheck.proving.calendar import Calendar
from ccmcheck.proving.model import Items, Leaf, Model, Record, exact
from ccmcheck.proving.terms import (  # fmt: skip
    Formula,
    Num,
    add,
    at_most,
    both,
    chosen,
    either,
    greatest,
    least,
    less,
    minus,
    negation,
    number,
    same,
)


@dataclass(frozen=True, slots=True)
class Answer:
    """That a condition certainly holds, and that it possibly does."""

    must: Formula
    may: Formula

    @property
    def inverted(self) -> Answer:
        """Not."""
        return Answer(negation(self.may), negation(self.must))


YES, NO, UNKNOWN = Answer(True, True), Answer(False, False), Answer(False, True)


@dataclass(frozen=True, slots=True)
class Value:
    """A number, day, length of time or text: from low to high where it is known at all."""

    low: Num
    high: Num
    known: Formula
    unit: str = ""

    @classmethod
    def exactly(cls, value: Num, known: Formula, unit: str = "") -> Value:
        """A single value."""
        return cls(value, value, known, unit)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list holds or may hold, and whether it does; `guessed` where the document does not write it."""

    item: Bound
    there: Answer
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its entries, that it may hold more than these, and its length where that is a variable."""

    entries: tuple[Entry, ...]
    more: Formula = False
    length: Num | None = None
    pointer: str = ""


Bound: TypeAlias = Leaf | Record | Items | Value | Answer | Listing


def all_of(answers: Sequence[Answer]) -> Answer:
    """And."""
    return Answer(both(*(answer.must for answer in answers)), both(*(answer.may for answer in answers)))


def any_of(answers: Sequence[Answer]) -> Answer:
    """Or."""
    return Answer(either(*(answer.must for answer in answers)), either(*(answer.may for answer in answers)))


def known_if(known: Formula, answer: Answer) -> Answer:
    """An answer that is one only where something is known."""
    return Answer(both(known, answer.must), either(negation(known), answer.may))


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
        """A rule that is no question for a person."""
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
        more.append(both(*(answer.may for answer in there), over.more))
        for at, entry in enumerate(over.entries):
            now = [*there, entry.there]
            if all_of(now).may is False:
                continue
            inner = self.bind(ahead[0].slot, entry.item)
            place = _pointer(entry.item) or pointer
            place = over.pointer if entry.guessed and over.pointer else place
            yield from inner.cases(rule, ahead[1:], place, (*path, None if entry.guessed else at), now, more)

    def _case(self, rule: Rule, pointer: str, path: tuple[int | None, ...], there: list[Answer]) -> Case:
        scope = [*there, *(self.truth(part) for part in (rule.where, rule.when) if part is not None)]
        exempted = [self.truth(exemption.condition) for exemption in rule.exemptions]
        return Case(pointer, path, all_of(scope), any_of([self.truth(cast(Core, rule.require)), *exempted]))

    # -- conditions ----------------------------------------------------------------------------------------------

    def truth(self, expression: Core) -> Answer:
        """A condition."""
        match expression:
            case core.Compare():
                return self._compared(expression)
            case core.Between(value, low, high):
                found, least_, most = (self.value(part) for part in (value, low, high))
                return all_of([_at_most(least_, found), _at_most(found, most)])
            case core.Given(of, missing):
                answer = _plain(cast("Leaf | Record | Items", self.operand(of)).stated)
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
                return _distinct(self.listing(argument))
            case core.Constant() | core.Variable() | core.FieldOf():
                return _as_truth(self.operand(expression))
            case (
                core.ListOf()
                | core.WholeDocument()
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
            held = _contains(self.listing(expression.right), left)
            return held if expression.comparator == "in" else held.inverted
        right = self.operand(expression.right)
        match expression.comparator:
            case "=":
                return equal(left, right)
            case "!=":
                return equal(left, right).inverted
            case "<":
                return _at_most(_value(right), _value(left)).inverted
            case "<=":
                return _at_most(_value(left), _value(right))
            case ">":
                return _at_most(_value(left), _value(right)).inverted
            case ">=":
                return _at_most(_value(right), _value(left))
            case _:
                raise AssertionError(expression.comparator)

    def _quantified(self, expression: core.Quantified) -> Answer:
        over = self.listing(expression.list)
        found = [self._of_item(expression, entry) for entry in over.entries if entry.there.may is not False]
        some = any_of(found)
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
            case core.Variable(slot):
                return self.bound[slot]
            case core.FieldOf(of, name):
                return cast(Record, self.operand(of)).child(name)
            case core.Arithmetic(sign, left, right):
                return self._sum(sign, self.value(left), self.value(right))
            case core.ListOf() | core.Rows() | core.Comprehension() | core.Call("difference"):
                return self.listing(expression)
            case core.Call("distinct"):
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
        return _value(self.operand(expression))

    def _constant(self, value: Plain) -> Value | Answer:
        match value:
            case Truth():
                return UNKNOWN if value is OPEN else _plain(value is CERTAIN)
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
                return _count(self.listing(arguments[0]))
            case "sum":
                return _total(self.listing(arguments[0]))
            case "min" | "max":
                return _extreme(self.listing(arguments[0]), least if function == "min" else greatest)
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
            case "distinct" | "difference":
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
        found, known = self.calendar.date(year.low, month.low, day.low)
        return Value.exactly(found, both(known, *(part.known for part in parts)), "date")

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
                return _difference(self.listing(left), self.listing(right))
            case _:
                return as_list(self.operand(expression))

    def _rows(self, name: str, key: Value | None) -> Listing:
        register, rows = self.registers[name], self.rows[name]
        if key is None:
            return as_list(rows)
        entries = []
        for text, at in register.by_key.items():
            found = same(key.low, self.document.model.texts.number(text))
            if found is not False or key.known is not True:
                entries.append((at, Entry(rows.items[at].value, known_if(key.known, _plain(found)))))
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
    return bound.pointer if isinstance(bound, Leaf | Record | Items) else ""


def _plain(truth: Formula) -> Answer:
    return Answer(truth, truth)


def _as_truth(bound: Bound) -> Answer:
    if isinstance(bound, Leaf):
        return known_if(bound.stated, _plain(bound.value))
    return cast(Answer, bound)


def _value(bound: Bound) -> Value:
    if isinstance(bound, Leaf):
        unit = "date" if isinstance(bound.kind, DateKind) else ""
        return Value.exactly(cast(Num, bound.value), bound.stated, unit)
    return cast(Value, bound)


def as_list(bound: Bound) -> Listing:
    """A list of the document as a listing; everything that is one already as it is."""
    if isinstance(bound, Items):
        entries = tuple(Entry(item.value, _plain(item.there), item.guessed) for item in bound.items)
        unstated = negation(bound.stated)
        return Listing(entries, either(unstated, bound.beyond), bound.length, bound.pointer)
    assert isinstance(bound, Listing)
    return bound


def equal(left: Bound, right: Bound) -> Answer:
    """Whether two values of one kind are the same; lists item by item in order."""
    if isinstance(left, Items | Listing):
        return _same_lists(as_list(left), as_list(right))
    if (
        isinstance(left, Answer)
        or isinstance(right, Answer)
        or (isinstance(left, Leaf) and isinstance(left.kind, TruthKind))
    ):
        a, b = _as_truth(left), _as_truth(right)
        opposite = either(both(a.must, negation(b.may)), both(b.must, negation(a.may)))
        return Answer(either(both(a.must, b.must), both(negation(a.may), negation(b.may))), negation(opposite))
    return _same_values(_value(left), _value(right))


def _same_values(a: Value, b: Value) -> Answer:
    known = both(a.known, b.known)
    if a.low is a.high and b.low is b.high:
        return known_if(known, _plain(same(a.low, b.low)))
    must = both(same(a.low, a.high), same(b.low, b.high), same(a.low, b.low))
    return known_if(known, Answer(must, both(at_most(a.low, b.high), at_most(b.low, a.high))))


def _at_most(a: Value, b: Value) -> Answer:
    return known_if(both(a.known, b.known), Answer(at_most(a.high, b.low), at_most(a.low, b.high)))


def _settled(listing: Listing) -> Formula:
    """That each entry is there or is not, and that there are no others."""
    return both(negation(listing.more), *(either(e.there.must, negation(e.there.may)) for e in listing.entries))


def _same_lists(left: Listing, right: Listing) -> Answer:
    settled = both(_settled(left), _settled(right))
    if settled is False:
        return UNKNOWN
    return known_if(settled, _aligned(left.entries, right.entries, 0, 0, {}))


def _aligned(
    left: Sequence[Entry], right: Sequence[Entry], i: int, j: int, seen: dict[tuple[int, int], Answer]
) -> Answer:
    """Whether what is there of two lists from these entries on is the same."""
    if (i, j) in seen:
        return seen[i, j]
    if i == len(left) and j == len(right):
        return YES
    options = []
    if i < len(left) and left[i].there.may is not True:
        options.append(all_of([_plain(negation(left[i].there.may)), _aligned(left, right, i + 1, j, seen)]))
    elif i == len(left):
        options.append(all_of([_plain(negation(right[j].there.may)), _aligned(left, right, i, j + 1, seen)]))
    if i < len(left) and j < len(right):
        there = _plain(left[i].there.may)
        absent = _plain(negation(right[j].there.may))
        if absent.may is not False:
            options.append(all_of([there, absent, _aligned(left, right, i, j + 1, seen)]))
        pair = equal(left[i].item, right[j].item)
        if pair.may is not False:
            both_there = [there, _plain(right[j].there.may), pair]
            options.append(all_of([*both_there, _aligned(left, right, i + 1, j + 1, seen)]))
    seen[i, j] = any_of(options)
    return seen[i, j]


def _contains(listing: Listing, value: Bound) -> Answer:
    held = any_of([all_of([entry.there, equal(value, entry.item)]) for entry in listing.entries])
    return Answer(held.must, either(held.may, listing.more))


def _count(listing: Listing) -> Value:
    if listing.length is not None:
        # A list that is not stated has no known length; beyond its bound the length is known all the same.
        stated = either(negation(listing.more), less(number(len(listing.entries)), listing.length))
        return Value.exactly(listing.length, stated)
    low = high = number(0)
    exactly = all(entry.there.must is entry.there.may for entry in listing.entries)
    for entry in listing.entries:
        low = add(low, chosen(entry.there.must, number(1), number(0)))
        high = low if exactly else add(high, chosen(entry.there.may, number(1), number(0)))
    return Value(low, low if exactly else high, negation(listing.more))


def _total(listing: Listing) -> Value:
    total = number(0)
    known = [_settled(listing)]
    for entry in listing.entries:
        value = _value(entry.item)
        known.append(either(negation(entry.there.may), both(value.known, same(value.low, value.high))))
        total = add(total, chosen(entry.there.may, value.low, number(0)))
    return Value.exactly(total, both(*known))


def _extreme(listing: Listing, better: object) -> Value:
    """The smallest or the greatest item; nothing is known of that of no items."""
    known, unit = [_settled(listing)], ""
    found, some = number(0), False
    for entry in listing.entries:
        value, there = _value(entry.item), entry.there.may
        unit = unit or value.unit
        known.append(either(negation(there), both(value.known, same(value.low, value.high))))
        best = chosen(some, better(found, value.low), value.low)  # type: ignore[operator]
        found, some = chosen(there, best, found), either(some, there)
    return Value.exactly(found, both(some, *known), unit)


def _distinct(listing: Listing) -> Answer:
    pairs = [(entry, other) for at, entry in enumerate(listing.entries) for other in listing.entries[:at]]
    found = all_of([all_of([a.there, b.there, equal(a.item, b.item)]).inverted for a, b in pairs])
    return Answer(both(negation(listing.more), found.must), found.may)


def _difference(left: Listing, right: Listing) -> Listing:
    """The items of one list that another does not hold."""
    entries = tuple(
        Entry(entry.item, all_of([entry.there, _contains(right, entry.item).inverted]), entry.guessed)
        for entry in left.entries
    )
    return Listing(entries, left.more, None, left.pointer)
