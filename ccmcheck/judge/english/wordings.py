"""The parts of sentences that hold no other expression: “must be”, “at most two”, a value as it is written."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal, TypeAlias, assert_never

from ccmcheck.base.days import MONTHS
from ccmcheck.base.quoting import listed
from ccmcheck.base.values import Choice, Range, Truth
from ccmcheck.judge.english.nouns import spoken
from ccmcheck.judge.english.values import in_words, point
from ccmcheck.language import core
from ccmcheck.language.comparator_words import COMPARATORS
from ccmcheck.language.core import Core

Mood: TypeAlias = Literal["is", "must", "should"]


def be(mood: Mood, *, denied: bool = False, many: bool = False) -> str:
    """“is”, “are not”, “must be”."""
    match mood:
        case "is":
            return f"{'are' if many else 'is'}{' not' if denied else ''}"
        case "must" | "should":
            return f"{mood} {'not be' if denied else 'be'}"
        case _:
            assert_never(mood)


def amount(sign: str, number: int) -> str:
    """“exactly one”, “at most two”, “no”."""
    if number == 0 and sign in ("=", "<="):
        return "no"
    if number == 0 and sign in (">", "!="):
        return "some"
    return f"{COMPARATORS[sign].of_number} {in_words(number)}"


def together(clauses: Sequence[str]) -> str:
    """Clauses that all hold; apart by commas, so that a list inside one is not mistaken."""
    return listed(clauses) if len(clauses) < 3 else f"{', '.join(clauses[:-1])}, and {clauses[-1]}"


def constant(value: object, written: str) -> str:
    """A value of a rule: “Oslo” in quotation marks, a day as one says it."""
    match value:
        case Range(low, high) if low is not None and low == high:
            return point(low)
        case Choice() as choice if choice.exact:
            return f"“{spoken(choice.word)}”"
        case Truth.CERTAIN:
            return "true"
        case Truth.IMPOSSIBLE:
            return "false"
        case _:
            return written


def date_of(arguments: tuple[Core, ...], words: list[str]) -> str:
    """“30 June of the programme’s year”, from what a date is put together of and its words."""
    match arguments:
        case _, core.Constant(Range(int() as month)), core.Constant(Range(int() as day)) if 1 <= month <= 12:
            return f"{day} {MONTHS[month - 1]} of {words[0]}"
        case _:
            return f"day {words[2]} of month {words[1]} of {words[0]}"
