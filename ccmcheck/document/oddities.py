"""What looks mistaken though no rule speaks of it: terms that are no years in a row, a name twice, a name misspelt.

Hides which lists of a schema hold names with terms: those of records that a register's name names, with a list of whole
numbers beside it. The programme's year is the first whole number of the document.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import Any

from ccmcheck.base.diagnostic import Diagnostic, Related, Suggestion, complain
from ccmcheck.base.frozen import frozen, numerous
from ccmcheck.base.quoting import quoted
from ccmcheck.base.values import Choice, Range
from ccmcheck.document.names import Names
from ccmcheck.document.nodes import Node, State, child, items, walk
from ccmcheck.document.schema import ListKind, NameKind, NumberKind, RecordKind

_NEAR = 5
"""How many years from the programme's a term may lie before it looks mistaken."""


@frozen
class _NamedList:
    """Where names stand with their terms: the list of holders, their list of names, and its two fields."""

    holders: str
    named: str
    name: str
    term: str


@numerous
class _Office:
    """One name with its term, and the holder that it stands in."""

    holder: Node
    name: Node
    term: Node


class Oddities:
    """A schema made ready to remark on documents."""

    def __init__(self, kind: RecordKind, names: Mapping[str, Names]) -> None:
        self._names = names
        self._lists = tuple(_named_lists(kind))
        self._year, self._day = _year_field(kind), kind.day

    def may_be_in(self, values: Mapping[str, Any]) -> bool:
        """Whether plain values hold anything that there is a remark on; no misspelt name is plain."""
        year, day = values.get(self._year), values.get(self._day)
        far = isinstance(day, date) and _is_far(year, day.year)
        return far or any(_may_be_odd(values, where, year) for where in self._lists)

    def of(self, root: Node, known: Collection[str] = ()) -> tuple[Diagnostic, ...]:
        """The remarks on a document, in its order; of names at the `known` pointers something is said already."""
        node = child(root, self._year) if self._year else None
        remarks = list(_mistyped_year(node, child(root, self._day))) if node is not None and self._day else []
        year = _number(node) if node is not None and not remarks else None  # of a mistyped year no term can be far
        for where in self._lists:
            offices = list(_offices(root, where))
            remarks += [remark for office in offices for remark in _odd_term(office, year)]
            remarks += _repeated(offices)
        remarks += misspelt((node for node in walk(root) if node.pointer not in known), self._names)
        return tuple(sorted(remarks, key=lambda remark: remark.span.start))


def _may_be_odd(values: Mapping[str, Any], where: _NamedList, year: int | None) -> bool:
    seen = set()
    for holder in values.get(where.holders) or ():
        for named in holder.get(where.named) or ():
            name = named.get(where.name)
            if name in seen or not _is_term(tuple(named.get(where.term) or ()), year):
                return True
            seen.add(name)
    return False


def _named_lists(kind: RecordKind) -> Iterator[_NamedList]:
    for holders, outer in kind.fields.items():
        holder = outer.kind.item if isinstance(outer.kind, ListKind) else None
        for named, inner in holder.fields.items() if isinstance(holder, RecordKind) else ():
            office = inner.kind.item if isinstance(inner.kind, ListKind) else None
            if isinstance(office, RecordKind) and _is_named(office):
                yield from (_NamedList(holders, named, office.known_by, term) for term in _terms(office))


def _is_named(kind: RecordKind) -> bool:
    return bool(kind.known_by) and isinstance(kind.fields[kind.known_by].kind, NameKind)


def _terms(kind: RecordKind) -> Iterator[str]:
    for name, field in kind.fields.items():
        if isinstance(field.kind, ListKind) and isinstance(field.kind.item, NumberKind):
            yield name


def _year_field(kind: RecordKind) -> str:
    whole = (name for name, field in kind.fields.items() if isinstance(field.kind, NumberKind) and field.kind.whole)
    return next(whole, "")


def _offices(root: Node, where: _NamedList) -> Iterator[_Office]:
    for holder in items(child(root, where.holders)) or ():
        named = items(child(holder, where.named)) if isinstance(holder.value, Mapping) else None
        for office in named or ():
            if isinstance(office.value, Mapping):
                yield _Office(holder, child(office, where.name), child(office, where.term))


# -- years ---------------------------------------------------------------------------------------------------------


def _mistyped_year(year: Node, day: Node) -> Iterator[Diagnostic]:
    decided = day.value.low if isinstance(day.value, Range) and day.value.exact else None
    if isinstance(decided, date) and _is_far(_number(year), decided.year):
        span = year.source.span(year.start, year.end)
        yield complain("odd-year", span, year=str(_number(year)), decided=str(decided.year))


def _odd_term(office: _Office, year: int | None) -> Iterator[Diagnostic]:
    numbers = [_number(item) for item in items(office.term) or ()]
    years = tuple(number for number in numbers if number is not None)
    if len(years) == len(numbers) and not _is_term(years, year):
        meant = tuple(number + 2000 if number < 100 else number for number in years)
        better = meant if meant != years and _is_term(meant, year) else tuple(sorted(set(years)))
        advice = f"Perhaps `{list(better)}` is meant." if better != years and _is_term(better, year) else ""
        span = office.term.source.span(office.term.start, office.term.end)
        yield complain(
            "odd-term", span, suggestion=advice, term=", ".join(map(str, years)), name=quoted(office.name.text)
        )


@lru_cache(maxsize=256)
def _is_term(years: tuple[int, ...], year: int | None) -> bool:
    """Whether years follow one another, and the first is near the programme's."""
    row = all(later == earlier + 1 for earlier, later in pairwise(years))
    return row and not (years and _is_far(years[0], year))


def _is_far(year: int | None, other: int | None) -> bool:
    return year is not None and other is not None and abs(year - other) > _NEAR


def _number(node: Node) -> int | None:
    value = node.value
    low = value.low if isinstance(value, Range) and value.exact and node.state is State.STATED else None
    return low if isinstance(low, int) else None


# -- names ---------------------------------------------------------------------------------------------------------


def misspelt(nodes: Iterable[Node], registers: Mapping[str, Names]) -> Iterator[Diagnostic]:
    """A remark on each name that is nearly one of its register; one that is far from all of them may be meant."""
    for node in nodes:
        names = registers.get(node.kind.register) if isinstance(node.kind, NameKind) else None
        if names is not None and node.state is State.STATED and (meant := names.misspelt(node.text)):
            words = {"name": quoted(node.text), "meant": quoted(meant)}
            yield complain("misspelt-name", node.span, suggestion=Suggestion("", (meant,)), related=(), **words)


def _repeated(offices: Sequence[_Office]) -> Iterator[Diagnostic]:
    """A name that stands twice, each time after the first."""
    first: dict[str, _Office] = {}
    for office in offices:
        value = office.name.value
        if isinstance(value, Choice) and value.exact and office.name.state is State.STATED:
            before = first.setdefault(value.word, office)
            if before is not office:
                yield _twice(office, before)


def _twice(office: _Office, before: _Office) -> Diagnostic:
    span, earlier = (each.name.source.span(each.name.start, each.name.end) for each in (office, before))
    code = "named-twice" if office.holder is before.holder else "named-in-two"
    holder = office.holder.kind.name if isinstance(office.holder.kind, RecordKind) else "list"
    return complain(code, span, related=(Related(earlier, "here too"),), name=quoted(office.name.text), holder=holder)
