"""Literals of a rules file: days, durations, and whether the other side of a comparison can hold a word or a name."""

from __future__ import annotations

from dataclasses import replace
from fractions import Fraction
from typing import Literal

from ccmcheck.base import values
from ccmcheck.base.diagnostic import did_you_mean
from ccmcheck.base.values import Choice, Duration
from ccmcheck.document.schema import Kind, ListKind, NameKind, TextKind, WordKind
from ccmcheck.language import core
from ccmcheck.language.rulebook.kinds import Typed
from ccmcheck.language.rulebook.scope import Scope, listed


def duration(amount: int, unit: Literal["day", "month", "year"]) -> Duration:
    """A duration literal; a year is twelve months."""
    match unit:
        case "day":
            return Duration(amount, "days")
        case "month":
            return Duration(amount, "months")
        case "year":
            return Duration(12 * amount, "months")


_NUMERATORS = {"a": 1, "one": 1, "two": 2, "three": 3, "four": 4}
_DENOMINATORS = {"half": 2, "third": 3, "quarter": 4, "fifth": 5, "tenth": 10}


def fraction(words: str) -> Fraction:
    """The share that words mean: `two thirds of`, `half of`, `12.5 percent of`."""
    first, *rest = words.split()
    if "percent" in rest:
        return Fraction(first) / 100
    if first == "half":
        return Fraction(1, 2)
    return Fraction(_NUMERATORS[first], _DENOMINATORS[rest[0].removesuffix("s")])


def fitted(side: Typed, other: Kind, scope: Scope) -> Typed | None:
    """A side of a comparison whose texts the other side may hold; names and aliases become the register's own."""
    expression = _fit(side.core, other, scope)
    return None if expression is None else Typed(expression, side.kind)


def _fit(expression: core.Core, other: Kind, scope: Scope) -> core.Core | None:
    match expression, other:
        case core.Constant(Choice() as choice), WordKind(words) if choice.word not in words:
            suggestion = did_you_mean(choice.word, words)
            return scope.refuse(
                "unknown-word", expression.span, suggestion=suggestion, found=choice.word, known=listed(words)
            )
        case core.Constant(Choice() as choice), NameKind(register):
            return _name(expression, choice.word, register, scope)
        case core.Constant(Choice() as choice), TextKind(aliases) if aliases in scope.names:
            canonical = scope.names[aliases].canonical(choice.word) or choice.word
            return replace(expression, value=values.text(canonical))
        case core.ListOf(), _:
            return _fit_list(expression, other.item if isinstance(other, ListKind) else other, scope)
        case _:
            return expression


def _fit_list(expression: core.ListOf, other: Kind, scope: Scope) -> core.Core | None:
    items = [_fit(item, other, scope) for item in expression.items]
    kept = tuple(item for item in items if item is not None)
    return replace(expression, items=kept) if len(kept) == len(items) else None


def _name(expression: core.Constant, word: str, register: str, scope: Scope) -> core.Core | None:
    names = scope.names[register]
    canonical = names.canonical(word)
    if canonical is None:
        return scope.refuse(
            "unknown-in-register", expression.span, suggestion=names.suggest(word), found=word, register=register
        )
    return replace(expression, value=values.text(canonical))
