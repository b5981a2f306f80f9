"""What rules ask of lists: equality, membership, counts, sums, extremes, distinctness, difference, rows of a register.

Each takes lists whose entries may be open and whose end may be unknown, and answers for every way of filling them.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import chain
from typing import TYPE_CHECKING, cast

from ccmcheck.base import values
from ccmcheck.base.values import CERTAIN, IMPOSSIBLE, OPEN, Choice, Plain, Point, Range, Truth
from ccmcheck.document.nodes import Node, State, child, items, unknown_item
from ccmcheck.document.schema import ListKind, RecordKind, widest
from ccmcheck.judge.evaluate.answers import (  # fmt: skip
    CERTAINLY,
    Answer,
    Because,
    Bound,
    Context,
    ListEntry,
    Listing,
    Members,
    Seen,
    all_of,
    clause,
    possible,
    presence_reads,
    reads_of,
    settled_only,
)
from ccmcheck.language import core
from ccmcheck.language.core import Core

if TYPE_CHECKING:
    from ccmcheck.language.rulebook.model import Register


def of_node(node: Node, asked: Core) -> Listing:
    """The list that a node holds; one that is blank, unstated or half has no known end."""
    held = items(node)
    if held is None:
        return Listing((), (node,), unknown_item(node))
    entries = tuple([ListEntry(item, _presence(item, asked)) for item in held])
    return Listing(entries, (node,), None if node.rest is None else unknown_item(node))


def _presence(item: Node, asked: Core) -> Answer:
    return CERTAINLY if item.presence is None else clause(asked, OPEN, (item.presence,))


def plain(bound: Bound) -> Plain:
    """The value of a leaf."""
    if isinstance(bound, Seen):
        return bound.value
    assert isinstance(bound, Node)
    return cast(Plain, bound.value)


def settled(bound: Bound, asked: Core) -> Bound:
    """A node that holds a list, as that list; everything else as it is."""
    if isinstance(bound, Node) and (isinstance(bound.value, tuple) or bound.value is None):
        return of_node(bound, asked)
    return bound


def same(left: Bound, right: Bound, asked: Core) -> Truth:
    """Equality; lists item by item in order."""
    left, right = settled(left, asked), settled(right, asked)
    if isinstance(left, Listing) and isinstance(right, Listing):
        return _same_lists(left, right, asked)
    return values.equal(plain(left), plain(right))


def _same_lists(left: Listing, right: Listing, asked: Core) -> Truth:
    if not (left.complete and right.complete):
        return OPEN if _may_follow(left, right, asked) and _may_follow(right, left, asked) else IMPOSSIBLE
    if not _may_be_as_long(left, right) or not _may_be_as_long(right, left):
        return IMPOSSIBLE
    if not (_is_plain(left) and _is_plain(right)):
        return OPEN
    pairs = [same(a.item, b.item, asked) for a, b in zip(certain(left), certain(right), strict=True)]
    if IMPOSSIBLE in pairs:
        return IMPOSSIBLE
    return OPEN if OPEN in pairs else CERTAIN


def _is_plain(listing: Listing) -> bool:
    """Whether its length is known: every entry is there or is not, and there are no others."""
    return listing.complete and all(entry.presence.truth is not OPEN for entry in listing.entries)


def _may_be_as_long(listing: Listing, other: Listing) -> bool:
    """Whether a complete list may reach the least length of another."""
    return len(possible(listing)) >= len(certain(other))


def _may_follow(listing: Listing, other: Listing, asked: Core) -> bool:
    """Whether a list may hold what is certain of another, in that order: a half list may hold anything."""
    if not listing.complete:
        return True
    ahead = iter(possible(listing))
    return all(any(same(entry.item, held.item, asked) is not IMPOSSIBLE for held in ahead) for entry in certain(other))


def certain(listing: Listing) -> list[ListEntry]:
    """The entries that are there."""
    return [entry for entry in listing.entries if entry.presence.truth is CERTAIN]


def contains(expression: Core, value: Bound, members: Members, context: Context) -> Answer:
    """Whether a list holds a value; the reason for yes is one item, for no it is all of them."""
    listing = members.listing
    held = IMPOSSIBLE if listing.complete else OPEN
    for entry in members.like(value):
        hit = same(value, entry.item, expression)
        if hit is CERTAIN and entry.presence.truth is CERTAIN:
            reads = (*reads_of(value), *reads_of(entry.item), *listing.reads, *entry.presence.reads)
            return clause(expression, CERTAIN, reads, value, listing, context)
        if hit is not IMPOSSIBLE:
            held = OPEN
    own = reads_of(value)
    if held is OPEN:
        return Answer(OPEN, (Because(expression, OPEN, own, value, listing, context, members),))
    return Answer(held, (Because(expression, held, settled_only(own), value, listing, context, members),))


def joined(outer: Listing) -> Listing:
    """The items of the lists that a list holds, in order; each is there where its list is and it is in that."""
    entries: list[ListEntry] = []
    reads = list(outer.reads)
    rest = None if outer.rest is None else cast(Listing, outer.rest).rest
    for each in possible(outer):
        inner = cast(Listing, each.item)
        entries += [ListEntry(entry.item, all_of([each.presence, entry.presence])) for entry in inner.entries]
        reads += inner.reads
        rest = inner.rest if rest is None else rest
    return Listing(tuple(entries), tuple(reads), rest)


def count(listing: Listing) -> Seen:
    """How many entries there are."""
    high = len(possible(listing)) if listing.complete else None
    return Seen(Range(len(certain(listing)), high), _length_reads(listing))


def _length_reads(listing: Listing) -> tuple[Node, ...]:
    return listing.reads + tuple(chain.from_iterable(presence_reads(listing.entries)))


def total(listing: Listing) -> Seen:
    """The sum of the numbers; none make 0."""
    if not listing.complete:
        return Seen(values.ANYTHING, reads_of(listing))
    so_far = values.point(0)
    for entry in possible(listing):
        term = _range(entry)
        if entry.presence.truth is OPEN:
            term = _hull(term, values.point(0))
        so_far = values.plus(so_far, term)
    return Seen(so_far, reads_of(listing))


def least(listing: Listing, document: Node) -> Seen:
    """The smallest item; nothing is known of the smallest of no items."""
    return _extreme(listing, document, smallest=True)


def greatest(listing: Listing, document: Node) -> Seen:
    """The greatest item; nothing is known of the greatest of no items."""
    return _extreme(listing, document, smallest=False)


def _extreme(listing: Listing, document: Node, *, smallest: bool) -> Seen:
    sure = [_range(entry) for entry in certain(listing)]
    if not sure:
        nothing = () if possible(listing) or not listing.complete else (_nothing_to_choose(listing, document),)
        return Seen(values.ANYTHING, (*reads_of(listing), *nothing))
    every = [_range(entry) for entry in possible(listing)]
    if smallest:
        low = _bound([r.low for r in every], min) if listing.complete else None
        return Seen(Range(low, _known([r.high for r in sure], min)), reads_of(listing))
    high = _bound([r.high for r in every], max) if listing.complete else None
    return Seen(Range(_known([r.low for r in sure], max), high), reads_of(listing))


def _nothing_to_choose(listing: Listing, document: Node) -> Node:
    """The extreme of an empty list is an item that the document does not state: in that list, or anywhere."""
    at = next(iter(listing.reads), document)
    return Node(at.kind, State.UNSTATED, None, "", at.pointer, at.source, at.start, at.end)


def _bound(points: Sequence[Point | None], choose: object) -> Point | None:
    """The outermost of bounds, unbounded as soon as one of them is."""
    return None if any(p is None for p in points) else cast(Point, choose(points))  # type: ignore[operator]


def _known(points: Sequence[Point | None], choose: object) -> Point | None:
    """The innermost of bounds: those without end do not count."""
    known = [p for p in points if p is not None]
    return cast(Point, choose(known)) if known else None  # type: ignore[operator]


def _range(entry: ListEntry) -> Range:
    value = plain(entry.item)
    assert isinstance(value, Range)
    return value


def _hull(a: Range, b: Range) -> Range:
    return Range(_bound([a.low, b.low], min), _bound([a.high, b.high], max))


def distinct(expression: Core, listing: Listing, context: Context) -> Answer:
    """Whether no two items are alike; the reason for no is one pair, for yes it is all of them."""
    entries = possible(listing)
    seen: dict[Plain, ListEntry] = {}
    for entry in entries:
        value = plain(entry.item)
        if entry.presence.truth is not CERTAIN or not values.is_exact(value):
            continue
        first = seen.setdefault(value, entry)
        if first is not entry:
            reads = (node for e in (first, entry) for node in (*reads_of(e.item), *e.presence.reads))
            return clause(expression, IMPOSSIBLE, (*listing.reads, *reads), first.item, entry.item, context)
    apart = listing.complete and not values.may_meet([plain(entry.item) for entry in entries])
    return clause(expression, CERTAIN if apart else OPEN, reads_of(listing), listing, listing, context)


def difference(expression: Core, left: Listing, right: Listing, context: Context) -> Listing:
    """The items of one list that another does not hold."""
    members = Members(right)
    entries = tuple(ListEntry(entry.item, _left_over(expression, entry, members, context)) for entry in left.entries)
    return Listing(entries, left.reads + right.reads, left.rest)


def _left_over(expression: Core, entry: ListEntry, right: Members, context: Context) -> Answer:
    if entry.presence.truth is IMPOSSIBLE:
        return entry.presence
    held = contains(expression, entry.item, right, context)
    if held.truth is CERTAIN:
        return Answer(IMPOSSIBLE, held.because)
    if held.truth is OPEN or entry.presence.truth is OPEN:
        return Answer(OPEN, held.because + entry.presence.because)
    return Answer(CERTAIN, held.because + entry.presence.because)


# -- the rows of a register ----------------------------------------------------------------------------------------


def rows(register: Register, key: Bound | None, expression: core.Rows) -> Listing:
    """The rows of a register, by a look-up where the key is a single text."""
    if key is None:
        return Listing(tuple(ListEntry(row, CERTAINLY) for row in register.each))
    wanted = cast(Choice, plain(key))
    reads = reads_of(key)
    if not wanted.exact:
        undecided = clause(expression, OPEN, reads, key)
        return Listing(tuple([ListEntry(row, undecided) for row in register.each]))
    row = register.row(wanted.word)
    return Listing(() if row is None else (ListEntry(row, clause(expression, CERTAIN, reads, key)),), reads)


def of_row(register: Register, named: Node, name: str) -> Node:
    """A field of the row that a name means, where the name stands: open for a blank, not given for an unknown name."""
    listed = cast(ListKind, register.rows.kind)
    kind = cast(RecordKind, listed.item).fields[name].kind
    known = named.value
    if isinstance(known, Choice) and known.exact:
        row = register.row(known.word)
        held = None if row is None else child(row, name)
        if held is not None and held.state is State.STATED:
            return replace(named, kind=kind, state=State.STATED, value=held.value, text=held.text)
        return replace(named, kind=kind, state=State.UNSTATED, value=widest(kind), text="")
    return replace(named, kind=kind, value=widest(kind))
