"""The sides of a clause and what they are called where it was evaluated; hides how the handbook's nouns get there."""

from __future__ import annotations

from typing import cast

from ccmcheck.base.frozen import numerous
from ccmcheck.document.nodes import Node
from ccmcheck.document.schema import RecordKind
from ccmcheck.judge.english import conditions
from ccmcheck.judge.english.conditions import named
from ccmcheck.judge.english.nouns import Naming
from ccmcheck.judge.english.values import bound
from ccmcheck.judge.evaluate import Because, Bound, operand
from ccmcheck.language import core
from ccmcheck.language.comparators import COMPARATORS
from ccmcheck.language.core import Core


@numerous
class Sides:
    """A comparison as one reads it: what is measured and its value, what limits it and that value."""

    measured: Core
    value: Bound
    comparator: str
    limiting: Core
    limit: Bound


def sides_of(because: Because, clause: core.Compare) -> Sides:
    """The sides of a comparison: what the document's own frame or the rule itself gives is the limit."""
    left, right = cast(Bound, because.left), cast(Bound, because.right)
    if isinstance(clause.left, core.Constant | core.ListOf) or (
        _is_given_value(clause.left) and not _is_given_value(clause.right)
    ):
        return Sides(clause.right, right, COMPARATORS[clause.comparator].mirrored, clause.left, left)
    return Sides(clause.left, left, clause.comparator, clause.right, right)


def measured_value(because: Because) -> Bound:
    """The value that a comparison measures."""
    if isinstance(because.clause, core.Compare) and because.clause.comparator not in ("in", "not in"):
        return sides_of(because, because.clause).value
    return cast(Bound, because.left)


def is_open(value: Bound | None) -> bool:
    """Whether a value is a hole."""
    return isinstance(value, Node) and value.is_open


def _is_given_value(expression: Core) -> bool:
    """Whether an expression leads to the document's own frame (`year`) rather than to what is measured."""
    return isinstance(expression, core.FieldOf) and isinstance(expression.of, core.WholeDocument)


def named_thing(expression: Core, because: Because) -> str:
    """A field by its title in the schema (“the end”), anything else as the handbook says it."""
    match expression:
        case core.FieldOf(of, name) if because.context is not None:
            return f"the {title(operand(of, because.context), name)}"
        case _:
            return named(expression, naming_of(expression, because))


def title(holder: Bound, name: str) -> str:
    """A field of a record by its title in the schema."""
    kind = holder.kind if isinstance(holder, Node) else None
    title = kind.fields[name].title if isinstance(kind, RecordKind) else ""
    return title or name.replace("_", " ")


def noun(expression: Core, because: Because, *, singular: bool = False) -> str:
    """What a list holds: “coordinators”, “working groups with the topic `universalization`”, or one."""
    match expression:
        case core.Comprehension():
            return noun(expression.list, because, singular=singular) + which(expression, because)
        case core.FieldOf():
            return _in_number(named_thing(expression, because).removeprefix("the "), singular=singular)
        case core.Rows(register):
            return _in_number(register.replace("_", " "), singular=singular)
        case _:
            return named(expression, naming_of(expression, because))


def _in_number(plural: str, *, singular: bool) -> str:
    return plural.removesuffix("s") if singular else plural


def which(over: core.Quantified | core.Comprehension, because: Because) -> str:
    """What is said of the items that are meant."""
    context, slot = because.context, over.slot
    match over.where:
        case None:
            return ""
        case core.Compare("=", core.FieldOf(_, name), right) if context and not core.mentions(right, slot):
            return f" with the {name.replace('_', ' ')} {bound(operand(right, context))}"
        case core.Compare("in", left, core.FieldOf(core.Variable(), name)) if context and not core.mentions(left, slot):
            return f" whose {name.replace('_', ' ')} include {bound(operand(left, context))}"
        case where:
            return f" {conditions.which(where, slot, naming_inside(over, because), many=True)}"


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
    return naming
