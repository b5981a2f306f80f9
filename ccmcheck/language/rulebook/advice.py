"""What the author of a rule means by what cannot be resolved: advice for complaints about names and conditions."""

from __future__ import annotations

from ccmcheck.base.diagnostic import Fix, Suggestion, did_you_mean, meant
from ccmcheck.base.numbers import SMALL
from ccmcheck.base.source import Span
from ccmcheck.document.schema import ListKind, RecordKind
from ccmcheck.language.rulebook.kinds import Typed
from ccmcheck.language.rulebook.scope import Scope
from ccmcheck.language.syntax import tree


def near(name: str, scope: Scope) -> str:
    """“did you mean …?” for a name like it, which counts as used by whoever misspelt it."""
    known = [*scope.variables, *scope.defines, *scope.usable, *scope.document.fields]
    advice = did_you_mean(name, known)
    scope.notes.used.update(advice.instead if isinstance(advice, Suggestion) else ())
    return advice


def meant_literal(name: str) -> str:
    """The literal for a name by which elsewhere a truth or a number goes."""
    literals = {"yes": "true", "no": "false", **{word: str(number) for word, number in SMALL.items()}}
    return meant(literals[name.lower()]) if name.lower() in literals else ""


def unbound(name: str, scope: Scope, *, of_list: bool) -> str:
    """How to bind a name by which the items of a list go; where a list is needed, that list is meant."""
    for field, inner in scope.document.fields.items():
        item = inner.kind.item if isinstance(inner.kind, ListKind) else None
        if isinstance(item, RecordKind) and name.replace("_", " ") in (item.name, item.name.rpartition(" ")[2]):
            return meant(field) if of_list else f"Write `for each {name} in {field}` before, so that it has a meaning."
    return ""


def run_through_it(expression: tree.Member, of: Typed) -> str:
    """How to reach a field of the items of a list."""
    item = of.kind.item if isinstance(of.kind, ListKind) else None
    if not isinstance(item, RecordKind) or expression.name.text not in item.fields:
        return ""
    name = item.name.rpartition(" ")[2] or "item"
    return (
        f"Run through the list: `for each {name} in {expression.of.span.text}`, then `{name}.{expression.name.text}`."
    )


def in_a_list(parts: tuple[tree.Expression, ...], span: Span) -> str:
    """How to write `x = 1 or 2`, in which what stands behind `or` is no condition; empty for other alternatives."""
    literals = tree.NumberLiteral | tree.TextLiteral | tree.DayLiteral | tree.DurationLiteral
    match parts:
        case (tree.Comparison("=", left, first), *others) if all(isinstance(each, literals) for each in others):
            written = f"{left.span.text} in [{', '.join(each.span.text for each in (first, *others))}]"
            return Suggestion(f"Write `{written}`.", elsewhere=(Fix(span, written),))
        case _:
            return ""
