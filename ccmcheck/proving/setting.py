"""What a question is asked of: rules with their vocabulary and registers, and how a document becomes variables."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any

from ccmcheck.base.source import Source
from ccmcheck.base.values import Range
from ccmcheck.document import programme
from ccmcheck.document.edit import as_json
from ccmcheck.document.nodes import Node
from ccmcheck.document.schema import RecordKind, Vocabulary
from ccmcheck.judge.evaluate import Context
from ccmcheck.judge.evaluate.rule import Finding, judge
from ccmcheck.language import core
from ccmcheck.language.core import Core, parts_of
from ccmcheck.language.rulebook.model import Register, Rule
from ccmcheck.proving.calendar import Calendar
from ccmcheck.proving.clock import ENDLESS, seconds_left
from ccmcheck.proving.encode import Encoded, Reader
from ccmcheck.proving.model import Items, Leaf, Model, Record, Symbol
from ccmcheck.proving.texts import Texts, expressions_of, texts_of, years_of

ENTRIES = 3
"""How many items a list of which nothing is known has at the least, where no rule counts further."""
_MOST = 12


@dataclass(frozen=True)
class Setting:
    """Rules, the vocabulary of the documents that they judge, and their registers.

    Lists of which nothing is known have at least so many `entries`, where the rules count no further. All work on a
    question ends at the moment `until`.
    """

    rules: tuple[Rule, ...]
    vocabulary: Vocabulary
    registers: Mapping[str, Register]
    entries: int = ENTRIES
    until: float = ENDLESS

    @property
    def kind(self) -> RecordKind:
        """The kind of a whole document."""
        assert isinstance(self.vocabulary.document, RecordKind)
        return self.vocabulary.document

    @cached_property
    def bounds(self) -> Mapping[str, int]:
        """How many items lists need, by the last field of their path: what rules count, and the lists they write."""
        lengths: dict[str, int] = {}
        for rule in self.rules:
            if rule.require is None:
                continue
            needed = max((_needs(expression) for expression in expressions_of(rule)), default=0)
            for expression in expressions_of(rule):
                if isinstance(expression, core.FieldOf):
                    lengths[expression.name] = max(lengths.get(expression.name, self.entries), min(needed, _MOST))
        return lengths

    def opened(
        self, node: Node | None, *, adds: bool = False, may_change: Callable[[str], bool] | None = None
    ) -> Opened:
        """A document as variables, and the rules over it as they are asked for."""
        texts = Texts(
            self.vocabulary,
            {name: register.names for name, register in self.registers.items()},
            texts_of(self.rules, node, self.registers),
        )
        calendar = Calendar.around(years_of(self.rules, node, self.registers), texts.numbers["Monday"])
        model = Model(texts, calendar, self.bound, adds, may_change, until=self.until)
        document = model.root(self.kind, node)
        return Opened(self, model, document, Reader.over(document, self.registers))

    def bound(self, path: str) -> int:
        """How many items a list at a path has that is open."""
        return self.bounds.get(path.rpartition("/")[2], self.entries)

    def read(self, data: Any, name: str = "witness.json") -> programme.Programme:
        """A document of plain data, read as any other."""
        names = {name: register.names for name, register in self.registers.items()}
        return programme.read(Source.of(name, as_json(data)), self.vocabulary, names)

    def judge(self, rule: Rule, document: Node) -> tuple[Finding, ...]:
        """What the evaluator says of a rule over a document. Raises Unfinished."""
        seconds_left(self.until)
        return judge(rule, Context(document, self.registers, {}))


@dataclass(frozen=True)
class Opened:
    """A document as variables with a reader of rules over it."""

    setting: Setting
    model: Model
    document: Record
    reader: Reader

    def rule(self, rule: Rule) -> Encoded:
        """A rule over the document. Raises Unfinished."""
        return self.reader.rule(rule)

    def at(self, pointer: str) -> Symbol:
        """The part of the document at a pointer that has been asked for."""
        symbol: Symbol = self.document
        for step in pointer.split("/")[1:]:
            match symbol:
                case Record():
                    symbol = symbol.fields[step]
                case Items():
                    symbol = next(item.value for item in symbol.items if item.value.pointer.endswith(f"/{step}"))
                case Leaf():
                    raise KeyError(pointer)
        return symbol

    def holder(self, leaf: Leaf) -> tuple[Symbol, str]:
        """What holds a leaf, and the name by which it does."""
        above, _, name = leaf.pointer.rpartition("/")
        return self.at(above), name


def _needs(expression: Core) -> int:
    """How many items a list needs to tell one expression from another: those written, or one more than counted."""
    match expression:
        case core.ListOf(items):
            return len(items) + 1
        case core.Compare(_, left, right) if _counts(left) or _counts(right):
            return max(_size(part) for part in (left, right)) + 1
        case core.Between(value, low, high) if _counts(value):
            return max(_size(low), _size(high)) + 1
        case _:
            return 0


def _counts(expression: Core) -> bool:
    return isinstance(expression, core.Call) and expression.function == "count"


def _size(expression: Core) -> int:
    match expression:
        case core.Constant(Range(low)) if isinstance(low, int | Decimal) and low < _MOST:
            return int(low)
        case _:
            return max((_size(part) for part in parts_of(expression)), default=0)


def reads(rule: Rule) -> frozenset[str]:
    """The last fields of all paths of a rule."""
    return frozenset(e.name for e in expressions_of(rule) if isinstance(e, core.FieldOf))
