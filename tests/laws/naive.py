"""A second meaning of rules, for documents without holes: two-valued, over the syntax tree, and as naive as can be.

It shares neither the resolved core nor the arithmetic of ranges with the evaluator, so that the two can disagree.
"""

from __future__ import annotations

import calendar
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import date, timedelta
from fractions import Fraction
from functools import partial
from typing import Any, assert_never

import yaml

from ccmcheck.document.schema import DateKind, Kind, ListKind, NameKind, NumberKind, RecordKind
from ccmcheck.language.syntax import Parsed, tree
from tests.laws.world import DOCUMENT, REGISTER


class NoValue(Exception):
    """A field that is not stated, or the least of no items."""


SHARES = {
    "half of": Fraction(1, 2), "two thirds of": Fraction(2, 3), "a third of": Fraction(1, 3),
    "40 percent of": Fraction(2, 5), "112.5 percent of": Fraction(9, 8),
}  # fmt: skip
Scope = Mapping[str, Any]


def outcomes(parsed: Parsed, document: Any) -> list[str]:
    """The outcomes of the rule of a file, one for each thing it speaks of; NoValue where it cannot be told."""
    statement = next(s for s in parsed.statements if isinstance(s, tree.RuleStatement))
    defines = {s.name.text: s for s in parsed.statements if isinstance(s, tree.DefineStatement)}
    names = {**meant(document, DOCUMENT), "states": yaml.safe_load(REGISTER)}
    found = [
        _outcome(statement, _Reader(inner, defines))
        for inner in _things(statement.scope.bindings if statement.scope else (), names, defines)
        if statement.scope is None or statement.scope.where is None or _Reader(inner, defines).of(statement.scope.where)
    ]
    return found or ["not-applicable"]


def _things(
    bindings: tuple[tree.Binding, ...], names: Scope, defines: Mapping[str, tree.DefineStatement]
) -> list[Scope]:
    if not bindings:
        return [names]
    items = _Reader(names, defines).of(bindings[0].list)
    return [below for item in items for below in _things(bindings[1:], {**names, bindings[0].name.text: item}, defines)]


def _outcome(statement: tree.RuleStatement, read: _Reader) -> str:
    if statement.when is not None and not read.of(statement.when):
        return "not-applicable"
    assert statement.require is not None
    held = read.of(statement.require)
    excepted = [read.of(exception.condition) for exception in statement.exceptions]
    return "satisfied" if held or any(excepted) else "violated"


class _Reader:
    """Reads expressions with some names; a document's values are plain Python ones, durations are pairs."""

    def __init__(self, names: Scope, defines: Mapping[str, tree.DefineStatement]) -> None:
        self.names, self.defines = names, defines

    def of(self, expression: tree.Expression) -> Any:  # noqa: C901, PLR0912, PLR0915 - one case for each form, on purpose
        match expression:
            case tree.NumberLiteral(value):
                return Fraction(value)
            case tree.TruthLiteral(value):
                return value
            case tree.TextLiteral(value):
                return text(value)
            case tree.DayLiteral(value):
                return date.fromisoformat(value) if "X" not in value else value
            case tree.DurationLiteral(amount, unit):
                return ("days", amount) if unit == "day" else ("months", amount * (12 if unit == "year" else 1))
            case tree.ListLiteral(items):
                return [self.of(item) for item in items]
            case tree.Name(name):
                return self._name(name)
            case tree.Member(of, name):
                held = self.of(of)
                return stated(self._row(held) if isinstance(held, str) else held, name.text)
            case tree.Group(inner):
                return self.of(inner)
            case tree.Call(function, arguments):
                return self._call(function.text, [self.of(argument) for argument in arguments])
            case tree.Comprehension(item, bindings, where):
                readers = [self]
                for binding in bindings:
                    readers = [each for reader in readers for each in reader._each(binding.name.text, binding.list)]
                return [reader.of(item) for reader in readers if where is None or reader.of(where)]
            case tree.Counted(amount, name, over, where, body):
                *_, how, number = amount.text.split()
                parts = [part for part in (where, body) if part is not None]
                each = [all_of(partial(reader.of, part) for part in parts) for reader in self._each(name.text, over)]
                return compared({"least": ">=", "most": "<="}.get(how, "="), sum(each), int(number))
            case tree.Share(words, whole):
                return SHARES[words.text] * self.of(whole)
            case tree.Recurring(value, cycle, inverted):
                _, every, _, _, first = cycle.text.split()
                years = range(int(first), 10**5, int(every))
                return (self.of(value) in years) != inverted
            case tree.Quantified(quantifier, name, over, where, body):
                inner = [_Reader({**self.names, name.text: item}, self.defines) for item in self.of(over)]
                if quantifier == "every":
                    return all_of(reader.implied(where, body) for reader in inner)
                return any_of(reader.implied(where, body, none=False) for reader in inner) == (quantifier == "some")
            case tree.Arithmetic(sign, left, right):
                return added(self.of(left), self.of(right), 1 if sign == "+" else -1)
            case tree.Comparison(comparator, left, right):
                return compared(comparator, self.of(left), self.of(right))
            case tree.Between(value, low, high):
                return self.of(low) <= self.of(value) <= self.of(high)
            case tree.Given(of, missing):
                return self._given(of) != missing
            case tree.Not(inner):
                return not self.of(inner)
            case tree.And(parts):
                return all_of(lambda part=part: self.of(part) for part in parts)
            case tree.Or(parts):
                return any_of(lambda part=part: self.of(part) for part in parts)
            case tree.IfThen(if_, then):
                return self.implied(if_, then)()
            case _:
                assert_never(expression)

    def implied(self, if_: tree.Expression | None, then: tree.Expression, *, none: bool = True) -> Callable[[], bool]:
        """Whether the second holds if the first does; `none` is the answer where the first does not."""

        def no() -> bool:
            return if_ is not None and not self.of(if_)

        if none:
            return lambda: any_of((no, lambda: self.of(then)))
        return lambda: not any_of((no, lambda: not self.of(then)))

    def _each(self, name: str, over: tree.Expression) -> list[_Reader]:
        return [_Reader({**self.names, name: item}, self.defines) for item in self.of(over)]

    def _row(self, name: str) -> Any:
        """The row of the register that a name means."""
        for row in self.names["states"]:
            if row["state"] == name:
                return row
        raise NoValue(name)

    def _name(self, name: str) -> Any:
        if name in self.names:
            return self.names[name]
        if name in self.defines:
            return self._call(name, [])
        raise NoValue(name)

    def _given(self, of: tree.Expression) -> bool:
        try:
            self.of(of)
        except NoValue:
            return False
        return True

    def _call(self, function: str, given: list[Any]) -> Any:
        if function in self.defines:
            define = self.defines[function]
            names = dict(zip((word.text for word in define.parameters or ()), given, strict=True))
            rows = {"states": self.names["states"]}
            return _Reader({**names, **rows}, self.defines).of(define.body)
        return FUNCTIONS[function](*given)


