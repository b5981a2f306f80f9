"""Things by their names: “the meeting’s start”, “the number of coordinators of the working group”.

Fields go by the titles that the schema gives them, variables by the thing they stand for.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import assert_never, cast

from ccmcheck.base.values import Choice, Range, Truth
from ccmcheck.document.schema import DateKind, Kind, ListKind, RecordKind
from ccmcheck.judge.english.values import MONTHS, listed, point
from ccmcheck.language import core
from ccmcheck.language.core import Core
from ccmcheck.language.rulebook.model import Register, Rulebook


@dataclass(frozen=True, slots=True)
class NamedThing:
    """What a variable stands for: its noun, without an article, and its kind where it is known."""

    noun: str
    kind: Kind | None


@dataclass(frozen=True)
class Naming:
    """What the fields, registers and variables at one place of a rule are called."""

    document: RecordKind
    registers: Mapping[str, RecordKind]
    things: Mapping[int, NamedThing]

    @classmethod
    def of(cls, book: Rulebook) -> Naming:
        """The names of a rulebook's fields and registers."""
        return cls.over(book.vocabulary.document, book.registers)

    @classmethod
    def over(cls, document: Kind, registers: Mapping[str, Register]) -> Naming:
        """The names of a document's fields and of registers."""
        rows = {name: cast(RecordKind, cast(ListKind, register.rows.kind).item) for name, register in registers.items()}
        return cls(cast(RecordKind, document), rows, {})

    def bound(self, slot: int, name: str, over: Core) -> Naming:
        """The same, with a variable that stands for an item of a list."""
        listed_kind = kind_of(over, self)
        return self.holding(slot, name, listed_kind.item if isinstance(listed_kind, ListKind) else None)

    def holding(self, slot: int, name: str, kind: Kind | None) -> Naming:
        """The same, with a variable that stands for a thing of a kind."""
        return replace(self, things={**self.things, slot: NamedThing(_noun(name, kind), kind)})


def _noun(name: str, kind: Kind | None) -> str:
    """“working group” for `group`, “third meeting” for `third`, “meeting m” for `m`."""
    word = name.replace("_", " ")
    if not isinstance(kind, RecordKind) or not kind.name:
        return word
    if kind.name.lower().endswith(word.lower()):
        return kind.name
    return f"{kind.name} {word}" if len(word) < 3 else f"{word} {kind.name}"


def kind_of(expression: Core, naming: Naming) -> Kind | None:
    """The kind of a path, or None where it is something else."""
    match expression:
        case core.WholeDocument():
            return naming.document
        case core.Variable(slot):
            thing = naming.things.get(slot)
            return thing.kind if thing else None
        case core.FieldOf(of, name):
            holder = kind_of(of, naming)
            return holder.fields[name].kind if isinstance(holder, RecordKind) else None
        case core.Rows(register):
            return ListKind(naming.registers[register])
        case core.Comprehension(item, slot, name, over):
            inner = kind_of(item, naming.bound(slot, name, over))
            return ListKind(inner) if inner else None
        case _:
            return None


def is_day(expression: Core, naming: Naming) -> bool:
    """Whether an expression gives a date."""
    match expression:
        case core.Constant(Range(low)):
            return isinstance(low, date)
        case core.Call("date"):
            return True
        case core.Arithmetic(_, left, right):
            return is_day(left, naming) or is_day(right, naming)
        case _:
            return isinstance(kind_of(expression, naming), DateKind)


# -- nouns ----------------------------------------------------------------------------------------------------------


