"""Whether a day is limited on the side that the words give: “no later than” and `>=` on a day contradict each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from datetime import date

from ccmcheck.authoring.lint.finding import File, LintFinding, remark
from ccmcheck.base.source import Span
from ccmcheck.base.values import Range
from ccmcheck.document.schema import DateKind, Kind, ListKind, RecordKind
from ccmcheck.language import core
from ccmcheck.language.comparator_words import mirrored
from ccmcheck.language.core import Core, parts_of

# Which comparator of a day and its limit the words mean.
_WORDS = {
    "<=": r"(?:no|not) later than|at the latest|on or before|until",
    ">=": r"(?:no|not) (?:earlier|sooner) than|not before|on or after|at the earliest",
    "<": r"in advance of|prior to|(?<!not )(?<!or )before",
    ">": r"(?<!or )after (?=the end of|\d)",
}
_SIDE = {"<=": "no later than", ">=": "no earlier than", "<": "before", ">": "after"}


def deadlines(file: File) -> Iterator[LintFinding]:
    """The rules whose words limit a day on one side and whose comparisons of days all lie on another."""
    fields = frozenset(_day_fields([file.document, *(r.rows.kind for r in file.registers.values())]))
    for rule, _ in file.rules:
        limits = list(_comparisons(rule.require, fields)) if rule.require is not None else []
        for citation in rule.citations:
            for wanted, words in _said(citation.quotation):
                if limits and not any(comparator in (wanted, "=") for comparator, _ in limits):
                    span = limits[0][1]
                    clause = " ".join(span.text.split())
                    side = _SIDE[wanted]
                    yield remark("direction-not-in-words", rule.name, span, clause=clause, words=words, side=side)


def _said(text: str) -> Iterator[tuple[str, str]]:
    for comparator, words in _WORDS.items():
        for match in re.finditer(rf"\b(?:{words})\b", text, re.IGNORECASE):
            yield comparator, " ".join(match[0].split())


def _comparisons(expression: Core, fields: Collection[str]) -> Iterator[tuple[str, Span]]:
    """Each comparison of days, with the limit on the right; under “not” and “no” sides turn, and nothing is said."""
    match expression:
        case core.Not() | core.Quantified("no"):
            return
        case core.Compare(comparator, left, right) if _is_day(left, fields) or _is_day(right, fields):
            is_limit = _is_fixed(left) and not _is_fixed(right)
            yield mirrored(comparator) if is_limit else comparator, expression.span
        case core.Between(value, _, _) if _is_day(value, fields):
            yield from ((comparator, expression.span) for comparator in ("<=", ">="))
        case _:
            for part in parts_of(expression):
                yield from _comparisons(part, fields)


def _is_day(expression: Core, fields: Collection[str]) -> bool:
    match expression:
        case core.FieldOf(_, name):
            return name in fields
        case core.Arithmetic(_, left, right):
            return _is_day(left, fields) or _is_day(right, fields)
        case _:
            return _is_fixed(expression)


def _is_fixed(expression: Core) -> bool:
    """Whether it is a day of the calendar, and so the limit wherever it stands."""
    match expression:
        case core.Constant(Range(low)):
            return isinstance(low, date)
        case core.Call("date"):
            return True
        case _:
            return False


def _day_fields(kinds: Iterable[Kind]) -> Iterator[str]:
    """The names of the fields that hold days."""
    for kind in kinds:
        match kind:
            case RecordKind():
                for name, field in kind.fields.items():
                    if isinstance(field.kind, DateKind):
                        yield name
                    yield from _day_fields([field.kind])
            case ListKind(item):
                yield from _day_fields([item])
            case _:
                pass
