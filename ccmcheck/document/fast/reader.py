"""The plain values of a document that holds nothing else, without nodes and places; hides how they are read so quickly.

Nothing here complains. A document with a blank, with anything that its schema does not know, or with whatever else a
person might have to be told about has no plain values: it is for `read`, which gives nodes and finds words. So this
may give up too early, and must never see a document otherwise than `read` does; what a value means both ask of
`meaning`, and a test holds the two against each other.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, TypeAlias

from ccmcheck.base.source import Source
from ccmcheck.document.fast.decoders import Decoder, ListDecoder, RecordDecoder, decoder_of
from ccmcheck.document.fast.plain_values import NotPlain
from ccmcheck.document.fast.yaml_line import BELOW
from ccmcheck.document.fast.yaml_lines import placed_lines
from ccmcheck.document.meaning import REMEMBERED
from ccmcheck.document.names import Names
from ccmcheck.document.scalars import NoValue, meaning
from ccmcheck.document.schema import Vocabulary

# A text has fewer values than characters, so one of this length is within every limit on their number.
LONGEST = 1_000_000
_KEPT = 4096


class PlainReader:
    """Reads the plain values of documents of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, names: Mapping[str, Names]) -> None:
        self._root = decoder_of(vocabulary, names)

    def read(self, source: Source) -> dict[str, Any] | None:
        """The plain values of a text that its name says to be YAML or JSON, or None where it holds anything else."""
        name = source.name[-5:].casefold()
        read = _json if name == ".json" else _yaml if name.endswith((".yaml", ".yml")) else None
        if read is None or len(source.text) > LONGEST:
            return None
        try:
            values = read(source.text, self._root)
        except (NotPlain, LookupError, TypeError, ValueError, RecursionError):
            return None  # an unknown field, a list as a key or as a word, a fault of notation, a bottomless text
        return values if values.__class__ is dict else None


# -- the two notations ---------------------------------------------------------------------------------------------


def _yaml(text: str, root: Decoder) -> Any:
    """The values of YAML as nearly every programme is written; raises NotPlain where there is more to it."""
    holders: list[_Part] = []
    parts: list[_Part] = []
    shape: Any = None  # of the innermost part that is open, and what it holds so far
    held: Any = None
    below, name = root, ""  # what may begin below the last name
    for ended, begins, (_, dashed, _, key, written, _, _), _ in placed_lines(text):
        if ended:
            del holders[-ended:]
            shape, held = holders[-1]
        if begins:
            outer, (shape, held) = held, _part(below, ListDecoder if dashed else RecordDecoder)
            holders.append((shape, held))
            parts.append((shape, held))
            if outer is not None:
                outer[name] = held
        if dashed and not key:
            held.append(shape.item(written))
            continue
        if dashed:
            outer, (shape, held) = held, _part(shape.item, RecordDecoder)
            holders.append((shape, held))
            parts.append((shape, held))
            outer.append(held)
        if key in held:
            raise NotPlain
        name, below = key, shape.fields[key]
        held[key] = None if written is BELOW else below(written)
    for shape, held in parts:
        shape.check(held)
    return parts[0][1]


# A list or a record with what it holds so far.
_Part: TypeAlias = tuple[Any, Any]


def _part(shape: Decoder, wanted: type) -> _Part:
    if shape.__class__ is not wanted:
        raise NotPlain
    return shape, {} if wanted is RecordDecoder else []


class _Meanings(dict[str, Any]):
    """What words without quotation marks mean, each found once."""

    def __missing__(self, text: str) -> Any:
        value = meaning(text)
        if value.__class__ is NoValue:
            raise NotPlain
        if len(text) <= REMEMBERED:
            if len(self) >= _KEPT:
                self.clear()
            self[text] = value
        return value


_MEANINGS = _Meanings()


def _json(text: str, root: Decoder) -> Any:
    number = _MEANINGS.__getitem__
    written = json.loads(
        text, object_pairs_hook=_distinct, parse_int=number, parse_float=number, parse_constant=_not_finite
    )
    return root(written)


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    record = dict(pairs)
    if len(record) != len(pairs):
        raise NotPlain
    return record


def _not_finite(_: str) -> Any:
    raise NotPlain
