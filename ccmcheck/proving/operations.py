"""What the language does with values that hold variables: and, or, equality, order, counts, sums, lists.

Each condition has two formulas: that it certainly holds, and that it possibly does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TypeAlias, cast

from ccmcheck.document.schema import DateKind, TruthKind
from ccmcheck.proving.model import Items, Leaf, Record
from ccmcheck.proving.terms import (
    Formula,
    Num,
    add,
    at_most,
    both,
    chosen,
    either,
    less,
    negation,
    number,
    same,
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Answer:
    """That a condition certainly holds, and that it possibly does."""

    must: Formula
    may: Formula

    @property
    def inverted(self) -> Answer:
        """Not."""
        return Answer(negation(self.may), negation(self.must))


YES, NO, UNKNOWN = Answer(True, True), Answer(False, False), Answer(False, True)


@dataclass(frozen=True, slots=True)
class Value:
    """A number, day, length of time or text: from low to high where it is known at all."""

    low: Num
    high: Num
    known: Formula
    unit: str = ""

    @classmethod
    def exactly(cls, value: Num, known: Formula, unit: str = "") -> Value:
        """A single value."""
        return cls(value, value, known, unit)


@dataclass(frozen=True, slots=True)
class Entry:
    """What a list holds or may hold, and whether it does; `guessed` where the document does not write it."""

    item: Bound
    there: Answer
    guessed: bool = False


@dataclass(frozen=True, slots=True)
class Listing:
    """A list: its entries, that it may hold more than these, and its length where that is a variable."""

    entries: tuple[Entry, ...]
    more: Formula = False
    length: Num | None = None
    pointer: str = ""


Bound: TypeAlias = Leaf | Record | Items | Value | Answer | Listing


def all_of(answers: Sequence[Answer]) -> Answer:
    """And."""
    return Answer(both(*(answer.must for answer in answers)), both(*(answer.may for answer in answers)))


def any_of(answers: Sequence[Answer]) -> Answer:
    """Or."""
    return Answer(either(*(answer.must for answer in answers)), either(*(answer.may for answer in answers)))


def known_if(known: Formula, answer: Answer) -> Answer:
    """An answer that is one only where something is known."""
    return Answer(both(known, answer.must), either(negation(known), answer.may))


def plain_answer(truth: Formula) -> Answer:
    """A condition of which one formula says everything."""
    return Answer(truth, truth)


def as_truth(bound: Bound) -> Answer:
    """A field of the kind true or false as a condition."""
    if isinstance(bound, Leaf):
        return known_if(bound.stated, plain_answer(bound.value))
    return cast(Answer, bound)


def as_value(bound: Bound) -> Value:
    """A field as a value."""
    if isinstance(bound, Leaf):
        unit = "date" if isinstance(bound.kind, DateKind) else ""
        return Value.exactly(cast(Num, bound.value), bound.stated, unit)
    return cast(Value, bound)


def as_list(bound: Bound) -> Listing:
    """A list of the document as a listing; everything that is one already as it is."""
    if isinstance(bound, Items):
        entries = tuple(Entry(item.value, plain_answer(item.there), item.guessed) for item in bound.items)
        unstated = negation(bound.stated)
        return Listing(entries, either(unstated, bound.beyond), bound.length, bound.pointer)
    assert isinstance(bound, Listing)
    return bound


def equal(left: Bound, right: Bound) -> Answer:
    """Whether two values of one kind are the same; lists item by item in order."""
    if isinstance(left, Items | Listing):
        return _same_lists(as_list(left), as_list(right))
    if (
        isinstance(left, Answer)
        or isinstance(right, Answer)
        or (isinstance(left, Leaf) and isinstance(left.kind, TruthKind))
    ):
        a, b = as_truth(left), as_truth(right)
        opposite = either(both(a.must, negation(b.may)), both(b.must, negation(a.may)))
        return Answer(either(both(a.must, b.must), both(negation(a.may), negation(b.may))), negation(opposite))
    return _same_values(as_value(left), as_value(right))


def _same_values(a: Value, b: Value) -> Answer:
    known = both(a.known, b.known)
    if a.low is a.high and b.low is b.high:
        return known_if(known, plain_answer(same(a.low, b.low)))
    must = both(same(a.low, a.high), same(b.low, b.high), same(a.low, b.low))
    return known_if(known, Answer(must, both(at_most(a.low, b.high), at_most(b.low, a.high))))


def not_more(a: Value, b: Value) -> Answer:
    """Whether one value is at most another."""
    return known_if(both(a.known, b.known), Answer(at_most(a.high, b.low), at_most(a.low, b.high)))


def _settled(listing: Listing) -> Formula:
    """That each entry is there or is not, and that there are no others."""
    return both(negation(listing.more), *(either(e.there.must, negation(e.there.may)) for e in listing.entries))


def _same_lists(left: Listing, right: Listing) -> Answer:
    settled = both(_settled(left), _settled(right))
    if settled is False:
        return UNKNOWN
    return known_if(settled, _aligned(left.entries, right.entries, 0, 0, {}))


def _aligned(
    left: Sequence[Entry], right: Sequence[Entry], i: int, j: int, seen: dict[tuple[int, int], Answer]
) -> Answer:
    """Whether what is there of two lists from these entries on is the same."""
    if (i, j) in seen:
        return seen[i, j]
    if i == len(left) and j == len(right):
        return YES
    options = []
    if i < len(left) and left[i].there.may is not True:
        options.append(all_of([plain_answer(negation(left[i].there.may)), _aligned(left, right, i + 1, j, seen)]))
    elif i == len(left):
        options.append(all_of([plain_answer(negation(right[j].there.may)), _aligned(left, right, i, j + 1, seen)]))
    if i < len(left) and j < len(right):
        there = plain_answer(left[i].there.may)
        absent = plain_answer(negation(right[j].there.may))
        if absent.may is not False:
            options.append(all_of([there, absent, _aligned(left, right, i, j + 1, seen)]))
        pair = equal(left[i].item, right[j].item)
        if pair.may is not False:
            both_there = [there, plain_answer(right[j].there.may), pair]
            options.append(all_of([*both_there, _aligned(left, right, i + 1, j + 1, seen)]))
    seen[i, j] = any_of(options)
    return seen[i, j]


def contains(listing: Listing, value: Bound) -> Answer:
    """Whether a list holds a value."""
    held = any_of([all_of([entry.there, equal(value, entry.item)]) for entry in listing.entries])
    return Answer(held.must, either(held.may, listing.more))


def joined(outer: Listing) -> Listing:
    """The items of the lists that a list holds."""
    entries, more = [], [outer.more]
    for each in outer.entries:
        inner = cast(Listing, each.item)
        entries += [Entry(e.item, all_of([each.there, e.there]), each.guessed or e.guessed) for e in inner.entries]
        more.append(both(each.there.may, inner.more))
    return Listing(tuple(entries), either(*more))


def count(listing: Listing) -> Value:
    """How many items a list holds."""
    if listing.length is not None:
        # A list that is not stated has no known length; beyond its bound the length is known all the same.
        stated = either(negation(listing.more), less(number(len(listing.entries)), listing.length))
        return Value.exactly(listing.length, stated)
    low = high = number(0)
    exactly = all(entry.there.must is entry.there.may for entry in listing.entries)
    for entry in listing.entries:
        low = add(low, chosen(entry.there.must, number(1), number(0)))
        high = low if exactly else add(high, chosen(entry.there.may, number(1), number(0)))
    return Value(low, low if exactly else high, negation(listing.more))


def total(listing: Listing) -> Value:
    """The sum of a list of numbers; known only where every item is."""
    total = number(0)
    known = [_settled(listing)]
    for entry in listing.entries:
        value = as_value(entry.item)
        known.append(either(negation(entry.there.may), both(value.known, same(value.low, value.high))))
        total = add(total, chosen(entry.there.may, value.low, number(0)))
    return Value.exactly(total, both(*known))


def extreme(listing: Listing, better: object) -> Value:
    """The smallest or the greatest item; nothing is known of that of no items."""
    known, unit = [_settled(listing)], ""
    best_so_far, some = number(0), False
    for entry in listing.entries:
        value, there = as_value(entry.item), entry.there.may
        unit = unit or value.unit
        known.append(either(negation(there), both(value.known, same(value.low, value.high))))
        best = chosen(some, better(best_so_far, value.low), value.low)  # type: ignore[operator]
        best_so_far, some = chosen(there, best, best_so_far), either(some, there)
    return Value.exactly(best_so_far, both(some, *known), unit)


def distinct(listing: Listing) -> Answer:
    """Whether no two items of a list are the same."""
    pairs = [(entry, other) for at, entry in enumerate(listing.entries) for other in listing.entries[:at]]
    no_pair = all_of([all_of([a.there, b.there, equal(a.item, b.item)]).inverted for a, b in pairs])
    return Answer(both(negation(listing.more), no_pair.must), no_pair.may)


def difference(left: Listing, right: Listing) -> Listing:
    """The items of one list that another does not hold."""
    entries = tuple(
        Entry(entry.item, all_of([entry.there, contains(right, entry.item).inverted]), entry.guessed)
        for entry in left.entries
    )
    return Listing(entries, left.more, None, left.pointer)
