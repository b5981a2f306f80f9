"""The limits that a rule writes down, and whether its examples stand on both sides of each.

A value counts as shown when a comparison with the limit was decided by it, not when it merely occurs in an example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import TypeAlias, cast

from ccmcheck.base.source import Span
from ccmcheck.base.values import Duration, Point, Range
from ccmcheck.document.nodes import Node
from ccmcheck.judge.english import values
from ccmcheck.judge.evaluate import Because, Bound, Seen, operand
from ccmcheck.judge.evaluate.rule import Finding
from ccmcheck.language import core
from ccmcheck.language.comparator_words import COMPARATORS
from ccmcheck.language.core import Core
from ccmcheck.language.rulebook import Rule


@dataclass(frozen=True, slots=True)
class Edge:
    """A value beside a limit: the last accepted or the first refused one, and whether an example has it."""

    value: str
    accepted: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Boundary:
    """A comparison with a limit, as it is written, and the values beside the limit."""

    words: str
    edges: tuple[Edge, ...]
    span: Span = field(compare=False, repr=False)

    @property
    def is_shown(self) -> bool:
        """Whether every value beside the limit is among the examples."""
        return all(edge.shown for edge in self.edges)


_Comparison: TypeAlias = core.Compare | core.Between
_Offsets: TypeAlias = tuple[tuple[int, bool], ...]
# Steps from the limit to the values beside it, and whether the comparison holds there.
_BESIDE: dict[str, _Offsets] = {
    "<": ((-1, True), (0, False)),
    "<=": ((0, True), (1, False)),
    ">": ((1, True), (0, False)),
    ">=": ((0, True), (-1, False)),
    "=": ((0, True), (1, False), (-1, False)),
}


def limits_of(rule: Rule, findings: Iterable[Finding]) -> tuple[Boundary, ...]:
    """The limits of a rule in the order of the text, with what the findings of its examples have shown."""
    reasons = [because for finding in findings for because in finding.reasons]
    boundaries: dict[tuple[int, int, int], Boundary] = {}
    for comparison, measured, limit, beside in _limits(rule):
        span = comparison.span
        reached = {
            step for because in reasons if because.clause == comparison and because.clause.span == span
            for step in _step(because, measured, limit)
        }  # fmt: skip
        edges = tuple(
            Edge(_value(limit, step), accepted, step in reached)
            for step, accepted in beside if _is_possible(measured, limit, step)
        )  # fmt: skip
        boundaries.setdefault(
            (span.start, span.end, limit.span.start), Boundary(" ".join(span.text.split()), edges, span)
        )
    return tuple(boundaries.values())


def _limits(rule: Rule) -> Iterator[tuple[_Comparison, Core, Core, _Offsets]]:
    """Each comparison of the rule with a limit in it: what is measured, the limit, and the steps beside it."""
    for expression in _every(rule):
        match expression:
            case core.Compare(comparator, left, right) if comparator in _BESIDE and _is_limit(right):
                yield expression, left, right, _BESIDE[comparator]
            case core.Compare(comparator, left, right) if comparator in _BESIDE and _is_limit(left):
                yield expression, right, left, _BESIDE[COMPARATORS[comparator].mirrored]
            case core.Between(value, low, high):
                yield from ((expression, value, low, _BESIDE[">="]), (expression, value, high, _BESIDE["<="]))
            case _:
                pass


def _every(rule: Rule) -> Iterator[Core]:
    parts = [rule.where, rule.when, rule.require, *(exemption.condition for exemption in rule.exemptions)]
    for part in (*(binding.list for binding in rule.bindings), *parts):
        if part is not None:
            yield from core.walk(part)


def _is_limit(expression: Core) -> bool:
    """Whether a number, a day or a length of time is written in it, and it is no list."""
    match expression:
        case core.Constant(Range()):
            return True
        case core.Arithmetic() | core.Call("date"):
            return any(_is_limit(part) for part in core.parts_of(expression))
        case _:
            return False


def _is_possible(measured: Core, limit: Core, step: int) -> bool:
    """Nothing is counted below none, and nothing lasts less than a day."""
    if not isinstance(limit, core.Constant) or not isinstance(measured, core.Call):
        return True
    value = cast(Range, limit.value).low
    amount = value.amount if isinstance(value, Duration) else value
    least = {"count": 0, "days": 1}.get(measured.function)
    return least is None or not isinstance(amount, int) or amount + step >= least


# -- values --------------------------------------------------------------------------------------------------------


def _value(limit: Core, step: int) -> str:
    """The value a number of steps from the limit; in words where the limit is computed."""
    if isinstance(limit, core.Constant):
        return values.point(_moved(cast(Point, cast(Range, limit.value).low), step))
    words = " ".join(limit.span.text.split())
    return words if step == 0 else f"one {'more' if step > 0 else 'less'} than {words}"


def _moved(value: Point, step: int) -> Point:
    match value:
        case Duration(amount, unit):
            return Duration(amount + step, unit)
        case date():
            return value + timedelta(days=step)
        case Decimal():
            return value + step * Decimal(1).scaleb(cast(int, value.as_tuple().exponent))
        case int() | Fraction():
            return value + step


def _step(because: Because, measured: Core, limit: Core) -> Iterator[int]:
    """How far from the limit the value was that decided, where both are certain."""
    if because.context is None:
        return
    value, edge = _exact(operand(measured, because.context)), _exact(operand(limit, because.context))
    match value, edge:
        case date(), date():
            yield (value - edge).days
        case Duration(), Duration() if value.unit == edge.unit:
            yield value.amount - edge.amount
        case int(), int():
            yield value - edge
        case ((int() | Decimal()), (int() | Decimal())):
            steps = (Decimal(value) - Decimal(edge)).scaleb(-cast(int, Decimal(edge).as_tuple().exponent))
            if steps == steps.to_integral_value():
                yield int(steps)
        case _:
            pass


def _exact(bound: Bound) -> Point | None:
    value = bound.value if isinstance(bound, Node | Seen) else None
    return value.low if isinstance(value, Range) and value.exact else None
