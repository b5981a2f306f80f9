"""From YAML to raw values with places; hides PyYAML, its events and what it takes for granted.

Events and not loaded values, because a loader changes what was written (`NO` to false, `12:30` to 750) and
lets a key stand twice.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    DocumentStartEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ccmcheck.base.diagnostic import Diagnostic, Related, complain
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Source, Span
from ccmcheck.document.raw import NODES, Assembly, ParsingStopped, Raw, RawScalar, Unreadable
from ccmcheck.document.scalars import NoValue, meaning
from ccmcheck.document.yaml_errors import explain_fault

_new = tuple.__new__
# PyYAML may come without its C part, as in a browser.
_Parser: Any = getattr(yaml, "CLoader", yaml.Loader)

_CORE = "tag:yaml.org,2002:"
_COLLECTION_TAGS = frozenset((None, "!", _CORE + "map", _CORE + "seq"))
_TYPES: dict[str, tuple[type, ...]] = {"null": (type(None),), "bool": (bool,), "int": (int,)}


def parse(source: Source) -> tuple[Raw | None, tuple[Diagnostic, ...]]:
    """The values of a YAML text, or None where it cannot be read to its end, and every complaint on the way."""
    assembly = Assembly(source)
    try:
        _assemble(_Parser(source.text).get_event, assembly)
    except ParsingStopped as refused:
        return None, (*assembly.complaints, refused.complaint)
    except yaml.YAMLError as error:
        return None, (*assembly.complaints, explain_fault(source, error))
    if not assembly.root:
        return None, (complain("file-empty", source.beginning),)
    return assembly.root[0], tuple(assembly.complaints)


def _assemble(next_event: Callable[[], Any], into: Assembly) -> None:
    # No value has more than two events.
    for _ in range(2 * NODES + 4):
        event = next_event()
        kind = event.__class__
        if kind is ScalarEvent:
            text = event.value
            if event.style or event.tag is not None or event.anchor or (value := meaning(text)).__class__ is NoValue:
                into.put(_marked_scalar(event, into), event.anchor)
                continue
            end = event.end_mark.index
            into.items.append(_new(RawScalar, (value, text, event.start_mark.index, end, True)))
            into.last_end = end
        elif kind is MappingStartEvent:
            into.begin(event.start_mark.index, True, event.anchor)
            _check_collection_tag(event, into)
        elif kind is SequenceStartEvent:
            into.begin(event.start_mark.index, False, event.anchor)
            _check_collection_tag(event, into)
        elif kind is MappingEndEvent or kind is SequenceEndEvent:
            # A block collection's end event lies at the next token and has no width; brackets have.
            start, end = event.start_mark.index, event.end_mark.index
            into.finish(end if end > start else None)
        elif kind is AliasEvent:
            into.reuse(event.anchor, event.start_mark.index, event.end_mark.index)
        elif kind is DocumentStartEvent:
            _refuse_second_document(event, into)
        elif kind is StreamEndEvent:
            return
    raise into.too_many(into.last_end, into.last_end + 1)


def _marked_scalar(event: Any, into: Assembly) -> Raw:
    """A scalar with quotation marks, a block sign, a tag or an anchor, or one that looks like a number and is none."""
    start, end, tag = event.start_mark.index, event.end_mark.index, event.tag
    if event.style in ("|", ">"):
        end = start + len(into.source.text[start:end].rstrip())
    plain = not event.style and tag is None
    if not plain and tag in (None, "!", _CORE + "str"):
        return RawScalar(event.value, event.value, start, end, False)
    name = (tag or "").removeprefix(_CORE)
    value = meaning(event.value)
    if isinstance(value, NoValue):
        return _no_value(value, start, end, into)
    if plain:
        return RawScalar(value, event.value, start, end, True)
    if name not in ("null", "bool", "int", "float") or not _agrees(name, value):
        into.complain("tag-unknown", start, end, tag=quoted(into.source.text[start:end].split(None, 1)[0]))
        return Unreadable(start, end)
    return RawScalar(value, event.value, start, end, True)


def _agrees(name: str, value: object) -> bool:
    if isinstance(value, bool):
        return name == "bool"
    return not isinstance(value, str) if name == "float" else isinstance(value, _TYPES[name])


def _no_value(value: Any, start: int, end: int, into: Assembly) -> Unreadable:
    into.complain(value.value, start, end, number=quoted(into.source.text[start:end]))
    return Unreadable(start, end)


def _check_collection_tag(event: Any, into: Assembly) -> None:
    if event.tag in _COLLECTION_TAGS:
        return
    start = event.start_mark.index
    written = re.compile(r"\S+").search(into.source.text, start)
    end = written.end() if written else start + 1
    into.complain("tag-unknown", start, end, tag=quoted(into.source.text[start:end]))


def _refuse_second_document(event: Any, into: Assembly) -> None:
    if not into.root:
        return
    source, start = into.source, event.start_mark.index
    first = Related(source.span(into.root[0].start, into.root[0].start + 1), "the first one")
    place = Span(source, start, max(start + 1, event.end_mark.index))
    raise ParsingStopped(complain("two-documents", place, related=(first,)))
