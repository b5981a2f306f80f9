"""From YAML straight to values, without places; hides PyYAML's events, of which it takes only what is plain."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import yaml
from yaml.events import (
    AliasEvent,
    MappingEndEvent,
    MappingStartEvent,
    ScalarEvent,
    SequenceEndEvent,
    SequenceStartEvent,
    StreamEndEvent,
)

from ccmcheck.document.plain import NotPlain

# PyYAML may come without its C part, as in a browser.
_Parser: Any = getattr(yaml, "CLoader", yaml.Loader)


def values_of(text: str, meanings: Mapping[str, Any]) -> Any:
    """The values of a text, `meanings` giving those of words without quotation marks.

    Raises NotPlain where there is more to YAML than that: a tag, an anchor, a key twice, a second document, a fault.
    """
    try:
        return _values(_Parser(text).get_event, meanings)
    except yaml.YAMLError:
        raise NotPlain from None


def _values(next_event: Any, meanings: Mapping[str, Any]) -> Any:
    root: list[Any] = []
    items, outer = root, []
    while True:
        event = next_event()
        kind = event.__class__
        if kind is ScalarEvent:
            if event.tag is not None or event.anchor is not None:
                raise NotPlain
            items.append(event.value if event.style else meanings[event.value])
        elif kind is MappingStartEvent or kind is SequenceStartEvent:
            if event.tag is not None or event.anchor is not None:
                raise NotPlain
            outer.append(items)
            items = []
        elif kind is SequenceEndEvent:
            made: Any = items
            items = outer.pop()
            items.append(made)
        elif kind is MappingEndEvent:
            made = dict(zip(items[::2], items[1::2], strict=True))
            if 2 * len(made) != len(items):
                raise NotPlain
            items = outer.pop()
            items.append(made)
        elif kind is AliasEvent:
            raise NotPlain
        elif kind is StreamEndEvent:
            break
    if len(root) != 1:
        raise NotPlain
    return root[0]
