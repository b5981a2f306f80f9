"""Truths that carry their reasons, values that know where they were read, and how they combine.

The reasons of a decided answer are enough for it: were everything else blank, the answer would stand. The reasons of
an open answer name at least one blank or unstated field. Both are laws, tested with generated rules and documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from ccmcheck.core import Core
from ccmcheck.document.nodes import Node, State
from ccmcheck.values import CERTAIN, IMPOSSIBLE, OPEN, Plain, Truth, negation


@dataclass(frozen=True, slots=True)
class Seen:
    """A plain value and the nodes it was read from."""

    value: Plain
    reads: tuple[Node, ...] = ()


@dataclass(frozen=True, slots=True)
class Entry:
    """An item that a list holds, or (where its presence is open) may hold."""

    item: Bound
    presence: Answer


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its entries, the nodes that say that they are the entries, and what more there may be.

    `rest` is an item as it may follow where the list is blank or unstated; None where the list is complete.
    """

    entries: tuple[Entry, ...]
    reads: tuple[Node, ...] = ()
    rest: Bound | None = None

    @property
    def complete(self) -> bool:
        """Whether there are no more entries than these."""
        return self.rest is None


Bound: TypeAlias = Node | Seen | Listing


@dataclass(frozen=True)
class RegisterRows:
    """The rows of a register and a look-up of each by its key."""

    rows: tuple[Node, ...]
    key: str
    by_key: Mapping[str, int] = field(repr=False, compare=False)


@dataclass(frozen=True, slots=True)
class Context:
    """What an expression is read over: the document, the registers, and what the variables stand for."""

    document: Node
    registers: Mapping[str, RegisterRows]
    bound: Mapping[int, Bound]

    def bind(self, slot: int, item: Bound) -> Context:
        """The same, with one more variable."""
        return Context(self.document, self.registers, {**self.bound, slot: item})


@dataclass(frozen=True, slots=True)
class Because:
    """One clause that decided or left open: its truth, the nodes read, and the values on its two sides."""

    clause: Core
    truth: Truth
    reads: tuple[Node, ...]
    left: Bound | None = None
    right: Bound | None = None
    context: Context | None = field(default=None, compare=False, repr=False)

    @property
    def absent(self) -> bool:
        """Whether a node read matters by not being there (`is given` fails because the field is unstated)."""
        return any(node.state is State.ABSENT for node in self.reads)

    @property
    def open_reads(self) -> tuple[Node, ...]:
        """The blanks and unstated fields that keep the clause open, half dates among them."""
        return tuple(node for node in self.reads if not is_settled(node)) if self.truth is OPEN else ()


@dataclass(frozen=True, slots=True)
class Answer:
    """A truth and the clauses that made it so, the most telling first."""

    truth: Truth
    because: tuple[Because, ...] = ()

    @property
    def reads(self) -> tuple[Node, ...]:
        """Every node among the reasons, in their order."""
        return tuple(node for because in self.because for node in because.reads)


CERTAINLY = Answer(CERTAIN)


def is_settled(node: Node) -> bool:
    """Whether the node is a plain value, with nothing left to fill in."""
    return node.state is State.STATED or node.state is State.ABSENT


def clause(
    expression: Core,
    truth: Truth,
    reads: tuple[Node, ...],
    left: Bound | None = None,
    right: Bound | None = None,
    context: Context | None = None,
) -> Answer:
    """The answer of one clause. A decided one does not rest on blanks: they say nothing beyond their kind."""
    if truth is not OPEN:
        reads = tuple(node for node in reads if not node.is_open)
    return Answer(truth, (Because(expression, truth, reads, left, right, context=context),))


def inverted(answer: Answer) -> Answer:
    """Not."""
    return Answer(negation(answer.truth), answer.because)


def all_of(answers: Sequence[Answer]) -> Answer:
    """And: all that fail are its reasons, or all that are open, or everything."""
    return _gathered(answers, failing=IMPOSSIBLE)


def any_of(answers: Sequence[Answer]) -> Answer:
    """Or: the first that holds is its reason, or all that are open, or everything."""
    for answer in answers:
        if answer.truth is CERTAIN:
            return answer
    return _gathered(answers, failing=None)


def _gathered(answers: Sequence[Answer], failing: Truth | None) -> Answer:
    """The weakest truth among the answers, with the reasons of those that have it."""
    truths = {answer.truth for answer in answers}
    if failing is not None and failing in truths:
        truth = failing
    elif OPEN in truths:
        truth = OPEN
    else:
        return Answer(CERTAIN if failing is not None else IMPOSSIBLE, merged(answers))
    return Answer(truth, merged(answer for answer in answers if answer.truth is truth))


def merged(answers: Iterable[Answer]) -> tuple[Because, ...]:
    """All their reasons, in order."""
    return tuple(because for answer in answers for because in answer.because)


def reads_of(bound: Bound) -> tuple[Node, ...]:
    """The nodes that a value was read from; those of a list include its items and what decides their presence."""
    match bound:
        case Node(value=tuple() as held):
            return bound, *(node for item in held for node in reads_of(item))
        case Node():
            return (bound,)
        case Seen():
            return bound.reads
        case Listing():
            return bound.reads + tuple(
                node for entry in bound.entries for node in (*entry.presence.reads, *reads_of(entry.item))
            )
