"""Plain values: what a document says where nothing in it is open; hides ranges, choices, states and nodes.

A number, a day, a length of time, a text or a truth; a list of such; a record as a dictionary of its stated fields. A
record that holds a blank somewhere is a `Holed` one, of which a field that is not there says nothing.
"""

from __future__ import annotations

from typing import Any

from ccmcheck.base.values import Choice, Plain, Range, Truth
from ccmcheck.document.nodes import Node, State


class NotPlain(Exception):
    """A hole was read, or something else of which nothing plain can be said."""


class Holed(dict[str, Any]):
    """The plain fields of a record that has others too."""


def plain(value: Plain) -> Any:
    """The plain value of an exact one; raises NotPlain."""
    if value.__class__ is Choice:
        words = value.words
        if words is not None and len(words) == 1:
            (word,) = words
            return word
    elif value.__class__ is Range:
        low = value.low
        if low is not None and low == value.high:
            return low
    elif value is not Truth.OPEN:
        return value is Truth.CERTAIN
    raise NotPlain


def plain_of(node: Node) -> Any:
    """The plain value of a node: of a record whatever is plain in it, of a list nothing unless all of it is."""
    value = node.value
    if node.rest is not None or node.presence is not None:
        raise NotPlain
    if value.__class__ is dict:
        return _record(value)
    if value.__class__ is tuple:
        return [plain_of(item) for item in value]
    if value is None:
        raise NotPlain
    return plain(value)  # type: ignore[arg-type]


def _record(fields: dict[str, Node]) -> dict[str, Any]:
    values: dict[str, Any] = {}
    holed = False
    for name, node in fields.items():
        try:
            values[name] = plain_of(node)
        except NotPlain:
            holed = holed or node.state is not State.UNSTATED
    return Holed(values) if holed else values
