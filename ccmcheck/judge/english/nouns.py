"""What things are called: fields by the titles that the schema gives them, variables by the thing they stand for."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import cast

from ccmcheck.base.quoting import listed
from ccmcheck.base.values import Range
from ccmcheck.document.schema import DateKind, Kind, ListKind, RecordKind
from ccmcheck.language import core
from ccmcheck.language.core import Core
from ccmcheck.language.rulebook.model import Register, Rulebook


@dataclass(frozen=True, slots=True)
class NamedThing:
    """What a variable stands for: its noun, without an article, and its kind where it is known."""

    noun: str
    kind: Kind | None
    words: str = ""
    """What is said for it where that is not its noun with an article: “all committees together”."""
    known_by: str = ""
    """The field that these words are the value of, where there is one."""
    many: bool = False
    """Whether it stands for all its things at once, and not for one of them."""


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

    def for_all(self, slot: int, name: str, over: Core, words: str) -> Naming:
        """The same, with a variable that stands for all items of a list at once, which are called something."""
        inner = self.bound(slot, name, over)
        thing = replace(inner.things[slot], words=words, many=True)
        return replace(inner, things={**inner.things, slot: thing})

    def called(self, slot: int, words: str, known_by: str) -> Naming:
        """The same, with a variable that stands for a thing of a name."""
        return replace(self, things={**self.things, slot: replace(self.things[slot], words=words, known_by=known_by)})

    @property
    def one_by_one(self) -> Naming:
        """The same, where a condition asks of each of many things in turn."""
        things = {slot: _one_of(thing) if thing.many else thing for slot, thing in self.things.items()}
        return replace(self, things=things)

    def holding(self, slot: int, name: str, kind: Kind | None) -> Naming:
        """The same, with a variable that stands for a thing of a kind."""
        return replace(self, things={**self.things, slot: NamedThing(_noun(name, kind), kind)})


def _one_of(thing: NamedThing) -> NamedThing:
    """“that committee”, whatever a rule calls it."""
    noun = thing.kind.name if isinstance(thing.kind, RecordKind) and thing.kind.name else thing.noun
    return NamedThing(noun, thing.kind, f"that {noun}")


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
        case core.WholeDocument() | core.PreviousDocument():
            return naming.document
        case core.Variable(slot):
            thing = naming.things.get(slot)
            return thing.kind if thing else None
        case core.FieldOf(core.Rows(register), name):
            return naming.registers[register].fields[name].kind
        case core.FieldOf(of, name):
            holder = kind_of(of, naming)
            return holder.fields[name].kind if isinstance(holder, RecordKind) else None
        case core.Rows(register):
            return ListKind(naming.registers[register])
        case core.Call("joined", (core.Comprehension(item, slot, name, over),)):
            return kind_of(item, naming.bound(slot, name, over))
        case core.Comprehension(item, slot, name, over):
            inner = kind_of(item, naming.bound(slot, name, over))
            return ListKind(inner) if inner else None
        case _:
            return None


def stands_for_many(expression: Core, naming: Naming) -> bool:
    """Whether an expression has a value for each of many things."""
    return any(naming.things[slot].many for slot in core.slots_in(expression) if slot in naming.things)


def is_of_many(item: Core, slot: int) -> bool:
    """Whether what a list takes of each thing can be said of all at once: “the openings of the sessions”."""
    return core.mentions(item, slot) and all(isinstance(part, _PLAIN) for part in core.walk(item))


_PLAIN = core.FieldOf | core.Variable | core.Rows | core.Arithmetic | core.Constant | core.Call | core.WholeDocument


def conditions_around(inner: core.Comprehension, slot: int) -> tuple[list[Core], core.Comprehension]:
    """The conditions of a list that are about the thing around it alone, and the list without them."""
    parts = inner.where.parts if isinstance(inner.where, core.And) else (inner.where,) if inner.where else ()
    about = [part for part in parts if core.mentions(part, slot) and not core.mentions(part, inner.slot)]
    rest = tuple(part for part in parts if part not in about)
    return about, replace(inner, where=core.And(rest, inner.span) if rest else None)


def is_day(expression: Core, naming: Naming) -> bool:
    """Whether an expression gives a date, or a list of dates."""
    match expression:
        case core.Constant(Range(low)):
            return isinstance(low, date)
        case core.Call("date"):
            return True
        case core.Arithmetic(_, left, right):
            return is_day(left, naming) or is_day(right, naming)
        case core.Comprehension(item, slot, name, over):
            return is_day(item, naming.bound(slot, name, over))
        case core.Call("min" | "max" | "joined", (over,)):
            return is_day(over, naming)
        case _:
            kind = kind_of(expression, naming)
            return isinstance(kind.item if isinstance(kind, ListKind) else kind, DateKind)


def spoken(word: str) -> str:
    """A word of a schema as one says it: `meeting-of-states-parties` without its hyphens."""
    return word.replace("-", " ") if word.islower() and " " not in word else word


def title_of(of: Core, name: str, naming: Naming) -> str:
    """What the schema calls a field."""
    holder = naming.registers[of.register] if isinstance(of, core.Rows) else kind_of(of, naming)
    if isinstance(holder, RecordKind) and holder.fields[name].title:
        return holder.fields[name].title
    return name.replace("_", " ")


def list_title(over: Core, naming: Naming) -> str:
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


_PREPOSITION = re.compile(r" (?:of|for|into|in|to|on|at|by|with|from|between) ")


def plural(noun: str) -> str:
    """The noun in the plural: of “end of the term” its first part."""
    if behind := _PREPOSITION.search(noun):
        return f"{plural(noun[: behind.start()])}{noun[behind.start() :]}"
    first, _, rest = noun.partition(" ")
    if first == "State" and rest.lower().startswith(("party", "not ", "concerned")):
        return f"States {plural(rest) if rest.lower() == 'party' else rest}"
    if noun.endswith("y") and noun[-2:-1] not in "aeiou":
        return f"{noun[:-1]}ies"
    return noun if noun.endswith("s") else f"{noun}es" if noun.endswith(("x", "ch", "sh")) else f"{noun}s"


def possessive(noun: str) -> str:
    """“the meeting’s”, “the costs’”."""
    return f"{noun}’" if noun.endswith("s") else f"{noun}’s"


def article(noun: str) -> str:
    """“a meeting”, “an extraordinary meeting”, “another meeting”."""
    if noun.startswith("other "):
        return f"an{noun}"
    return f"{'an' if noun[:1].lower() in 'aeiou' else 'a'} {noun}"


def either(words: Iterable[str]) -> str:
    """“a, b or c”"""
    return listed(words, "or")
