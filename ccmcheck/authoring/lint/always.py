"""Conditions that the schema decides already: true, or false, of every document that it allows.

A document in which everything is blank stands for all of them: what is certain there can never come out otherwise.
"""

from __future__ import annotations

from collections.abc import Iterator

from ccmcheck.authoring.lint.finding import File, LintFinding, remark
from ccmcheck.base.values import CERTAIN, IMPOSSIBLE, OPEN, Choice, Truth, negation
from ccmcheck.document.nodes import Node, State
from ccmcheck.document.schema import RecordKind
from ccmcheck.judge.evaluate import Context, Seen, listing, operand, truth
from ccmcheck.language import core
from ccmcheck.language.core import Core
from ccmcheck.language.rulebook.model import Rule


def always(file: File) -> Iterator[LintFinding]:
    """The conditions of each rule that nothing in a document can change."""
    source = file.parsed.source
    document = Node(file.document, State.BLANK, None, "", "", source, 0, 0)
    for rule, _ in file.rules:
        places: set[tuple[int, int]] = set()
        for condition, context in _conditions(rule, Context(document, file.registers, {})):
            for part, value in _decided(condition, context):
                if (part.span.start, part.span.end) not in places:
                    places.add((part.span.start, part.span.end))
                    code = "condition-always-true" if value is CERTAIN else "condition-always-false"
                    yield remark(code, rule.name, part.span, clause=" ".join(part.span.text.split()))


def _conditions(rule: Rule, context: Context) -> Iterator[tuple[Core, Context]]:
    """The conditions of a rule, with an unknown item for each of its variables."""
    for binding in rule.bindings:
        over = listing(binding.list, context)
        item = over.rest or next((entry.item for entry in over.entries), None)
        if item is None:
            return
        context = context.bind(binding.slot, item)
    conditions = (rule.where, rule.when, rule.require, *(exemption.condition for exemption in rule.exemptions))
    yield from ((condition, context) for condition in conditions if condition is not None)


def _decided(expression: Core, context: Context) -> Iterator[tuple[Core, Truth]]:
    """The outermost parts of a condition that are decided whatever the document says."""
    value = _truth(expression, context)
    if value is not OPEN:
        yield expression, value
        return
    match expression:
        case core.And(parts) | core.Or(parts):
            for part in parts:
                yield from _decided(part, context)
        case core.Not(inner):
            yield from _decided(inner, context)
        case core.Quantified(_, slot, _, over, where, body):
            rest = listing(over, context).rest
            if rest is not None:
                within = context.bind(slot, rest)
                yield from () if where is None else _decided(where, within)
                yield from _decided(body, within)
        case _:
            pass


def _truth(expression: Core, context: Context) -> Truth:
    match expression:
        case core.Not(inner):
            return negation(_truth(inner, context))
        case core.Given(of, missing) if _is_required(of, context):
            return IMPOSSIBLE if missing else CERTAIN
        case core.Compare("in" | "not in" as comparator, left, core.ListOf(items)) if _is_any_word(
            left, items, context
        ):
            return CERTAIN if comparator == "in" else IMPOSSIBLE
        case core.Compare(comparator, left, right) if left == right and comparator not in ("in", "not in"):
            return CERTAIN if comparator in ("=", "<=", ">=") else IMPOSSIBLE
        case _:
            return truth(expression, context).truth


def _is_required(path: Core, context: Context) -> bool:
    """Whether a document is refused without the field, so that a rule need not ask for it."""
    match path:
        case core.WholeDocument() | core.Variable():
            return True
        case core.FieldOf(of, name):
            holder = operand(of, context)
            kind = holder.kind if isinstance(holder, Node) else None
            return isinstance(kind, RecordKind) and kind.fields[name].required and _is_required(of, context)
        case _:
            return False


def _is_any_word(left: Core, items: tuple[Core, ...], context: Context) -> bool:
    """Whether a list holds every word that the schema allows in a field."""
    bound = operand(left, context)
    value = bound.value if isinstance(bound, Node | Seen) else None
    if not isinstance(value, Choice) or value.words is None:
        return False
    words = {item.value.word for item in items if isinstance(item, core.Constant) and isinstance(item.value, Choice)}
    return value.words <= words
