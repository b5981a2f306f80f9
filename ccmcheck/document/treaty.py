"""Which treaty a programme is of, before any schema is asked: that decides by which schema it is read."""

from __future__ import annotations

import re

from ccmcheck.base.source import Source, Span
from ccmcheck.document.raw import RawMapping, RawScalar

FIELD = "treaty"
# A name ends in no space, so that each space of a line is looked at once.
_NAME, _REMARK = r"[\w.,-](?:[\w .,-]*?[\w.,-])??", r"(?:[ \t]+#[^\n]*|[ \t]*)\r?$"
_PLAIN = re.compile(rf'^treaty: +(?:"({_NAME})"|({_NAME})){_REMARK}|"treaty" *: *"([^"\\]*)"', re.MULTILINE)


def stated_treaty(source: Source) -> str | None:
    """What a text in YAML or JSON says of its treaty; None where it cannot be read, or has no such field."""
    stated = treaty_and_place(source)
    return None if stated is None else stated[0]


def treaty_and_place(source: Source) -> tuple[str, Span] | None:
    """The same, with where it is said."""
    # The word stands in most programmes once. Where it is no field of the programme, its reader will miss that field.
    if source.text.count(FIELD) == 1 and (plain := _PLAIN.search(source.text)):
        name = plain.lastindex or 0
        return plain[name], source.span(*plain.span(name))
    from ccmcheck.document.read import parse  # with what reads YAML, which most runs do not need

    raw, _ = parse(source)
    if not isinstance(raw, RawMapping):
        return None
    value = next((value for key, value in raw.entries if key.value == FIELD), None)
    return (value.text, source.span(value.start, value.end)) if isinstance(value, RawScalar) else None
