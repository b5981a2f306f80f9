"""Rules at random, as text of the rules language: every form of expression, every function, every part of a rule."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from decimal import Decimal
from functools import lru_cache
from typing import Any, TypeAlias

from hypothesis import strategies as st

from ccmcheck.document.schema import (  # fmt: skip
    DateKind,
    DurationKind,
    Kind,
    ListKind,
    NameKind,
    NumberKind,
    RecordKind,
    TextKind,
    TruthKind,
    WordKind,
)
from tests.laws.documents import DAYS, HALF, TEXTS
from tests.laws.world import DOCUMENT, STATES, states

Draw: TypeAlias = Callable[[st.SearchStrategy[Any]], Any]
Names: TypeAlias = Mapping[str, Kind]

NUMBER, DATE, TRUTH = NumberKind(), DateKind(), TruthKind()
DAYS_LONG, MONTHS_LONG = DurationKind("days"), DurationKind("months")
STATE_ROW = states().rows.kind.item  # type: ignore[union-attr]
COMPARATORS = ("=", "!=", "<", "<=", ">", ">=")


@st.composite
def rules(draw: Draw, depth: int = 3, *, before: bool = False) -> str:
    """The body of a rule: scope, condition, requirement, exceptions; with `before` about the programme before too."""
    names: dict[str, Kind] = {"previous": DOCUMENT} if before else {}
    parts: list[str] = []
    if draw(st.integers(0, 2)):
        parts.append(_scope(draw, names, depth))
    if draw(st.integers(0, 2)) == 0:
        parts.append(f"when {condition(draw, names, depth - 1)}")
    parts.append(f"require {condition(draw, names, depth)}")
    exceptions = range(draw(st.sampled_from((0, 0, 0, 1, 2))))
    return " ".join((*parts, *(f'unless {condition(draw, names, depth - 1)} under 1 "q"' for _ in exceptions)))


def _scope(draw: Draw, names: dict[str, Kind], depth: int) -> str:
    bindings = []
    for _ in range(draw(st.sampled_from((1, 1, 1, 2)))):
        text, item = a_list(draw, names, depth - 1)
        name = f"v{len(names)}"
        bindings.append(f"{name} in {text}")
        names[name] = item
    where = f" where {condition(draw, names, depth - 1)}" if draw(st.integers(0, 2)) == 0 else ""
    return f"for each {', '.join(bindings)}{where}"


def _pick(draw: Draw, *options: Any) -> Any:
    return draw(st.sampled_from(options))


# -- paths ---------------------------------------------------------------------------------------------------------


def paths(names: Names) -> list[tuple[str, Kind]]:
    """Every field that may be named here, with its kind."""
    return [*(found for name, kind in names.items() for found in _below(name, kind)), *_of_document()]


@lru_cache(maxsize=1)
def _of_document() -> tuple[tuple[str, Kind], ...]:
    return tuple(found for name, field in DOCUMENT.fields.items() for found in _below(name, field.kind))


def _below(path: str, kind: Kind) -> Iterator[tuple[str, Kind]]:
    yield path, kind
    if isinstance(kind, NameKind) and not path.removeprefix("v").isdigit():
        yield from ((f"{path}.{name}", field.kind) for name, field in STATE_ROW.fields.items() if name != "aliases")
    if isinstance(kind, RecordKind):
        for name, field in kind.fields.items():
            yield from _below(f"{path}.{name}", field.kind)


def _path(draw: Draw, names: Names, wanted: Callable[[Kind], bool]) -> str | None:
    own = [path for name, kind in names.items() for path, of in _below(name, kind) if wanted(of)]
    if own and draw(st.integers(0, 2)):
        return str(draw(st.sampled_from(own)))
    found = [path for path, kind in paths(names) if wanted(kind)]
    return str(draw(st.sampled_from(found))) if found else None


# -- conditions ----------------------------------------------------------------------------------------------------


def condition(draw: Draw, names: Names, depth: int) -> str:
    """A condition."""
    simple = (_compared, _compared, _member, _between, _given, _truth, _distinct, _joined, _recurring)
    if depth <= 0:
        return str(_pick(draw, *simple)(draw, names, 0))
    return str(
        _pick(draw, *simple, _and_or, _and_or, _not, _if_then, _quantified, _quantified, _counted)(draw, names, depth)
    )


def _and_or(draw: Draw, names: Names, depth: int) -> str:
    parts = [condition(draw, names, depth - 1) for _ in range(_pick(draw, 2, 2, 3))]
    return f"({_pick(draw, ' and ', ' or ').join(parts)})"


def _not(draw: Draw, names: Names, depth: int) -> str:
    return f"(not {condition(draw, names, depth - 1)})"


def _if_then(draw: Draw, names: Names, depth: int) -> str:
    return f"(if {condition(draw, names, depth - 1)} then {condition(draw, names, depth - 1)})"


def _quantified(draw: Draw, names: Names, depth: int) -> str:
    quantifier, (text, item) = _pick(draw, "every", "some", "no"), a_list(draw, names, depth - 1)
    name = f"v{len(names)}"
    inner = {**names, name: item}
    where = ""
    if item is STATE_ROW and draw(st.booleans()):
        where = f" where {name}.state = {a_text(draw, names, depth - 1)}"
    elif draw(st.integers(0, 2)) == 0:
        where = f" where {condition(draw, inner, depth - 1)}"
    return f"({quantifier} {name} in {text}{where} satisfies {condition(draw, inner, depth - 1)})"


def _counted(draw: Draw, names: Names, depth: int) -> str:
    amount = f"{_pick(draw, 'at least', 'at most', 'exactly')} {_pick(draw, 0, 1, 2)}"
    text, item = a_list(draw, names, depth - 1)
    inner = {**names, f"v{len(names)}": item}
    where = f" where {condition(draw, inner, depth - 1)}" if draw(st.integers(0, 2)) == 0 else ""
    return f"({amount} v{len(names)} in {text}{where} satisfies {condition(draw, inner, depth - 1)})"


def _recurring(draw: Draw, names: Names, depth: int) -> str:
    cycle = _pick(draw, "every 1 year from 2012", "every 2 years from 2011", "every 5 years from 2002")
    return f"({_number(draw, names, depth - 1)} {_pick(draw, 'in', 'not in')} {cycle})"


def _compared(draw: Draw, names: Names, depth: int) -> str:
    comparator = _pick(draw, *COMPARATORS)
    match _pick(draw, "text", "text", "list", "truth", "half", NUMBER, NUMBER, DATE, DATE, DAYS_LONG, MONTHS_LONG):
        case "text":
            left, right = _two_texts(draw, names, depth)
            return f"({left} {_pick(draw, '=', '!=')} {right})"
        case "list":
            left, item = a_list(draw, names, depth - 1, leaf=True)
            return f"({left} {_pick(draw, '=', '!=')} {list_of(draw, item, names, depth - 1)})"
        case "truth":
            left, right = (condition(draw, names, depth - 1) for _ in range(2))
            return f"(({left}) {_pick(draw, '=', '!=')} ({right}))"
        case "half":
            return f"({value(draw, DATE, names, depth)} {comparator} {_pick(draw, *(h for h in HALF if len(h) == 10))})"
        case kind:
            left, right = (value(draw, kind, names, depth) for _ in range(2))
            return f"({left} {comparator} {right})"


def _two_texts(draw: Draw, names: Names, depth: int) -> tuple[str, str]:
    path, kind = draw(st.sampled_from([found for found in paths(names) if _is_text(found[1])]))
    return (path, value(draw, kind, names, depth)) if draw(st.booleans()) else (value(draw, kind, names, depth), path)


def _is_text(kind: Kind) -> bool:
    return isinstance(kind, TextKind | WordKind | NameKind)


def _member(draw: Draw, names: Names, depth: int) -> str:
    text, item = a_list(draw, names, depth - 1, leaf=True)
    return f"({value(draw, item, names, depth - 1)} {_pick(draw, 'in', 'not in')} {text})"


def _between(draw: Draw, names: Names, depth: int) -> str:
    kind = _pick(draw, NUMBER, DATE, DATE, DAYS_LONG)
    parts = [value(draw, kind, names, depth - 1) for _ in range(3)]
    low, high = sorted(parts[1:], key=_size)
    return f"({parts[0]} between {low} and {high})"


def _size(written: str) -> list[Decimal]:
    """By what two literals of one kind are ordered; anything else stands first."""
    literal = re.fullmatch(r"([0-9.]+)(?: days?)?|([0-9]+)-([0-9]+)-([0-9]+|XX)", written)
    return [Decimal(part.replace("XX", "0")) for part in literal.groups() if part] if literal else []


def _given(draw: Draw, names: Names, depth: int) -> str:  # noqa: ARG001
    fields = [path for path, _ in paths(names) if "." in path or path not in names]
    return f"({draw(st.sampled_from(fields))} is {_pick(draw, 'given', 'missing')})"


def _truth(draw: Draw, names: Names, depth: int) -> str:  # noqa: ARG001
    return _path(draw, names, lambda kind: isinstance(kind, TruthKind)) or _pick(draw, "true", "false")


def _distinct(draw: Draw, names: Names, depth: int) -> str:
    return f"distinct({a_list(draw, names, depth, leaf=True)[0]})"


def _joined(draw: Draw, names: Names, depth: int) -> str:
    return f"joined({a_text(draw, names, depth - 1)}, {value(draw, DATE, names, depth - 1)})"


# -- values --------------------------------------------------------------------------------------------------------


def value(draw: Draw, kind: Kind, names: Names, depth: int) -> str:
    """A value of a kind."""
    match kind:
        case NumberKind():
            return _number(draw, names, depth)
        case DateKind():
            return _date(draw, names, depth)
        case DurationKind(unit):
            return _duration(draw, unit, names, depth)
        case TruthKind():
            return f"({condition(draw, names, depth)})"
        case WordKind(words):
            literal = f'"{_pick(draw, *words)}"'
            return literal if draw(st.booleans()) else _path(draw, names, lambda of: of == kind) or literal
        case NameKind() | TextKind():
            return a_text(draw, names, depth, names_only=isinstance(kind, NameKind))
        case ListKind(item):
            return list_of(draw, item, names, depth)
        case _:
            raise AssertionError(kind)


def a_text(draw: Draw, names: Names, depth: int, *, names_only: bool = True) -> str:  # noqa: ARG001
    """A name of a State or, where it need not be one, another text."""
    if draw(st.booleans()):
        return _pick(draw, "first_state", *(f'"{name}"' for name in (STATES if names_only else (*TEXTS, "Norway"))))
    return _path(draw, names, lambda kind: isinstance(kind, NameKind if names_only else TextKind)) or '"Norway"'


def _number(draw: Draw, names: Names, depth: int) -> str:
    literal = _pick(draw, "0", "1", "2", "2012", "2.5", "1." + "3" * 38)
    if depth <= 0:
        return literal if draw(st.booleans()) else _path(draw, names, lambda k: isinstance(k, NumberKind)) or literal
    match _pick(draw, "path", "count", "count", "sum", "min", "max", "year", "month", "+", "-", "share"):
        case "path":
            return _number(draw, names, 0)
        case "count":
            return f"count({a_list(draw, names, depth)[0]})"
        case "sum" | "min" | "max" as function:
            return f"{function}({list_of(draw, NUMBER, names, depth)})"
        case "year" | "month" as function:
            return f"{function}({_date(draw, names, depth - 1)})"
        case "share":
            share = _pick(draw, "half of", "two thirds of", "a third of", "40 percent of", "112.5 percent of")
            return f"({share} {_number(draw, names, depth - 1)})"
        case sign:
            return f"({_number(draw, names, depth - 1)} {sign} {_number(draw, names, depth - 1)})"


def _date(draw: Draw, names: Names, depth: int) -> str:
    literal = _pick(draw, *DAYS)
    if depth <= 0:
        return literal if draw(st.booleans()) else _path(draw, names, lambda k: isinstance(k, DateKind)) or literal
    match _pick(draw, "path", "path", "date", "min", "max", "+", "-"):
        case "path":
            return _date(draw, names, 0)
        case "date":
            return f"date({', '.join(_number(draw, names, depth - 1) for _ in range(3))})"
        case "min" | "max" as function:
            return f"{function}({list_of(draw, DATE, names, depth)})"
        case sign:
            length = _duration(draw, _pick(draw, "days", "months"), names, depth - 1)
            return f"({_date(draw, names, depth - 1)} {sign} {length})"


def _duration(draw: Draw, unit: str, names: Names, depth: int) -> str:
    literal = (
        _pick(draw, "1 day", "4 days", "60 days") if unit == "days" else _pick(draw, "1 month", "13 months", "2 years")
    )
    if depth <= 0:
        return literal
    match _pick(draw, "literal", "days", "+", "-"):
        case "days" if unit == "days":
            holders = [name for name, kind in names.items() if isinstance(kind, RecordKind) and "start" in kind.fields]
            if holders and draw(st.booleans()):
                return f"length({_pick(draw, *holders)})"
            return f"days({_date(draw, names, depth - 1)}, {_date(draw, names, depth - 1)})"
        case "+" | "-" as sign:
            return f"({_duration(draw, unit, names, depth - 1)} {sign} {_duration(draw, unit, names, depth - 1)})"
        case _:
            return literal


# -- lists ---------------------------------------------------------------------------------------------------------

LEAVES: tuple[Kind, ...] = (NUMBER, DATE, TRUTH, TextKind(), NameKind("states"), WordKind(("red", "green", "blue")))


def a_list(draw: Draw, names: Names, depth: int, *, leaf: bool = False) -> tuple[str, Kind]:
    """A list of some kind, and the kind of its items."""
    if not leaf and draw(st.integers(0, 2)):
        return _records(draw, names, depth)
    kind = _pick(draw, *LEAVES)
    return list_of(draw, kind, names, depth), kind


def _records(draw: Draw, names: Names, depth: int) -> tuple[str, Kind]:
    """A list of records: of the document, of a variable, of a register, or some of one."""
    found = [
        (path, kind.item)
        for path, kind in paths(names)
        if isinstance(kind, ListKind) and isinstance(kind.item, RecordKind)
    ]
    text, item = draw(st.sampled_from([*found, *found, ("states", STATE_ROW)]))
    if depth > 0 and draw(st.integers(0, 3)) == 0:
        name = f"v{len(names)}"
        return f"[{name} for {name} in {text} where {condition(draw, {**names, name: item}, depth - 1)}]", item
    return text, item


def list_of(draw: Draw, kind: Kind, names: Names, depth: int) -> str:
    """A list of a kind."""
    made = ("made", "made", "difference", "joined")
    forms = ("path", "path", "literal") if depth <= 0 else ("path", "path", "literal", *made)
    match _pick(draw, *forms):
        case "path":
            found = _path(draw, names, lambda of: isinstance(of, ListKind) and type(of.item) is type(kind))
            return found or _literal(draw, kind, names, depth)
        case "made":
            text, item = a_list(draw, names, depth - 1)
            name = f"v{len(names)}"
            inner = {**names, name: item}
            where = f" where {condition(draw, inner, depth - 1)}" if draw(st.booleans()) else ""
            return f"[{value(draw, kind, inner, depth - 1)} for {name} in {text}{where}]"
        case "joined":
            return _through_lists(draw, kind, names, depth)
        case "difference":
            return f"difference({list_of(draw, kind, names, depth - 1)}, {list_of(draw, kind, names, depth - 1)})"
        case _:
            return _literal(draw, kind, names, depth)


def _through_lists(draw: Draw, kind: Kind, names: Names, depth: int) -> str:
    """A comprehension over a list in the items of a list."""
    text, item = _records(draw, names, 0)
    first, second = f"v{len(names)}", f"v{len(names) + 1}"
    inner = [(name, field.kind.item) for name, field in item.fields.items() if isinstance(field.kind, ListKind)]  # type: ignore[union-attr]
    if not inner:
        return _literal(draw, kind, names, depth)
    field, of = draw(st.sampled_from(inner))
    bound = {**names, first: item, second: of}
    where = f" where {condition(draw, bound, depth - 1)}" if draw(st.booleans()) else ""
    return f"[{value(draw, kind, bound, depth - 1)} for {first} in {text}, {second} in {first}.{field}{where}]"


def _literal(draw: Draw, kind: Kind, names: Names, depth: int) -> str:
    return f"[{', '.join(value(draw, kind, names, depth - 1) for _ in range(_pick(draw, 1, 2)))}]"
