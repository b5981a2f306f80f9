"""What can be told of rules without their meaning: no rejecting example, a name that hides a field, two rules alike."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, is_dataclass

from ccmcheck.authoring.lint.finding import File, LintFinding, inside, remark
from ccmcheck.base.diagnostic import Related
from ccmcheck.base.source import Span
from ccmcheck.language import core
from ccmcheck.language.rulebook.model import Binding, Citation, Rule
from ccmcheck.language.syntax import tree


def no_rejecting_example(file: File) -> Iterator[LintFinding]:
    """The rules that no example shows to refuse anything."""
    for rule, statement in file.rules:
        if rule.force != "judgement" and all(example.outcome != "rejects" for example in statement.examples):
            yield remark("no-rejecting-example", rule.name, statement.name.span, name=rule.name)


# -- names ----------------------------------------------------------------------------------------------------------


def shadows_field(file: File) -> Iterator[LintFinding]:
    """The names that hide a field of the document while they are bound.

    A definition with parameters may share its name with a field, since it is used with brackets.
    """
    for statement in file.parsed.statements:
        rule = statement.name.text if isinstance(statement, tree.RuleStatement) else ""
        for name in _names(statement):
            if name.text in file.document.fields:
                yield remark("shadows-field", rule, name.span, name=name.text)


def _names(statement: tree.Statement) -> Iterator[tree.Word]:
    match statement:
        case tree.DefineStatement(name, None):
            yield name
        case tree.DefineStatement(_, parameters):
            yield from parameters or ()
        case tree.RegisterStatement(name):
            yield name
        case _:
            pass
    for part in inside(statement):
        if isinstance(part, tree.Binding | tree.Quantified | tree.Counted):
            yield part.name


# -- rules that are the same ----------------------------------------------------------------------------------------


def same_rule(file: File) -> Iterator[LintFinding]:
    """The rules that ask what an earlier one asks already."""
    first: dict[object, tree.RuleStatement] = {}
    for rule, statement in file.rules:
        earlier = first.setdefault(_meaning(rule), statement)
        if earlier is not statement:
            line = earlier.name.span.position.line
            related = (Related(earlier.name.span, "the first of the two"),)
            other = earlier.name.text
            yield remark(
                "same-rule", rule.name, statement.name.span, related=related, name=rule.name, other=other, line=line
            )


def _meaning(rule: Rule) -> object:
    """What a rule asks, whatever it is called, cites and names its variables."""
    exemptions = tuple(exemption.condition for exemption in rule.exemptions)
    return _plain((rule.bindings, rule.where, rule.when, rule.require, rule.question, exemptions), {})


def _plain(part: object, slots: dict[int, int]) -> object:
    """A part of a rule with its variables numbered in order and without their names."""
    if isinstance(part, tuple):
        return tuple(_plain(item, slots) for item in part)
    if not is_dataclass(part) or isinstance(part, type):
        return part
    named = isinstance(part, core.Variable | core.Quantified | core.Comprehension | Binding)
    parts: list[object] = [type(part).__name__]
    for field in fields(part):
        value = getattr(part, field.name)
        if isinstance(value, Span | Citation) or (named and field.name == "name"):
            continue
        parts.append(slots.setdefault(value, len(slots)) if field.name == "slot" else _plain(value, slots))
    return tuple(parts)
