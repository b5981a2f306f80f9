"""Formulas and numbers for the solver; hides that what is known already never gets there.

A constant is folded before the solver sees it, since its binding takes longer for a comparison than Python for a
hundred. A number knows its bounds, and one that depends on a day through a table is kept as windows of days.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from fractions import Fraction
from functools import cached_property
from typing import Any, TypeAlias

import z3

Formula: TypeAlias = Any
"""A plain truth, or a formula of the solver (its classes have no types of their own)."""
Exact: TypeAlias = "int | Fraction"


def both(*parts: Formula) -> Formula:
    """And."""
    kept = []
    for part in parts:
        if part is False:
            return False
        if part is not True:
            kept.append(part)
    return True if not kept else kept[0] if len(kept) == 1 else z3.And(kept)


def either(*parts: Formula) -> Formula:
    """Or."""
    kept = []
    for part in parts:
        if part is True:
            return True
        if part is not False:
            kept.append(part)
    return False if not kept else kept[0] if len(kept) == 1 else z3.Or(kept)


def negation(part: Formula) -> Formula:
    """Not."""
    return not part if isinstance(part, bool) else z3.Not(part)


@dataclass(frozen=True)
class Steps:
    """What a day decides by a table: from the first to the last day of each part the value is the same."""

    day: Num
    parts: tuple[tuple[int, int, Exact], ...]

    def where(self, holds: Callable[[Exact], bool]) -> Formula:
        """That the day lies where the value is as wanted; neighbouring parts are one window."""
        windows: list[list[int]] = []
        for first, last, value in self.parts:
            if holds(value):
                if windows and windows[-1][1] + 1 == first:
                    windows[-1][1] = last
                else:
                    windows.append([first, last])
        return either(*(self.day.within(first, last) for first, last in windows))

    def cases(self) -> Iterable[tuple[Formula, Exact]]:
        """Each part as a condition and its value."""
        return ((self.day.within(first, last), value) for first, last, value in self.parts)


class Num:
    """A number (a day by its ordinal, a text by its number) with what is known of its bounds."""

    def __init__(self, expr: Any, low: Exact | None, high: Exact | None, steps: Steps | None = None) -> None:
        self._expr, self.low, self.high, self.steps = expr, low, high, steps

    @property
    def fixed(self) -> bool:
        """Whether it is a constant."""
        return self.low is not None and self.low == self.high

    @property
    def value(self) -> Exact:
        """The value of a constant."""
        assert self.low is not None
        return self.low

    @cached_property
    def expr(self) -> Any:
        """What the solver sees."""
        if self.fixed:
            return reference(self.value)
        if self._expr is not None:
            return self._expr
        assert self.steps is not None
        parts = self.steps.parts
        sum_so_far = reference(parts[0][2])
        for (first, _, value), before in zip(parts[1:], parts, strict=False):
            sum_so_far = sum_so_far + z3.If(self.steps.day.expr >= first, reference(value - before[2]), 0)
        return sum_so_far

    def within(self, first: Exact, last: Exact) -> Formula:
        """Whether it lies between two constants, both included."""
        return both(at_most(number(first), self), at_most(self, number(last)))

    def mapped(self, function: Callable[[Exact], Exact]) -> Num:
        """A function of a constant or of a number that a table gives."""
        if self.fixed:
            return number(function(self.value))
        assert self.steps is not None
        return stepped(self.steps.day, [(a, b, function(value)) for a, b, value in self.steps.parts])


def number(value: Exact) -> Num:
    """A constant."""
    return Num(None, value, value)


def stepped(day: Num, parts: Iterable[tuple[int, int, Exact]]) -> Num:
    """What a day decides by a table of at least one part; parts beyond the day's bounds count for nothing."""
    kept = [
        part for part in parts
        if (day.high is None or part[0] <= day.high) and (day.low is None or part[1] >= day.low)
    ]  # fmt: skip
    values = [value for _, _, value in kept]
    return Num(None, min(values), max(values), Steps(day, tuple(kept)))


