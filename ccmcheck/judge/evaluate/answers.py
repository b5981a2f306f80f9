"""Truths that carry their reasons, values that know where they were read, and how they combine.

The reasons of a decided answer are enough for it: were everything else blank, the answer would stand. The reasons of
an open answer name at least one blank or unstated field. Both are laws, tested with generated rules and documents.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ccmcheck.base import values
from ccmcheck.base.frozen import numerous
from ccmcheck.base.values import CERTAIN, IMPOSSIBLE, OPEN, Plain, Truth, negation
from ccmcheck.document.nodes import Node, State
from ccmcheck.document.previous import is_previous
from ccmcheck.language.core import Core

if TYPE_CHECKING:
    from ccmcheck.language.rulebook.model import Register


@numerous
class Seen:
    """A plain value and the nodes it was read from."""

    value: Plain
    reads: tuple[Node, ...] = ()


@numerous
class ListEntry:
    """An item that a list holds, or (where its presence is open) may hold."""

    item: Bound
    presence: Answer


@numerous
class Listing:
    """A list: its entries, the nodes that say that they are the entries, and what more there may be.

    `rest` is an item as it may follow where the list is blank or unstated; None where the list is complete.
    """

    entries: tuple[ListEntry, ...]
    reads: tuple[Node, ...] = ()
    rest: Bound | None = None

    @property
    def complete(self) -> bool:
        """Whether there are no more entries than these."""
        return self.rest is None


Bound: TypeAlias = Node | Seen | Listing


@numerous
class Context:
    """What an expression is read over: the document, the registers, and what the variables stand for."""

    document: Node
    registers: Mapping[str, Register]
    bound: Mapping[int, Bound]
    previous: Node | None = None
    """The programme before (see `document.previous`), where it is at hand."""

    def bind(self, slot: int, item: Bound) -> Context:
        """The same, with one more variable."""
        return Context(self.document, self.registers, {**self.bound, slot: item}, self.previous)

    def is_outside(self, item: Bound) -> bool:
        """Whether a thing stands in no programme: the row of a register, or a word of the rule itself."""
        return not isinstance(item, Node) or not (item.source is self.document.source or is_previous(item))


@numerous
class Because:
    """One clause that decided or left open: its truth, the nodes read, and the values on its two sides.

    `members` is the list of which it asks whether it holds a value; many clauses may ask the same one.
    """

    clause: Core
    truth: Truth
    own: tuple[Node, ...]
    left: Bound | None = None
    right: Bound | None = None
    context: Context | None = field(default=None, compare=False, repr=False)
    members: Members | None = field(default=None, compare=False, repr=False)

    @property
    def shared(self) -> tuple[Node, ...]:
        """The nodes that clauses read alike which ask the same list."""
        if self.members is None:
            return ()
        return self.members.reads if self.truth is OPEN else self.members.settled

    @property
    def reads(self) -> tuple[Node, ...]:
        """Every node read."""
        return self.own + self.shared

    @property
    def absent(self) -> bool:
        """Whether a node read matters by not being there (`is given` fails because the field is unstated)."""
        return any(node.state is State.ABSENT for node in self.reads)

    @property
    def open_reads(self) -> tuple[Node, ...]:
        """The blanks and unstated fields that keep the clause open, half dates among them."""
        return tuple(node for node in self.reads if not is_settled(node)) if self.truth is OPEN else ()


@numerous
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
    """The answer of one clause. A decided one does not rest on blanks."""
    reads = reads if truth is OPEN else settled_only(reads)
    return Answer(truth, (Because(expression, truth, reads, left, right, context),))


def settled_only(nodes: Iterable[Node]) -> tuple[Node, ...]:
    """The nodes without blanks and unstated fields, which say nothing beyond their kind."""
    return tuple([node for node in nodes if not node.is_open])


def inverted(answer: Answer) -> Answer:
    """Not."""
    return Answer(negation(answer.truth), answer.because)


def all_of(answers: Sequence[Answer]) -> Answer:
    """And: all that fail are its reasons, or all that are open, or everything."""
    return _those(answers, IMPOSSIBLE) or _those(answers, OPEN) or Answer(CERTAIN, merged(answers))


def any_of(answers: Sequence[Answer]) -> Answer:
    """Or: the first that holds is its reason, or all that are open, or everything."""
    for answer in answers:
        if answer.truth is CERTAIN:
            return answer
    return _those(answers, OPEN) or Answer(IMPOSSIBLE, merged(answers))


def _those(answers: Sequence[Answer], truth: Truth) -> Answer | None:
    """The answers of one truth together, if there are any."""
    chosen = [answer for answer in answers if answer.truth is truth]
    return Answer(truth, merged(chosen)) if chosen else None


def merged(answers: Iterable[Answer]) -> tuple[Because, ...]:
    """All their reasons, in order."""
    return tuple(because for answer in answers for because in answer.because)


def reads_of(bound: Bound) -> tuple[Node, ...]:
    """The nodes that a value was read from; those of a list include its items and what decides their presence."""
    match bound:
        case Node(value=tuple() as held):
            return bound, *(node for item in held for node in _reads_of_item(item))
        case Node():
            return (bound,)
        case Seen():
            return bound.reads
        case Listing():
            return bound.reads + tuple(_reads_of_entries(bound.entries))


def _reads_of_item(item: Node) -> tuple[Node, ...]:
    return reads_of(item) if item.presence is None else (item.presence, *reads_of(item))


def _reads_of_entries(entries: Iterable[ListEntry]) -> Iterator[Node]:
    for entry, present in zip(entries, presence_reads(entries), strict=True):
        yield from present
        yield from reads_of(entry.item)


def presence_reads(entries: Iterable[ListEntry]) -> Iterator[tuple[Node, ...]]:
    """What decides the presence of each entry, without what decided that of an earlier one in the same clause."""
    before, asked = CERTAINLY, Asked()
    for entry in entries:
        presence = entry.presence
        yield () if presence is CERTAINLY or presence is before else tuple(asked.reads_of(presence.because))
        before = presence


class Asked:
    """The lists that clauses have asked: their nodes, which may be many, are gathered once."""

    def __init__(self) -> None:
        self._asked: set[tuple[Members, bool]] = set()

    def reads_of(self, reasons: Iterable[Because]) -> Iterator[Node]:
        """The nodes that clauses read, but for those of lists that were asked before."""
        for because in reasons:
            yield from because.own
            if because.members is not None:
                key = because.members, because.truth is OPEN
                if key not in self._asked:
                    self._asked.add(key)
                    yield from because.shared


# -- what a list may hold ------------------------------------------------------------------------------------------


def possible(listing: Listing) -> list[ListEntry]:
    """The entries that may be there."""
    return [entry for entry in listing.entries if entry.presence.truth is not IMPOSSIBLE]


class Members:
    """A list that is asked which values it holds: an exact value is looked up among its exact items."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self._possible = possible(listing)

    def like(self, value: Bound) -> Sequence[ListEntry]:
        """The entries that may be the value, and perhaps some that may not."""
        key = _exact(value)
        if key is None or len(self._possible) < _FEW:
            return self._possible
        return [*self._exact.get(key, ()), *self._loose]

    @cached_property
    def reads(self) -> tuple[Node, ...]:
        """Everything that the list was read from."""
        return reads_of(self.listing)

    @cached_property
    def settled(self) -> tuple[Node, ...]:
        """What of that is no blank."""
        return settled_only(self.reads)

    @cached_property
    def _exact(self) -> Mapping[Plain, Sequence[ListEntry]]:
        by_value: dict[Plain, list[ListEntry]] = {}
        for entry in self._possible:
            key = _exact(entry.item)
            if key is not None:
                by_value.setdefault(key, []).append(entry)
        return by_value

    @cached_property
    def _loose(self) -> Sequence[ListEntry]:
        return [entry for entry in self._possible if _exact(entry.item) is None]


# Fewer items than this are compared one by one.
_FEW = 8


def _exact(bound: Bound) -> Plain | None:
    """The value of a leaf with nothing open."""
    value = None if isinstance(bound, Listing) else bound.value
    return value if isinstance(value, Plain) and values.is_exact(value) else None
