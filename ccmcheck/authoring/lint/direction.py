"""Whether a limit lies on the side that the words give: “up to five days” and `>= 5 days` agree on the number alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal, TypeAlias

from ccmcheck.authoring.lint.amounts import Amount, amount_at, amounts_in
from ccmcheck.authoring.lint.finding import File, LintFinding, remark
from ccmcheck.base.source import Span
from ccmcheck.base.values import Duration, Range
from ccmcheck.language import core
from ccmcheck.language.comparator_words import mirrored
from ccmcheck.language.core import Core, parts_of

Side: TypeAlias = Literal["at most", "at least", "exactly"]

_NOT = r"(?:no|not|never|in no (?:case|event))(?: be)?"
SIDES: dict[Side, str] = {
    "at most": rf"up to|at most|{_NOT} (?:more|longer) than|not exceeding|a maximum of",
    "at least": rf"at least|{_NOT} (?:fewer|less) than|a minimum of",
    "exactly": r"exactly",
}
"""The words that say on which side of an amount a limit lies, as a pattern."""

_COMPARATORS: dict[Side, str] = {"at most": "<=", "at least": ">=", "exactly": "="}
_WORDS = {**SIDES, "at least": f"{SIDES['at least']}|between"}
_GROUPS = (rf"(?P<{side.replace(' ', '_')}>\b(?:{words})\s+)" for side, words in _WORDS.items())
_SIDED = re.compile("|".join(_GROUPS), re.IGNORECASE)
_AND = re.compile(r"\s+and\s+", re.IGNORECASE)
_BEHIND: dict[Side, re.Pattern[str]] = {
    "at most": re.compile(r"\s+or (?:fewer|less)\b", re.IGNORECASE),
    "at least": re.compile(r"\s+or more\b", re.IGNORECASE),
}


@dataclass(frozen=True, slots=True)
class _Limit:
    """What a comparison allows: the number written, the last or first one allowed, and on which side.

    It is `turned` where the number is written on the left.
    """

    side: Side
    written: Decimal
    allowed: Decimal
    unit: str
    span: Span
    turned: bool


def direction(file: File) -> Iterator[LintFinding]:
    """The limits of each rule that lie on another side than its words say."""
    for rule, _ in file.rules:
        limits = list(_limits(rule.require)) if rule.require is not None else []
        for citation in rule.citations:
            for side, amount, words in _said(citation.quotation):
                near = [each for each in limits if _alike(each, amount)]
                if near and not any(each.allowed == amount.value and each.side == side for each in near):
                    needed = _COMPARATORS[side]
                    yield on_the_other_side(
                        rule.name, near[0].span, words, mirrored(needed) if near[0].turned else needed
                    )


def on_the_other_side(rule: str, span: Span, words: str, needed: str) -> LintFinding:
    """The remark about a comparison that limits on another side than the words, which need that comparator there."""
    return remark("direction-not-in-words", rule, span, words=words, needed=needed, clause=" ".join(span.text.split()))


def _said(text: str) -> Iterator[tuple[Side, Amount, str]]:
    """The limits that words give; “between one and two” gives two of them."""
    for match in _SIDED.finditer(text):
        side: Side = next(side for side in _WORDS if match[side.replace(" ", "_")])
        stated = amount_at(text, match.end())
        if stated is None:
            continue
        amount, end = stated
        is_between = match[0].lower().startswith("between")
        joined = _AND.match(text, end) if is_between else None
        other = amount_at(text, joined.end()) if joined else None
        if is_between and other is None:
            continue
        yield side, amount, " ".join(text[match.start() : end].split())
        if other is not None:
            yield "at most", other[0], " ".join(text[match.start() : other[1]].split())
    yield from _said_behind(text)


def _said_behind(text: str) -> Iterator[tuple[Side, Amount, str]]:
    """The limits whose side stands behind the amount: “one or more”."""
    for amount, start, end in amounts_in(text):
        for side, words in _BEHIND.items():
            if (behind := words.match(text, end)) is not None:
                yield side, amount, " ".join(text[start : behind.end()].split())


def _alike(limit: _Limit, amount: Amount) -> bool:
    same_kind = limit.unit == amount.kind
    return same_kind and amount.value in (limit.written, limit.allowed)


def _limits(expression: Core) -> Iterator[_Limit]:
    """The limits of a condition; under “not” and “no” sides turn, and nothing is said of them."""
    match expression:
        case core.Not() | core.Quantified("no"):
            return
        case core.Compare(comparator, left, right):
            yield from _limit(comparator, right, expression.span)
            yield from _limit(mirrored(comparator), left, expression.span, turned=True)
        case core.Between(_, low, high):
            yield from _limit(">=", low, expression.span)
            yield from _limit("<=", high, expression.span)
        case _:
            for part in parts_of(expression):
                yield from _limits(part)


def _limit(comparator: str, side: Core, span: Span, *, turned: bool = False) -> Iterator[_Limit]:
    if isinstance(side, core.Arithmetic) and side.sign == "+":  # “five years after” is a limit of five years
        yield from _limit(comparator, side.right, span, turned=turned)
        return
    if not isinstance(side, core.Constant) or not isinstance(side.value, Range):
        return
    low = side.value.low
    if not isinstance(low, int | Decimal | Duration):
        return
    unit = low.unit if isinstance(low, Duration) else ""
    written = Decimal(low.amount if isinstance(low, Duration) else low)
    match comparator:
        case "<=" | "<":
            yield _Limit("at most", written, written - (comparator == "<"), unit, span, turned)
        case ">=" | ">":
            yield _Limit("at least", written, written + (comparator == ">"), unit, span, turned)
        case "=":
            yield _Limit("exactly", written, written, unit, span, turned)
        case _:
            return
