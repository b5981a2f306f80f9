"""Every change of a single word of a rule: what it makes of the syntax tree, and what it makes of the text.

Both are made side by side, so that the line that is shown is the rule that was judged; a test parses the one and
compares it with the other.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, fields, replace
from datetime import timedelta
from decimal import Decimal
from itertools import chain
from typing import Any, Generic, TypeVar, cast, get_args

from ccmcheck.base.source import Source, Span
from ccmcheck.base.values import WEEKDAYS, Range
from ccmcheck.document.dates import days_of
from ccmcheck.document.schema import Kind, ListKind, RecordKind, Vocabulary, WordKind
from ccmcheck.language.syntax import tree

T = TypeVar("T")
Alternatives = Mapping[str, tuple[str, ...]]
"""For each word of an `enum`, the other words that may stand in its place."""


@dataclass(frozen=True, slots=True)
class Mutation(Generic[T]):
    """The words at a place replaced by others (by none where they are dropped), and what the tree is then."""

    span: Span
    words: str
    made: T


_Expression = get_args(tree.Expression)
_TOKEN = re.compile(r"--[^\n]*|\S+")
_RELATIONS: tuple[tree.Comparator, ...] = ("=", "!=", "<", "<=", ">", ">=")
_MEMBERSHIPS: tuple[tree.Comparator, ...] = ("in", "not in")
_QUANTIFIERS: tuple[tree.Quantifier, ...] = ("every", "some", "no")


# -- words that may stand for each other ---------------------------------------------------------------------------


def alternatives(vocabulary: Vocabulary) -> Alternatives:
    """For each word that a field is limited to, the other words of such a field."""
    others: dict[str, dict[str, None]] = {}
    for words in (*_limited(vocabulary.document), WEEKDAYS):
        for word in words:
            others.setdefault(word, {}).update(dict.fromkeys(other for other in words if other != word))
    return {word: tuple(changed) for word, changed in others.items()}


def _limited(kind: Kind) -> Iterator[tuple[str, ...]]:
    match kind:
        case WordKind(words):
            yield words
        case ListKind(item):
            yield from _limited(item)
        case RecordKind():
            for inner in kind.fields.values():
                yield from _limited(inner.kind)
        case _:
            pass


# -- statements ----------------------------------------------------------------------------------------------------


def of_rule(rule: tree.RuleStatement, words: Alternatives) -> Iterator[Mutation[tree.RuleStatement]]:
    """Every change of one word in the conditions of a rule, in the order of the text."""
    if rule.scope is not None:
        yield from _outside(_of_scope(rule.scope, words), lambda scope: replace(rule, scope=scope))
    if rule.when is not None:
        before = (rule.scope or rule.observed or rule.citations[-1]).span.end
        yield Mutation(_with_keyword(rule.when.span, before), "", replace(rule, when=None))
        yield from _outside(of_expression(rule.when, words), lambda when: replace(rule, when=when))
    if rule.require is not None:
        yield from _outside(of_expression(rule.require, words), lambda require: replace(rule, require=require))
    yield from _of_exceptions(rule, words)


def of_define(define: tree.DefineStatement, words: Alternatives) -> Iterator[Mutation[tree.DefineStatement]]:
    """Every change of one word in a definition."""
    return _outside(of_expression(define.body, words), lambda body: replace(define, body=body))


def _of_scope(scope: tree.Scope, words: Alternatives) -> Iterator[Mutation[tree.Scope]]:
    for at, binding in enumerate(scope.bindings):
        for change in of_expression(binding.list, words):
            bindings = (*scope.bindings[:at], replace(binding, list=change.made), *scope.bindings[at + 1 :])
            yield Mutation(change.span, change.words, replace(scope, bindings=bindings))
    if scope.where is not None:
        yield Mutation(_with_keyword(scope.where.span, scope.bindings[-1].span.end), "", replace(scope, where=None))
        yield from _outside(of_expression(scope.where, words), lambda where: replace(scope, where=where))


def _of_exceptions(rule: tree.RuleStatement, words: Alternatives) -> Iterator[Mutation[tree.RuleStatement]]:
    for at, exception in enumerate(rule.exceptions):
        others = rule.exceptions[:at], rule.exceptions[at + 1 :]
        yield Mutation(exception.span, "", replace(rule, exceptions=(*others[0], *others[1])))
        for change in of_expression(exception.condition, words):
            changed = replace(exception, condition=change.made)
            yield Mutation(change.span, change.words, replace(rule, exceptions=(*others[0], changed, *others[1])))


def _outside(inner: Iterator[Mutation[T]], make: Callable[[T], Any]) -> Iterator[Mutation[Any]]:
    """Changes of a part as changes of the whole."""
    return (Mutation(change.span, change.words, make(change.made)) for change in inner)


# -- expressions ---------------------------------------------------------------------------------------------------


def of_expression(expression: tree.Expression, words: Alternatives) -> Iterator[Mutation[tree.Expression]]:
    """Every change of one word in an expression, the outermost first."""
    yield from _own(expression, words)
    for part in fields(expression):
        held = getattr(expression, part.name)
        if isinstance(held, _Expression):
            for change in of_expression(held, words):
                yield Mutation(change.span, change.words, _with(expression, part.name, change.made))
        elif isinstance(held, tuple) and held and isinstance(held[0], _Expression):
            yield from _in_parts(expression, part.name, held, words)
        elif isinstance(expression, tree.Comprehension) and held is expression.bindings:
            yield from _in_bindings(expression, words)


def _in_parts(
    whole: tree.Expression, name: str, parts: tuple[tree.Expression, ...], words: Alternatives
) -> Iterator[Mutation[tree.Expression]]:
    for at, part in enumerate(parts):
        for change in of_expression(part, words):
            # Without brackets, alternatives within alternatives are one row.
            is_flat = isinstance(whole, tree.Or) and isinstance(change.made, tree.Or)
            inner = change.made.parts if is_flat and isinstance(change.made, tree.Or) else (change.made,)
            yield Mutation(change.span, change.words, _with(whole, name, (*parts[:at], *inner, *parts[at + 1 :])))


def _in_bindings(whole: tree.Comprehension, words: Alternatives) -> Iterator[Mutation[tree.Expression]]:
    for at, binding in enumerate(whole.bindings):
        for change in of_expression(binding.list, words):
            bound = replace(binding, list=change.made)
            changed = replace(whole, bindings=(*whole.bindings[:at], bound, *whole.bindings[at + 1 :]))
            yield Mutation(change.span, change.words, changed)


def _with(expression: tree.Expression, field: str, value: object) -> tree.Expression:
    return cast(tree.Expression, replace(cast(Any, expression), **{field: value}))


def _own(expression: tree.Expression, words: Alternatives) -> Iterator[Mutation[tree.Expression]]:
    """The changes of the words that belong to an expression itself and not to its parts."""
    match expression:
        case tree.NumberLiteral() | tree.DurationLiteral() | tree.DayLiteral():
            return _limits(expression)
        case tree.TruthLiteral() | tree.TextLiteral():
            return _literals(expression, words)
        case tree.And(parts) | tree.Or(parts):
            return _joined(expression, parts)
        case tree.Quantified():
            return chain(_quantifiers(expression), _without_where(expression))
        case tree.Comprehension():
            return _without_where(expression)
        case tree.Counted():
            return chain(_amounts(expression), _without_where(expression))
        case tree.Share() | tree.Recurring():
            return _in_words(expression)
        case _:
            return _signs(expression)


def _literals(
    expression: tree.TruthLiteral | tree.TextLiteral, words: Alternatives
) -> Iterator[Mutation[tree.Expression]]:
    match expression:
        case tree.TruthLiteral(value):
            yield Mutation(expression.span, "false" if value else "true", replace(expression, value=not value))
        case tree.TextLiteral(value):
            for word in words.get(value, ()):
                yield Mutation(expression.span, f'"{word}"', replace(expression, value=word))


def _signs(expression: tree.Expression) -> Iterator[Mutation[tree.Expression]]:
    """The comparison or the sign between two sides, the question whether a field is given, and a `not`."""
    span = expression.span
    match expression:
        case tree.Comparison(comparator, left, right):
            for other in _MEMBERSHIPS if comparator in _MEMBERSHIPS else _RELATIONS:
                if other != comparator:
                    yield Mutation(_between(left.span, right.span), other, replace(expression, comparator=other))
        case tree.Arithmetic(sign, left, right):
            opposite: tree.ArithmeticSign = "-" if sign == "+" else "+"
            yield Mutation(_between(left.span, right.span), opposite, replace(expression, sign=opposite))
        case tree.Given(of, missing):
            place = _tokens(span.source, of.span.end, span.end)
            yield Mutation(place, "is given" if missing else "is missing", replace(expression, missing=not missing))
        case tree.Not(inner):
            yield Mutation(Span(span.source, span.start, inner.span.start), "", inner)
        case _:
            pass


def _joined(whole: tree.And | tree.Or, parts: tuple[tree.Expression, ...]) -> Iterator[Mutation[tree.Expression]]:
    """One `and` become `or`, or one `or` become `and`; `and` binds closer, so the parts regroup."""
    for at in range(1, len(parts)):
        place = _between(parts[at - 1].span, parts[at].span)
        if isinstance(whole, tree.And):
            sides = (_all(parts[:at], whole.span), _all(parts[at:], whole.span))
            yield Mutation(place, "or", tree.Or(sides, whole.span))
        else:
            near = _all((*_conjuncts(parts[at - 1]), *_conjuncts(parts[at])), whole.span)
            rest = (*parts[: at - 1], near, *parts[at + 1 :])
            yield Mutation(place, "and", near if len(rest) == 1 else tree.Or(rest, whole.span))


def _all(parts: tuple[tree.Expression, ...], span: Span) -> tree.Expression:
    return parts[0] if len(parts) == 1 else tree.And(parts, span)


def _conjuncts(part: tree.Expression) -> tuple[tree.Expression, ...]:
    return part.parts if isinstance(part, tree.And) else (part,)


def _quantifiers(expression: tree.Quantified) -> Iterator[Mutation[tree.Expression]]:
    start = expression.span.start
    place = Span(expression.span.source, start, start + len(expression.quantifier))
    for other in _QUANTIFIERS:
        if other != expression.quantifier:
            yield Mutation(place, other, replace(expression, quantifier=other))


_AMOUNTS = ("at least", "at most", "exactly")
_SHARES = ("a third of", "half of", "two thirds of", "three quarters of")


def _amounts(expression: tree.Counted) -> Iterator[Mutation[tree.Expression]]:
    """Another of the three words, and the number one lower and one higher."""
    words, _, number = " ".join(expression.amount.text.split()).rpartition(" ")
    others = [f"{other} {number}" for other in _AMOUNTS if other != words]
    for changed in (*others, *(f"{words} {near}" for near in _near(int(number)))):
        amount = replace(expression.amount, text=changed)
        yield Mutation(expression.amount.span, changed, replace(expression, amount=amount))


def _in_words(expression: tree.Share | tree.Recurring) -> Iterator[Mutation[tree.Expression]]:
    """Other numbers in the words of a share or a cycle, and another share."""
    match expression:
        case tree.Share(written):
            for changed in _shares(written.text):
                yield Mutation(written.span, changed, replace(expression, words=replace(written, text=changed)))
        case tree.Recurring(value, cycle, inverted):
            place = _between(value.span, cycle.span)
            yield Mutation(place, "in" if inverted else "not in", replace(expression, inverted=not inverted))
            for changed in _cycles(cycle.text):
                yield Mutation(cycle.span, changed, replace(expression, cycle=replace(cycle, text=changed)))


def _shares(written: str) -> Iterator[str]:
    first, *rest = written.split()
    if "percent" in rest:
        yield from (f"{near} percent of" for near in _near(Decimal(first) if "." in first else int(first)))
    else:
        yield from (other for other in _SHARES if other != " ".join(written.split()).replace("one third", "a third"))


def _cycles(written: str) -> Iterator[str]:
    every, first = (int(number) for number in re.findall(r"[0-9]+", written))
    yield from (f"every {near} years from {first}" for near in _near(every) if near)
    yield from (f"every {every} years from {near}" for near in _near(first))


def _near(number: int | Decimal) -> Iterator[int | Decimal]:
    """The number one lower, unless that is below none, and one higher."""
    if number >= 1:
        yield number - 1
    yield number + 1


def _without_where(
    expression: tree.Quantified | tree.Comprehension | tree.Counted,
) -> Iterator[Mutation[tree.Expression]]:
    if expression.where is not None:
        over = expression.bindings[-1].list if isinstance(expression, tree.Comprehension) else expression.list
        place = _with_keyword(expression.where.span, over.span.end)
        yield Mutation(place, "", replace(expression, where=None))


# -- limits --------------------------------------------------------------------------------------------------------


def _limits(
    literal: tree.NumberLiteral | tree.DurationLiteral | tree.DayLiteral,
) -> Iterator[Mutation[tree.Expression]]:
    """The value one lower and one higher; nothing is written below none."""
    for step in (-1, 1):
        match literal:
            case tree.NumberLiteral(value):
                one = Decimal(1).scaleb(cast(int, value.as_tuple().exponent)) if isinstance(value, Decimal) else 1
                moved = value + step * one
                if moved >= 0:
                    yield Mutation(literal.span, str(moved), replace(literal, value=moved))
            case tree.DurationLiteral(amount, unit):
                if amount + step >= 0:
                    words = f"{amount + step} {unit}{'' if amount + step == 1 else 's'}"
                    yield Mutation(literal.span, words, replace(literal, amount=amount + step))
            case tree.DayLiteral(written):
                day = _neighbour(written, step)
                if day:
                    yield Mutation(literal.span, day, replace(literal, value=day))


def _neighbour(written: str, step: int) -> str:
    """The day, the month or the year beside one; empty where no calendar holds it."""
    days = days_of(written)
    if days is None:
        return ""
    edge = cast(Any, Range(days.low, days.high).high if step > 0 else days.low)
    try:
        moved = str(edge + timedelta(days=step))
    except OverflowError:
        return ""
    kept = len(written) - 3 * written.upper().count("XX")
    return moved[:kept] + written[kept:]


# -- places --------------------------------------------------------------------------------------------------------


def _between(left: Span, right: Span) -> Span:
    """The sign or the word between two expressions."""
    return _tokens(left.source, left.end, right.start)


def _tokens(source: Source, start: int, end: int) -> Span:
    """The words of a stretch, without the white space and the comments around them."""
    words = [match for match in _TOKEN.finditer(source.text, start, end) if not match.group().startswith("--")]
    return Span(source, words[0].start(), words[-1].end())


def _with_keyword(condition: Span, before: int) -> Span:
    """A condition with the keyword that introduces it, which stands after `before`."""
    return Span(condition.source, _tokens(condition.source, before, condition.start).start, condition.end)
