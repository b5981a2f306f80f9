"""What a document may contain: a JSON Schema in, the kinds of fields out; hides how much of JSON Schema is understood.

The subset is closed: a keyword that is not listed here is refused, so that nothing a schema asks is silently ignored.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from functools import cached_property
from typing import Any, TypeAlias, assert_never

from ccmcheck.base import values
from ccmcheck.base.frozen import frozen, numerous, remembering
from ccmcheck.base.values import Choice, Plain, Truth, Unit


@frozen
class NumberKind:
    """A number; `whole` refuses 1.5 in a document and makes no other kind of it in a rule."""

    whole: bool = field(default=False, compare=False)


@frozen
class DateKind:
    """A day, written 2012-04-16, or half of one."""


@frozen
class DurationKind:
    """A length of time; documents hold none, rules compute with them."""

    unit: Unit


@frozen
class TruthKind:
    """true or false."""


@frozen
class TextKind:
    """Free text; `aliases` names a register whose aliases are understood, without limiting the text to it."""

    aliases: str = ""


@numerous
class WordKind:
    """One of a few given words."""

    words: tuple[str, ...]


@frozen
class NameKind:
    """A name from a register; a name that the register does not know is still a value."""

    register: str


@frozen
class ListKind:
    """A list of one kind; `unique` names the field in which no two items may be alike."""

    item: Kind
    unique: str = ""


@remembering
class RecordKind:
    """A record of named fields.

    `order` holds pairs of date fields, the second never before the first; `known_by` is the field that names such a
    thing, `day` the field whose day decides which rules are in force, `year` the one with the calendar year that
    it is for, `term` the one with the years in which somebody holds an office; they are empty where there is none.
    """

    name: str
    fields: Mapping[str, Field]
    order: tuple[tuple[str, str], ...] = ()
    known_by: str = ""
    day: str = ""
    year: str = ""
    term: str = ""

    @cached_property
    def required(self) -> tuple[str, ...]:
        """The names of the fields without which a document is refused."""
        return tuple(name for name, inner in self.fields.items() if inner.required)


@frozen
class Field:
    """A field of a record: its kind, what the schema says of it, and whether a document is refused without it."""

    kind: Kind
    title: str = ""
    description: str = ""
    required: bool = False


Kind: TypeAlias = (
    NumberKind | DateKind | DurationKind | TruthKind | TextKind | WordKind | NameKind | ListKind | RecordKind
)


@remembering
class Vocabulary:
    """The kinds of one schema: the document itself, and the schema for `jsonschema` to judge by."""

    name: str
    document: Kind
    schema: Mapping[str, Any] = field(repr=False, compare=False)

    @property
    def document_name(self) -> str:
        """What the schema calls the documents that it describes: a work programme."""
        return (isinstance(self.document, RecordKind) and self.document.name) or "programme"

    @cached_property
    def treaties(self) -> tuple[str, ...]:
        """The names of the treaty whose programmes these are, the short one first; none where it is not said."""
        return tuple(self.schema.get("x-treaty", ()))


def widest(kind: Kind) -> Plain | None:
    """Every value that a blank of this kind may still be; None for a list or a record, whose parts are open."""
    match kind:
        case NumberKind() | DateKind() | DurationKind():
            return values.ANYTHING
        case TruthKind():
            return Truth.OPEN
        case TextKind() | NameKind():
            return values.ANY_TEXT
        case WordKind(words):
            return Choice(frozenset(words))
        case ListKind() | RecordKind():
            return None
        case _:
            assert_never(kind)


def describe(kind: Kind) -> str:
    """The kind in words for a drafter, with its article: "a date (like 2012-04-16)"."""
    match kind:
        case NumberKind():
            return "a number"
        case DateKind():
            return "a date (like 2012-04-16)"
        case DurationKind(unit):
            return f"a length of time in {unit}"
        case TruthKind():
            return "`true` or `false`"
        case TextKind():
            return "text"
        case WordKind(words):
            return "one of " + ", ".join(f"`{word}`" for word in words)
        case NameKind():
            return "a name"
        case ListKind(item):
            return f"a list of {plural(item)}"
        case RecordKind(name):
            return f"a record ({name})" if name else "a record"
        case _:
            assert_never(kind)


def plural(kind: Kind) -> str:
    """The kind in words, in the plural and without an article."""
    match kind:
        case NumberKind():
            return "numbers"
        case DateKind():
            return "dates"
        case DurationKind():
            return "lengths of time"
        case TruthKind():
            return "truths"
        case TextKind() | WordKind():
            return "texts"
        case NameKind():
            return "names"
        case ListKind():
            return "lists"
        case RecordKind():
            return "records"
        case _:
            assert_never(kind)


# -- from JSON Schema ---------------------------------------------------------------------------------------------

DATE_FORMAT = "partial-date"
_ANNOTATIONS = frozenset(("$schema", "$id", "$comment", "$defs", "title", "description", "examples", "default"))
_UNDERSTOOD = _ANNOTATIONS | {
    "$ref", "type", "properties", "required", "additionalProperties", "items", "enum", "anyOf", "format", "pattern",
    "x-register", "x-aliases", "x-unique", "x-order", "x-name", "x-day", "x-year", "x-term", "x-others", "x-treaty",
}  # fmt: skip


class NotUnderstood(ValueError):
    """A schema that uses more of JSON Schema than the subset; its text names the keyword and where it stands."""


def from_schema(name: str, schema: Mapping[str, Any]) -> Vocabulary:
    """The vocabulary of a JSON Schema; raises NotUnderstood (a fault of the schema's author, not of a drafter)."""
    return Vocabulary(name, _kind(schema, schema, "#"), schema)


def refuse_endless(schema: Mapping[str, Any]) -> None:
    """Raises NotUnderstood where the parts that refer to one another would make a schema far too large, or endless."""
    if _size(schema, schema.get("$defs", {}), {}) > _LARGEST:
        raise NotUnderstood(f"written out, it holds more than {_LARGEST} parts")


_LARGEST = 10_000


def _size(schema: Any, definitions: Mapping[str, Any], known: dict[str, int]) -> int:
    """How many parts there are once every `$ref` is written out; `known` are the sizes of definitions, 0 while open."""
    if isinstance(schema, list):
        return sum(_size(inner, definitions, known) for inner in schema)
    if not isinstance(schema, Mapping):
        return 0
    size = 1 + sum(_size(inner, definitions, known) for word, inner in schema.items() if word != "$defs")
    name = str(schema.get("$ref", "")).removeprefix("#/$defs/")
    if name not in definitions:
        return size
    if name not in known:
        known[name] = 0
        known[name] = _size(definitions[name], definitions, known)
    elif known[name] == 0:
        raise NotUnderstood(f"`#/$defs/{name}` refers to itself")
    return size + known[name]


def _kind(schema: Mapping[str, Any], root: Mapping[str, Any], at: str) -> Kind:
    schema = _resolved(schema, root)
    if unknown := sorted(set(schema) - _UNDERSTOOD):
        raise NotUnderstood(f"`{unknown[0]}` at {at} is not among the keywords understood here")
    types = _types(schema)
    if "object" in types:
        kind: Kind = _record(schema, root, at)
    elif "array" in types:
        kind = _list(schema, root, at)
    else:
        kind = _leaf(schema, types, at)
    _refuse_out_of_place(schema, kind, at)
    return kind


# Which words say something of what.
_RECORDS = frozenset(("x-order", "x-name", "x-day", "x-year", "x-term"))
_PLACES: tuple[tuple[type, frozenset[str], str], ...] = (
    (RecordKind, _RECORDS, "a record"),
    (ListKind, frozenset(("x-unique",)), "a list of records"),
    (NameKind, frozenset(("x-register",)), "a text"),
    (TextKind, frozenset(("x-aliases",)), "a text"),
)


def _refuse_out_of_place(schema: Mapping[str, Any], kind: Kind, at: str) -> None:
    """Raises NotUnderstood where an `x-` word stands at a kind of which it says nothing."""
    for of, words, place in _PLACES:
        if not isinstance(kind, of) and (stray := sorted(words & set(schema))):
            raise NotUnderstood(f"`{stray[0]}` at {at} says something of {place}, and there is {describe(kind)}")


def _list(schema: Mapping[str, Any], root: Mapping[str, Any], at: str) -> ListKind:
    if "items" not in schema:
        raise NotUnderstood(f"a list that does not say what it holds (`items`) at {at}")
    item = _kind(schema["items"], root, f"{at}/items")
    fields = item.fields if isinstance(item, RecordKind) else {}
    return ListKind(item, _own_field(schema, fields, "x-unique", at))


def _leaf(schema: Mapping[str, Any], types: frozenset[str], at: str) -> Kind:
    if schema.get("format") == DATE_FORMAT:
        return DateKind()
    if types & {"integer", "number"}:
        return NumberKind(whole="number" not in types)
    if "boolean" in types:
        return TruthKind()
    if words := _words(schema):
        return WordKind(words)
    if "x-register" in schema:
        return NameKind(schema["x-register"])
    if "string" in types:
        return TextKind(schema.get("x-aliases", ""))
    raise NotUnderstood(f"no kind at {at}")


def _record(schema: Mapping[str, Any], root: Mapping[str, Any], at: str) -> RecordKind:
    if schema.get("additionalProperties") is not False:
        raise NotUnderstood(f"an object that is not closed (`additionalProperties: false`) at {at}")
    required = set(schema.get("required", ()))
    fields = {
        name: _field(inner, root, f"{at}/properties/{name}", required=name in required)
        for name, inner in schema.get("properties", {}).items()
    }
    for name in sorted(required):
        _known(name, fields, "required", at)
    words = ("x-name", "x-day", "x-year", "x-term")
    known_by, day, year, term = (_own_field(schema, fields, word, at) for word in words)
    if day and not isinstance(fields[day].kind, DateKind):
        raise NotUnderstood(f"`x-day` at {at} names `{day}`, which is no date")
    if year and not isinstance(fields[year].kind, NumberKind):
        raise NotUnderstood(f"`x-year` at {at} names `{year}`, which is no number")
    if term and not isinstance(fields[term].kind, ListKind):
        raise NotUnderstood(f"`x-term` at {at} names `{term}`, which is no list of years")
    return RecordKind(schema.get("title", ""), fields, _order(schema, fields, at), known_by, day, year, term)


def _order(schema: Mapping[str, Any], fields: Mapping[str, Field], at: str) -> tuple[tuple[str, str], ...]:
    """The pairs of days of a record of which the second is never before the first."""
    pairs = tuple((first, second) for first, second in schema.get("x-order", ()))
    for name in (name for pair in pairs for name in pair):
        if not isinstance(_known(name, fields, "x-order", at).kind, DateKind):
            raise NotUnderstood(f"`x-order` at {at} names `{name}`, which is no date")
    return pairs


def _own_field(schema: Mapping[str, Any], fields: Mapping[str, Field], word: str, at: str) -> str:
    """The field of a record that an `x-` word names; empty where the word is not there."""
    name = str(schema.get(word, ""))
    if name:
        _known(name, fields, word, at)
    return name


def _known(name: str, fields: Mapping[str, Field], word: str, at: str) -> Field:
    if name not in fields:
        has = ", ".join(f"`{each}`" for each in fields)
        raise NotUnderstood(
            f"`{word}` at {at} names `{name}`, which is no field there" + f" (it has {has})" * bool(has)
        )
    return fields[name]


def _field(schema: Mapping[str, Any], root: Mapping[str, Any], at: str, *, required: bool) -> Field:
    resolved = _resolved(schema, root)
    return Field(_kind(schema, root, at), resolved.get("title", ""), resolved.get("description", ""), required)


def _resolved(schema: Mapping[str, Any], root: Mapping[str, Any]) -> Mapping[str, Any]:
    """The schema with its `$ref` (to `#/$defs/…` only) laid under its own keywords."""
    if "$ref" not in schema:
        return schema
    name = schema["$ref"].removeprefix("#/$defs/")
    if name not in root.get("$defs", {}) or root["$defs"][name].get("$ref") == schema["$ref"]:
        raise NotUnderstood(f"`{schema['$ref']}` leads to nothing under `$defs`")
    target = _resolved(root["$defs"][name], root)
    return {**target, **{key: value for key, value in schema.items() if key != "$ref"}}


def _types(schema: Mapping[str, Any]) -> frozenset[str]:
    stated = schema.get("type", ())
    return frozenset((stated,) if isinstance(stated, str) else stated)


def _words(schema: Mapping[str, Any]) -> tuple[str, ...]:
    """The words of an `enum`, alone or as the first alternative to a blank."""
    holder = schema if "enum" in schema else schema.get("anyOf", ({},))[0]
    return tuple(holder.get("enum", ()))
