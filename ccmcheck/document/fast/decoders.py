"""From written values to plain ones by a vocabulary; hides how each kind is checked, and that texts are looked up once.

A shape raises NotPlain, LookupError, TypeError or ValueError for what does not fit, is open, or has to be told of.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from decimal import Decimal
from typing import Any, TypeAlias, assert_never

from ccmcheck.document.fast.plain_values import NotPlain, plain
from ccmcheck.document.meaning import REMEMBERED, meaning_of
from ccmcheck.document.names import Names
from ccmcheck.document.schema import (
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

# From a value as it was written to its plain value.
Decoder: TypeAlias = Callable[[Any], Any]
_KEPT = 4096


class RecordDecoder:
    """The shape of a record."""

    __slots__ = ("_order", "_required", "fields")

    def __init__(self, kind: RecordKind, words: _Words) -> None:
        self.fields = {name: _decoder(field.kind, words) for name, field in kind.fields.items()}
        self._required, self._order = frozenset(kind.required), kind.order

    def __call__(self, value: Any) -> dict[str, Any]:
        """The plain values of what is written as a dictionary."""
        if value.__class__ is not dict:
            raise NotPlain
        fields = self.fields
        record = {name: fields[name](inner) for name, inner in value.items()}
        self.check(record)
        return record

    def check(self, record: dict[str, Any]) -> None:
        """Raises NotPlain where a record lacks a field or has two in the wrong order."""
        if not self._required <= record.keys():
            raise NotPlain
        for first, second in self._order:
            if first in record and second in record and record[second] < record[first]:
                raise NotPlain


class ListDecoder:
    """The shape of a list."""

    __slots__ = ("_unique", "item")

    def __init__(self, kind: ListKind, words: _Words) -> None:
        self.item, self._unique = _decoder(kind.item, words), kind.unique

    def __call__(self, value: Any) -> list[Any]:
        """The plain values of what is written as a list."""
        if value.__class__ is not list:
            raise NotPlain
        items = list(map(self.item, value))
        self.check(items)
        return items

    def check(self, items: list[Any]) -> None:
        """Raises NotPlain where two items have the same name."""
        unique = self._unique
        if unique:
            names = [each[unique] for each in items if unique in each]
            if len(set(names)) != len(names):
                raise NotPlain


def decoder_of(vocabulary: Vocabulary, names: Mapping[str, Names]) -> Decoder:
    """The shape of a whole document."""
    return _decoder(vocabulary.document, _Words(names))


class _Words:
    """The names by which texts are read, and one table of texts for each kind."""

    def __init__(self, names: Mapping[str, Names]) -> None:
        self.names = names
        self._tables: dict[Kind, _Table] = {}

    def table(self, kind: Kind) -> Decoder:
        """The plain value of each text of a kind."""
        return self._tables.setdefault(kind, _Table(kind, self)).__getitem__

    def value(self, written: Any, kind: Kind) -> Any:
        """The plain value of what is written; raises NotPlain where it has none."""
        blank, meaning = meaning_of(written, kind, self.names)
        if blank or meaning is None:
            raise NotPlain
        known = self.names.get(kind.register) if isinstance(kind, NameKind) else None
        if known is not None and known.misspelt(str(written)):
            raise NotPlain
        return plain(meaning)


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


def _decoder(kind: Kind, words: _Words) -> Decoder:
    match kind:
        case RecordKind():
            return RecordDecoder(kind, words)
        case ListKind():
            return ListDecoder(kind, words)
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
