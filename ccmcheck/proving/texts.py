"""Texts as numbers: every text that document, rules and registers speak of has one, and any other is beyond them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import z3

from ccmcheck.base.values import WEEKDAYS, Choice, Range
from ccmcheck.document.blanks import is_blank
from ccmcheck.document.names import Names
from ccmcheck.document.nodes import Node, walk
from ccmcheck.document.schema import Kind, ListKind, NameKind, RecordKind, TextKind, Vocabulary, WordKind
from ccmcheck.language import core
from ccmcheck.language.core import Core, parts_of
from ccmcheck.language.rulebook.model import Register, Rule
from ccmcheck.proving.terms import Formula, Num, number, same


class Texts:
    """The texts of one question, in an order that does not depend on anything but what is given."""

    def __init__(self, vocabulary: Vocabulary, names: Mapping[str, Names], texts: Iterable[str]) -> None:
        self.names = names
        self.numbers: dict[str, int] = {}
        for text in (*texts, *_words_of(vocabulary.document)):
            self.numbers.setdefault(text, len(self.numbers))
        self.texts = list(self.numbers)

    def number(self, text: str) -> Num:
        """The number of a text."""
        return number(self.numbers[text])

    def text(self, at: int) -> str:
        """The text of a number; beyond those that are known, one that says of itself that it is another."""
        return self.texts[at] if at < len(self.texts) else f"another text {at - len(self.texts) + 1}"

    def of_kind(self, kind: Kind) -> list[int] | None:
        """The numbers of the only texts that a kind permits; None where it permits any that is not `excluded`."""
        return [int(self.number(word).value) for word in kind.words] if isinstance(kind, WordKind) else None

    def excluded(self, kind: Kind) -> list[int]:
        """The known texts that a field of this kind cannot hold: they would be read as a blank, or as another name."""
        return [at for text, at in self.numbers.items() if not self._stays(text, kind)]

    def _stays(self, text: str, kind: Kind) -> bool:
        if is_blank(text):
            return False
        register = kind.register if isinstance(kind, NameKind) else kind.aliases if isinstance(kind, TextKind) else ""
        names = self.names.get(register) if register else None
        return names is None or names.canonical(text) in (None, text)


def allowed(texts: Texts, kind: Kind, variable: Num) -> Iterator[Formula]:
    """What a kind says of a text that is open."""
    only = texts.of_kind(kind)
    if only is not None:
        yield _one_of(variable, only)
        return
    yield variable.expr >= 0
    for at in texts.excluded(kind):
        yield variable.expr != at


def _one_of(variable: Num, numbers: Iterable[int]) -> Formula:
    return z3.Or([same(variable, number(at)) for at in numbers])


def texts_of(rules: Iterable[Rule], document: Node | None, registers: Mapping[str, Register]) -> Iterator[str]:
    """Every text of a question: weekdays, the names of the registers, the rules' own words, the document's."""
    yield from WEEKDAYS
    fields: set[str] = set()
    own: list[str] = []
    for rule in rules:
        for expression in expressions_of(rule):
            match expression:
                case core.Constant(Choice(words)) if words is not None:
                    own.extend(sorted(words))
                case core.FieldOf(_, name):
                    fields.add(name)
                case _:
                    pass
    for register in registers.values():
        yield from register.by_key
        for row in register.each:
            yield from _words(inner for name, node in _fields(row) if name in fields for inner in walk(node))
    yield from own
    if document is not None:
        yield from _words(walk(document))


def years_of(rules: Iterable[Rule], document: Node | None, registers: Mapping[str, Register]) -> set[int]:
    """Every year that document, rules and registers speak of."""
    years: set[int] = set()
    nodes = [] if document is None else list(walk(document))
    nodes += [inner for register in registers.values() for row in register.each for _, inner in _fields(row)]
    values = [node.value for node in nodes]
    values += [e.value for rule in rules for e in expressions_of(rule) if isinstance(e, core.Constant)]
    for value in values:
        if isinstance(value, Range):
            for end in (value.low, value.high):
                year = getattr(end, "year", end)
                if isinstance(year, int) and 1900 <= year <= 2200:
                    years.add(year)
    return years


def expressions_of(rule: Rule) -> Iterator[Core]:
    """Every expression of a rule's scope and conditions."""
    ahead: list[Core] = [binding.list for binding in rule.bindings]
    ahead += [part for part in (rule.where, rule.when, rule.require) if part is not None]
    ahead += [exemption.condition for exemption in rule.exemptions]
    while ahead:
        expression = ahead.pop(0)
        yield expression
        ahead.extend(parts_of(expression))


def _words_of(kind: Kind) -> Iterator[str]:
    match kind:
        case WordKind(words):
            yield from words
        case ListKind(item):
            yield from _words_of(item)
        case RecordKind():
            for field in kind.fields.values():
                yield from _words_of(field.kind)
        case _:
            pass


def _fields(row: Node) -> Iterator[tuple[str, Node]]:
    yield from (row.value.items() if isinstance(row.value, Mapping) else ())


def _words(nodes: Iterable[Node]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node.value, Choice) and node.value.exact:
            yield node.value.word
