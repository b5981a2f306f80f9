"""Comparisons: which kinds compare, which literals the other side can hold, and what half a date means beside one."""

from __future__ import annotations

from datetime import date
from typing import cast

from ccmcheck.base import values
from ccmcheck.base.diagnostic import Fix, Suggestion
from ccmcheck.base.values import Range
from ccmcheck.document.dates import days_of
from ccmcheck.document.schema import (
    DateKind,
    DurationKind,
    Kind,
    ListKind,
    NumberKind,
    RecordKind,
    TruthKind,
    describe,
)
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
            advice = _bracketed(right.core)
            return scope.refuse("not-a-list", expression.right.span, suggestion=advice, found=describe(right.kind))
        if not kinds.alike(left.kind, right.kind.item) or isinstance(left.kind, RecordKind):
            return scope.refuse("unlike-kinds", expression.span, suggestion=_rewritten(left, right), **unlike)
    elif not kinds.alike(left.kind, right.kind):
        return scope.refuse("unlike-kinds", expression.span, suggestion=_rewritten(left, right), **unlike)
    elif comparator not in ("=", "!=") and not kinds.is_ordered(left.kind):
        return scope.refuse("no-order", expression.span, found=describe(left.kind), comparator=comparator)
    return _fitted_comparison(expression, left, right, scope)


def _rewritten(left: Typed, right: Typed) -> str:
    """How to write one of two sides so that it is of the other's kind."""
    for side, other in ((left, right), (right, left)):
        written = _as(other.kind, side.core) if isinstance(side.core, core.Constant) else _counted(side, other)
        if written:
            fix = Fix(side.core.span, written)
            unmarked = ", without quotation marks" * _is_text(side.core)
            return Suggestion(f"Write `{written}`{unmarked}.", (), (fix,))
    return ""


def _counted(side: Typed, number: Typed) -> str:
    """What a list or a day has to do with a number beside it: how many there are, its year."""
    match side.kind:
        case ListKind() if isinstance(number.kind, NumberKind):
            return f"count({side.core.span.text})"
        case DateKind() if _is_year(number.core):
            return f"year({side.core.span.text})"
        case _:
            return ""


def _is_year(expression: core.Core) -> bool:
    match expression:
        case core.Constant(Range(int() as low)):
            return 1000 <= low <= 9999
        case core.ListOf(items):
            return bool(items) and all(_is_year(item) for item in items)
        case _:
            return False


def _as(kind: Kind, literal: core.Constant) -> str:
    """The literal as one of that kind; empty where it cannot be meant so."""
    text = literal.span.text.strip('"')
    match kind:
        case DurationKind(unit) if text.isdigit() and not _is_text(literal):
            return f"{text} {unit if text != '1' else unit.removesuffix('s')}"
        case DateKind() if _is_text(literal) and days_of(text) is not None:
            return text
        case TruthKind() if _is_text(literal):
            return {"true": "true", "yes": "true", "false": "false", "no": "false"}.get(text.lower(), "")
        case NumberKind() if _is_text(literal) and text.isdigit():
            return text
        case _:
            return ""


def _bracketed(written: core.Core) -> str:
    """How to write a list of one text."""
    listed = f"[{written.span.text}]"
    return Suggestion(f"Write `{listed}`.", (), (Fix(written.span, listed),)) if _is_text(written) else ""


def _is_text(literal: core.Core) -> bool:
    return literal.span.text.startswith('"')


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
            return scope.refuse("unlike-kinds", expression.span, suggestion=_rewritten(value, limit), **words)
    if not kinds.is_ordered(value.kind):
        return scope.refuse("no-order", expression.span, found=describe(value.kind), comparator="between")
    first, last = _half_date(low.core), _half_date(high.core)
    if first is not None:
        low = Typed(core.Constant(values.point(cast(date, first.low)), low.core.span), low.kind)
    if last is not None:
        high = Typed(core.Constant(values.point(cast(date, last.high)), high.core.span), high.kind)
    if _is_above(low.core, high.core):
        words = {"low": low.core.span.text, "high": high.core.span.text}
        return scope.refuse("limits-reversed", expression.span, **words)
    return Typed(core.Between(value.core, low.core, high.core, expression.span), kinds.TRUTH)


def _is_above(low: core.Core, high: core.Core) -> bool:
    """Whether the first of two limits lies above the second whatever a document says."""
    match low, high:
        case core.Constant(Range() as first), core.Constant(Range() as second):
            return values.less(second, first) is values.CERTAIN
        case _:
            return False
