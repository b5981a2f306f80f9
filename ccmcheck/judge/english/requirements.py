"""What a clause needs, in words; hides under how many negations a rule holds it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from typing import cast

from ccmcheck.base.values import IMPOSSIBLE, OPEN, Range
from ccmcheck.document.nodes import Node
from ccmcheck.judge.english import conditions
from ccmcheck.judge.english.clauses import Sides, is_open, named_thing, naming_inside, noun, sides_of, which
from ccmcheck.judge.english.values import bound, days
from ccmcheck.judge.evaluate import Because, Bound, Listing, Seen, operand
from ccmcheck.language import core
from ccmcheck.language.comparators import COMPARATORS
from ccmcheck.language.core import Core


def holds_all(alternative: Core, clauses: Sequence[Core]) -> bool:
    """Whether several clauses all stand in one alternative."""
    inside = tuple(core.walk(alternative))
    several = any(clause is not clauses[0] for clause in clauses)
    return several and all(is_among(clause, inside) for clause in clauses)


def is_among(clause: Core, parts: Sequence[Core]) -> bool:
    """Whether a clause is one of these: a rule may say the same twice, and only one of them be meant."""
    return any(clause is part for part in parts)


def is_wanted(whole: Core, because: Because) -> bool:
    """Whether the rule needs the clause to hold; under `not` and `no` it needs it not to."""
    if because.truth is not OPEN:
        return because.truth is IMPOSSIBLE
    parity = _parity(whole, because.clause, wanted=True)
    return True if parity is None else parity


def _parity(expression: Core, clause: Core, *, wanted: bool) -> bool | None:
    if expression is clause:
        return wanted ^ _is_turned(clause)
    none = isinstance(expression, core.Quantified) and expression.quantifier == "no"
    turned = none or isinstance(expression, core.Not)
    inner = (_parity(part, clause, wanted=wanted ^ turned) for part in core.parts_of(expression))
    return next((parity for parity in inner if parity is not None), None)


def _is_turned(clause: Core) -> bool:
    """Whether its reasons are about the opposite: of `not in` about being in, of `is missing` about being given."""
    match clause:
        case core.Compare("not in") | core.Given(_, True):
            return True
        case _:
            return False


def needed_by(because: Because, wanted: bool) -> str:
    """What one clause needs."""
    match because.clause:
        case core.Compare("in" | "not in", left, right):
            return _membership(because, left, right, wanted)
        case core.Compare() as compared:
            return _comparison(because, sides_of(because, compared), wanted)
        case core.Between(value, low, high):
            return _limits(because, value, low, high, wanted)
        case core.Given(of):
            return f"{named_thing(of, because)} {'stated' if wanted else 'left out'}"
        case core.Call("distinct", (argument,)):
            return f"{'no two' if wanted else 'two'} {noun(argument, because)} alike"
        case core.FieldOf() | core.Variable() if because.left is not None and not isinstance(because.left, Listing):
            return f"`{'true' if wanted else 'false'}` for {named_thing(because.clause, because)}"
        case core.Quantified(list=core.Rows()):
            return ""  # how a register is searched is the rule's business; the decision's words say what is needed
        case core.Quantified() as clause:
            return f"{'' if wanted else 'not: '}{_quantified(clause, because)}"
        case _:
            return ""


def _quantified(clause: core.Quantified, because: Because) -> str:
    """“some meeting with the kind `intersessional` such that …”, with the condition as the rule writes it."""
    singular = clause.quantifier in ("some", "every")
    body = conditions.which(clause.body, clause.slot, naming_inside(clause, because), many=not singular)
    return f"{clause.quantifier} {noun(clause.list, because, singular=singular)}{which(clause, because)} {body}"


def _membership(because: Because, left: Core, right: Core, wanted: bool) -> str:
    if isinstance(right, core.ListOf):
        return (
            f"{'one of' if wanted else 'none of'} {bound(cast(Bound, because.right))} for {named_thing(left, because)}"
        )
    if is_open(because.left):
        return ""
    inside = "among" if wanted else "not among"
    return f"{bound(cast(Bound, because.left))} {inside} the {noun(right, because)}"


def _comparison(because: Because, sides: Sides, wanted: bool) -> str:
    comparator = sides.comparator if wanted else COMPARATORS[sides.comparator].opposite
    limit, measured = sides.limit, sides.measured
    if is_open(limit):
        return ""
    words = bound(limit)
    if _is_day(because.left) or _is_day(because.right):
        return f"{named_thing(measured, because)} {COMPARATORS[comparator].of_day} {words}"
    if comparator in ("=", "!=") and not _is_counted(measured):
        return f"{words if comparator == '=' else f'anything but {words}'} for {named_thing(measured, because)}"
    if words == "0" and comparator in ("=", "<="):
        return f"no{_unit(measured, because, words)}"
    return f"{COMPARATORS[comparator].of_number} {words}{_unit(measured, because, words)}"


def _limits(because: Because, value: Core, low: Core, high: Core, wanted: bool) -> str:
    assert because.context is not None
    first, last = bound(operand(low, because.context)), bound(operand(high, because.context))
    words = _range_words(low, high) or f"from {first} to {last}"
    if _is_day(because.left):
        words = f"{named_thing(value, because)} {words}"
    return f"{words if wanted else f'not {words}'}{_unit(value, because, words)}"


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
    """What is counted (“ coordinators”), or nothing where a duration or a field says it itself."""
    if isinstance(measured, core.Call) and measured.function == "count":
        return f" {noun(measured.arguments[0], because, singular=amount == '1')}"
    return "" if isinstance(measured, core.Call) else f" for {named_thing(measured, because)}"


def _is_counted(expression: Core) -> bool:
    return isinstance(expression, core.Call | core.Arithmetic)


def _is_day(value: Bound | None) -> bool:
    held = value.value if isinstance(value, Node | Seen) else None
    return isinstance(held, Range) and (isinstance(held.low, date) or isinstance(held.high, date))
