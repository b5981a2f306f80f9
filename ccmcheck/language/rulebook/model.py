"""The meaning of a rules file: rules with force, citations and conditions, rulesets with their period, registers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from datetime import date
from functools import cached_property
from typing import Literal, TypeAlias

from ccmcheck.base.frozen import frozen, remembering
from ccmcheck.base.quoting import cited
from ccmcheck.base.source import Source, Span
from ccmcheck.base.values import CERTAIN, IMPOSSIBLE, OPEN, Choice, Range, Truth, less_or_equal, point
from ccmcheck.document.names import Names
from ccmcheck.document.nodes import Node, child, items
from ccmcheck.document.schema import Vocabulary
from ccmcheck.language import core
from ccmcheck.language.core import Core

Force: TypeAlias = Literal["obligation", "recommendation", "judgement", "practice"]
Template: TypeAlias = tuple[str | Core, ...]


@frozen
class Citation:
    """A paragraph of the decision and the words of it that a rule rests on."""

    paragraph: str
    quotation: str
    span: Span = field(compare=False, repr=False)

    @property
    def cited(self) -> str:
        """The paragraph as a sentence names it."""
        return cited(self.paragraph)


@frozen
class Binding:
    """`for each name in list`"""

    slot: int
    name: str
    list: Core


@frozen
class Exemption:
    """An exception that the decision itself makes (`unless`)."""

    condition: Core
    citation: Citation


@remembering
class Rule:
    """One rule: what it speaks of, when it applies, and what it requires or (a judgement) asks.

    `observed` are the years in which a practice was kept.
    """

    name: str
    force: Force
    citations: tuple[Citation, ...]
    bindings: tuple[Binding, ...]
    where: Core | None
    when: Core | None
    require: Core | None
    question: Template
    exemptions: tuple[Exemption, ...]
    otherwise: Template
    replaces: str
    span: Span = field(compare=False, repr=False)
    observed: tuple[int, ...] = ()

    @cached_property
    def required(self) -> tuple[tuple[Core, bool], ...]:
        """Every expression of the requirement and whether it has to hold; under `not` and `no` it must not."""
        return () if self.require is None else tuple(core.walk_wanted(self.require))

    @cached_property
    def fields(self) -> frozenset[str]:
        """The names of all fields that it reads, wherever they stand."""
        conditions = (self.where, self.when, self.require, *(exemption.condition for exemption in self.exemptions))
        whole = (*(binding.list for binding in self.bindings), *(each for each in conditions if each is not None))
        parts = (part for expression in whole for part in core.walk(expression))
        return frozenset(part.name for part in parts if isinstance(part, core.FieldOf))

    @cached_property
    def in_words(self) -> dict[tuple[Core, bool, tuple[str, ...]], str]:
        """What was said of its clauses in words, by whether they have to hold and of what: for every document."""
        return {}

    @cached_property
    def filters(self) -> tuple[Core, ...]:
        """The parts of the requirement that only say which items `every` is about; they never need to be otherwise."""
        parts = (part for part, _ in self.required)
        every = [part for part in parts if isinstance(part, core.Quantified) and part.quantifier == "every"]
        return tuple(inner for part in every if part.where is not None for inner in core.walk(part.where))


@frozen
class Unchecked:
    """Paragraphs that need no rule, and why."""

    paragraphs: tuple[str, ...]
    reason: str
    span: Span = field(compare=False, repr=False)


@frozen
class Repeal:
    """A rule of an earlier decision that this one ends."""

    rule: str
    citation: Citation


@frozen
class Period:
    """When a ruleset is in force; the end is exclusive, None is without end."""

    start: date
    until: date | None

    def meets(self, other: Period) -> bool:
        """Whether there is a day that falls into both."""
        starts = max(self.start, other.start)
        return all(until is None or starts < until for until in (self.until, other.until))

    def holds_on(self, day: Range) -> Truth:
        """Whether a day, which may be half a date, falls into the period."""
        begun = less_or_equal(point(self.start), day)
        over = IMPOSSIBLE if self.until is None else less_or_equal(point(self.until), day)
        if begun is IMPOSSIBLE or over is CERTAIN:
            return IMPOSSIBLE
        return CERTAIN if begun is CERTAIN and over is IMPOSSIBLE else OPEN


@remembering
class Ruleset:
    """One decision, encoded. `source` is the rules file, `decision` the path of the decision's text.

    `treaty` is what programmes call the treaty, empty where the rules do not say. `authority` is empty for a text at
    hand; else it says who reports it, and the rules are recommendations, whatever they rest on.
    """

    name: str
    treaty: str
    title: str
    short: str
    source: Source = field(compare=False)
    decision: str
    decision_sha256: str
    schema: str
    base: str
    period: Period
    rules: tuple[Rule, ...]
    unchecked: tuple[Unchecked, ...] = ()
    repeals: tuple[Repeal, ...] = ()
    not_checked: tuple[str, ...] = ()
    authority: str = ""
    practices: tuple[Rule, ...] = ()
    """What has been done every year and no decision asks: no rule, and nothing fails by it."""

    @property
    def tried(self) -> tuple[Rule, ...]:
        """All that its author tries by examples: rules and practices."""
        return (*self.rules, *self.practices)

    @property
    def sha256(self) -> str:
        """The digest of the rules file."""
        return self.source.sha256


@remembering
class Register:
    """A table of facts beside the rules: its rows, the field that names them, and the names as drafts write them."""

    name: str
    key: str
    rows: Node
    names: Names
    sha256: str
    vocabulary: Vocabulary

    @cached_property
    def each(self) -> tuple[Node, ...]:
        """The rows, in order."""
        return items(self.rows) or ()

    @cached_property
    def by_key(self) -> Mapping[str, int]:
        """The number of the row of each name."""
        numbers: dict[str, int] = {}
        for number, row in enumerate(self.each):
            name = child(row, self.key).value
            if isinstance(name, Choice) and name.exact:
                numbers.setdefault(name.word, number)
        return numbers

    def row(self, name: str) -> Node | None:
        """The row of a name, or None."""
        number = self.by_key.get(name)
        return None if number is None else self.each[number]


@remembering
class Rulebook:
    """The rulesets of a run, the vocabulary that they share, and their registers."""

    rulesets: tuple[Ruleset, ...]
    vocabulary: Vocabulary
    registers: Mapping[str, Register]

    @property
    def names(self) -> Mapping[str, Names]:
        """The names by which a document may call what the registers hold."""
        return {name: register.names for name, register in self.registers.items()}
