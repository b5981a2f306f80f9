"""A rulebook as plain data and back; hides how registers are packed, whose rows wait until they are asked for."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import fields
from functools import cached_property
from itertools import islice
from typing import Any

from ccmcheck.base import values
from ccmcheck.base.codec import Codec
from ccmcheck.base.source import Source
from ccmcheck.document.names import Names
from ccmcheck.document.nodes import Node, State
from ccmcheck.document.schema import Kind, ListKind, RecordKind, Vocabulary, from_schema
from ccmcheck.language import core
from ccmcheck.language.rulebook import model
from ccmcheck.language.rulebook.model import Register, Rulebook

CLASSES: tuple[type, ...] = (
    core.Constant, core.ListOf, core.WholeDocument, core.PreviousDocument,
    core.Variable, core.FieldOf, core.Rows, core.Compare, core.Between,
    core.Given, core.Not, core.And, core.Or, core.Quantified, core.Comprehension, core.Arithmetic, core.Call,
    model.Rule, model.Citation, model.Binding, model.Exemption, model.Unchecked, model.Repeal, model.Period,
    model.Ruleset, values.Range, values.Duration, values.Choice, values.Truth,
)  # fmt: skip
_CODEC = Codec(CLASSES)


def encode(book: Rulebook) -> tuple[Any, list[str]]:
    """A rulebook as lists, texts and numbers, and each row of its registers as a line of JSON.

    A line need not be looked at until somebody asks for the row.
    """
    data = {
        "schema": _pack_schema(book.vocabulary),
        "rulesets": [_CODEC.encode(ruleset, [ruleset.source]) for ruleset in book.rulesets],
        "registers": [_pack_register(register) for register in book.registers.values()],
    }
    rows = [row for register in book.registers.values() for row in register.each]
    return data, [json.dumps(_pack_node(row), ensure_ascii=False, separators=(",", ":")) for row in rows]


def decode(data: Any, rows: Sequence[bytes], sources: Sequence[Source]) -> Rulebook:
    """The rulebook of plain data and lines, over the rules files in the order in which they were encoded.

    Raises ValueError, LookupError or TypeError where the data are damaged.
    """
    vocabulary = _vocabulary(data["schema"])
    rulesets = tuple(_CODEC.decoder([source])(packed) for source, packed in zip(sources, data["rulesets"], strict=True))
    lines = iter(rows)
    registers = {
        packed["name"]: _PackedRegister(packed, tuple(islice(lines, packed["count"]))) for packed in data["registers"]
    }
    return Rulebook(rulesets, vocabulary, registers)


def _pack_schema(vocabulary: Vocabulary) -> list[str]:
    """A schema goes whole, since it may lie anywhere; as a text, since that of a register is seldom looked at."""
    return [vocabulary.name, json.dumps(vocabulary.schema, ensure_ascii=False, separators=(",", ":"))]


def _vocabulary(packed: Any) -> Vocabulary:
    name, schema = packed
    return from_schema(name, json.loads(schema))


# -- registers -----------------------------------------------------------------------------------------------------


def _pack_register(register: Register) -> dict[str, Any]:
    rows = register.rows
    return {
        "name": register.name,
        "schema": _pack_schema(register.vocabulary),
        "key": register.key,
        "sha256": register.sha256,
        "source": [rows.source.name, rows.source.text, rows.source.sha256],
        "exact": dict(register.names.exact),
        "folded": dict(register.names.folded),
        "others": dict(register.names.others),
        "rows": [rows.state.value, rows.text, rows.pointer, rows.start, rows.end],
        "count": len(register.each),
        "numbers": dict(register.by_key),
    }


class _PackedRegister(Register):
    """A register whose rows stay packed until somebody asks for them: a programme names a dozen of a hundred."""

    def __init__(self, data: Any, lines: tuple[bytes, ...]) -> None:
        if len(lines) != data["count"]:
            raise ValueError("rows are missing")
        plain = {name: data[name] for name in ("name", "key", "sha256")}
        self.__dict__.update(plain, names=Names(data["exact"], data["folded"], data["others"]), by_key=data["numbers"])
        self._data, self._lines = data, lines
        self._source = Source(*data["source"])
        self._decode = _CODEC.decoder([self._source])
        self._asked: dict[int, Node] = {}

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """The kinds of its rows."""
        return _vocabulary(self._data["schema"])

    @cached_property
    def _kind(self) -> ListKind:
        kind = self.vocabulary.document
        assert isinstance(kind, ListKind)
        return kind

    @cached_property
    def each(self) -> tuple[Node, ...]:
        """The rows, unpacked."""
        return tuple([self._row(number) for number in range(len(self._lines))])

    @cached_property
    def rows(self) -> Node:
        """All rows, unpacked."""
        state, text, pointer, start, end = self._data["rows"]
        return Node(self._kind, State(state), self.each, text, pointer, self._source, start, end)

    def row(self, name: str) -> Node | None:
        """The row of a name, or None."""
        number = self.by_key.get(name)
        return None if number is None else self._row(number)

    def _row(self, number: int) -> Node:
        row = self._asked.get(number)
        if row is None:
            row = self._asked[number] = self._node(json.loads(self._lines[number]), self._kind.item)
        return row

    def _node(self, data: list[Any], kind: Kind) -> Node:
        state, packed, text, pointer, start, end = data
        match kind:
            case RecordKind() if isinstance(packed, dict):
                value: Any = {name: self._node(inner, kind.fields[name].kind) for name, inner in packed.items()}
            case ListKind(item) if isinstance(packed, list):
                value = tuple([self._node(inner, item) for inner in packed])
            case _:
                value = self._decode(packed)
        return Node(kind, State(state), value, text, pointer, self._source, start, end)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Register) and _values(self) == _values(other)

    def __hash__(self) -> int:
        return hash((self.name, self.sha256))

    def __reduce__(self) -> Any:
        return _PackedRegister, (self._data, self._lines)


def _values(register: Register) -> tuple[Any, ...]:
    return tuple(getattr(register, field.name) for field in fields(Register))


def _pack_node(node: Node) -> list[Any]:
    match node.value:
        case Mapping():
            value: Any = {name: _pack_node(inner) for name, inner in node.value.items()}
        case tuple():
            value = [_pack_node(inner) for inner in node.value]
        case _:
            value = _CODEC.encode(node.value, [node.source])
    return [node.state.value, value, node.text, node.pointer, node.start, node.end]