def reference(value: Exact) -> Any:
    """A constant as the solver has it."""
    if isinstance(value, int) or value.denominator == 1:
        return z3.IntVal(int(value))
    return z3.Q(value.numerator, value.denominator)


def add(a: Num, b: Num) -> Num:
    """The sum."""
    low = None if a.low is None or b.low is None else a.low + b.low
    high = None if a.high is None or b.high is None else a.high + b.high
    if a.steps and b.fixed:
        return a.mapped(lambda value: value + b.value)
    if b.steps and a.fixed:
        return b.mapped(lambda value: a.value + value)
    return number(low) if low is not None and low == high else Num(a.expr + b.expr, low, high)


def minus(a: Num) -> Num:
    """The number with the other sign."""
    if a.fixed or a.steps:
        return a.mapped(lambda value: -value)
    return Num(-a.expr, None if a.high is None else -a.high, None if a.low is None else -a.low)


def scaled(a: Num, by: Exact) -> Num:
    """The number times a constant that is not below none."""
    if a.fixed or a.steps:
        return a.mapped(lambda value: value * by)
    low, high = (None if end is None else end * by for end in (a.low, a.high))
    return Num(a.expr * reference(by) if z3.is_real(a.expr) else z3.ToReal(a.expr) * reference(by), low, high)


def recurring(year: Num, every: int, first: int) -> Formula:
    """Whether a year is the first one or a whole number of cycles after it."""

    def is_one(value: Exact) -> bool:
        return value >= first and (value - first) % every == 0

    if year.fixed:
        return is_one(year.value)
    if year.steps:
        return year.steps.where(is_one)
    whole = z3.ToInt(year.expr) if z3.is_real(year.expr) else year.expr
    return both(whole >= first, (whole - first) % every == 0, z3.IsInt(year.expr) if z3.is_real(year.expr) else True)


def less(a: Num, b: Num) -> Formula:
    """Whether a number lies before another."""
    if a.high is not None and b.low is not None and a.high < b.low:
        return True
    if a.low is not None and b.high is not None and a.low >= b.high:
        return False
    if a.steps and b.fixed:
        return a.steps.where(lambda value: value < b.value)
    if b.steps and a.fixed:
        return b.steps.where(lambda value: a.value < value)
    if b.steps:
        return either(*(both(inside, less(a, number(value))) for inside, value in b.steps.cases()))
    if a.steps:
        return either(*(both(inside, less(number(value), b)) for inside, value in a.steps.cases()))
    return a.expr < b.expr


def at_most(a: Num, b: Num) -> Formula:
    """Whether a number lies before another or is the same."""
    if a is b:
        return True
    return negation(less(b, a))


def same(a: Num, b: Num) -> Formula:
    """Whether two numbers are the same."""
    if a is b:
        return True
    if a.fixed and b.fixed:
        return a.value == b.value
    apart = (a.high is not None and b.low is not None and a.high < b.low) or (
        b.high is not None and a.low is not None and b.high < a.low
    )
    if apart:
        return False
    if a.steps and b.fixed:
        return a.steps.where(lambda value: value == b.value)
    if b.steps:
        return either(*(both(inside, same(a, number(value))) for inside, value in b.steps.cases()))
    if a.steps:
        return same(b, a)
    return a.expr == b.expr


def chosen(condition: Formula, yes: Num, no: Num) -> Num:
    """One number or the other."""
    if isinstance(condition, bool):
        return yes if condition else no
    low = None if yes.low is None or no.low is None else min(yes.low, no.low)
    high = None if yes.high is None or no.high is None else max(yes.high, no.high)
    return Num(z3.If(condition, yes.expr, no.expr), low, high)


def least(a: Num, b: Num) -> Num:
    """The smaller one."""
    return chosen(at_most(a, b), a, b)


def greatest(a: Num, b: Num) -> Num:
    """The greater one."""
    return chosen(at_most(a, b), b, a)
