"""From JSON to raw values with places; hides that the standard reader does not say where the values lie.

The standard `json` decides whether a text is JSON. One that is JSON is walked again, token by token, for the places.
"""

from __future__ import annotations

import json
import re

from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Source, Span
from ccmcheck.document.raw import NODES, Assembly, ParsingStopped, Raw, RawScalar, Unreadable
from ccmcheck.document.scalars import NoValue, meaning

# Compiled when they are first needed, which takes longer than reading a programme.
_PIECE = r'"(?:[^"\\]|\\.)*"|[\[\]{}]|[^\s\[\]{},:"]+'
_SURROGATE = "[\ud800-\udfff]"
_CONSTANTS = ("NaN", "Infinity", "-Infinity")

# A part of what the standard reader says, and the complaint that takes its place.
_PROBLEMS = (
    ("Unterminated string", "quote-not-closed"),
    ("Invalid control character", "json-line-break"),
    ("escape", "backslash"),
    ("Extra data", "json-more-text"),
    ("delimiter", "json-comma-missing"),
    ("trailing comma", "json-comma-left-over"),
    ("property name", "json-key-quotes"),
    ("Expecting value", "json-value"),
)


def parse(source: Source) -> tuple[Raw | None, tuple[Diagnostic, ...]]:
    """The values of a JSON text, or None where it is none, and every complaint on the way."""
    assembly = Assembly(source)
    try:
        json.loads(source.text, parse_int=len, parse_float=len, parse_constant=len)
        _assemble(assembly)
    except json.JSONDecodeError as error:
        return None, (_fault(source, error),)
    except ParsingStopped as refused:
        return None, (*assembly.complaints, refused.complaint)
    except RecursionError:
        return None, (_too_deep(source),)
    return assembly.root[0], tuple(assembly.complaints)


def _assemble(into: Assembly) -> None:
    for count, match in enumerate(re.finditer(_PIECE, into.source.text, re.DOTALL)):
        written, (start, end) = match[0], match.span()
        if count > 2 * NODES:
            raise into.too_many(start, end)
        match written[0]:
            case '"':
                into.put(_text(written, start, end, into))
            case "{" | "[":
                into.begin(start, written == "{")
            case "}" | "]":
                into.finish(end)
            case _:
                into.put(_literal(written, start, end, into))


def _text(written: str, start: int, end: int, into: Assembly) -> Raw:
    if "\\" not in written:
        text = written[1:-1]
        return RawScalar(text, text, start, end, False)
    text = json.loads(written)
    if re.search(_SURROGATE, text):
        into.complain("half-a-character", start, end, words=quoted(written))
        return Unreadable(start, end)
    return RawScalar(text, text, start, end, False)


def _literal(written: str, start: int, end: int, into: Assembly) -> Raw:
    value = NoValue.NOT_FINITE if written in _CONSTANTS else meaning(written)
    if isinstance(value, NoValue):
        into.complain(value.value, start, end, number=quoted(written))
        return Unreadable(start, end)
    return RawScalar(value, written, start, end, True)


def _too_deep(source: Source) -> Diagnostic:
    """The complaint at the bracket that goes too deep."""
    assembly = Assembly(source)
    try:
        _assemble(assembly)
    except ParsingStopped as refused:
        return refused.complaint
    return complain("nested-too-deep", source.beginning, limit="")


def _fault(source: Source, error: json.JSONDecodeError) -> Diagnostic:
    text = source.text
    at = min(error.pos, max(len(text) - 1, 0))
    code = next((code for part, code in _PROBLEMS if part in error.msg), "json-broken")
    if text[at] in "}]" and text[:at].rstrip().endswith(","):
        code, at = "json-comma-left-over", text.rindex(",", 0, at)
    if text.startswith(("//", "/*", "#"), at):
        code = "json-comment"
    there = quoted(text[at]) if text[at].strip() else "the end of the text"
    return complain(code, Span(source, at, at + 1), found=there)
