"""Questions to z3; hides how it is set up, that time may run out, and how an answer is made the only one there is.

A witness is the smallest, variable by variable in the order given, and a clash is found by leaving out part after
part: so the same question gets the same answer from every version of the solver.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from fractions import Fraction
from typing import Any

import z3

from ccmcheck.proving.clock import Unfinished, seconds_left
from ccmcheck.proving.model import Model
from ccmcheck.proving.terms import Exact, Formula, Num, at_most, both, number, same


class Solver:
    """What is to hold of one document, to be asked about until a moment (of `time.monotonic`)."""

    def __init__(self, model: Model, until: float, *, bounded: bool = True) -> None:
        # The tactic for linear integers is several times the default where texts are numbers.
        self._solver = z3.Solver() if model.has_fractions else z3.SolverFor("QF_LIA")
        self._model, self.until, self._bounded = model, until, bounded
        self._laws = self._bounds = 0
        self._impossible = False
        self.keep_laws()

    def keep_laws(self) -> None:
        """Takes in what asking has made of the document since."""
        for law in self._model.laws[self._laws :]:
            self.add(law)
        self._laws = len(self._model.laws)
        if self._bounded:
            for law in self._model.within_bounds[self._bounds :]:
                self.add(law)
            self._bounds = len(self._model.within_bounds)

    def add(self, formula: Formula) -> None:
        """Something that is to hold from now on."""
        if formula is False:
            self._impossible = True
        elif formula is not True:
            self._solver.add(formula)

    def possible(self, *also: Formula) -> bool:
        """Whether everything can hold, and these too. Raises Unfinished."""
        self.keep_laws()
        wanted = both(*also)
        if self._impossible or wanted is False:
            return False
        self._solver.set("timeout", max(1, int(seconds_left(self.until) * 1000)))
        answer = self._solver.check(*([] if wanted is True else [wanted]))
        if answer == z3.unknown:
            raise Unfinished
        return bool(answer == z3.sat)

    @contextmanager
    def scope(self) -> Iterator[None]:
        """What is added inside holds inside only."""
        before = (self._laws, self._bounds, self._impossible)
        self._solver.push()
        try:
            yield
        finally:
            self._solver.pop()
            self._laws, self._bounds, self._impossible = before

    @property
    def witness(self) -> Witness:
        """What `possible` found last."""
        return Witness(self._solver.model())

    def least(self, value: Num, *also: Formula) -> Exact:
        """The smallest that a number can be while these hold, which must be possible.

        Where it may be a fraction: the smallest whole number, or any fraction where it can be no whole number.
        """
        return self._outermost(value, also, 1)

    def greatest(self, value: Num, *also: Formula) -> Exact | None:
        """The greatest; None where there is no end to it."""
        if value.high is None and self.possible(*also, value.expr >= _ENDLESS):
            return None
        return self._outermost(value, also, -1)

    def nearest(self, value: Num, to: Exact) -> Exact:
        """The one that is possible next to a number, and of two as near the smaller; any must be possible."""
        ends = [self._outermost(value, (below,), -1) for below in [at_most(value, number(to))] if self.possible(below)]
        ends += [self._outermost(value, (above,), 1) for above in [at_most(number(to), value)] if self.possible(above)]
        return min(ends, key=lambda end: (abs(Fraction(end) - to), end))

    def _outermost(self, value: Num, also: Sequence[Formula], sign: int) -> Exact:
        """By halves between what is possible and the end of the number; of fractions the outermost whole one."""
        model = self.possible(*also)
        assert model
        if not value.fixed and value.expr.is_real():
            fraction = self.witness.number(value)
            whole = Num(z3.FreshInt(), value.low, value.high)
            is_whole = value.expr == z3.ToReal(whole.expr)
            return self._outermost(whole, (*also, is_whole), sign) if self.possible(*also, is_whole) else fraction
        best = int(self.witness.number(value))
        end = value.low if sign > 0 else value.high
        bound = int(end) if end is not None else -sign * _ENDLESS
        if best == bound:
            return best
        if self.possible(*also, same(value, number(bound))):
            return bound
        step = 1
        while sign * (best - bound) > 1:
            attempt = best - sign * min(step, sign * (best - bound) - 1)
            beyond = value.expr <= attempt if sign > 0 else value.expr >= attempt
            if self.possible(*also, beyond):
                best, step = int(self.witness.number(value)), step * 2
            else:
                bound, step = attempt, 1
                step = max(1, sign * (best - bound) // 2)
        return best

    def clash(self, parts: Sequence[Formula]) -> list[int]:
        """The numbers of a smallest set of parts that cannot hold together, from which no part can be left out.

        By halves (QuickXplain), which asks a few times the size of the clash and takes the earlier parts where it can.
        """
        return sorted(self._clash([], [], list(range(len(parts))), parts))

    def _clash(self, added: list[int], held: list[int], among: list[int], parts: Sequence[Formula]) -> list[int]:
        """What is needed of some parts beside those that are held; `added` are the held ones not yet tried alone."""
        if added and not self.possible(*(parts[at] for at in held)):
            return []
        if len(among) == 1:
            return among
        half = len(among) // 2
        first, second = among[:half], among[half:]
        needed = self._clash(first, held + first, second, parts)
        return self._clash(needed, held + needed, first, parts) + needed


_ENDLESS = 10**9


class Witness:
    """What each variable is, of one way in which everything holds."""

    def __init__(self, model: Any) -> None:
        self._model = model

    def truth(self, formula: Formula) -> bool:
        """Whether a formula holds."""
        return (
            formula if isinstance(formula, bool) else bool(z3.is_true(self._model.eval(formula, model_completion=True)))
        )

    def number(self, value: Num) -> Exact:
        """What a number is."""
        if value.fixed:
            return value.value
        evaluated = self._model.eval(value.expr, model_completion=True)
        if z3.is_int_value(evaluated):
            return int(evaluated.as_long())
        fraction = evaluated.as_fraction()
        return int(fraction) if fraction.denominator == 1 else fraction
