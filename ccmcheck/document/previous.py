"""The programme before: the same kind of document, whose places are told apart from those of the one that is judged."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from ccmcheck.base.diagnostic import Diagnostic, complain
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


def of_another_year(document: Node, previous: Node) -> Diagnostic | None:
    """The complaint about a programme before that is not of the year before; None where it may be."""
    kind = document.kind
    if not isinstance(kind, RecordKind) or not kind.year:
        return None
    own, before = child(document, kind.year), child(previous, kind.year)
    if not (isinstance(own.value, Range) and isinstance(before.value, Range)):
        return None
    year, found = own.value.low, before.value.low
    if not (own.value.exact and before.value.exact and isinstance(year, int) and found != year - 1):
        return None
    words = {"file": before.source.name, "found": str(found), "wanted": str(year - 1), "year": str(year)}
    return complain("previous-of-another-year", own.span, suggestion="", related=(), **words)
