"""A document of variables with a witness, as plain data and as a text that every command reads."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from fractions import Fraction
from typing import Any

from ccmcheck.base.values import CERTAIN, Choice, Range
from ccmcheck.document.nodes import Node, State
from ccmcheck.document.schema import DateKind, ListKind, NumberKind, RecordKind, TruthKind
from ccmcheck.proving.model import Items, Leaf, Record, Symbol
from ccmcheck.proving.solver import Witness
from ccmcheck.proving.terms import Exact, Num

BLANK = "____"


class NotWritten(Exception):
    """A value that no document can hold, such as a third."""


def data_of(symbol: Symbol, witness: Witness) -> Any:
    """A part of the document that is there, every variable filled in; what no rule asked about stays as it is."""
    match symbol:
        case Leaf():
            return leaf_of(symbol, witness)
        case Record():
            return _record(symbol, witness)
        case Items():
            return [data_of(item.value, witness) for item in symbol.items if witness.truth(item.there)]


def leaf_of(leaf: Leaf, witness: Witness) -> Any:
    """The value of a leaf that is stated."""
    if leaf.node is not None and not leaf.open:
        return plain_of(leaf.node)
    if isinstance(leaf.kind, TruthKind):
        return witness.truth(leaf.value)
    assert isinstance(leaf.value, Num)
    return written(leaf, witness.number(leaf.value))


def written(leaf: Leaf, value: Exact) -> Any:
    """A number of the solver as a document writes it."""
    if isinstance(leaf.kind, DateKind):
        return date.fromordinal(int(value)).isoformat()
    if isinstance(leaf.kind, NumberKind):
        return _decimal(value)
    return leaf.texts.text(int(value)) if leaf.texts is not None else ""


def _decimal(value: Exact) -> int | Decimal:
    if isinstance(value, int):
        return value
    decimal = Decimal(value.numerator) / Decimal(value.denominator)
    if Fraction(decimal) != value:
        raise NotWritten(str(value))
    return decimal


def _record(record: Record, witness: Witness) -> dict[str, Any]:
    node = record.node
    held: Mapping[str, Node] = node.value if node is not None and isinstance(node.value, Mapping) else {}
    fields: dict[str, Any] = {}
    for name, known in record.kind.fields.items():
        asked = record.fields.get(name)
        if asked is not None and witness.truth(asked.stated):
            fields[name] = data_of(asked, witness)
        elif asked is None and name in held:
            fields[name] = plain_of(held[name])
        elif asked is None and known.required:
            fields[name] = BLANK
    return fields


def plain_of(node: Node) -> Any:
    """What stands in a document, in the user's own words."""
    match node.kind:
        case _ if node.state is State.BLANK:
            return BLANK
        case RecordKind() if isinstance(node.value, Mapping):
            return {name: plain_of(inner) for name, inner in node.value.items()}
        case ListKind() if isinstance(node.value, tuple):
            return [*(plain_of(item) for item in node.value), *(["..."] if node.rest is not None else [])]
        case TruthKind():
            return node.value is CERTAIN
        case NumberKind() if isinstance(node.value, Range):
            return node.value.low
        case DateKind() if isinstance(node.value, Range) and node.value.exact:
            return str(node.value.low)
        case _ if isinstance(node.value, Choice) and node.value.exact:
            return node.text if node.value.word else ""
        case _:
            return node.text
