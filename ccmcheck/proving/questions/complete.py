"""What may stand in the blanks of a draft, and the draft with those filled that leave no choice to a person.

Days become the earliest that fit. Left to people are names and texts with more than one choice, a day without a lower
end, and how long a meeting lasts; what they may be is said instead.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from ccmcheck.document.edit import Edit, edited
from ccmcheck.document.nodes import Node, is_hole
from ccmcheck.document.programme import Programme
from ccmcheck.document.schema import DateKind, NumberKind, TruthKind
from ccmcheck.language.rulebook.model import Rulebook
from ccmcheck.proving.blanks import After, Ends, Options, after, ends, is_ordered, only_choice, options
from ccmcheck.proving.clock import knowing
from ccmcheck.proving.data import BLANK, data_of, plain_of, written
from ccmcheck.proving.model import Items, Leaf, Record, Symbol, walk
from ccmcheck.proving.questions.common import (
    Binding,
    Clash,
    Unconfirmed,
    blanks_open,
    clash,
    confirm,
    read_again,
)
from ccmcheck.proving.setting import Opened
from ccmcheck.proving.solver import Solver
from ccmcheck.proving.terms import Num, add, chosen, negation, number, same


@dataclass(frozen=True, slots=True)
class BlankAnswer:
    """One blank: what it may be, what it was filled with (None where a person is to say), and that it was not stated.

    `may_be` is what it may be while the others are open; `after` ties a day to an open one before it.
    """

    pointer: str
    kind: Any
    stood: str
    may_be: Ends | Options | None
    after: After | None
    filled: Any
    added: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """The draft with what could be filled, what is to be said of each blank, and the blanks that no rule reads."""

    text: str
    blanks: tuple[BlankAnswer, ...]
    unread: tuple[Node, ...]
    advice_left: tuple[str, ...]


def complete(
    programme: Programme, book: Rulebook, until: float, *, whatever_period: bool = False
) -> Completion | Clash:
    """The draft filled so that every obligation can hold. Raises Unfinished, and Unconfirmed for a fault of ours."""
    root = programme.root
    assert root is not None
    binding = Binding.of(book, root, until, whatever_period=whatever_period)
    opened, solver, holding = blanks_open(binding, root, until)
    if not solver.possible(*holding):
        return clash(holding, solver, binding, root)
    for each in holding:
        solver.add(each)
    left = []
    for ruleset, rule in binding.recommendations:
        held = opened.rule(rule).holds
        if solver.possible(held):
            solver.add(held)
        else:
            left.append(f"{ruleset.name}/{rule.name}")
    filling = _Filling(opened, solver)
    with knowing(filling.known):
        filling.fill()
        solver.possible()
    confirm(binding, data_of(opened.document, solver.witness))
    text = edited(root, filling.edits())
    _keeps(binding, text, programme)
    asked = {blank.pointer for blank in filling.answers}
    blanks = programme.blanks
    unread = tuple(n for n in blanks if not any(p == n.pointer or p.startswith(f"{n.pointer}/") for p in asked))
    return Completion(text, tuple(filling.answers), unread, tuple(left))


def _keeps(binding: Binding, text: str, before: Programme) -> None:
    """The filled draft breaks no obligation. Raises Unconfirmed."""
    root = read_again(binding, text, before)
    for _, rule in binding.obligations:
        if any(finding.outcome == "violated" for finding in binding.setting.judge(rule, root)):
            raise Unconfirmed(f"{rule.name} is violated")


class _Filling:
    """A draft while its blanks are decided one after the other."""

    def __init__(self, opened: Opened, solver: Solver) -> None:
        self.opened, self.solver = opened, solver
        self.there: dict[str, bool] = {}
        self.lengths: dict[str, int] = {}
        self.filled: dict[str, Any] = {}
        self.answers: list[BlankAnswer] = []
        self.known: list[Any] = ["the blanks can be filled so that every obligation holds"]

    def fill(self) -> None:
        """Decides what is there, tells what each blank may be, and fills those that leave no choice to a person."""
        self._presence(self.opened.document)
        leaves = [each for each in self._blanks(self.opened.document) if isinstance(each, Leaf)]
        blanks: dict[str, BlankAnswer] = {}
        for leaf in (each for each in leaves if is_ordered(each)):
            tie, may_be = after(leaf, self.opened, self.solver), ends(leaf, self.solver)
            self._fill(leaf, may_be, tie is not None or self._leads(leaf))
            blanks[leaf.pointer] = self._answer(leaf, may_be, tie)
            self.known.append(blanks[leaf.pointer])
        # Who may be named depends on the day of the decision, which is known by now.
        others = [leaf for leaf in leaves if leaf.pointer not in blanks]
        texts: Mapping[str, Options] = options(others, self.opened, self.solver)
        for leaf in others:
            self._fill(leaf, texts[leaf.pointer], False)
            blanks[leaf.pointer] = self._answer(leaf, texts[leaf.pointer], None)
        self.answers += [blanks[leaf.pointer] for leaf in leaves]

    # -- what is there -------------------------------------------------------------------------------------------

    def _presence(self, symbol: Symbol) -> None:
        """Fields that nobody needs stay unstated, and lists that are open get the fewest items that do."""
        match symbol:
            case Record():
                for name in symbol.kind.fields:
                    if name in symbol.fields and self._is_there(symbol.fields[name]):
                        self._presence(symbol.fields[name])
            case Items(open=True):
                self._length(symbol)
                for item in symbol.items[: self.lengths.get(symbol.pointer, 0)]:
                    self._presence(item.value)
            case Items():
                if symbol.node is not None and symbol.node.rest is not None:
                    self._half(symbol)
                for item in symbol.items:
                    if not item.guessed:
                        self._presence(item.value)
            case Leaf():
                pass

    def _half(self, symbol: Items) -> None:
        """A half list stays one: how many items it may have in all is said."""
        held = number(0)
        for item in symbol.items:
            held = add(held, chosen(item.there, number(1), number(0)))
        high = self.solver.greatest(held)
        room = high is None or high >= len(symbol.items)
        self.answers.append(
            self._answer(symbol, Ends(int(self.solver.least(held)), None if room else int(high or 0)), None)
        )

    def _is_there(self, symbol: Symbol) -> bool:
        if isinstance(symbol.stated, bool):
            return symbol.stated
        there = self.there.get(symbol.pointer)
        if there is None:
            there = not self.solver.possible(negation(symbol.stated))
            self.solver.add(symbol.stated if there else negation(symbol.stated))
            self.there[symbol.pointer] = there
        return there

    def _length(self, symbol: Items) -> None:
        assert symbol.length is not None
        low = int(self.solver.least(symbol.length, symbol.stated))
        high = self.solver.greatest(symbol.length, symbol.stated)
        bound = len(symbol.items)
        length_ends = Ends(low, None if high is None or high >= bound else int(high))
        decided = low > 0 or length_ends.high == 0
        if decided:
            self.solver.add(same(symbol.length, number(low)))
            self.lengths[symbol.pointer] = low
        self.answers.append(self._answer(symbol, length_ends, None))

    def _blanks(self, symbol: Symbol) -> list[Symbol]:
        """The blanks that are there, in order; of a list that stays open none."""
        symbols: list[Symbol] = []
        if isinstance(symbol, Leaf):
            return [symbol] if symbol.open and symbol.stated is not False else []
        if isinstance(symbol, Record):
            inner = [symbol.fields[name] for name in symbol.kind.fields if name in symbol.fields]
            inner = [each for each in inner if self.there.get(each.pointer, each.stated is not False)]
        else:
            items = symbol.items[: self.lengths.get(symbol.pointer, 0)] if symbol.open else symbol.items
            inner = [item.value for item in items if symbol.open or not item.guessed]
        for each in inner:
            symbols += self._blanks(each)
        return symbols

    # -- what it is ----------------------------------------------------------------------------------------------

    def _leads(self, leaf: Leaf) -> bool:
        """Whether a day is the first of two that are both open."""
        holder, name = self.opened.holder(leaf)
        if not isinstance(holder, Record):
            return False
        seconds = [holder.fields.get(second) for first, second in holder.kind.order if first == name]
        return any(isinstance(second, Leaf) and second.open for second in seconds)

    def _fill(self, leaf: Leaf, may_be: Ends | Options | None, in_a_pair: bool) -> None:
        value = self._choice(leaf, may_be, in_a_pair)
        if value is None:
            return
        self.solver.add(only_choice(leaf, value))
        self.filled[leaf.pointer] = bool(value) if isinstance(leaf.kind, TruthKind) else written(leaf, value)

    def _choice(self, leaf: Leaf, may_be: Ends | Options | None, in_a_pair: bool) -> int | None:
        """What to fill in, or None for what is left to people."""
        match may_be:
            case Ends(_, None) if leaf.pointer == f"/{self.opened.document.kind.day}":
                return None  # a decision without an end says nothing of the day on which a programme is decided
            case Options((only,), False):
                return (
                    int(only == "true") if isinstance(leaf.kind, TruthKind) else self.opened.model.texts.numbers[only]
                )
            case Options(texts, False) if texts and self._is_guessed_item(leaf):
                assert isinstance(leaf.value, Num)
                return int(self.solver.least(leaf.value, leaf.stated))
            case Ends(low, high) if low is not None and (low == high or not in_a_pair):
                now = ends(leaf, self.solver)
                if now.low is None or (now.low != now.high and self._would_last_a_day(leaf, now.low)):
                    return None
                whole = isinstance(leaf.kind, DateKind) or now.low == now.high
                whole = whole or (isinstance(leaf.kind, NumberKind) and self._is_guessed_item(leaf))
                return now.low if whole else None
            case _:
                return None

    def _is_guessed_item(self, leaf: Leaf) -> bool:
        above = leaf.pointer.rpartition("/")[0]
        return above in self.lengths

    def _would_last_a_day(self, leaf: Leaf, day: int) -> bool:
        """Whether a day is the very one that the schema puts before it: how long a meeting lasts is not invented."""
        holder, name = self.opened.holder(leaf)
        if not isinstance(holder, Record):
            return False
        before = [holder.fields.get(first) for first, second in holder.kind.order if second == name]
        return any(isinstance(each, Leaf) and isinstance(each.value, Num) and each.value.low == day for each in before)

    def _answer(self, symbol: Leaf | Items, may_be: Ends | Options | None, tie: After | None) -> BlankAnswer:
        stood = symbol.node.text if symbol.node is not None else ""
        filled = self.filled.get(symbol.pointer)
        added = symbol.node is None and symbol.pointer in self.there
        return BlankAnswer(symbol.pointer, symbol.kind, stood, may_be, tie, filled, added)

    # -- the text ------------------------------------------------------------------------------------------------

    def edits(self, symbol: Symbol | None = None) -> list[Edit]:
        """The changes of the draft's text; what a blank record or list holds is written with it."""
        symbol = symbol or self.opened.document
        added = self.there.get(symbol.pointer, False) and symbol.node is None
        blank = symbol.node is not None and is_hole(symbol.node)
        if added or blank:
            return [Edit(symbol.pointer, self._draft(symbol))] if added or self._says_something(symbol) else []
        match symbol:
            case Record():
                inner = [symbol.fields[name] for name in symbol.kind.fields if name in symbol.fields]
            case Items():
                inner = [item.value for item in symbol.items]
            case _:
                inner = []
        return [edit for each in inner for edit in self.edits(each)]

    def _says_something(self, symbol: Symbol) -> bool:
        inside = [each.pointer for each in walk(symbol)]
        return any(pointer in self.filled or pointer in self.lengths for pointer in inside)

    def _draft(self, symbol: Symbol) -> Any:
        """A part of the draft as it is to be written."""
        match symbol:
            case Leaf():
                stood = plain_of(symbol.node) if symbol.node is not None else BLANK
                return self.filled.get(symbol.pointer, stood)
            case Record():
                inner = {name: symbol.fields.get(name) for name in symbol.kind.fields}
                return {
                    name: BLANK if each is None else self._draft(each)
                    for name, each in inner.items()
                    if (each is None and symbol.kind.fields[name].required)
                    or (each is not None and self.there.get(each.pointer, each.stated is not False))
                }
            case Items():
                if symbol.pointer not in self.lengths:
                    return BLANK
                return [self._draft(item.value) for item in symbol.items[: self.lengths[symbol.pointer]]]
