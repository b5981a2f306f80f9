"""The fewest changes after which every obligation holds, each with the rules that it heals.

Never changed is what decides whether a rule applies: so that the programme for 2012 is not mended by making it one for
2013.
"""

from __future__ import annotations

from collections.abc import Callable, Container, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ccmcheck.base.values import Range
from ccmcheck.document import nodes
from ccmcheck.document.edit import Edit, edited
from ccmcheck.document.nodes import Node
from ccmcheck.document.programme import Programme
from ccmcheck.document.schema import DateKind, RecordKind, WordKind
from ccmcheck.language.rulebook.model import Rule, Rulebook, Ruleset
from ccmcheck.proving.blanks import Options, is_ordered, options
from ccmcheck.proving.data import BLANK, leaf_of
from ccmcheck.proving.model import Change, Items, Leaf, Record, Symbol, schema_path, walk
from ccmcheck.proving.questions.common import (
    Binding,
    Clash,
    Unconfirmed,
    blanks_open,
    clash,
    deciding,
    first_day,
    in_force,
    kept_unseen,
    read_again,
    wanted,
)
from ccmcheck.proving.questions.fewest import Fewest
from ccmcheck.proving.setting import Opened, reads
from ccmcheck.proving.solver import Solver, Witness
from ccmcheck.proving.terms import Exact, Num, negation, number, same


@dataclass(frozen=True, slots=True)
class Mended:
    """One change: what is done where, the value it becomes, and the rules that it heals.

    Where people choose a text, the value is a blank and `choices` are the texts that would do.
    """

    pointer: str
    sort: str
    stood: str
    value: Any
    choices: Options | None
    heals: tuple[tuple[Ruleset, Rule], ...]


@dataclass(frozen=True, slots=True)
class Mending:
    """The fewest changes, and the text of the programme with them."""

    changes: tuple[Mended, ...]
    text: str


def mend(programme: Programme, book: Rulebook, until: float, *, whatever_period: bool = False) -> Mending | Clash:
    """The fewest changes after which no obligation is violated. Raises Unfinished, and Unconfirmed for our faults."""
    root = programme.root
    assert root is not None
    binding = Binding.of(book, root, until, whatever_period=whatever_period)
    broken = _broken(binding, root, until)
    if not broken:
        return Mending((), root.source.text)
    may_change = _changeable(binding, broken)
    opened = binding.setting.opened(root, adds=True, may_change=may_change)
    encoded = [opened.rule(rule) for _, rule in binding.obligations]
    solver = Solver(opened.model, until)
    solver.add(in_force(opened, binding.periods))
    was_open = {rule.name for _, rule in binding.obligations if not _decided(binding, rule, root)}
    holding = wanted(encoded, was_open)
    if not solver.possible(*holding):
        was_open |= kept_unseen(encoded, solver, binding, root)
        holding = wanted(encoded, was_open)
        if not solver.possible(*holding):
            return clash(holding, solver, binding, root)
    for each in holding:
        solver.add(each)
    fewest = Fewest(opened, solver, root).chosen()
    mending = _mending(binding, opened, solver, programme, fewest)
    heals = _Heals(binding, programme, broken, was_open, until)
    return replace(mending, changes=tuple(heals.each(mending.changes)))


def _broken(binding: Binding, root: Node, until: float) -> list[tuple[Ruleset, Rule]]:
    """The rules that are violated, and those that cannot be kept together however the blanks are filled."""
    obligations = binding.obligations
    broken = {at for at, (_, rule) in enumerate(obligations) if _violated(binding, rule, root)}
    _, solver, holding = blanks_open(binding, root, until, broken)
    while not solver.possible(*(held for at, held in enumerate(holding) if at not in broken)):
        left = [at for at in range(len(holding)) if at not in broken]
        broken |= {left[at] for at in solver.clash([holding[at] for at in left])}
    return [pair for at, pair in enumerate(obligations) if at in broken]


