"""What a clause needs, in words; hides under how many negations a rule holds it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from ccmcheck.base.days import days
from ccmcheck.base.quoting import listed
from ccmcheck.base.values import CERTAIN, IMPOSSIBLE, OPEN, Range, Truth, negation
from ccmcheck.document.nodes import Node
from ccmcheck.judge.english import conditions
from ccmcheck.judge.english.clauses import (  # fmt: skip
    Sides,
    is_exact,
    is_fact,
    named_thing,
    names_outside,
    naming_of,
    noun,
    row_noun,
    sides_of,
    title,
)
from ccmcheck.judge.english.nouns import article
from ccmcheck.judge.english.values import bound
from ccmcheck.judge.evaluate import Because, Bound, Context, Listing, Seen, operand
from ccmcheck.language import core
from ccmcheck.language.comparator_words import COMPARATORS
from ccmcheck.language.core import Core
from ccmcheck.language.rulebook.model import Rule


def are_alternatives(whole: Core, clauses: Sequence[Core], *, wanted: bool = True) -> bool:
    """Whether it would do that one of several clauses is otherwise, by what joins them and how often it is negated."""
    if not any(clause is not clauses[0] for clause in clauses):
        return False
    for part in core.parts_of(whole):
        if all(is_among(clause, tuple(core.walk(part))) for clause in clauses):
            return are_alternatives(part, clauses, wanted=wanted ^ core.turns(whole))
    match whole:
        case core.Or() | core.Quantified(quantifier="every" | "no"):
            return wanted
        case core.And() | core.Quantified(quantifier="some"):
            return not wanted
        case _:
            return False


def is_among(clause: Core, parts: Sequence[Core]) -> bool:
    """Whether a clause is one of these: a rule may say the same twice, and only one of them be meant."""
    return any(clause is part for part in parts)


def is_wanted(rule: Rule, because: Because) -> bool | None:
    """Whether a rule needs a clause to hold; under `not` and `no` it must not. None where no requirement has it."""
    wanted = next((wanted for part, wanted in rule.required if part is because.clause), None)
    if wanted is None or because.truth is OPEN:
        return None if wanted is None else wanted ^ _is_turned(because.clause)
    return because.truth is IMPOSSIBLE


def _is_turned(clause: Core) -> bool:
    """Whether its reasons are about the opposite: of `not in` about being in, of `is missing` about being given."""
    match clause:
        case core.Compare("not in") | core.Given(_, True):
            return True
        case _:
            return False


def needed_by(rule: Rule, because: Because, wanted: bool) -> str:
    """What one clause needs: in a few words where they say it all, else as the handbook says it."""
    if because.context is None or not _is_condition(because):
        return ""
    return _short(because, wanted) or _in_full(rule, because, wanted)


def _is_condition(because: Because) -> bool:
    """Whether a clause is a condition that can be said.

    That a list may hold more is none, and how a register is searched is the rule's business.
    """
    match because.clause:
        case core.Quantified(list=core.Rows()) | core.Rows() | core.ListOf() | core.Comprehension():
            return False
        case core.FieldOf() | core.Variable():
            return because.left is not None and not isinstance(because.left, Listing)
        case _:
            return True


def _in_full(rule: Rule, because: Because, wanted: bool) -> str:
    """The clause as the handbook says it, which is the same for every document: its names are not those in it."""
    clause = because.clause
    key = clause, wanted, names_outside(because)
    if key not in rule.in_words:
        words = conditions.clause(clause, naming_of(clause, because), "is", denied=wanted is _is_turned(clause))
        rule.in_words[key] = words
    return rule.in_words[key]


def _short(because: Because, wanted: bool) -> str:
    match because.clause:
        case core.Compare("in" | "not in", left, right):
            return _membership(because, left, right, wanted)
        case core.Compare() as compared:
            return _comparison(because, sides_of(because, compared), wanted)
        case core.Between(value, low, high) if low == high:
            limit = operand(low, cast(Context, because.context))
            return _comparison(because, Sides(value, cast(Bound, because.left), "=", limit), wanted)
        case core.Between(value, low, high):
            return _limits(because, value, low, high, wanted)
        case core.Given(core.FieldOf() as of):
            return f"{named_thing(of, because)} {'stated' if wanted else 'left out'}"
        case core.FieldOf() as field if because.left is not None and not isinstance(because.left, Listing):
            return _stated(field, CERTAIN if wanted else IMPOSSIBLE, because)
        case _:
            return ""


def _stated(field: core.FieldOf, value: Truth, because: Because) -> str:
    return f"{named_thing(field, because)} stated as `{'true' if value is CERTAIN else 'false'}`"


def _membership(because: Because, left: Core, right: Core, wanted: bool) -> str:
    match right:
        case core.ListOf() if isinstance(left, core.FieldOf) and isinstance(because.right, Listing):
            words = [bound(entry.item) for entry in because.right.entries]
            one_of = f"one of {listed(words)}" if len(words) > 1 else "".join(words)
            choice = one_of if wanted else f"neither {listed(words, 'nor')}" if len(words) > 1 else f"not {one_of}"
            return f"{choice} for {named_thing(left, because)}" if words and is_exact(because.right) else ""
        case core.FieldOf() if is_exact(because.left):
            inside = "among" if wanted else "not among"
            return f"{bound(cast(Bound, because.left))} {inside} the {noun(right, because)}"
        case _:
            return ""


def _comparison(because: Because, sides: Sides, wanted: bool) -> str:
    comparator = sides.comparator if wanted else COMPARATORS[sides.comparator].opposite
    if not is_exact(sides.limit):
        return ""
    words, is_day = bound(sides.limit), _is_day(because.left) or _is_day(because.right)
    match sides.measured:
        case core.FieldOf(of, name) if is_fact(sides.value, because):
            row = operand(of, cast(Context, because.context))
            verb = COMPARATORS[comparator].of_day if is_day else COMPARATORS[comparator].of_number
            return f"{article(row_noun(row))} whose {title(row, name)} is {verb} {words}"
        case core.FieldOf() | core.Arithmetic() as measured if is_day:
            return f"{named_thing(measured, because)} {COMPARATORS[comparator].of_day} {words}"
        case core.FieldOf() as field if comparator in ("=", "!="):
            return _equality(field, comparator, sides, because)
        case core.FieldOf() | core.Arithmetic() | core.Call("count" | "days") as measured:
            return _amount(measured, comparator, words, because)
        case _:
            return ""


def _equality(field: core.FieldOf, comparator: str, sides: Sides, because: Because) -> str:
    value = None if isinstance(sides.limit, Listing) else sides.limit.value
    if isinstance(value, Truth):
        return _stated(field, value if comparator == "=" else negation(value), because)
    words = bound(sides.limit)
    return f"{words if comparator == '=' else f'anything but {words}'} for {named_thing(field, because)}"


def _amount(measured: Core, comparator: str, words: str, because: Because) -> str:
    if words == "0" and comparator in ("=", "<="):
        return f"no{_unit(measured, because, words)}"
    return f"{COMPARATORS[comparator].of_number} {words}{_unit(measured, because, words)}"


def _limits(because: Because, value: Core, low: Core, high: Core, wanted: bool) -> str:
    assert because.context is not None
    if not isinstance(value, core.FieldOf | core.Arithmetic | core.Call) or _is_bare(value):
        return ""
    first, last = operand(low, because.context), operand(high, because.context)
    if not (is_exact(first) and is_exact(last)):
        return ""
    words = _range_words(low, high) or f"from {bound(first)} to {bound(last)}"
    if _is_day(because.left):
        return f"{named_thing(value, because)} {'' if wanted else 'not '}{words}"
    return f"{words if wanted else f'not {words}'}{_unit(value, because, words)}"


def _is_bare(value: Core) -> bool:
    """Whether it is a computation that an amount alone does not name."""
    return isinstance(value, core.Call) and value.function not in ("count", "days")


def _range_words(low: Core, high: Core) -> str:
    """Two neighbouring numbers as a choice, days as a stretch; nothing for the rest."""
    match low, high:
        case core.Constant(Range(int() as first)), core.Constant(Range(int() as last)) if last == first + 1:
            return f"{first} or {last}"
        case core.Constant(Range(date() as start)), core.Constant(Range(date() as end)):
            return f"from {days(start, end)}"
        case _:
            return ""


def _unit(measured: Core, because: Because, amount: str) -> str:
    """What is counted (“ members”), or nothing where a duration or a field says it itself."""
    if isinstance(measured, core.Call) and measured.function == "count":
        return f" {noun(measured.arguments[0], because, singular=amount == '1')}"
    return "" if isinstance(measured, core.Call) else f" for {named_thing(measured, because)}"


def _is_day(value: Bound | None) -> bool:
    held = value.value if isinstance(value, Node | Seen) else None
    return isinstance(held, Range) and (isinstance(held.low, date) or isinstance(held.high, date))
