"""A document as the solver sees it: each blank a variable of its kind, each stated value a constant.

Parts are made when a rule asks for them, so that no question speaks of more than its rules do. What is stated has a
formula of its own, since a field that a programme does not state is never a reason for certainty.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from fractions import Fraction
from typing import Any, TypeAlias, TypeGuard, assert_never

import z3

from ccmcheck.base.values import CERTAIN, Choice, Range, Truth
from ccmcheck.document.nodes import Node, State
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
from ccmcheck.proving.calendar import FIRST, LAST, Calendar
from ccmcheck.proving.clock import ENDLESS, seconds_left
from ccmcheck.proving.terms import Formula, Num, at_most, both, either, less, negation, number, same
from ccmcheck.proving.texts import Texts, allowed


@dataclass(eq=False)
class Leaf:
    """A value without parts: a number of the solver, or a truth. `open` where it is a variable."""

    kind: Kind
    pointer: str
    stated: Formula
    value: Num | Formula
    node: Node | None
    open: bool
    texts: Texts | None = None


@dataclass(eq=False)
class Record:
    """A record, whose fields are made when they are asked for."""

    kind: RecordKind
    pointer: str
    stated: Formula
    node: Node | None
    model: Model
    fields: dict[str, Symbol] = field(default_factory=dict)
    open: bool = False

    def child(self, name: str) -> Symbol:
        """A field of it."""
        field = self.fields.get(name)
        if field is None:
            field = self.fields[name] = self.model.field_of(self, name)
            self.model.keep_order(self, name)
        return field


@dataclass(eq=False)
class Item:
    """What a list holds, or may hold; `guessed` where the document does not write it."""

    value: Symbol
    there: Formula
    guessed: bool


@dataclass(eq=False)
class Items:
    """A list: what is written of it, what it may hold besides, how long it is, and that it holds more than all these.

    `length` is None where it is what the presences add up to.
    """

    kind: ListKind
    pointer: str
    stated: Formula
    node: Node | None
    items: tuple[Item, ...]
    beyond: Formula
    length: Num | None
    open: bool = False


Symbol: TypeAlias = Leaf | Record | Items


@dataclass(eq=False)
class Change:
    """One way in which a mended document may differ: a value, an item of a list added or removed."""

    pointer: str
    sort: str
    made: Formula
    leaf: Leaf | None = None


@dataclass
class Model:
    """The document of one question with the laws of its schema.

    `adds` says whether a field that is not stated may be; `bound` gives how many items a list at a path has that the
    document leaves open; `may_change` which stated parts may be other than they stand. All work on it ends
    at the moment `until`.
    """

    texts: Texts
    calendar: Calendar
    bound: Callable[[str], int]
    adds: bool = False
    may_change: Callable[[str], bool] | None = None
    laws: list[Formula] = field(default_factory=list)
    within_bounds: list[Formula] = field(default_factory=list)
    opened: list[Symbol] = field(default_factory=list)
    changes: list[Change] = field(default_factory=list)
    has_fractions: bool = False
    until: float = ENDLESS
    _known: set[int] = field(default_factory=set)

    def root(self, kind: RecordKind, node: Node | None) -> Record:
        """The whole document; without a node nothing of it is known."""
        return Record(kind, "", True, node, self)

    # -- fields --------------------------------------------------------------------------------------------------

    def field_of(self, record: Record, name: str) -> Symbol:
        """A field: as it is stated, a variable below a blank, else one whose presence is open or that is not there."""
        known = record.kind.fields[name]
        pointer = f"{record.pointer}/{name}"
        node = (
            record.node.value.get(name) if record.node is not None and isinstance(record.node.value, Mapping) else None
        )
        if node is not None and node.state is not State.UNSTATED:
            return self.symbol(node.kind, pointer, record.stated, node)
        if self._is_open(record):
            stated = record.stated if known.required else self._maybe(record, pointer)
            return self.symbol(known.kind, pointer, stated, None)
        if self.adds:
            return self._added(record, known.kind, pointer)
        return self.symbol(known.kind, pointer, False, None, open_=False)

    def _added(self, record: Record, kind: Kind, pointer: str) -> Symbol:
        stated = self._maybe(record, pointer)
        if self.may_change is not None:
            if not self.may_change(pointer):
                return self.symbol(kind, pointer, False, None, open_=False)
            if not isinstance(kind, RecordKind):
                self.changes.append(Change(pointer, "state", stated))
        return self.symbol(kind, pointer, stated, None)

    def _maybe(self, record: Record, pointer: str) -> Formula:
        return both(record.stated, z3.Bool(f"{pointer}?"))

    def _is_open(self, record: Record) -> bool:
        """Whether nothing is known of a record but its kind."""
        return record.stated is not False and (record.node is None or record.node.state is State.BLANK)

    def keep_order(self, record: Record, name: str) -> None:
        """The schema's law that one day is not before another, as soon as one of the two is asked for."""
        for pair in record.kind.order:
            if name in pair and all(each in record.kind.fields for each in pair):
                first, second = (record.child(each) for each in pair)
                if isinstance(first, Leaf) and isinstance(second, Leaf) and (first.open or second.open):
                    self._law(either(negation(both(first.stated, second.stated)), at_most(first.value, second.value)))

    def _law(self, formula: Formula) -> None:
        seconds_left(self.until)
        if formula is not True and id(formula) not in self._known:
            self._known.add(id(formula))
            self.laws.append(formula)

    # -- values --------------------------------------------------------------------------------------------------

    def symbol(self, kind: Kind, pointer: str, stated: Formula, node: Node | None, *, open_: bool = True) -> Symbol:
        """A part of the document of a kind; without a node it is a variable, or nothing where it is not `open_`."""
        match kind:
            case RecordKind():
                blank = open_ and (node is None or node.state is State.BLANK)
                record = Record(kind, pointer, stated, node, self, open=blank)
                if blank:
                    self.opened.append(record)
                return record
            case ListKind():
                return self._list(kind, pointer, stated, node, open_=open_)
            case _:
                return self._leaf(kind, pointer, stated, node, open_=open_)

    def _leaf(self, kind: Kind, pointer: str, stated: Formula, node: Node | None, *, open_: bool) -> Leaf:
        if node is not None and node.state is State.STATED and not self._changes(pointer):
            return Leaf(kind, pointer, stated, self.constant(node), node, False)
        if not open_:
            nothing = False if isinstance(kind, TruthKind) else number(0)
            return Leaf(kind, pointer, False, nothing, None, False)
        variable = self._variable(kind, pointer, node)
        leaf = Leaf(kind, pointer, stated, variable, node, True, self.texts)
        if node is not None and node.state is State.STATED:
            known = self.constant(node)
            stays = same(variable, known) if isinstance(variable, Num) else variable == known
            self.changes.append(Change(pointer, "change", negation(stays), leaf))
        elif is_half_date(node) and self._changes(pointer):
            assert isinstance(variable, Num)
            self.changes.append(Change(pointer, "change", negation(variable.within(*days_of(node))), leaf))
        self.opened.append(leaf)
        return leaf

    def _changes(self, pointer: str) -> bool:
        return self.may_change is not None and self.may_change(pointer)

    def constant(self, node: Node) -> Num | Formula:
        """A stated value."""
        match node.value:
            case Range(low):
                return number(exact(low))
            case Choice():
                return self.texts.number(node.value.word)
            case Truth():
                return node.value is CERTAIN
            case _:
                raise AssertionError(node)

    def _variable(self, kind: Kind, pointer: str, node: Node | None) -> Num | Formula:
        match kind:
            case TruthKind():
                return z3.Bool(pointer)
            case NumberKind(whole):
                self.has_fractions = self.has_fractions or not whole
                return Num(z3.Int(pointer) if whole else z3.Real(pointer), None, None)
            case DateKind():
                return self._day(pointer, node)
            case TextKind() | WordKind() | NameKind():
                only = self.texts.of_kind(kind)
                bounds = (min(only), max(only)) if only else (0, None)
                variable = Num(z3.Int(pointer), *bounds)
                for law in allowed(self.texts, kind, variable):
                    self._law(law)
                return variable
            case DurationKind() | ListKind() | RecordKind():
                raise AssertionError(f"no leaf of a document: {kind}")
            case _:
                assert_never(kind)

    def _day(self, pointer: str, node: Node | None) -> Num:
        """A day; half a date has the bounds of its range, unless it may be changed to another."""
        low, high = days_of(node) if is_half_date(node) and not self._changes(pointer) else (FIRST, LAST)
        variable = Num(z3.Int(pointer), low, high)
        self._law(both(variable.expr >= low, variable.expr <= high))
        return variable

    # -- lists ---------------------------------------------------------------------------------------------------

    def _list(self, kind: ListKind, pointer: str, stated: Formula, node: Node | None, *, open_: bool) -> Items:
        if node is not None and isinstance(node.value, tuple):
            return self._stated_list(kind, pointer, stated, node)
        if not open_:
            return Items(kind, pointer, False, None, (), False, None)
        length = Num(z3.Int(f"{pointer}#"), 0, None)
        self._law(length.expr >= 0)
        count = self.bound(schema_path(pointer))
        self.within_bounds.append(length.expr <= count)
        items = tuple(
            self._item(kind, f"{pointer}/{at}", both(stated, less(number(at), length))) for at in range(count)
        )
        items_made = Items(kind, pointer, stated, node, items, less(number(count), length), length, open=True)
        self.opened.append(items_made)
        self._keep_unique(items_made)
        return items_made

    def _item(self, kind: ListKind, pointer: str, there: Formula) -> Item:
        return Item(self.symbol(kind.item, pointer, there, None), there, True)

    def _stated_list(self, kind: ListKind, pointer: str, stated: Formula, node: Node) -> Items:
        assert isinstance(node.value, tuple)
        items = [self._stated_item(kind, f"{pointer}/{at}", stated, inner) for at, inner in enumerate(node.value)]
        if self._changes(pointer):
            items += self._more(kind, pointer, stated, len(items))
        beyond: Formula = False
        if node.rest is not None:
            beyond = both(stated, z3.Bool(f"{pointer}..."))
            self.within_bounds.append(negation(beyond))
            items = self._filled_up(kind, pointer, stated, items)
        stated_items = Items(kind, pointer, stated, node, tuple(items), beyond, None)
        self._keep_unique(stated_items)
        return stated_items

    def _filled_up(self, kind: ListKind, pointer: str, stated: Formula, items: list[Item]) -> list[Item]:
        """A half list with what may stand between its items: one item in each place, more of them at the end."""
        room = max(1, self.bound(schema_path(pointer)) - len(items))
        position = len(items)
        filled: list[Item] = []
        for at in range(len(items) + 1):
            for _ in range(room if at == len(items) else 1):
                place = f"{pointer}/{position}"
                filled.append(self._item(kind, place, both(stated, z3.Bool(f"{place}~"))))
                position += 1
            filled += items[at : at + 1]
        return filled

    def _stated_item(self, kind: ListKind, pointer: str, stated: Formula, node: Node) -> Item:
        there = stated if node.presence is None else both(stated, z3.Bool(f"{pointer}~"))
        if self._changes(pointer):
            stays = z3.Bool(f"{pointer}!")
            self.changes.append(Change(pointer, "remove", both(there, negation(stays))))
            there = both(there, stays)
        is_there = node.state is not State.UNSTATED
        return Item(self.symbol(kind.item, pointer, there if is_there else False, node, open_=is_there), there, False)

    def _more(self, kind: ListKind, pointer: str, stated: Formula, count: int) -> list[Item]:
        """The items that may be added behind those that a list has."""
        added: list[Item] = []
        there = stated
        for at in range(count, count + max(1, self.bound(schema_path(pointer)) - count)):
            place = f"{pointer}/{at}"
            there = both(there, z3.Bool(f"{place}+"))
            self.changes.append(Change(place, "add", there))
            added.append(self._item(kind, place, there))
        return added

    def _keep_unique(self, listed: Items) -> None:
        """The schema's law that no two items of a list have the same name."""
        name = listed.kind.unique
        if not name or not isinstance(listed.kind.item, RecordKind) or len(listed.items) < 2:
            return
        named = [
            (item, leaf) for item in listed.items
            if isinstance(item.value, Record) and isinstance(leaf := item.value.child(name), Leaf)
        ]  # fmt: skip
        open_before: list[tuple[Item, Leaf]] = []
        for at, (item, leaf) in enumerate(named):
            for other, earlier in named[:at] if leaf.open else open_before:
                there = both(item.there, leaf.stated, other.there, earlier.stated)
                self._law(negation(both(there, same(leaf.value, earlier.value))))
            if leaf.open:
                open_before.append((item, leaf))


