"""Names and kinds of expressions: the syntax tree of a condition becomes the core, or a complaint.

Every step gives the resolved expression or None; None means that a complaint has been noted already.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TypeAlias, assert_never, cast

from ccmcheck.base import values
from ccmcheck.base.diagnostic import did_you_mean
from ccmcheck.base.quoting import normal
from ccmcheck.base.source import Span
from ccmcheck.document.dates import days_of
from ccmcheck.document.schema import (  # fmt: skip
    DurationKind,
    Kind,
    ListKind,
    NameKind,
    RecordKind,
    TruthKind,
    describe,
)
from ccmcheck.language import core
from ccmcheck.language.rulebook import kinds
from ccmcheck.language.rulebook.advice import in_a_list, meant_literal, near, run_through_it, unbound
from ccmcheck.language.rulebook.amounts import arithmetic, recurring, share
from ccmcheck.language.rulebook.comparisons import between, compared
from ccmcheck.language.rulebook.kinds import Typed
from ccmcheck.language.rulebook.literals import duration
from ccmcheck.language.rulebook.register_rows import by_key, row_of, undeclared
from ccmcheck.language.rulebook.scope import Scope, listed
from ccmcheck.language.syntax import tree

ConditionMaker: TypeAlias = Callable[[tuple[core.Core, ...], Span], core.Core]

# Definitions are inlined; this many expressions in one rule mean that they multiply without bound.
LARGEST = 20_000
# As in the syntax, but with definitions written out.
DEEPEST = 100


def condition(expression: tree.Expression, scope: Scope, advice: str = "") -> core.Core | None:
    """A resolved expression that is true or false; the advice is for one that is neither."""
    typed = resolve(expression, scope)
    if typed is None:
        return None
    if not isinstance(typed.kind, TruthKind):
        given = ", or ask whether it `is given`" * isinstance(typed.core, core.FieldOf)
        advice = advice or f"Compare it with something{given}."
        return scope.refuse("not-a-condition", expression.span, suggestion=advice, found=describe(typed.kind))
    return typed.core


def resolve(expression: tree.Expression, scope: Scope) -> Typed | None:
    """The expression with its names and kinds resolved."""
    notes = scope.notes
    notes.made += 1
    if notes.made > LARGEST:
        notes.refused += 1
        return (
            scope.refuse("definitions-multiply", expression.span, limit=LARGEST) if notes.made == LARGEST + 1 else None
        )
    if notes.depth >= DEEPEST:
        return scope.refuse("statement-too-deep", expression.span, limit=DEEPEST)
    notes.depth += 1
    typed = _resolved(expression, scope)
    notes.depth -= 1
    return typed


def _resolved(expression: tree.Expression, scope: Scope) -> Typed | None:  # noqa: C901, PLR0912 -- one case each
    match expression:
        case tree.Group(inner):
            return resolve(inner, scope)
        case tree.Name():
            return _name(expression, scope)
        case tree.Member():
            return _member(expression, scope)
        case tree.Call():
            return _call(expression, scope)
        case tree.ListLiteral():
            return _list(expression, scope)
        case tree.Comprehension():
            return _comprehension(expression, scope)
        case tree.Arithmetic() | tree.Share() | tree.Recurring():
            return _computed(expression, scope)
        case tree.Counted():
            return _counted(expression, scope)
        case tree.Comparison() | tree.Between():
            return _comparison(expression, scope)
        case tree.Given():
            return _given(expression, scope)
        case tree.Not(inner):
            return _truths(scope, expression.span, (inner,), lambda parts, span: core.Not(parts[0], span))
        case tree.And(parts):
            return _truths(scope, expression.span, parts, core.And)
        case tree.Or(parts):
            advice = in_a_list(parts, expression.span)
            return _truths(scope, expression.span, parts[:2] if advice else parts, core.Or, advice)
        case tree.IfThen(if_, then):
            return _truths(scope, expression.span, (if_, then), _implication)
        case tree.Quantified():
            return _quantified(expression, scope)
        case tree.NumberLiteral(value):
            return Typed(core.Constant(values.point(value), expression.span), kinds.NUMBER)
        case tree.TextLiteral() | tree.TruthLiteral() | tree.DurationLiteral() | tree.DayLiteral():
            return _literal(expression, scope)
        case _:
            assert_never(expression)


# -- literals and names ---------------------------------------------------------------------------------------------


def _literal(
    expression: tree.TextLiteral | tree.TruthLiteral | tree.DurationLiteral | tree.DayLiteral, scope: Scope
) -> Typed | None:
    span = expression.span
    match expression:
        case tree.TextLiteral(value):
            return Typed(core.Constant(values.text(normal(value)), span), kinds.TEXT)
        case tree.TruthLiteral(value):
            return Typed(core.Constant(values.truth_of(value), span), kinds.TRUTH)
        case tree.DurationLiteral(amount, unit):
            length = duration(amount, unit)
            return Typed(core.Constant(values.point(length), span), DurationKind(length.unit))
        case tree.DayLiteral(written):
            day = days_of(written)
            if day is None:
                return scope.refuse("no-such-day", span, written=written)
            if not day.exact:
                return scope.refuse("half-date-here", span, written=written)
            return Typed(core.Constant(day, span), kinds.DATE)
        case _:
            assert_never(expression)


def _name(expression: tree.Name, scope: Scope, *, of_list: bool = False) -> Typed | None:
    name, span = expression.name, expression.span
    if name in scope.variables:
        return _placed(scope.variables[name], span)
    if name in scope.defines:
        return _inlined(scope.defines[name], (), span, scope)
    if name in scope.usable:
        scope.notes.used.add(name)
        if name not in scope.registers:
            scope.notes.refused += 1  # why there is no such register has been said where it is declared
            return None
        return Typed(core.Rows(name, None, span), ListKind(scope.registers[name].row))
    if name in scope.document.fields:
        return Typed(core.FieldOf(core.WholeDocument(span), name, span), scope.document.fields[name].kind)
    if name == "previous":
        return Typed(core.PreviousDocument(span), scope.document)
    advice = meant_literal(name) or unbound(name, scope, of_list=of_list) or near(name, scope)
    return scope.refuse("unknown-name", span, suggestion=advice, name=name)


def _of_list(expression: tree.Expression, scope: Scope) -> Typed | None:
    """The expression where a list is needed."""
    return _name(expression, scope, of_list=True) if isinstance(expression, tree.Name) else resolve(expression, scope)


def _placed(variable: Typed, span: Span) -> Typed:
    """A variable where it is used: messages point there, and not to where it was bound."""
    if isinstance(variable.core, core.Variable):
        return Typed(replace(variable.core, span=span), variable.kind)
    return variable


def _member(expression: tree.Member, scope: Scope) -> Typed | None:
    of = resolve(expression.of, scope)
    if of is None:
        return None
    name = expression.name
    if isinstance(of.kind, NameKind) and core.path_of(of.core):
        of = row_of(of, of.kind, scope)
    if not isinstance(of.kind, RecordKind) or not core.path_of(of.core):
        words = {"name": name.text, "of": expression.of.span.text, "kind": describe(of.kind)}
        return scope.refuse(
            "no-fields", name.span, suggestion=run_through_it(expression, of) or undeclared(of.kind), **words
        )
    if name.text not in of.kind.fields:
        suggestion = did_you_mean(name.text, of.kind.fields)
        words = {"name": name.text, "of": expression.of.span.text, "known": listed(of.kind.fields)}
        return scope.refuse("unknown-member", name.span, suggestion=suggestion, **words)
    kind = of.kind.fields[name.text].kind
    if isinstance(of.core, core.Rows) and not kinds.is_leaf(kind):
        words = {"name": name.text, "register": of.core.register, "found": describe(kind)}
        return scope.refuse("row-field", name.span, **words)
    return Typed(core.FieldOf(of.core, name.text, expression.span), kind)


# -- definitions and functions --------------------------------------------------------------------------------------


def _call(expression: tree.Call, scope: Scope) -> Typed | None:
    name = expression.function
    resolve_argument = _of_list if name.text in kinds.OF_LISTS else resolve
    arguments = [resolve_argument(argument, scope) for argument in expression.arguments]
    if any(argument is None for argument in arguments):
        return None
    typed = tuple(cast(list[Typed], arguments))
    if name.text in scope.defines:
        return _inlined(scope.defines[name.text], typed, expression.span, scope, called=True)
    if name.text not in kinds.SIGNATURES:
        suggestion = did_you_mean(name.text, [*scope.defines, *kinds.SIGNATURES])
        words = {"name": name.text, "known": listed(kinds.SIGNATURES)}
        return scope.refuse("unknown-function", name.span, suggestion=suggestion, **words)
    return _function(name.text, typed, expression, scope)


def _function(function: core.Function, given: tuple[Typed, ...], call: tree.Call, scope: Scope) -> Typed | None:
    signature = kinds.SIGNATURES[function]
    found = " and ".join(describe(argument.kind) for argument in given) or "nothing"
    words = {"name": function, "takes": signature.takes, "found": found}
    if len(given) != signature.arity:
        return scope.refuse("wrong-arguments", call.span, **words)
    kind = kinds.result(function, tuple(argument.kind for argument in given))
    if kind is None:
        return scope.refuse("wrong-arguments", call.span, **words)
    return Typed(core.Call(function, tuple(argument.core for argument in given), call.span), kind)


def _inlined(
    define: tree.DefineStatement, given: tuple[Typed, ...], span: Span, scope: Scope, *, called: bool = False
) -> Typed | None:
    """The body of a definition with the arguments in place of its parameters; kinds are checked at each use."""
    name = define.name.text
    scope.notes.used.add(name)
    if name in scope.within:
        return scope.refuse("recursive-define", span, name=name, chain=" → ".join((*scope.within, name)))
    parameters = define.parameters or ()
    if called is (define.parameters is None) or len(parameters) != len(given):
        wanted = f"{name}({', '.join(word.text for word in parameters)})" if define.parameters is not None else name
        return scope.refuse("wrong-use-of-define", span, wanted=wanted, found=span.text)
    variables = {word.text: argument for word, argument in zip(parameters, given, strict=True)}
    inner = replace(scope, variables=variables, within=(*scope.within, name))
    return resolve(define.body, inner)


# -- conditions -----------------------------------------------------------------------------------------------------


def _truths(
    scope: Scope, span: Span, parts: tuple[tree.Expression, ...], make: ConditionMaker, advice: str = ""
) -> Typed | None:
    resolved = [condition(part, scope, advice) for part in parts]
    if any(part is None for part in resolved):
        return None
    return Typed(make(tuple(cast(list[core.Core], resolved)), span), kinds.TRUTH)


def _implication(parts: tuple[core.Core, ...], span: Span) -> core.Core:
    if_, then = parts
    return core.Or((core.Not(if_, if_.span), then), span)


def _given(expression: tree.Given, scope: Scope) -> Typed | None:
    of = resolve(expression.of, scope)
    if of is None:
        return None
    if not isinstance(of.core, core.FieldOf):
        return scope.refuse("given-of-no-field", expression.of.span, found=expression.of.span.text)
    return Typed(core.Given(of.core, expression.missing, expression.span), kinds.TRUTH)


def _comparison(expression: tree.Comparison | tree.Between, scope: Scope) -> Typed | None:
    sides = (
        (expression.left, expression.right)
        if isinstance(expression, tree.Comparison)
        else (expression.value, expression.low, expression.high)
    )
    resolved = [_side(side, scope) for side in sides]
    if any(side is None for side in resolved):
        return None
    first, *others = cast(list[Typed], resolved)
    if isinstance(expression, tree.Between):
        return between(expression, first, others, scope)
    return compared(expression, first, others[0], scope)


def _side(expression: tree.Expression, scope: Scope) -> Typed | None:
    """One side of a comparison; half a date may stand here and means every day that it covers."""
    if isinstance(expression, tree.DayLiteral):
        day = days_of(expression.value)
        if day is not None:
            return Typed(core.Constant(day, expression.span), kinds.DATE)
    return resolve(expression, scope)


# -- lists and quantifiers ------------------------------------------------------------------------------------------


def _list(expression: tree.ListLiteral, scope: Scope) -> Typed | None:
    resolved = [resolve(item, scope) for item in expression.items]
    if any(item is None for item in resolved):
        return None
    items = cast(list[Typed], resolved)
    kind: Kind = items[0].kind if items else kinds.ANY_ITEM
    for written, item in zip(expression.items, items, strict=True):
        if not kinds.alike(kind, item.kind):
            words = {"left": describe(kind), "right": describe(item.kind)}
            return scope.refuse("mixed-list", written.span, **words)
    return Typed(core.ListOf(tuple(item.core for item in items), expression.span), ListKind(kind))


def over(expression: tree.Expression, scope: Scope) -> tuple[core.Core, Kind] | None:
    """A list that something runs through, and the kind of its items."""
    typed = _of_list(expression, scope)
    if typed is None:
        return None
    if not isinstance(typed.kind, ListKind):
        return scope.refuse("not-a-list", expression.span, found=describe(typed.kind))
    return typed.core, typed.kind.item


def bind(name: tree.Word, item: Kind, scope: Scope) -> tuple[int, Scope] | None:
    """A new variable for the items of a list; a name that is already bound would hide the other."""
    if name.text in scope.variables:
        return scope.refuse("name-bound", name.span, name=name.text)
    slot = next(scope.notes.slots)
    return slot, scope.bound(name.text, Typed(core.Variable(slot, name.text, name.span), item))


def _quantified(expression: tree.Quantified, scope: Scope) -> Typed | None:
    parts = _bound(expression, expression.where, scope)
    if parts is None:
        return None
    rows, slot, where, inner = parts
    body = condition(expression.body, inner)
    if body is None:
        return None
    quantified = core.Quantified(expression.quantifier, slot, expression.name.text, rows, where, body, expression.span)
    return Typed(quantified, kinds.TRUTH)


_COMPARATORS: dict[str, core.Comparator] = {"at least": ">=", "at most": "<=", "exactly": "="}


def _counted(expression: tree.Counted, scope: Scope) -> Typed | None:
    """`at least 2 x in list satisfies …` counts the items of the list that do."""
    parts = _bound(expression, expression.where, scope)
    if parts is None:
        return None
    rows, slot, where, inner = parts
    body = condition(expression.body, inner)
    if body is None:
        return None
    span, name = expression.span, expression.name.text
    meant = body if where is None else core.And((where, body), span)
    list_of = core.Comprehension(core.Variable(slot, name, expression.name.span), slot, name, rows, meant, span)
    words, _, number = " ".join(expression.amount.text.split()).rpartition(" ")
    wanted = core.Constant(values.point(int(number)), expression.amount.span)
    count = core.Call("count", (list_of,), span)
    return Typed(core.Compare(_COMPARATORS[words], count, wanted, span), kinds.TRUTH)


def _comprehension(expression: tree.Comprehension, scope: Scope) -> Typed | None:
    return _run_through(expression, expression.bindings, scope)


def _run_through(expression: tree.Comprehension, bindings: tuple[tree.Binding, ...], scope: Scope) -> Typed | None:
    """The list of a comprehension; where it runs through several lists, the lists of each item of the first, joined."""
    (first, *more) = bindings
    parts = _bound(first, None if more else expression.where, scope)
    if parts is None:
        return None
    rows, slot, where, inner = parts
    before = expression.bindings[: len(expression.bindings) - len(bindings)]
    if before and not _belongs_to(rows, before):
        return scope.refuse("joined-list", first.list.span, found=first.list.span.text, name=before[-1].name.text)
    item = _run_through(expression, tuple(more), inner) if more else resolve(expression.item, inner)
    if item is None:
        return None
    made = core.Comprehension(item.core, slot, first.name.text, rows, where, expression.span)
    if not more:
        return Typed(made, ListKind(item.kind))
    return Typed(core.Call("joined", (made,), expression.span), item.kind)


def _bound(
    binding: tree.Binding | tree.Quantified | tree.Counted, condition_: tree.Expression | None, scope: Scope
) -> tuple[core.Core, int, core.Core | None, Scope] | None:
    """The list, the slot, the condition and the inner scope of what runs through a list."""
    found = over(binding.list, scope)
    if found is None:
        return None
    bound = bind(binding.name, found[1], scope)
    if bound is None:
        return None
    slot, inner = bound
    where = None if condition_ is None else condition(condition_, inner)
    if where is None and condition_ is not None:
        return None
    if where is None:
        return found[0], slot, None, inner
    rows, rest = by_key(found[0], slot, where, scope)
    return rows, slot, rest, inner


def _computed(expression: tree.Arithmetic | tree.Share | tree.Recurring, scope: Scope) -> Typed | None:
    match expression:
        case tree.Arithmetic(_, left, right):
            first, second = resolve(left, scope), resolve(right, scope)
            return None if first is None or second is None else arithmetic(expression, first, second, scope)
        case tree.Share(_, whole):
            of = resolve(whole, scope)
            return None if of is None else share(expression, of, scope)
        case tree.Recurring(value):
            year = resolve(value, scope)
            return None if year is None else recurring(expression, year, scope)
        case _:
            assert_never(expression)


def _belongs_to(listed: core.Core, before: tuple[tree.Binding, ...]) -> bool:
    """Whether a list is a field of an item that a comprehension has bound before."""
    root = listed
    while isinstance(root, core.FieldOf):
        root = root.of
    return root is not listed and isinstance(root, core.Variable) and root.name in {each.name.text for each in before}
