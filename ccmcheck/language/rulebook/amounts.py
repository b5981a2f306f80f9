"""What rules compute with numbers, days and lengths of time, of parts that are resolved already."""

from __future__ import annotations

import re

from ccmcheck.base import values
from ccmcheck.base.diagnostic import Fix, Suggestion
from ccmcheck.base.source import Span
from ccmcheck.document.schema import DateKind, DurationKind, NumberKind, describe
from ccmcheck.language import core
from ccmcheck.language.rulebook import kinds
from ccmcheck.language.rulebook.kinds import Typed
from ccmcheck.language.rulebook.literals import fraction
from ccmcheck.language.rulebook.scope import Scope
from ccmcheck.language.syntax import tree


def arithmetic(expression: tree.Arithmetic, left: Typed, right: Typed, scope: Scope) -> Typed | None:
    """The sum or the difference of two parts, or None and a complaint where they do not go together."""
    kind = kinds.arithmetic(expression.sign, left.kind, right.kind)
    if kind is None:
        words = {"left": describe(left.kind), "right": describe(right.kind), "sign": expression.sign}
        return scope.refuse(
            "no-sum",
            expression.span,
            suggestion=_in_units(left, right) or _days_between(expression, left, right),
            **words,
        )
    return Typed(core.Arithmetic(expression.sign, left.core, right.core, expression.span), kind)


def _in_units(left: Typed, right: Typed) -> str:
    """How to write a number that is added to a date or to a length of time."""
    number = right.core.span.text
    if not isinstance(right.kind, NumberKind) or not number.isdigit():
        return ""
    match left.kind:
        case DateKind():
            days, months, years = (f"`{number} {unit}{'s' * (number != '1')}`" for unit in ("day", "month", "year"))
            return f"Say of what there are {number}: {days}, {months} or {years}."
        case DurationKind(unit):
            return f"Write `{number} {unit if number != '1' else unit.removesuffix('s')}`."
        case _:
            return ""


def _days_between(expression: tree.Arithmetic, left: Typed, right: Typed) -> str:
    """How to write the time from one day to another."""
    if expression.sign != "-" or not isinstance(left.kind, DateKind) or not isinstance(right.kind, DateKind):
        return ""
    written = f"days({right.core.span.text}, {left.core.span.text})"
    return Suggestion(f"Write `{written}`, which counts both days.", elsewhere=(Fix(expression.span, written),))


def share(expression: tree.Share, whole: Typed, scope: Scope) -> Typed | None:
    """`two thirds of` a number."""
    if not isinstance(whole.kind, NumberKind):
        return scope.refuse("no-share", expression.span, words=expression.words.text, found=describe(whole.kind))
    part = core.Constant(values.point(fraction(expression.words.text)), expression.words.span)
    return Typed(core.Call("share", (part, whole.core), expression.span), NumberKind())


def recurring(expression: tree.Recurring, value: Typed, scope: Scope) -> Typed | None:
    """Whether a year is one of every so many from a first one."""
    if not isinstance(value.kind, NumberKind):
        return scope.refuse("no-year", expression.value.span, found=describe(value.kind))
    cycle = expression.cycle.span
    places = [
        Span(cycle.source, cycle.start + number.start(), cycle.start + number.end())
        for number in re.finditer(r"[0-9]+", cycle.text)
    ]
    every, first = (core.Constant(values.point(int(place.text)), place) for place in places)
    if every.value == values.point(0):
        return scope.refuse("no-cycle", cycle)
    recurs = core.Call("recurs", (value.core, every, first), expression.span)
    return Typed(core.Not(recurs, expression.span) if expression.inverted else recurs, kinds.TRUTH)