def walk(symbol: Symbol) -> Iterator[Symbol]:
    """A part of the document and everything below it that has been asked for, in the order of the schema."""
    yield symbol
    match symbol:
        case Record():
            for name in symbol.kind.fields:
                if name in symbol.fields:
                    yield from walk(symbol.fields[name])
        case Items():
            for item in symbol.items:
                yield from walk(item.value)
        case Leaf():
            pass


def is_half_date(node: Node | None) -> TypeGuard[Node]:
    """Whether a part of a date is stated."""
    return node is not None and node.state is State.PARTIAL and isinstance(node.value, Range)


def days_of(node: Node) -> tuple[int, int]:
    """The first and the last day that a date may be, by their numbers."""
    assert isinstance(node.value, Range)
    low, high = node.value.low, node.value.high
    return FIRST if low is None else int(exact(low)), LAST if high is None else int(exact(high))


def exact(value: Any) -> int | Fraction:
    """A number as it is, a day as its ordinal, a length of time as its amount."""
    if hasattr(value, "toordinal"):
        return int(value.toordinal())
    amount = Fraction(getattr(value, "amount", value))
    return int(amount) if amount.denominator == 1 else amount


def schema_path(pointer: str) -> str:
    """A pointer without the numbers of items: `/committees/members`."""
    return "/".join(step for step in pointer.split("/") if not step.isdigit())