def named(expression: Core, naming: Naming) -> str:
    """An expression as a noun with its article, or a value as it is written."""
    match expression:
        case core.Constant(value):
            return _value(value, expression.span.text)
        case core.ListOf(items):
            return _list(items, naming)
        case core.WholeDocument():
            return "the programme"
        case core.Variable(slot, name):
            thing = naming.things.get(slot, NamedThing(name.replace("_", " "), None))
            return f"{'the' if isinstance(thing.kind, RecordKind) else 'that'} {thing.noun}"
        case core.FieldOf(of, name):
            return _field(of, name, naming)
        case core.Rows(register):
            return f"the register of {plural(naming.registers[register].name or register)}"
        case core.Comprehension():
            return _comprehension(expression, naming)
        case core.Arithmetic(sign, left, right):
            return _sum(sign, left, right, naming)
        case core.Call(function, arguments):
            return _call(function, arguments, naming)
        case _:
            return f"`{' '.join(expression.span.text.split())}`"


def _value(value: object, written: str) -> str:
    match value:
        case Range(low, high) if low is not None and low == high:
            return point(low)
        case Choice() as choice if choice.exact:
            return f"“{spoken(choice.word)}”"
        case Truth.CERTAIN:
            return "true"
        case Truth.IMPOSSIBLE:
            return "false"
        case _:
            return written


def spoken(word: str) -> str:
    """A word of a schema as one says it: `meeting-of-states-parties` without its hyphens."""
    return word.replace("-", " ") if word.islower() and " " not in word else word


def _list(items: tuple[Core, ...], naming: Naming) -> str:
    if not items:
        return "an empty list"
    first, *rest = items
    words = [named(first, naming)]
    for item in rest:
        after = (
            isinstance(item, core.Arithmetic) and item.left == first and item.right == core.Constant(_ONE, item.span)
        )
        words.append("the year after" if after and _is_year(first) else named(item, naming))
    return listed(words)


_ONE = Range(1, 1)


def _is_year(expression: Core) -> bool:
    return isinstance(expression, core.FieldOf) and expression.name == "year"


def _field(of: Core, name: str, naming: Naming) -> str:
    title = title_of(of, name, naming)
    match of:
        case core.WholeDocument():
            kind = kind_of(core.FieldOf(of, name, of.span), naming)
            return f"the {title}" if isinstance(kind, ListKind | RecordKind) else f"the programme’s {title}"
        case core.FieldOf(above, inner):  # “the president’s State” says enough: the president is the meeting’s
            return f"the {title_of(above, inner, naming)}’s {title}"
        case _:
            return f"{named(of, naming)}’s {title}"


def title_of(of: Core, name: str, naming: Naming) -> str:
    """What the schema calls a field."""
    holder = kind_of(of, naming)
    if isinstance(holder, RecordKind) and holder.fields[name].title:
        return holder.fields[name].title
    return name.replace("_", " ")


def _sum(sign: str, left: Core, right: Core, naming: Naming) -> str:
    if sign == "+" and isinstance(right, core.Constant) and right.value == _ONE and _is_year(left):
        return f"the year after {named(left, naming)}"
    return f"{named(left, naming)} {'plus' if sign == '+' else 'less'} {named(right, naming)}"


def _call(function: core.Function, arguments: tuple[Core, ...], naming: Naming) -> str:
    words = [named(argument, naming) for argument in arguments]
    match function:
        case "count":
            return f"the number of {counted(arguments[0], naming)}"
        case "days":
            return f"the time {_from_to(arguments, naming)}, the first and the last day counted,"
        case "date":
            return _date(arguments, words)
        case "difference":
            return f"what is in {words[0]} and not in {words[1]}"
        case "min" | "max":
            return f"the {'smallest' if function == 'min' else 'largest'} of {words[0]}"
        case "sum" | "distinct" | "year" | "month" | "weekday":
            return f"the {function} of {words[0]}"
        case _:
            assert_never(function)


def _from_to(arguments: tuple[Core, ...], naming: Naming) -> str:
    """“from the meeting’s start to its end”, where both belong to one thing."""
    match arguments:
        case (core.FieldOf(one, start), core.FieldOf(other, end)) if one == other:
            first = named(core.FieldOf(one, start, one.span), naming)
            return f"from {first} to its {title_of(other, end, naming)}"
        case start, end:
            return f"from {named(start, naming)} to {named(end, naming)}"
        case _:
            return ""


