"""Whether a day is limited on the side that the words give: “no later than” and `>=` on a day contradict each other."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Literal, TypeAlias

from ccmcheck.authoring.lint.direction import SIDES, on_the_other_side
from ccmcheck.authoring.lint.finding import File, LintFinding
from ccmcheck.base.source import Span
from ccmcheck.base.values import Range
from ccmcheck.document.schema import DateKind, Kind, ListKind, RecordKind
from ccmcheck.language import core
from ccmcheck.language.comparator_words import mirrored
from ccmcheck.language.core import Core, parts_of

Anchor: TypeAlias = Literal["before", "after", ""]

# How far from another day the words put a day.
_FAR = {
    ">=": SIDES["at least"],
    "<=": rf"{SIDES['at most']}|within",
    ">": "more than|over|exceeding",
    "<": "(?:fewer|less) than|under",
}
_FAR_BEHIND = {">=": "or (?:more|longer)", "<=": "or (?:less|fewer)"}
# Which comparator of a day and its limit the words mean.
_DAY = {
    "<=": "(?:no|not) later than|at the latest|on or before|not after|until",
    ">=": "(?:no|not) (?:earlier|sooner) than|not (?:before|prior to)|on or after|at the earliest",
}
_OTHER_DAY: dict[Anchor, str] = {
    "before": "(?:before|prior to|ahead of|in advance(?: of)?)",
    "after": "(?:after|following|from)",
}
_UNIT = r"(?:days?|weeks?|months?|years?)\b['’]?"
_LENGTH = rf"(?:[^\s;:-]*[^\s;:,-][\s-]+){{1,7}}?{_UNIT}"


def _phrases() -> Iterator[tuple[str, Anchor, str]]:
    """What words mean, as a comparator and the side of the other day; the longer words come first."""
    for anchor, other_day in _OTHER_DAY.items():
        lengths = [(far, rf"(?:{words})\s+{_LENGTH}") for far, words in _FAR.items()]
        lengths += [(far, rf"{_UNIT}\s+{words}") for far, words in _FAR_BEHIND.items()]
        for far, length in lengths:
            yield mirrored(far) if anchor == "before" else far, anchor, rf"{length}\s+{other_day}"
        for comparator, words in _DAY.items():
            yield comparator, anchor, rf"(?:{words})\s+{_LENGTH}\s+{other_day}"
    yield from ((comparator, "", words) for comparator, words in _DAY.items())
    # “Six weeks before the opening” alone says neither earlier nor later.
    yield "", "", rf"{_UNIT}\s+(?:{'|'.join(_OTHER_DAY.values())})"
    yield "<", "", "in advance of|ahead of|prior to|(?<!or )before"
    yield ">", "", r"(?<!or )after (?=the end of|\d)"


_PHRASES = tuple(_phrases())
_WORDS = re.compile(
    rf"\b(?:{'|'.join(f'(?P<of_{at}>{words})' for at, (_, _, words) in enumerate(_PHRASES))})\b", re.IGNORECASE
)


@dataclass(frozen=True, slots=True)
class _Limit:
    """A comparison of days with the limit on the right, and on which side of the limit's day that lies.

    It is `turned` where the limit is written on the left.
    """

    comparator: str
    anchor: Anchor
    turned: bool
    span: Span

    def as_here(self, comparator: str, anchor: Anchor) -> str:
        """The comparator of words, as the limit has it: a week or more before A, A is a week or more after it."""
        return mirrored(comparator) if {self.anchor, anchor} == {"before", "after"} else comparator


def deadlines(file: File) -> Iterator[LintFinding]:
    """The rules whose words limit a day on one side and whose comparisons of days all lie on another."""
    fields = frozenset(_day_fields([file.document, *(r.rows.kind for r in file.registers.values())]))
    for rule, _ in file.rules:
        limits = list(_limits(rule.require, fields)) if rule.require is not None else []
        for citation in rule.citations:
            for wanted, anchor, words in _said(citation.quotation):
                if limits and all(each.comparator not in (each.as_here(wanted, anchor), "=") for each in limits):
                    first = limits[0]
                    needed = first.as_here(wanted, anchor)
                    yield on_the_other_side(rule.name, first.span, words, mirrored(needed) if first.turned else needed)


def _said(text: str) -> Iterator[tuple[str, Anchor, str]]:
    for match in _WORDS.finditer(text):
        comparator, anchor, _ = _PHRASES[int((match.lastgroup or "").removeprefix("of_"))]
        if comparator:
            yield comparator, anchor, " ".join(match[0].split())


def _limits(expression: Core, fields: Collection[str]) -> Iterator[_Limit]:
    """Each comparison of days; under “not” and “no” sides turn, and nothing is said."""
    match expression:
        case core.Not() | core.Quantified("no"):
            return
        case core.Compare(comparator, left, right) if _is_day(left, fields) or _is_day(right, fields):
            turned = _is_limit(left) and not _is_limit(right)
            comparator_of_day = mirrored(comparator) if turned else comparator
            yield _Limit(comparator_of_day, _anchor(left if turned else right), turned, expression.span)
        case core.Between(value, low, high) if _is_day(value, fields):
            yield _Limit(">=", _anchor(low), turned=False, span=expression.span)
            yield _Limit("<=", _anchor(high), turned=False, span=expression.span)
        case _:
            for part in parts_of(expression):
                yield from _limits(part, fields)


def _is_limit(side: Core) -> bool:
    return _is_fixed(side) or isinstance(side, core.Arithmetic)


def _anchor(limit: Core) -> Anchor:
    """On which side of another day a limit lies: `opens - 42 days` lies before the opening."""
    match limit:
        case core.Arithmetic(sign):
            return "before" if sign == "-" else "after"
        case _:
            return ""


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
