"""One `match` over the core: what each expression says of a document."""

from __future__ import annotations

from collections.abc import Iterator
from typing import assert_never, cast

from ccmcheck.base import values
from ccmcheck.base.frozen import numerous
from ccmcheck.base.values import CERTAIN, IMPOSSIBLE, OPEN, Choice, Plain, Range, Truth
from ccmcheck.document.nodes import Node, State, absent, child
from ccmcheck.document.previous import not_at_hand
from ccmcheck.judge.evaluate import lists
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
    any_of,
    clause,
    inverted,
    merged,
    reads_of,
)
from ccmcheck.language import core
from ccmcheck.language.core import Core


@numerous
class _AskedList:
    """The members of a list as an expression gave them while its variables were bound to these things."""

    expression: Core
    slots: frozenset[int]
    bound: tuple[tuple[int, Bound], ...]
    members: Members


class Evaluation:
    """Asks expressions of one document; of each list that membership was asked of it remembers the last members.

    An open answer names holes enough to be open. A `thorough` one names each that may still count once others are
    filled: it goes on where the first open row of a register would do, and asks what a list may hold beside its items.
    """

    def __init__(self, *, thorough: bool = False) -> None:
        self._asked: list[_AskedList] = []
        self.thorough = thorough

    def truth(self, expression: Core, context: Context) -> Answer:
        """Whether a condition holds, however the blanks are filled."""
        match expression:
            case core.Compare():
                return self._compared(expression, context)
            case core.Between(value, low, high):
                return _between(
                    expression,
                    self.operand(value, context),
                    self.operand(low, context),
                    self.operand(high, context),
                    context,
                )
            case core.Given(of, missing):
                answer = _given(expression, cast(Node, self.operand(of, context)), context)
                return inverted(answer) if missing else answer
            case core.Not(inner):
                return inverted(self.truth(inner, context))
            case core.And(parts):
                return all_of([self.truth(part, context) for part in parts])
            case core.Or(parts):
                return any_of([self.truth(part, context) for part in parts])
            case core.Quantified():
                return self._quantified(expression, context)
            case core.Call("distinct", (argument,)):
                return lists.distinct(expression, self.listing(argument, context), context)
            case core.Call("recurs", (year, every, first)):
                return _recurs(expression, self.operand(year, context), every, first, context)
            case core.Constant() | core.Variable() | core.FieldOf():
                bound = self.operand(expression, context)
                return clause(expression, cast(Truth, lists.plain(bound)), reads_of(bound), bound, context=context)
            case (
                core.ListOf()
                | core.WholeDocument()
                | core.PreviousDocument()
                | core.Rows()
                | core.Comprehension()
                | core.Arithmetic()
                | core.Call()
            ):
                raise AssertionError(f"no condition: {expression}")
            case _:
                assert_never(expression)

    def _compared(self, expression: core.Compare, context: Context) -> Answer:
        left = self.operand(expression.left, context)
        match expression.comparator:
            case "in":
                return lists.contains(expression, left, self._members(expression.right, context), context)
            case "not in":
                return inverted(lists.contains(expression, left, self._members(expression.right, context), context))
            case _:
                right = self.operand(expression.right, context)
                relation = _relation(expression, left, right)
                return clause(expression, relation, (*reads_of(left), *reads_of(right)), left, right, context)

    def _members(self, expression: Core, context: Context) -> Members:
        """The list to the right of `in`; a quantifier asks the same one for each of its items."""
        before = next((asked for asked in self._asked if asked.expression is expression), None)
        if before is not None and all(context.bound[slot] is bound for slot, bound in before.bound):
            return before.members
        members = Members(self.listing(expression, context))
        slots = before.slots if before is not None else core.slots_in(expression) & context.bound.keys()
        bound = tuple((slot, context.bound[slot]) for slot in slots)
        self._asked = [asked for asked in self._asked if asked is not before]
        self._asked.append(_AskedList(expression, slots, bound, members))
        return members

    def _quantified(self, expression: core.Quantified, context: Context) -> Answer:
        over = self.listing(expression.list, context)
        answers = list(self._of_items(expression, over, context))
        whole = all_of(answers) if expression.quantifier == "every" else any_of(answers)
        ended = _with_the_end(expression, whole, over, context)
        return inverted(ended) if expression.quantifier == "no" else ended

    def _of_items(self, expression: core.Quantified, over: Listing, context: Context) -> Iterator[Answer]:
        """What each entry contributes. Where a blank picks the row of a register, one open row is enough."""
        picked_by_blank = isinstance(expression.list, core.Rows) and expression.quantifier != "every"
        picked_by_blank = picked_by_blank and not self.thorough
        for entry in self._entries(over):
            answer = self._of_item(expression, entry, context)
            yield answer
            if picked_by_blank and answer.truth is OPEN and entry.presence.truth is OPEN:
                return

    def _entries(self, over: Listing) -> tuple[ListEntry, ...]:
        """The entries of a list; thoroughly, what it may hold beside them as well."""
        if over.rest is None or not self.thorough:
            return over.entries
        return (*over.entries, ListEntry(over.rest, Answer(OPEN)))

    def _of_item(self, expression: core.Quantified, entry: ListEntry, context: Context) -> Answer:
        """What one entry contributes: it is not in the list, or not meant, or satisfies the body."""
        every = expression.quantifier == "every"
        if entry.presence.truth is IMPOSSIBLE:
            return inverted(entry.presence) if every else entry.presence
        inner = context.bind(expression.slot, entry.item)
        meant = [entry.presence]
        if expression.where is not None:
            meant.append(self.truth(expression.where, inner))
        body = self.truth(expression.body, inner)
        if every:
            unmeant = [inverted(each) for each in meant]
            whole = any_of([*unmeant, body])
            # What fails tells more than what brought it in question.
            return whole if whole.truth is not IMPOSSIBLE else Answer(IMPOSSIBLE, merged([body, *unmeant]))
        return all_of([*meant, body])

    def operand(self, expression: Core, context: Context) -> Bound:
        """The value of an expression of any kind: a node of the document, a computed value, or a list."""
        match expression:
            case core.Constant(value):
                return Seen(value)
            case core.WholeDocument():
                return context.document
            case core.PreviousDocument():
                return context.previous or not_at_hand(context.document)
            case core.Variable(slot):
                return context.bound[slot]
            case core.FieldOf(core.Rows(register, key), name) if key is not None:
                return lists.of_row(context.registers[register], cast(Node, self.operand(key, context)), name)
            case core.FieldOf(of, name):
                return child(cast(Node, self.operand(of, context)), name)
            case core.Arithmetic(sign, left, right):
                return _arithmetic(sign, self.operand(left, context), self.operand(right, context))
            case core.ListOf() | core.Rows() | core.Comprehension() | core.Call("difference" | "joined"):
                return self.listing(expression, context)
            case core.Call("distinct" | "recurs"):
                return _as_value(self.truth(expression, context))
            case core.Call(function, arguments):
                return self._called(function, arguments, context)
            case (
                core.Compare() | core.Between() | core.Given() | core.Not() | core.And() | core.Or() | core.Quantified()
            ):
                return _as_value(self.truth(expression, context))
            case _:
                assert_never(expression)

    def _called(self, function: core.Function, arguments: tuple[Core, ...], context: Context) -> Seen:
        match function:
            case "count":
                return lists.count(self.listing(arguments[0], context))
            case "sum":
                return lists.total(self.listing(arguments[0], context))
            case "min":
                return lists.least(self.listing(arguments[0], context), context.document)
            case "max":
                return lists.greatest(self.listing(arguments[0], context), context.document)
            case "days" | "year" | "month" | "weekday" | "date":
                bounds = [self.operand(argument, context) for argument in arguments]
                reads = tuple(node for bound in bounds for node in reads_of(bound))
                return Seen(_of_calendar(function, [_range(bound) for bound in bounds]), reads)
            case "share":
                part, of = (self.operand(argument, context) for argument in arguments)
                return Seen(values.share(_range(part), _range(of)), reads_of(of))
            case "distinct" | "difference" | "recurs" | "joined":
                raise AssertionError(f"no plain value: {function}")
            case _:
                assert_never(function)

    def listing(self, expression: Core, context: Context) -> Listing:
        """The list that an expression stands for."""
        match expression:
            case core.ListOf(parts):
                return Listing(tuple(ListEntry(self.operand(part, context), CERTAINLY) for part in parts))
            case core.Rows(register, key):
                wanted = None if key is None else self.operand(key, context)
                return lists.rows(context.registers[register], wanted, expression)
            case core.Comprehension():
                return self._comprehension(expression, context)
            case core.Call("difference", (left, right)):
                without = self.listing(right, context)
                left_over = lists.difference(expression, self.listing(left, context), without, context)
                return self._resting_on(left_over, reads_of(without))
            case core.Call("joined", (lists_of,)):
                return lists.joined(self.listing(lists_of, context))
            case _:
                bound = lists.settled(self.operand(expression, context), expression)
                assert isinstance(bound, Listing)
                return bound

    def _comprehension(self, expression: core.Comprehension, context: Context) -> Listing:
        over = self.listing(expression.list, context)
        entries = tuple([self._made(expression, entry, context) for entry in over.entries])
        if over.rest is None:
            return Listing(entries, over.reads)
        inner = context.bind(expression.slot, over.rest)
        rest = self.operand(expression.item, inner)
        listed = self._resting_on(Listing(entries, over.reads, rest), reads_of(rest))
        if expression.where is None or not self.thorough:
            return listed
        return self._resting_on(listed, self.truth(expression.where, inner).reads)

    def _resting_on(self, listing: Listing, reads: tuple[Node, ...]) -> Listing:
        """A list; thoroughly, with what decides which other items it may hold."""
        if listing.rest is None or not self.thorough:
            return listing
        return Listing(listing.entries, listing.reads + reads, listing.rest)

    def _made(self, expression: core.Comprehension, entry: ListEntry, context: Context) -> ListEntry:
        """The entry that a comprehension makes of one of its list: there if that is there and fulfils `where`."""
        inner = context.bind(expression.slot, entry.item)
        present = entry.presence
        if expression.where is not None and present.truth is not IMPOSSIBLE:
            present = all_of([present, self.truth(expression.where, inner)])
        return ListEntry(self.operand(expression.item, inner), present)