def _date(arguments: tuple[Core, ...], words: list[str]) -> str:
    match arguments:
        case _, core.Constant(Range(int() as month)), core.Constant(Range(int() as day)) if 1 <= month <= 12:
            return f"{day} {MONTHS[month - 1]} of {words[0]}"
        case _:
            return f"day {words[2]} of month {words[1]} of {words[0]}"


def _comprehension(expression: core.Comprehension, naming: Naming) -> str:
    from ccmcheck.judge.english.conditions import which  # clauses hold nouns, and nouns hold clauses

    inner = naming.bound(expression.slot, expression.name, expression.list)
    items = f"the {counted(expression.list, naming)}"
    condition = "" if expression.where is None else f" {which(expression.where, expression.slot, inner, many=True)}"
    match expression.item:
        case core.FieldOf(core.Variable(slot) as of, name) if slot == expression.slot:
            return f"the {plural(title_of(of, name, inner))} of {items}{condition}"
        case item:
            return f"{named(item, inner)} for {items}{condition}"


def counted(over: Core, naming: Naming, *, one: bool = False) -> str:
    """The items of a list without an article: “coordinators of the working group”, or (`one`) “coordinator of …”."""
    from ccmcheck.judge.english.conditions import which  # clauses hold nouns, and nouns hold clauses

    if isinstance(over, core.Comprehension):
        inner = naming.bound(over.slot, over.name, over.list)
        condition = "" if over.where is None else f" {which(over.where, over.slot, inner)}"
        return f"{counted(over.list, naming, one=one)}{condition}"
    kind = kind_of(over, naming)
    item = kind.item if isinstance(kind, ListKind) else None
    if isinstance(item, RecordKind) and item.name:
        return f"{item.name if one else plural(item.name)}{holder(over, naming)}"
    title = title_of(over.of, over.name, naming) if isinstance(over, core.FieldOf) else "items"
    return f"{title.removesuffix('s') if one else title}{holder(over, naming)}"


def holder(over: Core, naming: Naming) -> str:
    """Which items a list holds and whose: “ of the working group”; empty for those of the programme."""
    return _told_apart(over, naming) + _whose(over, naming)


def _told_apart(over: Core, naming: Naming) -> str:
    """What a list's own title adds to the noun of its items, so that two lists of one thing do not sound alike."""
    record = kind_of(over.of, naming) if isinstance(over, core.FieldOf) else None
    if not isinstance(over, core.FieldOf) or not isinstance(record, RecordKind):
        return ""
    noun = _item_name(record.fields[over.name].kind)
    alike = [name for name, field in record.fields.items() if _item_name(field.kind) == noun]
    title = title_of(over.of, over.name, naming)
    if not noun or len(alike) < 2 or title == plural(noun):
        return ""
    return title.removeprefix(plural(noun)) if title.startswith(f"{plural(noun)} ") else f" among the {title}"


def _item_name(kind: Kind) -> str:
    return kind.item.name if isinstance(kind, ListKind) and isinstance(kind.item, RecordKind) else ""


def _whose(over: Core, naming: Naming) -> str:
    match over:
        case core.FieldOf(core.WholeDocument()):
            return ""
        case core.FieldOf(of):
            return f" of {named(of, naming)}"
        case core.ListOf(items):
            return f" {listed(named(item, naming) for item in items)}"
        case _:
            return f" in {named(over, naming)}"


def plural(noun: str) -> str:
    """The noun in the plural."""
    if noun == "State party":
        return "States parties"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun if noun.endswith("s") else f"{noun}es" if noun.endswith(("x", "ch", "sh")) else f"{noun}s"


def article(noun: str) -> str:
    """“a meeting”, “an extraordinary meeting”."""
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def either(words: Iterable[str]) -> str:
    """“a, b or c”"""
    return listed(words, "or")
