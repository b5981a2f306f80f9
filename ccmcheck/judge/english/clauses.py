"""The sides of a clause and what they are called where it was evaluated; hides how the handbook's nouns get there."""

from __future__ import annotations

from typing import cast

from ccmcheck.base import values
from ccmcheck.base.frozen import numerous
from ccmcheck.base.values import OPEN, Plain
from ccmcheck.document.nodes import Node, State
from ccmcheck.document.previous import is_previous
from ccmcheck.document.schema import RecordKind
from ccmcheck.judge.english import conditions
from ccmcheck.judge.english.conditions import counted, named
from ccmcheck.judge.english.nouns import Naming, title_of
from ccmcheck.judge.english.values import bound, known_as
from ccmcheck.judge.english.wordings import constant
from ccmcheck.judge.evaluate import Because, Bound, Listing, Seen, operand
from ccmcheck.language import core
from ccmcheck.language.comparator_words import COMPARATORS
from ccmcheck.language.core import Core


@numerous
class Sides:
    """A comparison as one reads it: what is measured, its value, and the value that limits it."""

    measured: Core
    value: Bound
    comparator: str
    limit: Bound


def sides_of(because: Because, clause: core.Compare) -> Sides:
    """The sides of a comparison: what the document's own frame or the rule itself gives is the limit."""
    left, right = cast(Bound, because.left), cast(Bound, because.right)
    if _rank(clause.left, left) > _rank(clause.right, right):
        return Sides(clause.right, right, COMPARATORS[clause.comparator].mirrored, left)
    return Sides(clause.left, left, clause.comparator, right)


def measured_value(because: Because) -> Bound:
    """The value that a comparison measures."""
    if isinstance(because.clause, core.Compare) and because.clause.comparator not in ("in", "not in"):
        return sides_of(because, because.clause).value
    return cast(Bound, because.left)


def is_exact(value: Bound | None) -> bool:
    """Whether a value is known to the last detail, so that it can stand in a sentence as a limit."""
    match value:
        case Node(state=State.STATED, value=tuple() as items):
            return value.rest is None and all(is_exact(item) and item.presence is None for item in items)
        case Node():
            return value.state is State.STATED and isinstance(value.value, Plain) and values.is_exact(value.value)
        case Seen():
            return values.is_exact(value.value)
        case Listing():
            return value.complete and all(
                e.presence.truth is values.CERTAIN and is_exact(e.item) for e in value.entries
            )
        case None:
            return False


def is_fact(value: Bound, because: Because) -> bool:
    """Whether a value comes from a register, and not from the document."""
    context = because.context
    if not isinstance(value, Node) or context is None or is_previous(value):
        return False
    return value.source is not context.document.source


def row_noun(row: Bound) -> str:
    """What a register calls its rows: “State party”."""
    kind = row.kind if isinstance(row, Node) else None
    return kind.name if isinstance(kind, RecordKind) and kind.name else "row"


def is_of_previous(side: Core, value: Bound) -> bool:
    """Whether something is of the programme before."""
    return core.reads_previous(side) or (isinstance(value, Node) and is_previous(value))


def names_outside(because: Because) -> tuple[str, ...]:
    """The names of what stands in no programme and a clause was asked of."""
    context = because.context
    if context is None or because.truth is OPEN:  # any row may be the one, and none is named
        return ()
    return tuple([known_as(thing)[1] for thing in context.bound.values() if context.is_outside(thing)])


def _rank(side: Core, value: Bound) -> int:
    """How much a side is a limit: what the rule writes most, then the programme before, then the own frame (`year`)."""
    if isinstance(side, core.Constant | core.ListOf):
        return 3
    if is_of_previous(side, value):
        return 2
    return 1 if isinstance(side, core.FieldOf) and isinstance(side.of, core.WholeDocument) else 0


def named_thing(expression: Core, because: Because) -> str:
    """A field by its title in the schema (“the end”), anything else as the handbook says it."""
    match expression:
        case core.FieldOf(of, name) if because.context is not None and not isinstance(of, core.Rows):
            holder = operand(of, because.context)
            if not is_of_previous(of, holder):
                return f"the {title(holder, name)}"
        case _:
            pass
    return named(expression, naming_of(expression, because))


def title(holder: Bound, name: str) -> str:
    """A field of a record by its title in the schema."""
    kind = holder.kind if isinstance(holder, Node) else None
    title = kind.fields[name].title if isinstance(kind, RecordKind) else ""
    return title or name.replace("_", " ")


def noun(expression: Core, because: Because, *, singular: bool = False) -> str:
    """What a list holds: “members”, “committees with the topic `universalization`”, or one."""
    match expression:
        case core.Comprehension():
            return noun(expression.list, because, singular=singular) + which(expression, because, many=not singular)
        case core.FieldOf():
            return _in_number(named_thing(expression, because).removeprefix("the "), singular=singular)
        case _:
            return counted(expression, naming_of(expression, because), singular=singular)


def _in_number(plural: str, *, singular: bool) -> str:
    return plural.removesuffix("s") if singular else plural


def which(over: core.Quantified | core.Comprehension, because: Because, *, many: bool = True) -> str:
    """What is said of the items that are meant."""
    context, slot = because.context, over.slot
    match over.where:
        case None:
            return ""
        case core.Compare("=", core.FieldOf(core.Variable(own) as of, name), right) if own == slot and context:
            value = None if core.mentions(right, slot) else operand(right, context)
            if is_exact(value):
                return f" with the {title_of(of, name, naming_inside(over, because))} {bound(cast(Bound, value))}"
        case core.Compare("in", left, core.FieldOf(core.Variable(own) as of, name)) if own == slot and context:
            value = None if core.mentions(left, slot) else operand(left, context)
            if is_exact(value):
                title = title_of(of, name, naming_inside(over, because))
                return f" whose {title} include {bound(cast(Bound, value))}"
        case _:
            pass
    return f" {conditions.which(over.where, slot, naming_inside(over, because), many=many)}"


def naming_inside(over: core.Quantified | core.Comprehension, because: Because) -> Naming:
    """The names inside a list that is walked, with its items."""
    return naming_of(over, because).bound(over.slot, over.name, over.list)


def naming_of(expression: Core, because: Because) -> Naming:
    """What the handbook calls the fields, registers and variables of an expression where it was evaluated."""
    context = because.context
    assert context is not None
    naming = Naming.over(context.document.kind, context.registers)
    for part in core.walk(expression):
        if isinstance(part, core.Variable) and part.slot in context.bound:
            item = context.bound[part.slot]
            naming = naming.holding(part.slot, part.name, item.kind if isinstance(item, Node) else None)
            if context.is_outside(item) and because.truth is not OPEN:
                field, name = known_as(item)
                words = constant(item.value, name) if isinstance(item, Seen) else name
                naming = naming.called(part.slot, words, field)
    return naming
