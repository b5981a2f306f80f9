"""One witness among many: the smallest, variable by variable in the order of the document, whatever solver found it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

from ccmcheck.document.schema import DateKind, NumberKind, TextKind, TruthKind
from ccmcheck.proving.data import data_of
from ccmcheck.proving.model import Items, Leaf, Symbol, walk
from ccmcheck.proving.setting import Opened
from ccmcheck.proving.solver import Solver
from ccmcheck.proving.terms import Num, at_most, negation, number, same


def smallest(opened: Opened, solver: Solver, since: date, wanted: Callable[[str], bool] = lambda _: True) -> Any:
    """The data of the smallest document that is possible; its days and years lie after a day where they can.

    A day that cannot lie after it lies close before it. Where only some places are `wanted`, the others are as the
    solver likes.
    """
    for symbol in [each for each in walk(opened.document) if wanted(each.pointer)]:
        if not isinstance(symbol.stated, bool):
            left_out = negation(symbol.stated)
            solver.add(left_out if solver.possible(left_out) else symbol.stated)
        if solver.possible(symbol.stated):
            _settle(symbol, solver, since)
    assert solver.possible()
    return data_of(opened.document, solver.witness)


def _settle(symbol: Symbol, solver: Solver, since: date) -> None:
    match symbol:
        case Items(open=True, length=Num() as length):
            solver.add(same(length, number(solver.least(length))))
        case Leaf(open=True, kind=TruthKind()):
            solver.add(negation(symbol.value) if solver.possible(negation(symbol.value)) else symbol.value)
        case Leaf(open=True, value=Num() as value):
            # A text that no rule names is shown as one that anything could stand for.
            beyond = len(symbol.texts.texts) if symbol.texts is not None else 0
            starts = {DateKind: since.toordinal(), NumberKind: since.year, TextKind: beyond}
            start = number(starts.get(type(symbol.kind), 0))
            if solver.possible(at_most(start, value)):
                solver.add(at_most(start, value))
            elif isinstance(symbol.kind, DateKind) and (latest := solver.greatest(value)) is not None:
                solver.add(same(value, number(latest)))
            solver.add(same(value, number(solver.least(value))))
        case _:
            pass