def truth(expression: Core, context: Context) -> Answer:
    """Whether one condition holds, however the blanks are filled."""
    return Evaluation().truth(expression, context)


def operand(expression: Core, context: Context) -> Bound:
    """The value of one expression."""
    return Evaluation().operand(expression, context)


def listing(expression: Core, context: Context) -> Listing:
    """The list that one expression stands for."""
    return Evaluation().listing(expression, context)


# -- conditions ----------------------------------------------------------------------------------------------------


def _relation(expression: core.Compare, left: Bound, right: Bound) -> Truth:
    match expression.comparator:
        case "=":
            return lists.same(left, right, expression)
        case "!=":
            return values.negation(lists.same(left, right, expression))
        case "<":
            return values.less(_range(left), _range(right))
        case "<=":
            return values.less_or_equal(_range(left), _range(right))
        case ">":
            return values.less(_range(right), _range(left))
        case ">=":
            return values.less_or_equal(_range(right), _range(left))
        case "in" | "not in":
            raise AssertionError(f"no relation of two values: {expression.comparator}")
        case _:
            assert_never(expression.comparator)


def _between(expression: core.Between, value: Bound, low: Bound, high: Bound, context: Context) -> Answer:
    above = values.less_or_equal(_range(low), _range(value))
    below = values.less_or_equal(_range(value), _range(high))
    reads = (*reads_of(value), *reads_of(low), *reads_of(high))
    if IMPOSSIBLE in (above, below):
        return clause(expression, IMPOSSIBLE, reads, value, low, context)
    return clause(expression, CERTAIN if above is below is CERTAIN else OPEN, reads, value, low, context)


