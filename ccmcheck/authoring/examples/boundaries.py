"""The limits that a rule writes down, and whether its examples stand on both sides of each.

A value counts as shown when a comparison with the limit was decided by it, not when it merely occurs in an example.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction
from typing import Literal, TypeAlias, cast

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

Sense: TypeAlias = Literal["require", "when", "if", "unless", "filter"]
_TAKEN: dict[Sense, tuple[str, str]] = {
    "require": ("accepted", "refused"),
    "when": ("judged", "passed over"),
    "if": ("asked about", "not asked about"),
    "unless": ("excepted", "not excepted"),
    "filter": ("included", "left out"),
}
"""What becomes of a value where a rule compares it, and what of one beyond the limit."""


@dataclass(frozen=True, slots=True)
class Edge:
    """A value beside a limit, whether the rule takes it there (see `Sense`), and whether an example has it."""

    value: str
    accepted: bool
    shown: bool


@dataclass(frozen=True, slots=True)
class Boundary:
    """A comparison with a limit, as it is written, and the values beside the limit."""

    words: str
    edges: tuple[Edge, ...]
    sense: Sense
    span: Span = field(compare=False, repr=False)

    def becomes(self, edge: Edge) -> str:
        """What becomes of a value: “accepted”, “passed over”."""
        taken, not_taken = _TAKEN[self.sense]
        return taken if edge.accepted else not_taken

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
    boundaries: dict[tuple[int, int, int, Sense, bool], Boundary] = {}
    for (comparison, measured, limit, beside), sense, wanted in _limits(rule):
        span = comparison.span
        reached = {
            step for because in reasons if because.clause == comparison and because.clause.span == span
            for step in _step(because, measured, limit)
        }  # fmt: skip
        edges = tuple(
            Edge(_value(limit, step), holds is wanted, step in reached)
            for step, holds in beside if _is_possible(measured, limit, step)
        )  # fmt: skip
        key = (span.start, span.end, limit.span.start, sense, wanted)
        boundaries.setdefault(key, Boundary(" ".join(span.text.split()), edges, sense, span))
    return tuple(boundaries.values())


_Limit: TypeAlias = tuple[_Comparison, Core, Core, _Offsets]


def _limits(rule: Rule) -> Iterator[tuple[_Limit, Sense, bool]]:
    """Each comparison of the rule with a limit in it, what for, and whether it has to hold."""
    for expression, sense, wanted in _every(rule):
        for limit in _limit(expression):
            yield limit, sense, wanted


def _limit(expression: Core) -> Iterator[_Limit]:
    """A comparison with a limit in it: what is measured, the limit, and the steps beside it."""
    match expression:
        case core.Compare(comparator, left, right) if comparator in _BESIDE and _is_limit(right):
            yield expression, left, right, _BESIDE[comparator]
        case core.Compare(comparator, left, right) if comparator in _BESIDE and _is_limit(left):
            yield expression, right, left, _BESIDE[COMPARATORS[comparator].mirrored]
        case core.Between(value, low, high):
            yield from ((expression, value, low, _BESIDE[">="]), (expression, value, high, _BESIDE["<="]))
        case _:
            pass


_Asked: TypeAlias = Iterator[tuple[Core, Sense, bool]]


def _every(rule: Rule) -> _Asked:
    """Every expression of the rule, what for, and whether it has to hold for that."""
    parts: list[tuple[Core | None, Sense]] = [(binding.list, "when") for binding in rule.bindings]
    parts += [(rule.where, "when"), (rule.when, "when"), (rule.require, "require")]
    parts += [(exemption.condition, "unless") for exemption in rule.exemptions]
    for part, sense in parts:
        if part is not None:
            yield from _asked(part, sense, wanted=True)


def _asked(expression: Core, sense: Sense, *, wanted: bool) -> _Asked:
    yield expression, sense, wanted
    match expression:
        case core.Or((core.Not(condition), *rest)) if wanted and sense == "require":  # `if … then`
            yield from _asked(condition, "if", wanted=True)
            parts: Iterable[Core] = rest
        case core.Quantified(where=where) | core.Comprehension(where=where) if where is not None:
            yield from _asked(where, "filter", wanted=True)
            parts = [part for part in core.parts_of(expression) if part is not where]
        case _:
            parts = core.parts_of(expression)
    for part in parts:
        yield from _asked(part, sense, wanted=wanted ^ core.turns(expression))


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
