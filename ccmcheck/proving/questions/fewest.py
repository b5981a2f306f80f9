"""The smallest set of changes after which what is asked for holds, always the same one; hides how it is counted.

A value changed or stated counts one, an item of a list added or removed counts one, and a whole new record as much as
three values, which is what somebody would sooner correct. Among the smallest: values before additions and removals of
records, additions before changes, then the fewest days moved, then the order of the document, from a list's end.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

import z3

from ccmcheck.base.values import calendar_day
from ccmcheck.document.nodes import Node, walk
from ccmcheck.document.schema import DateKind, WordKind
from ccmcheck.proving.clock import knowing
from ccmcheck.proving.model import Change, Leaf, Record, days_of
from ccmcheck.proving.setting import Opened
from ccmcheck.proving.solver import Solver
from ccmcheck.proving.terms import Exact, Formula, Num, add, both, greatest, minus, negation, number, same

WHOLE_RECORD = 3
"""What a whole new record counts, in values."""


class Fewest:
    """The one smallest set of changes of a document, which has to be possible."""

    def __init__(self, opened: Opened, solver: Solver, root: Node) -> None:
        self.opened, self.solver = opened, solver
        self.order = {node.pointer: at for at, node in enumerate(walk(root))}
        solver.keep_laws()
        self.known = ["the programme can be mended"]
        self.changes = [change for change in opened.model.changes if change.made is not False]

    def chosen(self) -> list[Change]:
        """The changes that are made; afterwards nothing but their values is open."""
        with knowing(self.known):
            self._at_most([(each.made, self._weight(each)) for each in self.changes])
            self._at_most([(each.made, 1) for each in self.changes if self._is_heavy(each)])
            self._at_most([(each.made, 1) for each in self.changes if each.sort == "change"])
            self._fewest_days()
            return sorted(self._made(), key=lambda change: self._rank(change.pointer))

    def _made(self) -> Iterator[Change]:
        """Given the choice, what stands earlier stays; of a list, the last item goes first."""
        for change in sorted(self.changes, key=self._place):
            stays = self.solver.possible(negation(change.made))
            self.solver.add(negation(change.made) if stays else change.made)
            if not stays:
                yield change

    def _weight(self, change: Change) -> int:
        return WHOLE_RECORD if change.sort == "add" and self._is_record(change) else 1

    def _is_heavy(self, change: Change) -> bool:
        """Whether a change adds or takes away a whole record, or makes one another of those that the schema names."""
        if change.sort in ("add", "remove"):
            return self._is_record(change)
        above, _, name = change.pointer.rpartition("/")
        holder = self.opened.at(above)
        of_the_schema = change.leaf is not None and isinstance(change.leaf.kind, WordKind)
        return of_the_schema and isinstance(holder, Record) and name == holder.kind.known_by

    def _is_record(self, change: Change) -> bool:
        return isinstance(self.opened.at(change.pointer), Record)

    def _at_most(self, weighed: Sequence[tuple[Formula, int]]) -> None:
        """Counts up to the least weight that is possible, and holds to it."""
        if not weighed:
            return
        at, greatest_weight = 0, max(weight for _, weight in weighed)
        while not self.solver.possible(bound := z3.PbLe(weighed, at)):
            at += 1
            if len(weighed) == len(self.changes):
                self.known[:] = [_at_least(-(-at // greatest_weight))]
        self.solver.add(bound)

    def _fewest_days(self) -> None:
        days = [change.leaf for change in self.changes if change.leaf is not None]
        days = [leaf for leaf in days if isinstance(leaf.kind, DateKind) and leaf.node is not None]
        moved = number(0)
        for leaf in days:
            moved = add(moved, _moved(leaf))
        if not moved.fixed:
            fewest = same(moved, number(self.solver.least(Num(moved.expr, 0, 10**7))))
            self.solver.add(self._moves(days, fewest))

    def _moves(self, days: Sequence[Leaf], fewest: Formula) -> Formula:
        """The fewest days; but where the year was mistaken, what lies in another one keeps its month and day."""
        possible = self.solver.possible(fewest)
        assert possible
        becomes = [(leaf, _day(self.solver.witness.number(_number(leaf)))) for leaf in days]
        other = [(leaf, stood, to) for leaf, to in becomes if (stood := _stood(leaf)) != to]
        if any(stood is None or stood.year == to.year for _, stood, to in other):
            return fewest
        kept = [
            same(_number(leaf), number(calendar_day(to.year, stood.month, stood.day).toordinal()))
            for leaf, stood, to in other
            if stood is not None
        ]
        return both(*kept) if kept and self.solver.possible(*kept) else fewest

    def _rank(self, pointer: str) -> tuple[int, str]:
        above = pointer
        while above not in self.order:
            above = above.rpartition("/")[0]
        return self.order[above], pointer

    def _place(self, change: Change) -> tuple[int, int]:
        """Earlier things are decided first to stay."""
        return self._rank(change.pointer)[0], int(change.pointer.rpartition("/")[2]) if change.sort == "remove" else 0


def _moved(leaf: Leaf) -> Num:
    """How many days a day lies outside of what is stated."""
    assert leaf.node is not None
    first, last = map(number, days_of(leaf.node))
    before, after = add(first, minus(_number(leaf))), add(_number(leaf), minus(last))
    size = greatest(greatest(before, after), number(0))
    return Num(z3.If(leaf.stated, size.expr, 0), 0, None)


def _number(leaf: Leaf) -> Num:
    assert isinstance(leaf.value, Num)
    return leaf.value


def _stood(leaf: Leaf) -> date | None:
    """The day that is stated; None for a part of one."""
    assert leaf.node is not None
    first, last = days_of(leaf.node)
    return date.fromordinal(first) if first == last else None


def _day(value: Exact) -> date:
    return date.fromordinal(int(value))


def _at_least(many: int) -> str:
    return "at least 1 change is needed" if many == 1 else f"at least {many} changes are needed"
