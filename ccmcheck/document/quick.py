"""The plain values of a document that holds nothing else, without nodes and places; hides how they are read so quickly.

Nothing here complains. A document with a blank, with anything that its schema does not know, or with whatever else a
person might have to be told about has no plain values: it is for `reading`, which gives nodes and finds words. So this
may give up too early, and must never see a document otherwise than `reading` does; what a value means both ask of
`meaning`, and a test holds the two against each other.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias, assert_never

from ccmcheck.document.meaning import REMEMBERED, meaning_of
from ccmcheck.document.names import Names
from ccmcheck.document.plain import NotPlain, plain
from ccmcheck.document.scalars import NoValue, meaning
from ccmcheck.source import Source
from ccmcheck.vocabulary import (
    DateKind,
    DurationKind,
    Kind,
    ListKind,
    NameKind,
    NumberKind,
    RecordKind,
    TextKind,
    TruthKind,
    Vocabulary,
    WordKind,
)

# A text has fewer values than characters, so one of this length is within every limit on their number.
LONGEST = 1_000_000
_KEPT = 4096

# From a value as it was written to its plain value; raises NotPlain.
Shape: TypeAlias = Callable[[Any], Any]


class Quick:
    """Reads the plain values of documents of one vocabulary."""

    def __init__(self, vocabulary: Vocabulary, names: Mapping[str, Names]) -> None:
        self._root = _shape(vocabulary.document, _Words(vocabulary.blank, names))

    def read(self, source: Source) -> dict[str, Any] | None:
        """The plain values of a text that its name says to be YAML or JSON, or None where it holds anything else."""
        name = source.name[-5:].casefold()
        written = _json if name == ".json" else _yaml if name.endswith((".yaml", ".yml")) else None
        if written is None or len(source.text) > LONGEST:
            return None
        try:
            found = self._root(written(source.text))
        except (NotPlain, LookupError, TypeError, ValueError, RecursionError):
            return None  # an unknown field, a list as a key or as a word, a fault of notation, a bottomless text
        return found if found.__class__ is dict else None


# -- the two notations ---------------------------------------------------------------------------------------------


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


def _yaml(text: str) -> Any:
    """The one document of a text; raises NotPlain where there is a tag, an anchor, a fault or a second document."""
    from ccmcheck.document.yaml_values import values_of

    return values_of(text, _MEANINGS)


def _json(text: str) -> Any:
    number = _MEANINGS.__getitem__
    return json.loads(
        text, object_pairs_hook=_distinct, parse_int=number, parse_float=number, parse_constant=_not_finite
    )


def _distinct(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    made = dict(pairs)
    if len(made) != len(pairs):
        raise NotPlain
    return made


def _not_finite(_: str) -> Any:
    raise NotPlain


# -- the kinds -----------------------------------------------------------------------------------------------------


class _Words:
    """The blank and the names by which texts are read, and one table of texts for each kind."""

    def __init__(self, blank: str, names: Mapping[str, Names]) -> None:
        self.blank, self.names = blank, names
        self._tables: dict[Kind, _Table] = {}

    def table(self, kind: Kind) -> Shape:
        """The plain value of each text of a kind."""
        return self._tables.setdefault(kind, _Table(kind, self)).__getitem__

    def value(self, written: Any, kind: Kind) -> Any:
        """The plain value of what is written; raises NotPlain where it has none."""
        blank, found = meaning_of(written, kind, self.blank, self.names)
        if blank or found is None:
            raise NotPlain
        return plain(found)


class _Table(dict[str, Any]):
    """Texts with their plain values, each found once. Only texts are kept, for 1 and true are one key."""

    def __init__(self, kind: Kind, words: _Words) -> None:
        super().__init__()
        self._kind, self._words = kind, words

    def __missing__(self, written: Any) -> Any:
        value = self._words.value(written, self._kind)
        if written.__class__ is not str:
            return value
        if not written.isascii() and any("\ud800" <= letter <= "\udfff" for letter in written):
            raise NotPlain  # half a character
        if len(written) <= REMEMBERED:
            if len(self) >= _KEPT:
                self.clear()
            self[written] = value
        return value


def _shape(kind: Kind, words: _Words) -> Shape:
    match kind:
        case RecordKind():
            return _record(kind, words)
        case ListKind(item, unique):
            return _list(_shape(item, words), unique)
        case NumberKind():
            return lambda value: value if value.__class__ is int else _number(value, kind, words)
        case TruthKind() | DurationKind():
            return lambda value: words.value(value, kind)
        case DateKind() | TextKind() | WordKind() | NameKind():
            return words.table(kind)
        case _:
            assert_never(kind)


def _number(value: Any, kind: Kind, words: _Words) -> Any:
    if value.__class__ is not Decimal:
        raise NotPlain
    return words.value(value, kind)


def _list(item: Shape, unique: str) -> Shape:
    def made(value: Any) -> list[Any]:
        if value.__class__ is not list:
            raise NotPlain
        return [item(each) for each in value]

    def distinct(value: Any) -> list[Any]:
        found = made(value)
        names = [each[unique] for each in found if unique in each]
        if len(set(names)) != len(names):
            raise NotPlain
        return found

    return distinct if unique else made


def _record(kind: RecordKind, words: _Words) -> Shape:
    fields = {name: _shape(field.kind, words) for name, field in kind.fields.items()}
    required, order = frozenset(kind.required), kind.order

    def made(value: Any) -> dict[str, Any]:
        if value.__class__ is not dict:
            raise NotPlain
        found = {name: fields[name](inner) for name, inner in value.items()}
        if not required <= found.keys():
            raise NotPlain
        for first, second in order:
            if first in found and second in found and found[second] < found[first]:
                raise NotPlain
        return found

    return made
