"""Every name in a rules file with what it means there: what stands at a place, and where a name is used.

Reads what was written and needs no rule to be right: what hangs on a mistake is left out, everything else is there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field, replace
from typing import Literal, TypeAlias, cast

from ccmcheck.base.frozen import frozen
from ccmcheck.base.source import Span
from ccmcheck.document.schema import Kind, ListKind, NameKind, RecordKind
from ccmcheck.language.rulebook.kinds import SIGNATURES
from ccmcheck.language.rulebook.resolve import Surroundings
from ccmcheck.language.syntax import Parsed, tree

Sort: TypeAlias = Literal[
    "field", "variable", "define", "register", "function", "rule", "paragraph", "quotation", "file"
]


@frozen
class Thing:
    """What a name can lead to: a kind, and the schema with the steps in it by which it is found (`[]` for an item)."""

    kind: Kind
    schema: str
    steps: tuple[str, ...] = ()

    def inside(self, name: str) -> Thing | None:
        """A field of it; None where it has none of that name."""
        if not isinstance(self.kind, RecordKind) or name not in self.kind.fields:
            return None
        return Thing(self.kind.fields[name].kind, self.schema, (*self.steps, name))

    @property
    def item(self) -> Thing | None:
        """An item of it; None where it is no list."""
        return Thing(self.kind.item, self.schema, (*self.steps, "[]")) if isinstance(self.kind, ListKind) else None


@frozen
class Use:
    """A name where it stands. `declared` is where this file says what it means, and alike for each use of one name.

    `thing` is what a field, a variable or a register is; of a quotation and its paragraph `citation` is the whole.
    """

    sort: Sort
    name: str
    span: Span = field(compare=False)
    declared: Span | None = field(default=None, compare=False)
    thing: Thing | None = None
    citation: tree.Citation | None = field(default=None, compare=False)


@frozen
class Meanings:
    """What names mean at one place of a rules file: `variables` are those bound there, with where."""

    document: Thing | None
    registers: Mapping[str, Thing]
    declared: Mapping[str, tree.DefineStatement | tree.RegisterStatement]
    variables: Mapping[str, tuple[Span, Thing | None]] = field(default_factory=dict)

    def bound(self, name: tree.Word, thing: Thing | None) -> Meanings:
        """The same, with one more variable."""
        return replace(self, variables={**self.variables, name.text: (name.span, thing)})

    def of(self, name: str) -> Thing | None:
        """What a name by itself is; None where that is not known, or it is no thing."""
        if name in self.variables:
            return self.variables[name][1]
        match self.declared.get(name):
            case tree.RegisterStatement():
                return self.registers.get(name)
            case tree.DefineStatement(parameters=None, body=body):
                return thing_of(body, replace(self, declared={k: v for k, v in self.declared.items() if k != name}))
            case tree.DefineStatement():
                return None
            case _:
                return self.in_document(name)

    def in_document(self, name: str) -> Thing | None:
        """A field of the document, or the document before."""
        field = self.document.inside(name) if self.document else None
        return self.document if field is None and name == "previous" else field

    def member(self, of: Thing | None, name: str) -> Thing | None:
        """A field of a thing; of a name it is a field of the row that its register has for it."""
        holder = self.holder(of)
        return holder.inside(name) if holder else None

    def holder(self, of: Thing | None) -> Thing | None:
        """What has the fields of a thing: itself, or for a name the row that its register has for it."""
        if of is not None and isinstance(of.kind, NameKind) and of.kind.register in self.registers:
            return self.registers[of.kind.register].item
        return of


def meanings(parsed: Parsed, around: Surroundings | None) -> Meanings:
    """What names mean in a rules file outside of everything that binds one."""
    declared = {
        statement.name.text: statement
        for statement in parsed.statements
        if isinstance(statement, tree.DefineStatement | tree.RegisterStatement)
    }
    if around is None:
        return Meanings(None, {}, declared)
    registers = {
        name: Thing(register.rows.kind, register.vocabulary.name) for name, register in around.registers.items()
    }
    return Meanings(Thing(around.vocabulary.document, around.vocabulary.name), registers, declared)


def thing_of(expression: tree.Expression, known: Meanings) -> Thing | None:
    """What an expression is, where it is a path or a list made of one."""
    match expression:
        case tree.Name(name):
            return known.of(name)
        case tree.Member(of, name):
            return known.member(thing_of(of, known), name.text)
        case tree.Group(inner):
            return thing_of(inner, known)
        case tree.Comprehension(item, bindings):
            for binding in bindings:
                known = _bound(binding.name, binding.list, known)
            inner_item = thing_of(item, known)
            return replace(inner_item, kind=ListKind(inner_item.kind)) if inner_item else None
        case _:
            return None


def uses(parsed: Parsed, around: Surroundings | None) -> tuple[Use, ...]:
    """Every name of a rules file, in order of position."""
    known = meanings(parsed, around)
    arguments: dict[str, list[Thing | None]] = {}
    found = [use for s in parsed.statements if not isinstance(s, tree.DefineStatement)
             for use in _in_statement(s, known, arguments)]  # fmt: skip
    # Backwards, so that what a definition hands on to an earlier one is known when that is read.
    for define in reversed([s for s in parsed.statements if isinstance(s, tree.DefineStatement)]):
        found += _in_define(define, known, arguments)
    return tuple(sorted(found, key=lambda use: (use.span.start, use.span.end)))


def at(found: tuple[Use, ...], offset: int) -> Use | None:
    """The use that stands at a place, the shortest where one lies in another; None where none does."""
    there = [use for use in found if use.span.start <= offset <= use.span.end]
    return min(there, key=lambda use: use.span.end - use.span.start, default=None)


def alike(found: tuple[Use, ...], use: Use) -> tuple[Use, ...]:
    """Every use of what one use means: of a variable those that the same words bind, of a field the same field."""

    def is_same(other: Use) -> bool:
        if (use.sort, use.name) != (other.sort, other.name):
            return False
        if use.sort == "field":
            return other.thing is None or use.thing is None or _place(other.thing) == _place(use.thing)
        return (other.declared and other.declared.start) == (use.declared and use.declared.start)

    return tuple(other for other in found if is_same(other))


def _place(thing: Thing) -> tuple[str, tuple[str, ...]]:
    return thing.schema, thing.steps


# -- statements -----------------------------------------------------------------------------------------------------

_Arguments: TypeAlias = dict[str, list[Thing | None]]


def _in_statement(statement: tree.Statement, known: Meanings, arguments: _Arguments) -> Iterator[Use]:
    match statement:
        case tree.RulesetStatement():
            for word in (statement.source, statement.schema, statement.base):
                if word is not None:
                    yield Use("file", word.text, word.span)
        case tree.RegisterStatement(name, file, schema):
            yield Use("register", name.text, name.span, name.span, known.registers.get(name.text))
            yield from (Use("file", word.text, word.span) for word in (file, schema))
        case tree.RuleStatement():
            yield from _in_rule(statement, known, arguments)
        case tree.UncheckedStatement(paragraphs):
            yield from (Use("paragraph", word.text, word.span) for word in paragraphs)
        case tree.RepealStatement(rule, citation):
            yield Use("rule", rule.text, rule.span)
            yield from _in_citation(citation)
        case tree.DefineStatement():
            pass


def _in_define(define: tree.DefineStatement, known: Meanings, arguments: _Arguments) -> Iterator[Use]:
    name = define.name
    yield Use("define", name.text, name.span, name.span)
    given = arguments.get(name.text, [])
    for number, parameter in enumerate(define.parameters or ()):
        known = known.bound(parameter, given[number] if number < len(given) else None)
        yield Use("variable", parameter.text, parameter.span, parameter.span, known.of(parameter.text))
    yield from _in(define.body, known, arguments)


def _in_rule(rule: tree.RuleStatement, known: Meanings, arguments: _Arguments) -> Iterator[Use]:
    yield Use("rule", rule.name.text, rule.name.span, rule.name.span)
    if rule.replaces is not None:
        yield Use("rule", rule.replaces.text, rule.replaces.span)
    for citation in (*rule.citations, *(exception.citation for exception in rule.exceptions)):
        yield from _in_citation(citation)
    bindings = rule.scope.bindings if rule.scope else ()
    conditions = (rule.scope.where if rule.scope else None, rule.when, rule.require)
    exceptions = (exception.condition for exception in rule.exceptions)
    yield from _in_bound(bindings, (*conditions, *exceptions), known, arguments)
    inner = known
    for binding in bindings:
        inner = _bound(binding.name, binding.list, inner)
    for template in (rule.ask, rule.otherwise):
        yield from _in_template(template, inner, arguments)
    for example in rule.examples:
        for edit in example.edits:
            yield from _in_path(edit.path, known)


def _in_citation(citation: tree.Citation) -> Iterator[Use]:
    paragraph, quotation = citation.paragraph, citation.quotation
    yield Use("paragraph", paragraph.text, paragraph.span, citation=citation)
    yield Use("quotation", quotation.text, quotation.span, citation=citation)


_PLACEHOLDER = re.compile(r"\{([a-z][a-z0-9_]*(?:\.[a-z][a-z0-9_]*)*)\}")


def _in_template(template: tree.Word | None, known: Meanings, arguments: _Arguments) -> Iterator[Use]:
    """The paths in braces of a text."""
    if template is None:
        return
    for match in _PLACEHOLDER.finditer(template.span.text):
        yield from _in(path_in(template.span, match.start(1), match[1]), known, arguments)


def path_in(span: Span, start: int, words: str) -> tree.Expression:
    """`meeting.start`, which stands so many characters from the start of a span, as an expression."""
    at_ = span.start + start
    path: tree.Expression | None = None
    for step in words.split("."):
        here = Span(span.source, at_, at_ + len(step))
        path = tree.Name(step, here) if path is None else tree.Member(path, tree.Word(step, here), here)
        at_ += len(step) + 1
    return cast(tree.Expression, path)


_STEP = re.compile(r"[a-z][a-z0-9_]*|\[[^\]]*\]")


def _in_path(path: tree.Path, known: Meanings) -> Iterator[Use]:
    """The fields of `meetings[0].end`, which names no variables, or of the programme before."""
    thing = known.document
    for match in _STEP.finditer(path.span.text):
        if match[0].startswith("["):
            thing = thing.item if thing else None
            continue
        first = match.start() == 0
        thing = known.in_document(match[0]) if first else thing.inside(match[0]) if thing else None
        yield Use("field", match[0], _part(path.span, match), thing=thing)


def _part(span: Span, match: re.Match[str]) -> Span:
    return Span(span.source, span.start + match.start(), span.start + match.end())


# -- expressions ----------------------------------------------------------------------------------------------------


def _bound(name: tree.Word, over: tree.Expression, known: Meanings) -> Meanings:
    listed = thing_of(over, known)
    return known.bound(name, listed.item if listed else None)


def _variable(name: tree.Word, known: Meanings) -> Use:
    return Use("variable", name.text, name.span, name.span, known.of(name.text))


def _in(expression: tree.Expression, known: Meanings, arguments: _Arguments) -> Iterator[Use]:
    match expression:
        case tree.Name(name, span):
            yield _name(name, span, known)
        case tree.Member(of, name):
            yield from _in(of, known, arguments)
            yield Use("field", name.text, name.span, thing=thing_of(expression, known))
        case tree.Call(function, given):
            yield from _called(function, given, known, arguments)
        case tree.Quantified(_, name, over, where, body) | tree.Counted(_, name, over, where, body):
            binding = tree.Binding(name, over, name.span)
            yield from _in_bound((binding,), (where, body), known, arguments)
        case tree.Comprehension(item, bindings, where):
            yield from _in_bound(bindings, (where, item), known, arguments)
        case _:
            for part in tree.parts_of(expression):
                yield from _in(part, known, arguments)


def _in_bound(
    bindings: Iterable[tree.Binding], parts: Iterable[tree.Expression | None], known: Meanings, arguments: _Arguments
) -> Iterator[Use]:
    """What runs through lists, and what is said of their items."""
    for binding in bindings:
        yield from _in(binding.list, known, arguments)
        known = _bound(binding.name, binding.list, known)
        yield _variable(binding.name, known)
    for part in parts:
        if part is not None:
            yield from _in(part, known, arguments)


def _name(name: str, span: Span, known: Meanings) -> Use:
    if name in known.variables:
        declared, thing = known.variables[name]
        return Use("variable", name, span, declared, thing)
    match known.declared.get(name):
        case tree.RegisterStatement(name=word):
            return Use("register", name, span, word.span, known.of(name))
        case tree.DefineStatement(name=word):
            return Use("define", name, span, word.span, known.of(name))
        case _:
            return Use("field", name, span, thing=known.of(name))


def _called(
    function: tree.Word, given: tuple[tree.Expression, ...], known: Meanings, arguments: _Arguments
) -> Iterator[Use]:
    define = known.declared.get(function.text)
    if define is not None:
        yield Use("define", function.text, function.span, define.name.span)
        arguments.setdefault(function.text, [thing_of(each, known) for each in given])
    elif function.text in SIGNATURES:
        yield Use("function", function.text, function.span)
    for each in given:
        yield from _in(each, known, arguments)
