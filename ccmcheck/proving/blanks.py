"""What a blank may still be while every obligation holds: the two ends of a day or number, the texts that fit."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from ccmcheck.base.values import Choice
from ccmcheck.document.nodes import State, walk
from ccmcheck.document.schema import DateKind, NameKind, NumberKind, TruthKind, WordKind
from ccmcheck.proving.calendar import FIRST, LAST
from ccmcheck.proving.model import Leaf, Record
from ccmcheck.proving.setting import Opened
from ccmcheck.proving.solver import Solver, Witness
from ccmcheck.proving.terms import Formula, Num, add, both, minus, negation, number, same


@dataclass(frozen=True, slots=True)
class Ends:
    """The least and the greatest that a day (as its ordinal) or a number may be; None is without end."""

    low: int | None
    high: int | None


@dataclass(frozen=True, slots=True)
class Options:
    """The texts or truths that fit, in order; `others` says that texts which nobody names would fit too.

    Where these would, no text is listed but the names of the document that would not fit (`unfit`).
    """

    texts: tuple[str, ...]
    others: bool = False
    unfit: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class After:
    """How many days a day may lie behind the one that the schema puts before it."""

    first: str
    low: int
    high: int | None


def ends(leaf: Leaf, solver: Solver) -> Ends:
    """The ends of a day or number that is there."""
    assert isinstance(leaf.value, Num)
    low = None if _endless_below(leaf, solver) else int(solver.least(leaf.value, leaf.stated))
    high = solver.greatest(leaf.value, leaf.stated)
    is_day = isinstance(leaf.kind, DateKind)
    if is_day:
        return Ends(None if low == FIRST else low, None if high == LAST else int(high or LAST))
    return Ends(low, None if high is None else int(high))


def _endless_below(leaf: Leaf, solver: Solver) -> bool:
    assert isinstance(leaf.value, Num)
    return leaf.value.low is None and solver.possible(leaf.stated, leaf.value.expr <= -(10**9))


def after(leaf: Leaf, opened: Opened, solver: Solver) -> After | None:
    """How far a day lies behind the first of its pair, where both are open."""
    holder, name = opened.holder(leaf)
    if not isinstance(holder, Record):
        return None
    for first, second in holder.kind.order:
        earlier = holder.fields.get(first)
        if second == name and isinstance(earlier, Leaf) and earlier.open and isinstance(leaf.value, Num):
            assert isinstance(earlier.value, Num)
            apart = add(leaf.value, minus(earlier.value))
            there = both(leaf.stated, earlier.stated)
            return After(earlier.pointer, int(solver.least(apart, there)), int(solver.greatest(apart, there) or 0))
    return None


def is_ordered(leaf: Leaf) -> bool:
    """Whether the leaf is a day or a number."""
    return isinstance(leaf.kind, DateKind | NumberKind)


def options(leaves: Sequence[Leaf], opened: Opened, solver: Solver) -> Mapping[str, Options]:
    """What texts, words and truths may be. One answer of the solver tells of all leaves at once."""
    texts = opened.model.texts
    numbers: dict[str, set[int]] = {leaf.pointer: set() for leaf in leaves}
    others = {leaf.pointer: _others(leaf, opened, solver) for leaf in leaves}
    # Where any text at all would do, nobody reads a list of those that happen to be known.
    _together([leaf for leaf in leaves if not others[leaf.pointer]], numbers, solver)
    for leaf in leaves:
        if not others[leaf.pointer]:
            _together([leaf], numbers, solver)
    return {
        leaf.pointer: Options(
            tuple(_words(leaf, numbers[leaf.pointer], texts.text)),
            others[leaf.pointer],
            tuple(_unfit(leaf, opened, solver)) if others[leaf.pointer] else (),
        )
        for leaf in leaves
    }


def _unfit(leaf: Leaf, opened: Opened, solver: Solver) -> Iterable[str]:
    """The names that the document holds already and that a further one cannot be."""
    root = opened.document.node
    if root is None or not isinstance(leaf.kind, NameKind):
        return
    held = [node.value for node in walk(root) if node.kind == leaf.kind and node.state is State.STATED]
    for text in dict.fromkeys(value.word for value in held if isinstance(value, Choice)):
        if not solver.possible(only_choice(leaf, int(opened.model.texts.number(text).value))):
            yield text


def _together(leaves: Sequence[Leaf], numbers: Mapping[str, set[int]], solver: Solver) -> None:
    """What some leaves may be, as long as each of them may be something new at the same time."""
    if not leaves:
        return
    with solver.scope():
        for leaf in leaves:
            solver.add(both(leaf.stated, *(_other_than(leaf, at) for at in sorted(numbers[leaf.pointer]))))
        while solver.possible():
            witness = solver.witness
            for leaf in leaves:
                at = _at(leaf, witness)
                numbers[leaf.pointer].add(at)
                solver.add(_other_than(leaf, at))


def _others(leaf: Leaf, opened: Opened, solver: Solver) -> bool:
    if isinstance(leaf.kind, TruthKind | WordKind):
        return False
    assert isinstance(leaf.value, Num)
    return solver.possible(leaf.stated, leaf.value.expr >= len(opened.model.texts.texts))


def _other_than(leaf: Leaf, value: int) -> Formula:
    if isinstance(leaf.kind, TruthKind):
        return negation(leaf.value) if value else leaf.value
    assert isinstance(leaf.value, Num)
    return negation(same(leaf.value, number(value)))


def _at(leaf: Leaf, witness: Witness) -> int:
    """What a leaf is, a truth as 0 or 1."""
    return int(witness.number(leaf.value)) if isinstance(leaf.value, Num) else int(witness.truth(leaf.value))


def _words(leaf: Leaf, numbers: Iterable[int], text: Callable[[int], str]) -> Iterable[str]:
    if isinstance(leaf.kind, TruthKind):
        return (("true" if truth else "false") for truth in sorted(numbers, reverse=True))
    return (text(at) for at in sorted(numbers))


def only_choice(leaf: Leaf, value: int) -> Formula:
    """That a leaf is there and has this value."""
    if isinstance(leaf.kind, TruthKind):
        return both(leaf.stated, leaf.value if value else negation(leaf.value))
    assert isinstance(leaf.value, Num)
    return both(leaf.stated, same(leaf.value, number(value)))