def meant(value: Any, kind: Kind) -> Any:
    """A value of a document without holes as plain Python has it: days, exact numbers, the register's own names."""
    match kind:
        case RecordKind():
            return {name: meant(inner, kind.fields[name].kind) for name, inner in value.items()}
        case ListKind(item):
            return [meant(inner, item) for inner in value]
        case DateKind():
            return date.fromisoformat(value)
        case NumberKind():
            return Fraction(value)
        case NameKind():
            return value.removeprefix("Kingdom of ")
        case _:
            return text(value) if isinstance(value, str) else value


def any_of(parts: Iterable[Callable[[], bool]]) -> bool:
    """Whether one holds; what has no value matters only where no other part decides."""
    missing: NoValue | None = None
    for part in parts:
        try:
            if part():
                return True
        except NoValue as error:
            missing = error
    if missing is not None:
        raise missing
    return False


def all_of(parts: Iterable[Callable[[], bool]]) -> bool:
    return not any_of(lambda part=part: not part() for part in parts)


def stated(record: Any, name: str) -> Any:
    if name not in record:
        raise NoValue(name)
    return record[name]


def text(words: str) -> str:
    return unicodedata.normalize("NFC", words).replace("’", "'")


def extreme(choose: Any, items: list[Any]) -> Any:
    if not items:
        raise NoValue(choose)
    return choose(items)


def moved(day: date, unit: str, amount: int) -> date:
    if unit == "days":
        try:
            return day + timedelta(days=amount)
        except OverflowError:
            return date.max if amount > 0 else date.min
    year, month = divmod(day.year * 12 + day.month - 1 + amount, 12)
    return nearest(year, month + 1, day.day)


def nearest(year: Any, month: Any, day: Any) -> date:
    """The day, or where there is none the last before it or the first after it."""
    year, month, day = int(year), int(month), int(day)
    if not 1 <= year <= 9999:
        return date.min if year < 1 else date.max
    month = sorted((1, month, 12))[1]
    return date(year, month, sorted((1, day, calendar.monthrange(year, month)[1]))[1])


def added(left: Any, right: Any, sign: int) -> Any:
    if isinstance(left, tuple) and isinstance(right, date):
        left, right = right, left
    if isinstance(left, date):
        return moved(left, right[0], sign * right[1])
    if isinstance(left, tuple):
        return (left[0], left[1] + sign * right[1])
    return left + sign * right


def compared(comparator: str, left: Any, right: Any) -> bool:
    if isinstance(right, str) and "XX" in right and isinstance(left, date):
        first, last = right.replace("XX-XX", "01-01"), right.replace("XX-XX", "12-31")
        year, month = int(last[:4]), int(last[5:7])
        low = date.fromisoformat(first.replace("XX", "01"))
        high = date.fromisoformat(last.replace("XX", f"{calendar.monthrange(year, month)[1]:02}"))
        table = {"=": low <= left <= high, "!=": not low <= left <= high, "<": left < low, "<=": left <= high}
        return {**table, ">": left > high, ">=": left >= low}[comparator]
    match comparator:
        case "=":
            return bool(left == right)
        case "!=":
            return bool(left != right)
        case "<":
            return bool(left < right)
        case "<=":
            return bool(left <= right)
        case ">":
            return bool(left > right)
        case ">=":
            return bool(left >= right)
        case "in":
            return left in right
        case _:
            return left not in right


FUNCTIONS = {
    "count": len,
    "sum": sum,
    "min": lambda items: extreme(min, items),
    "max": lambda items: extreme(max, items),
    "distinct": lambda items: all(a != b for at, a in enumerate(items) for b in items[:at]),
    "days": lambda start, end: ("days", (end - start).days + 1),
    "year": lambda day: day.year,
    "month": lambda day: day.month,
    "weekday": lambda day: calendar.day_name[day.weekday()],
    "date": nearest,
    "difference": lambda left, right: [item for item in left if item not in right],
}