def _violated(binding: Binding, rule: Rule, root: Node) -> bool:
    return any(finding.outcome == "violated" for finding in binding.setting.judge(rule, root))


def _decided(binding: Binding, rule: Rule, root: Node) -> bool:
    return all(finding.outcome != "undecided" for finding in binding.setting.judge(rule, root))


# -- what may change -----------------------------------------------------------------------------------------------


def _changeable(binding: Binding, broken: Sequence[tuple[Ruleset, Rule]]) -> Callable[[str], bool]:
    """Which places may change: those that a broken rule reads.

    Not what a scope or a condition of any rule reads by its value, not the day of the decision, ids or answers.
    """
    kind = binding.setting.vocabulary.document
    day = kind.day if isinstance(kind, RecordKind) else ""
    protected = {day, *deciding(rule for _, rule in binding.obligations)}
    wanted: set[str] = set()
    for _, rule in broken:
        wanted |= reads(rule)
    wanted -= protected

    def may(pointer: str) -> bool:
        steps = schema_path(pointer).split("/")
        return steps[-1] in wanted and not protected.intersection(steps[1:])

    return may


# -- what they become ----------------------------------------------------------------------------------------------


def _mending(
    binding: Binding, opened: Opened, solver: Solver, programme: Programme, changes: Sequence[Change]
) -> Mending:
    root = programme.root
    assert root is not None
    changes = _as_written(opened, solver, root, changes)
    inside = [
        leaf for change in changes if change.sort != "remove" for leaf in _leaves(opened.at(change.pointer), solver)
    ]
    for leaf in inside:
        if leaf.node is None and isinstance(leaf.kind, WordKind) and isinstance(leaf.value, Num):
            # Which of several new groups has which topic is all the same, and no question for people.
            solver.add(same(leaf.value, number(solver.least(leaf.value))))
    allowed = options([leaf for leaf in inside if not is_ordered(leaf)], opened, solver)
    for leaf in inside:
        if is_ordered(leaf):
            assert isinstance(leaf.value, Num)
            solver.add(same(leaf.value, number(solver.nearest(leaf.value, _stood(leaf, root)))))
    to_people = {at for at, each in allowed.items() if each.others or len(each.texts) > 1}
    assert solver.possible()
    witness = solver.witness
    mended, edits = [], []
    for change in changes:
        symbol = opened.at(change.pointer)
        value = None if change.sort == "remove" else _value(symbol, witness, to_people)
        edits.append(Edit(change.pointer, value, removes=change.sort == "remove"))
        stood = symbol.node.text if symbol.node is not None else ""
        free = allowed.get(change.pointer) if change.pointer in to_people else None
        mended.append(Mended(change.pointer, change.sort, stood, value, free, ()))
    text = edited(root, edits)
    after = read_again(binding, text, programme)
    for _, rule in binding.obligations:
        if _violated(binding, rule, after):
            raise Unconfirmed(f"{rule.name} is violated")
    return Mending(tuple(mended), text)


def _as_written(opened: Opened, solver: Solver, root: Node, changes: Sequence[Change]) -> list[Change]:
    """The changes, of which those in a record that is not there come with the record; what is blank stays blank."""
    known = {node.pointer: node for node in reversed(tuple(nodes.walk(root)))}
    new = [each.pointer for each in walk(opened.document) if _is_new(each, solver)]
    written = {change.pointer: change for change in changes}
    for pointer in (*written, *new):
        top = pointer
        while (above := top.rpartition("/")[0]) not in known:
            top = above
        if not nodes.is_hole(known[above]):
            written.setdefault(top, Change(top, "state", True))
        if top != pointer:
            written.pop(pointer, None)
    return list(written.values())


def _is_new(symbol: Symbol, solver: Solver) -> bool:
    """Whether a record has to be there that the document does not have."""
    return isinstance(symbol, Record) and symbol.node is None and not solver.possible(negation(symbol.stated))


