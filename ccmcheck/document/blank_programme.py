"""A programme to begin from: the shape of one that is known, for another year, with every value left blank.

What the schema says of its fields stands beside them. Kept are only what makes the shape: words that the schema itself
gives, the treaty, and years, which move along; a title goes along where it names the year.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Iterator, Mapping
from datetime import date

from ccmcheck.base.frozen import frozen
from ccmcheck.base.values import Range
from ccmcheck.document.nodes import Node, child, items
from ccmcheck.document.schema import DateKind, Field, ListKind, NumberKind, RecordKind, TextKind, WordKind
from ccmcheck.document.treaty import FIELD as TREATY

_BLANK = "____"
_WIDTH = 100


def blank_programme(base: Node, year: int) -> str:
    """The YAML of a programme for a year with the fields of `base`."""
    before = _year_of(base) or year
    writer = _Writer(before, year - before)
    return "\n".join(writer.record(base, "")) + "\n"


def _year_of(base: Node) -> int | None:
    """The year of a programme: the field that the schema names, or the only number in it that may be one."""
    assert isinstance(base.kind, RecordKind)
    fields = [base.kind.year] if base.kind.year else list(base.kind.fields)
    held = [child(base, name).value for name in fields if isinstance(base.kind.fields[name].kind, NumberKind)]
    years = [v.low for v in held if isinstance(v, Range) and isinstance(v.low, int) and 1900 <= v.low <= 9999]
    return years[0] if len(years) == 1 else None


@frozen
class _Writer:
    """Writes a programme of the year `before` for one that lies `ahead` of it."""

    before: int
    ahead: int

    def record(self, node: Node, indent: str, *, told: bool = True) -> Iterator[str]:
        """A line or more for each field; `told` says whether the schema's words for them are wanted."""
        assert isinstance(node.kind, RecordKind)
        for name, field in node.kind.fields.items():
            held = child(node, name)
            if isinstance(node.value, Mapping) and name in node.value:
                yield from self._field(name, field, held, node, indent, told=told)
            elif not indent and _is_leaf(field):
                yield _described(f"{name}: {_BLANK}", field.description)

    def _field(self, name: str, field: Field, held: Node, of: Node, indent: str, *, told: bool) -> Iterator[str]:
        if not indent and not _is_leaf(field):
            yield ""
            yield from textwrap.wrap(field.description, _WIDTH, initial_indent="# ", subsequent_indent="# ")
        if _of_records(held) and items(held):
            yield f"{indent}{name}:"
            for at, item in enumerate(items(held) or ()):
                yield from self._item(item, f"{indent}  ", told=told and at == 0)
        elif isinstance(held.kind, RecordKind) and isinstance(held.value, Mapping):
            line = self._in_one_line(held, f"{indent}{name}: ") if indent else ""
            if line:
                yield line
            else:
                yield f"{indent}{name}:"
                yield from self.record(held, f"{indent}  ", told=told)
        else:
            said = field.description if told and (indent or _is_leaf(field)) else ""
            yield _described(f"{indent}{name}: {self._value(name, held, of)}", said)

    def _item(self, item: Node, indent: str, *, told: bool) -> Iterator[str]:
        line = self._in_one_line(item, f"{indent}- ") if len(indent) > 2 else ""
        if line:
            yield line
            return
        first, *rest = self.record(item, f"{indent}  ", told=told)
        yield f"{indent}- {first.lstrip()}"
        yield from rest

    def _in_one_line(self, node: Node, before: str) -> str:
        """A record between braces behind some words; empty where it has records of its own or takes too much room."""
        assert isinstance(node.value, Mapping)
        if any(isinstance(inner.kind, RecordKind) or _of_records(inner) for inner in node.value.values()):
            return ""
        fields = ", ".join(f"{name}: {self._value(name, held, node)}" for name, held in node.value.items())
        line = f"{before}{{{fields}}}"
        return line if len(line) <= _WIDTH else ""

    def _value(self, name: str, node: Node, of: Node) -> str:
        """What of a value stays; most become a blank."""
        assert isinstance(of.kind, RecordKind)
        if items(node) is not None:
            # Which words a list holds is for the new programme to say; years move along.
            kept = [_BLANK if isinstance(item.kind, WordKind) else self._leaf(item) for item in items(node) or ()]
            return f"[{', '.join(kept)}]" if _of_records(node) or (kept and _BLANK not in kept) else _BLANK
        if name == of.kind.known_by and not isinstance(node.kind, WordKind):
            return self._name(node, of)
        return node.text if name == TREATY and not node.pointer.count("/") > 1 else self._leaf(node)

    def _leaf(self, node: Node) -> str:
        match node.kind:
            case WordKind():
                return node.text
            case NumberKind() if self._is_year(node):
                return str(int(node.text) + self.ahead)
            case DateKind() if isinstance(node.value, Range) and isinstance(node.value.low, date):
                return f"{node.value.low.year + self.ahead}-XX-XX"
            case TextKind() if re.search(rf"\b{self.before}\b", node.text):
                return re.sub(rf"\b{self.before}\b", str(self.before + self.ahead), node.text)
            case _:
                return _BLANK

    def _is_year(self, node: Node) -> bool:
        held = node.value
        return isinstance(held, Range) and isinstance(held.low, int) and abs(held.low - self.before) <= _NEAR

    def _name(self, node: Node, of: Node) -> str:
        """The name of a thing: with the year in it moved along, or a word that the schema has for such things."""
        leaf = self._leaf(node)
        if leaf != _BLANK or not isinstance(of.value, Mapping):
            return leaf
        return next((held.text for held in of.value.values() if isinstance(held.kind, WordKind)), _BLANK)


_NEAR = 5  # years from that of the programme; a number further away counts something else


def _of_records(node: Node) -> bool:
    return isinstance(node.kind, ListKind) and isinstance(node.kind.item, RecordKind)


def _is_leaf(field: Field) -> bool:
    return not isinstance(field.kind, ListKind | RecordKind)


def _described(line: str, description: str) -> str:
    """A line with what the schema says of its field, where that fits."""
    whole = f"{line:<36} # {description}"
    return whole if description and len(whole) <= _WIDTH + 20 else line
