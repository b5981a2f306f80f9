"""Where a schema says what a field is: for whoever asks what a name means, and wants to see it said."""

from __future__ import annotations

from collections.abc import Iterable

from ccmcheck.base.source import Source, Span
from ccmcheck.document import json_text
from ccmcheck.document.raw import Raw, RawMapping, RawScalar


def place_of(schema: Source, steps: Iterable[str]) -> Span | None:
    """Where the field at a path is declared, `[]` standing for the items of a list; None where it is not."""
    root = json_text.parse(schema)[0]
    at, place = root, None
    for step in steps:
        key, at = _item(at, root) if step == "[]" else _field(at, step, root)
        if key is None:
            return None
        place = schema.span(key.start, key.end)
    return place


def _field(at: Raw | None, name: str, root: Raw | None) -> tuple[RawScalar | None, Raw | None]:
    return _entry(_found(at, "properties", root), name)


def _item(at: Raw | None, root: Raw | None) -> tuple[RawScalar | None, Raw | None]:
    while isinstance(at, RawMapping):
        key, items = _entry(at, "items")
        if key is not None:
            return key, items
        at = _definition(at, root)
    return None, None


def _found(at: Raw | None, name: str, root: Raw | None) -> Raw | None:
    """An entry of a schema, or of the one that it refers to."""
    while isinstance(at, RawMapping):
        key, value = _entry(at, name)
        if key is not None:
            return value
        at = _definition(at, root)
    return None


def _definition(at: RawMapping, root: Raw | None) -> Raw | None:
    reference = _entry(at, "$ref")[1]
    if not isinstance(reference, RawScalar) or not isinstance(reference.value, str):
        return None
    return _entry(_entry(root, "$defs")[1], reference.value.rpartition("/")[2])[1]


def _entry(at: Raw | None, name: str) -> tuple[RawScalar | None, Raw | None]:
    for key, value in at.entries if isinstance(at, RawMapping) else ():
        if key.value == name:
            return key, value
    return None, None