def _leaves(symbol: Symbol, solver: Solver) -> Iterable[Leaf]:
    """The open leaves of a change that are there."""
    match symbol:
        case Leaf():
            if symbol.open and not solver.possible(negation(symbol.stated)):
                yield symbol
        case Record():
            for inner in symbol.fields.values():
                # A field of a new record that nobody needs is left out.
                if solver.possible(negation(inner.stated)):
                    solver.add(negation(inner.stated))
                else:
                    yield from _leaves(inner, solver)
        case Items():
            if symbol.open and symbol.length is not None:
                solver.add(same(symbol.length, number(solver.least(symbol.length))))
            for item in symbol.items:
                if not solver.possible(negation(item.there)):
                    yield from _leaves(item.value, solver)


def _stood(leaf: Leaf, root: Node) -> Exact:
    """The number or day that a leaf states; of one that states none nothing, or the first day of the document."""
    value = leaf.node.value if leaf.node is not None else None
    stood = value.low if isinstance(value, Range) else None
    if isinstance(leaf.kind, DateKind):
        return (stood if isinstance(stood, date) else first_day(root)).toordinal()
    return Fraction(stood) if isinstance(stood, int | Decimal) else 0


def _value(symbol: Symbol, witness: Witness, to_people: Container[str]) -> Any:
    """What a change makes of a place; what people are to choose is a blank."""
    match symbol:
        case Leaf():
            return BLANK if symbol.pointer in to_people else leaf_of(symbol, witness)
        case Record():
            there = {name: inner for name, inner in symbol.fields.items() if witness.truth(inner.stated)}
            required = [name for name in symbol.kind.required if name not in there]
            fields = dict.fromkeys(required, BLANK) | {
                name: _value(inner, witness, to_people) for name, inner in there.items()
            }
            return fields or BLANK
        case Items():
            return [_value(item.value, witness, to_people) for item in symbol.items if witness.truth(item.there)]


@dataclass(frozen=True, slots=True)
class _Heals:
    """Which rules each change heals: each is needed."""

    binding: Binding
    programme: Programme
    broken: Sequence[tuple[Ruleset, Rule]]
    was_open: Container[str]
    until: float

    def each(self, mended: Sequence[Mended]) -> Iterable[Mended]:
        """The changes with the rules that are broken again where one alone is left out. Raises Unconfirmed."""
        assert self.programme.root is not None
        edits = [Edit(change.pointer, change.value, removes=change.sort == "remove") for change in mended]
        for at, change in enumerate(mended):
            others = [*edits[:at], *edits[at + 1 :]]
            without = self.binding.reread(edited(self.programme.root, others), self.programme)
            heals = self._broken_again(without) or self._refused(change, without) or self._clashing(without)
            if not heals:
                raise Unconfirmed(f"the change at {change.pointer} is not needed")
            yield replace(change, heals=tuple(pair for pair in heals if pair in self.broken) or heals)

    def _broken_again(self, without: Programme) -> tuple[tuple[Ruleset, Rule], ...]:
        assert without.root is not None
        root = without.root
        return tuple(pair for pair in self.binding.obligations if _violated(self.binding, pair[1], root))

    def _refused(self, change: Mended, without: Programme) -> tuple[tuple[Ruleset, Rule], ...]:
        """Where the schema refuses the programme without it (an end before its start), no rule can speak."""
        if len(without.problems) <= len(self.programme.problems):
            return ()
        name = schema_path(change.pointer).rpartition("/")[2]
        return tuple(pair for pair in self.broken if name in reads(pair[1]))

    def _clashing(self, without: Programme) -> tuple[tuple[Ruleset, Rule], ...]:
        """The fewest rules, each of which is open, that cannot be kept together."""
        opened = self.binding.setting.opened(without.root)
        solver = Solver(opened.model, self.until)
        solver.add(in_force(opened, self.binding.periods))
        holding = wanted([opened.rule(rule) for _, rule in self.binding.obligations], self.was_open)
        return () if solver.possible(*holding) else tuple(self.binding.obligations[at] for at in solver.clash(holding))
