"""Whether a rule and the words it rests on agree: its numbers, and whether it binds or advises."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import assert_never

from ccmcheck.authoring.lint.amounts import Prose
from ccmcheck.authoring.lint.finding import File, LintFinding, remark
from ccmcheck.base import values
from ccmcheck.base.source import Span
from ccmcheck.base.values import Duration, Point, Range
from ccmcheck.language import core
from ccmcheck.language.comparator_words import mirrored
from ccmcheck.language.core import Core
from ccmcheck.language.rulebook.model import Citation, Rule
from ccmcheck.prose.deontic import binds, deontic_words, sources
from ccmcheck.prose.numbering import without_mark


@dataclass(frozen=True, slots=True)
class _Limit:
    """An amount in a rule, the last that it allows where it is a limit; a `step` is added to something.

    `next` is the first amount beyond such a limit.
    """

    value: Point
    span: Span
    clause: Span
    step: bool = False
    next: Point | None = None


def numbers(file: File) -> Iterator[LintFinding]:
    """The amounts of each rule that its words do not hold; a practice rests on none."""
    for rule in file.ruleset.rules:
        quoted = Prose(" … ".join(citation.quotation for citation in _citations(rule)))
        around = Prose(" … ".join([quoted.text, *_context(rule, file)]))
        required = [rule.require, *(exemption.condition for exemption in rule.exemptions)]
        yield from _missing(rule, required, quoted)
        if file.decision is not None:  # the paragraph may hold what the quotation does not
            yield from _missing(rule, [rule.where, rule.when, *(binding.list for binding in rule.bindings)], around)


def _citations(rule: Rule) -> list[Citation]:
    return [*rule.citations, *(exemption.citation for exemption in rule.exemptions)]


def _context(rule: Rule, file: File) -> Iterator[str]:
    """What tells when a rule applies: the decision's title, the cited paragraphs, and the openings above them."""
    yield file.ruleset.title
    cited = [citation.paragraph for citation in rule.citations]
    if file.decision is None:
        return
    for label in dict.fromkeys([*cited, *(above for inner in cited for above in file.decision.above(inner))]):
        yield without_mark(file.decision.own_text_of(label))


def _missing(rule: Rule, conditions: list[Core | None], prose: Prose) -> Iterator[LintFinding]:
    clauses: set[str] = set()
    for limit in (
        limit for condition in conditions if condition is not None for limit in _limits(condition, condition)
    ):
        if _holds(prose, limit) or limit.clause.text in clauses:
            continue
        clauses.add(limit.clause.text)
        shown = prose.shown or "no number"
        clause = " ".join(limit.clause.text.split())
        yield remark("number-not-in-words", rule.name, limit.span, number=limit.span.text, clause=clause, found=shown)


def _limits(expression: Core, clause: Core) -> Iterator[_Limit]:
    """The amounts written in an expression, each with the comparison it stands in."""
    match expression:
        case core.Compare(comparator, left, right):
            yield from _side(right, expression, comparator)
            yield from _side(left, expression, mirrored(comparator))
        case core.Between(value, low, high):
            for side in (low, high, value):
                yield from _side(side, expression, "=")
        case core.Arithmetic(sign, left, right):
            yield from _step(sign, right, clause)
            yield from _limits(left, clause)
        case core.Call("recurs", (value, every, _)):  # the year from which it counts is a reading
            for part in (value, every):
                yield from _limits(part, expression)
        case core.Constant(Range(low, high), span) if low is not None and low == high:
            yield _Limit(low, span, clause.span)
        case _:
            for part in core.parts_of(expression):
                yield from _limits(part, part if _is_clause(part) else clause)


def _is_clause(expression: Core) -> bool:
    return isinstance(expression, core.Compare | core.Between | core.Quantified)


def _side(side: Core, comparison: core.Compare | core.Between, comparator: str) -> Iterator[_Limit]:
    match side:
        case core.Constant(Range(low, high), span) if low is not None:
            for point in dict.fromkeys((low, low if high is None else high)):
                last = _last(point, comparator)
                yield _Limit(last, span, comparison.span, next=_next(last, comparator))
        case core.Constant():
            pass
        case _:
            yield from _limits(side, comparison)


def _step(sign: str, right: Core, clause: Core) -> Iterator[_Limit]:
    match right:
        case core.Constant(Range(int() | Decimal() as step), span):
            yield _Limit(step if sign == "+" else -step, span, clause.span, step=True)
        case _:
            yield from _limits(right, clause)


def _last(value: Point, comparator: str) -> Point:
    """The last value that a comparison allows: `< 6` allows 5."""
    step = {"<": -1, ">": 1}.get(comparator, 0)
    match value:
        case Duration(amount, unit):
            return Duration(amount + step, unit)
        case date():
            return values.shift(value, Duration(step, "days"))
        case _:
            return value + step


def _next(last: Point, comparator: str) -> Point | None:
    """The first value that a comparison does not allow: with it begins what the words call “more than”."""
    step = {"<": 1, "<=": 1, ">": -1, ">=": -1}.get(comparator, 0)
    match last:
        case date():
            return None
        case Duration(amount, unit):
            return Duration(amount + step, unit) if step else None
        case _:
            return last + step if step else None


def _holds(prose: Prose, limit: _Limit) -> bool:
    if limit.next is not None and not isinstance(limit.next, date) and prose.begins_beyond(_exact(limit.next)):
        return True
    match limit.value:
        case Duration() as length:
            return prose.holds_duration(length)
        case date() as day:
            return prose.holds_day(day, parts=_stated(limit.span.text))
        case Fraction() as share:
            return prose.holds_share(share)
        case int() | Decimal() as number:
            value = Decimal(number)
            return prose.holds_number(value) or (limit.step and prose.holds_step(value))
        case _:
            assert_never(limit.value)


def _exact(value: int | Decimal | Fraction | Duration) -> Decimal | Duration:
    match value:
        case Duration() | Decimal():
            return value
        case Fraction(numerator=above, denominator=below):
            return Decimal(above) / Decimal(below)
        case _:
            return Decimal(value)


def _stated(written: str) -> int:
    """How many of year, month and day a date literal states."""
    return sum(part.isdigit() for part in written.split("-"))


# -- force ----------------------------------------------------------------------------------------------------------


def force(file: File) -> Iterator[LintFinding]:
    """The rules whose force the decision's words do not give."""
    if file.decision is None:
        return
    for rule, statement in file.rules:
        # Of words that others report the force is not known, and a practice rests on none.
        if rule.force == "judgement" or rule.force == "practice" or file.ruleset.authority:  # noqa: PLR1714
            continue
        nearest = [_nearest(file, citation) for citation in rule.citations]
        if any(binds(words, rule.force) for _, words in nearest):
            continue
        where, words = next((where_found for where_found in nearest if where_found[1]), ("", ""))
        words_of_force = ", ".join(f"“{word}”" for word in deontic_words(words))
        where_found = f"{where} {'have' if where.startswith('the words') else 'has'} {words_of_force}"
        wanted = {"obligation": "“shall”, “decided” or “establish”", "recommendation": "“should” or “seek”"}[rule.force]
        yield remark(
            "force-not-in-words", rule.name, statement.name.span, force=rule.force, wanted=wanted,
            found=where_found if words else "neither the paragraph nor the openings above it have any",
        )  # fmt: skip


def _nearest(file: File, citation: Citation) -> tuple[str, str]:
    """The nearest text that has a binding or an advising word, and where it stands."""
    assert file.decision is not None
    texts = sources(file.decision, citation.paragraph, citation.quotation)
    return next(((where, text) for where, text in texts if deontic_words(text)), ("", ""))
