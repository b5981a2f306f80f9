"""Typed nodes of a document: what each value may still be, what stood there, and where.

A field that the document does not state is a node too, made when it is asked for; its place is its parent's.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field
from enum import Enum
from typing import TypeAlias

from ccmcheck.base.frozen import numerous
from ccmcheck.base.source import Source, Span
from ccmcheck.base.values import Plain
from ccmcheck.document.blanks import is_blank
from ccmcheck.document.schema import Kind, ListKind, RecordKind, widest

UNSAID = "the draft does not say"
"""What is found of an unstated value, and of a question that nobody has answered."""


class State(Enum):
    """Stated: as it stands. Partial: half a date, half a list, or whether a possible item is there. Blank: a hole.

    Unstated: the document does not say.

    Absent: unstated, where a rule has asked whether it is; a fact, and no hole.
    """

    STATED = "stated"
    PARTIAL = "partial"
    BLANK = "blank"
    UNSTATED = "unstated"
    ABSENT = "absent"


Fields: TypeAlias = Mapping[str, "Node"]
Items: TypeAlias = tuple["Node", ...]


@numerous
class Node:
    """One value of a document.

    `value` is what it may still be: a Plain for a leaf, the stated fields of a record, the items of a list,
    and None for a blank or unstated list or record. `text` is what stood there, in the user's own words;
    `pointer` is its JSON Pointer. Spans take no part in equality.

    `rest` belongs to a half list: the item that it may hold beside those that are stated, anywhere among them; a blank
    at the list's pointer, with the words that leave the list open. `presence` belongs to a possible item of a list:
    whether it is there, which is open; it has the item's pointer and the words that leave it open.
    """

    kind: Kind
    state: State
    value: Plain | Fields | Items | None
    text: str
    pointer: str
    source: Source = field(compare=False, repr=False)
    start: int = field(compare=False, repr=False)
    end: int = field(compare=False, repr=False)
    rest: Node | None = None
    presence: Node | None = None

    @property
    def span(self) -> Span:
        """Where it stands."""
        return Span(self.source, self.start, self.end)

    @property
    def is_open(self) -> bool:
        """Whether nothing at all is known of it but its kind."""
        return self.state is State.BLANK or self.state is State.UNSTATED


def child(node: Node, name: str) -> Node:
    """The field of a record: through a blank the blank, seen as that kind; through an unstated record unstated."""
    assert isinstance(node.kind, RecordKind)
    kind = node.kind.fields[name].kind
    if isinstance(node.value, Mapping):
        stated = node.value.get(name)
        if stated is not None:
            return stated
    if node.state is State.BLANK:
        return Node(kind, State.BLANK, widest(kind), node.text, node.pointer, node.source, node.start, node.end)
    return Node(kind, State.UNSTATED, widest(kind), "", f"{node.pointer}/{name}", node.source, node.start, node.end)


def items(node: Node) -> Items | None:
    """The items that a list states, all of them or half; None where the list is blank or unstated."""
    return node.value if isinstance(node.value, tuple) else None


def unknown_item(node: Node) -> Node:
    """The item that a blank, unstated or half list may hold: a blank at the list's own place, or at its mark."""
    assert isinstance(node.kind, ListKind)
    if node.rest is not None:
        return node.rest
    kind = node.kind.item
    return Node(kind, State.BLANK, widest(kind), node.text, node.pointer, node.source, node.start, node.end)


def absent(node: Node) -> Node:
    """An unstated node as a reason: that the document does not state it."""
    return Node(node.kind, State.ABSENT, node.value, node.text, node.pointer, node.source, node.start, node.end)


def is_blank_text(node: Node) -> bool:
    """Whether words stand where a value will: `____`, and not merely nothing."""
    return node.state is State.BLANK and bool(node.text) and is_blank(node.text)


def is_hole(node: Node) -> bool:
    """Whether a node is one to be filled in: of a half list the `rest` is, and not the list."""
    return node.state is State.BLANK or (node.state is State.PARTIAL and node.rest is None)


def walk(node: Node) -> Iterator[Node]:
    """The node and everything below it in the order of the document, what leaves lists and items open as well."""
    ahead = [node]
    while ahead:
        node = ahead.pop()
        if node.presence is not None:
            yield node.presence
        yield node
        if node.rest is not None:
            ahead.append(node.rest)
        if node.value.__class__ is tuple:
            ahead.extend(reversed(node.value))
        elif isinstance(node.value, dict):
            ahead.extend(reversed(node.value.values()))
