"""The programme before: the same kind of document, whose places are told apart from those of the one that is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ccmcheck.base.diagnostic import Diagnostic, Related, complain
from ccmcheck.base.source import Source
from ccmcheck.base.values import Range
from ccmcheck.document.nodes import Node, State, child
from ccmcheck.document.schema import RecordKind

POINTER = "/previous"
"""Where the places of the programme before begin."""
_NOT_AT_HAND = Source("the programme before", "")


def is_previous(node: Node) -> bool:
    """Whether a node belongs to the programme before."""
    return node.pointer == POINTER or node.pointer.startswith(f"{POINTER}/")


def is_at_hand(node: Node) -> bool:
    """Whether the programme before that a node belongs to could be read at all."""
    return node.source is not _NOT_AT_HAND


def as_previous(root: Node, source: Source | None = None) -> Node:
    """A programme as the one before another; with a source of its own for one that stands in no file."""
    value = root.value
    if isinstance(value, Mapping):
        value = {name: as_previous(inner, source) for name, inner in value.items()}
    elif isinstance(value, tuple):
        value = tuple(as_previous(inner, source) for inner in value)
    rest = None if root.rest is None else as_previous(root.rest, source)
    presence = None if root.presence is None else as_previous(root.presence, source)
    before = replace(root, value=value, pointer=f"{POINTER}{root.pointer}", rest=rest, presence=presence)
    return before if source is None else replace(before, source=source, start=0, end=0)


def not_at_hand(document: Node) -> Node:
    """What is known of the programme before where nobody gave it: nothing, as of a blank."""
    return Node(document.kind, State.BLANK, None, "", POINTER, _NOT_AT_HAND, 0, 0)


def is_of_another_year(year: object, previous: Node) -> bool:
    """Whether the year of a programme, as a plain value, is certainly not the one after that of another."""
    before = _year(previous)
    return isinstance(year, int) and before is not None and before != year - 1


def of_another_year(document: Node, previous: Node) -> Diagnostic | None:
    """The complaint about a programme before that is not of the year before; None where it may be."""
    year = _year(document)
    if year is None or not is_of_another_year(year, previous):
        return None
    own, before = child(document, _field_of_year(document)), child(previous, _field_of_year(previous))
    words = {"file": before.source.name, "found": str(_year(previous)), "wanted": str(year - 1), "year": str(year)}
    return complain(
        "previous-of-another-year", before.span, related=(Related(own.span, "the programme that is judged"),), **words
    )


def _year(document: Node) -> int | None:
    """The year that a programme is for, where it is known."""
    field = _field_of_year(document)
    value = child(document, field).value if field else None
    return value.low if isinstance(value, Range) and value.exact and isinstance(value.low, int) else None


def _field_of_year(document: Node) -> str:
    return document.kind.year if isinstance(document.kind, RecordKind) else ""
