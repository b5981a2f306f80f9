"""Comparisons: which kinds compare, which literals the other side can hold, and what half a date means beside one."""

from __future__ import annotations

from datetime import date
from typing import cast

from ccmcheck.base import values
from ccmcheck.base.values import Range
from ccmcheck.document.schema import DurationKind, ListKind, RecordKind, describe
from ccmcheck.language import core
from ccmcheck.language.rulebook import kinds
from ccmcheck.language.rulebook.kinds import Typed
from ccmcheck.language.rulebook.literals import fitted
from ccmcheck.language.rulebook.scope import Scope
from ccmcheck.language.syntax import tree


def compared(expression: tree.Comparison, left: Typed, right: Typed, scope: Scope) -> Typed | None:
    """A comparison of two resolved sides, or None and a complaint where they do not compare."""
    comparator = expression.comparator
    unlike = {"left": describe(left.kind), "right": describe(right.kind), "comparator": comparator}
    if comparator in ("in", "not in"):
        if not isinstance(right.kind, ListKind):
            return scope.refuse("not-a-list", expression.right.span, found=describe(right.kind))
        if not kinds.alike(left.kind, right.kind.item) or isinstance(left.kind, RecordKind):
            return scope.refuse("unlike-kinds", expression.span, **unlike)
    elif not kinds.alike(left.kind, right.kind):
        return scope.refuse("unlike-kinds", expression.span, suggestion=_with_unit(left, right), **unlike)
    elif comparator not in ("=", "!=") and not kinds.is_ordered(left.kind):
        return scope.refuse("no-order", expression.span, found=describe(left.kind), comparator=comparator)
    return _fitted_comparison(expression, left, right, scope)


def _with_unit(left: Typed, right: Typed) -> str:
    """How to write a number that stands beside a length of time."""
    for length, number in ((left, right), (right, left)):
        if isinstance(length.kind, DurationKind) and isinstance(number.core, core.Constant):
            written = number.core.span.text
            if written.isdigit():
                return (
                    f"Write `{written} {length.kind.unit if written != '1' else length.kind.unit.removesuffix('s')}`."
                )
    return ""


def _fitted_comparison(expression: tree.Comparison, left: Typed, right: Typed, scope: Scope) -> Typed | None:
    """The comparison with its literals checked against the words or names that the other side may hold."""
    fitted_right = fitted(right, left.kind, scope)
    fitted_left = fitted(left, right.kind, scope)
    if fitted_left is None or fitted_right is None:
        return None
    period = _half_date(fitted_right.core)
    if period is not None:
        return _against_period(expression, fitted_left, period, scope)
    if _half_date(fitted_left.core) is not None:
        return scope.refuse("half-date-here", expression.left.span, written=expression.left.span.text)
    return Typed(core.Compare(expression.comparator, fitted_left.core, fitted_right.core, expression.span), kinds.TRUTH)


def _half_date(expression: core.Core) -> Range | None:
    if isinstance(expression, core.Constant) and isinstance(expression.value, Range) and not expression.value.exact:
        return expression.value
    return None


def _against_period(expression: tree.Comparison, left: Typed, period: Range, scope: Scope) -> Typed | None:
    """A comparison with half a date: `=` is within it, `<` before its first day, `>` after its last."""
    span = expression.span
    first = core.Constant(values.point(cast(date, period.low)), expression.right.span)
    last = core.Constant(values.point(cast(date, period.high)), expression.right.span)
    match expression.comparator:
        case "=":
            return Typed(core.Between(left.core, first, last, span), kinds.TRUTH)
        case "!=":
            return Typed(core.Not(core.Between(left.core, first, last, span), span), kinds.TRUTH)
        case "<" | ">=" as comparator:
            return Typed(core.Compare(comparator, left.core, first, span), kinds.TRUTH)
        case "<=" | ">" as comparator:
            return Typed(core.Compare(comparator, left.core, last, span), kinds.TRUTH)
        case _:
            return scope.refuse("half-date-here", expression.right.span, written=expression.right.span.text)


def between(expression: tree.Between, value: Typed, limits: list[Typed], scope: Scope) -> Typed | None:
    """`between … and …` of resolved parts, or None and a complaint where they do not compare."""
    low, high = limits
    for limit in limits:
        if not kinds.alike(value.kind, limit.kind):
            words = {"left": describe(value.kind), "right": describe(limit.kind), "comparator": "between"}
            return scope.refuse("unlike-kinds", expression.span, **words)
    if not kinds.is_ordered(value.kind):
        return scope.refuse("no-order", expression.span, found=describe(value.kind), comparator="between")
    first, last = _half_date(low.core), _half_date(high.core)
    if first is not None:
        low = Typed(core.Constant(values.point(cast(date, first.low)), low.core.span), low.kind)
    if last is not None:
        high = Typed(core.Constant(values.point(cast(date, last.high)), high.core.span), high.kind)
    return Typed(core.Between(value.core, low.core, high.core, expression.span), kinds.TRUTH)