def _given(expression: core.Given, node: Node, context: Context) -> Answer:
    """Stated values and half dates are given, blanks may be, and what the document does not state is not."""
    match node.state:
        case State.STATED | State.PARTIAL:
            return Answer(CERTAIN, (Because(expression, CERTAIN, (node,), node, context=context),))
        case State.BLANK:
            return Answer(OPEN, (Because(expression, OPEN, (node,), node, context=context),))
        case State.UNSTATED:
            return Answer(IMPOSSIBLE, (Because(expression, IMPOSSIBLE, (absent(node),), node, context=context),))
        case State.ABSENT:
            raise AssertionError("only a reason is absent")
        case _:
            assert_never(node.state)


def _with_the_end(expression: core.Quantified, whole: Answer, over: Listing, context: Context) -> Answer:
    """The answer of the items, and the list itself as a reason: it ends here, or its end is open."""
    witness = IMPOSSIBLE if expression.quantifier == "every" else CERTAIN
    if whole.truth is witness:
        return Answer(witness, whole.because + _end(expression, witness, over, context))
    if not over.complete:
        return Answer(OPEN, _end(expression, OPEN, over, context) + _open_only(whole))
    if whole.truth is OPEN or len(over.entries) == 1:
        return Answer(whole.truth, whole.because + _end(expression, whole.truth, over, context))
    return Answer(whole.truth, _end(expression, whole.truth, over, context) + whole.because)


def _open_only(answer: Answer) -> tuple[Because, ...]:
    return tuple(because for because in answer.because if because.truth is OPEN)


def _end(expression: core.Quantified, value: Truth, over: Listing, context: Context) -> tuple[Because, ...]:
    return clause(expression, value, over.reads, over, context=context).because if over.reads else ()


def _recurs(expression: core.Call, year: Bound, every: Core, first: Core, context: Context) -> Answer:
    numbers = [cast(int, cast(Range, cast(core.Constant, constant).value).low) for constant in (every, first)]
    truth = values.recurs(_range(year), *numbers)
    return clause(expression, truth, reads_of(year), year, context=context)


# -- values --------------------------------------------------------------------------------------------------------


def _as_value(answer: Answer) -> Seen:
    return Seen(answer.truth, answer.reads)


def _arithmetic(sign: str, left: Bound, right: Bound) -> Seen:
    combine = values.plus if sign == "+" else values.minus
    return Seen(combine(_range(left), _range(right)), (*reads_of(left), *reads_of(right)))


def _of_calendar(function: str, ranges: list[Range]) -> Range | Choice:
    match function, ranges:
        case "days", [start, end]:
            return values.days_between(start, end)
        case "year", [day]:
            return values.year_of(day)
        case "month", [day]:
            return values.month_of(day)
        case "weekday", [day]:
            return values.weekday_of(day)
        case "date", [year, month, day]:
            return values.date_of(year, month, day)
        case _:
            raise AssertionError(function)


def _range(bound: Bound) -> Range:
    value: Plain = lists.plain(bound)
    assert isinstance(value, Range)
    return value
