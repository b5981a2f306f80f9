"""A rules file with names, kinds, citations and quotations checked: syntax tree in, ruleset and complaints out.

A broken rule does not silence the others: it is left out and listed as not checked.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import TypeVar, cast

from ccmcheck.base.diagnostic import Diagnostic, Related, complain
from ccmcheck.base.frozen import frozen
from ccmcheck.base.source import Span
from ccmcheck.document.dates import days_of
from ccmcheck.document.schema import ListKind, RecordKind, TextKind, TruthKind, Vocabulary
from ccmcheck.language.core import Core
from ccmcheck.language.rulebook import kinds
from ccmcheck.language.rulebook.expressions import bind, condition, over, resolve
from ccmcheck.language.rulebook.model import (
    Binding,
    Citation,
    Exemption,
    Period,
    Register,
    Repeal,
    Rule,
    Ruleset,
    Template,
    Unchecked,
)
from ccmcheck.language.rulebook.scope import Notes, RegisterFacts, Scope
from ccmcheck.language.syntax import tree
from ccmcheck.language.syntax.tree import Parsed
from ccmcheck.prose import decision as decisions
from ccmcheck.prose.decision import Decision

LANGUAGE = "1"
S = TypeVar("S", bound=tree.Statement)


@dataclass(frozen=True)
class Surroundings:
    """What a rules file refers to: its schema's vocabulary, its registers, the decision's text if it could be read."""

    vocabulary: Vocabulary
    registers: Mapping[str, Register]
    decision: Decision | None


def ruleset(parsed: Parsed, header: Header, around: Surroundings) -> tuple[Ruleset, tuple[Diagnostic, ...]]:
    """The ruleset of a parsed file and every complaint about it, in order of position."""
    notes = Notes(used=kinds.registers_in(around.vocabulary.document))
    scope = _scope(parsed, around, notes)
    rules = [(statement, _rule(statement, scope, around)) for statement in _of(parsed, tree.RuleStatement)]
    twice = _check_names(parsed, notes)
    rules = [(statement, None if statement.name.span.start in twice else rule) for statement, rule in rules]
    unchecked = [_unchecked(statement, around, notes) for statement in _of(parsed, tree.UncheckedStatement)]
    repeals = [_repeal(statement, around, notes) for statement in _of(parsed, tree.RepealStatement)]
    _check_authority(parsed, header, notes)
    _check_definitions(parsed, scope)
    _check_use(parsed, notes)
    broken = [*(statement.name.text for statement, rule in rules if rule is None), *_broken_rules(parsed)]
    resolved = Ruleset(
        name=header.name,
        treaty=header.treaty,
        title=header.title,
        short=header.short,
        source=parsed.source,
        decision=header.decision,
        decision_sha256=around.decision.source.sha256 if around.decision else "",
        schema=header.schema,
        base=header.base,
        period=header.period,
        rules=tuple(rule for _, rule in rules if rule is not None and rule.force != "practice"),
        unchecked=tuple(unchecked),
        repeals=tuple(repeals),
        not_checked=tuple(broken),
        authority=header.authority,
        practices=tuple(rule for _, rule in rules if rule is not None and rule.force == "practice"),
    )
    return resolved, tuple(notes.problems)


def _of(parsed: Parsed, kind: type[S]) -> Iterator[S]:
    return (statement for statement in parsed.statements if isinstance(statement, kind))


def _broken_rules(parsed: Parsed) -> Iterator[str]:
    """The names of rules that cannot be read, those with another opening word among them."""
    rules = ("obligation", "recommendation", "judgement", "practice")
    asks = re.compile(r"\s(?:require|ask)\s")
    return (broken.name for broken in parsed.broken if broken.keyword in rules or asks.search(broken.span.text))


def _scope(parsed: Parsed, around: Surroundings, notes: Notes) -> Scope:
    declared = {statement.name.text for statement in _of(parsed, tree.RegisterStatement)}
    registers = {
        name: RegisterFacts(cast(RecordKind, cast(ListKind, register.rows.kind).item), register.key, register.names)
        for name, register in around.registers.items()
    }
    defines = {statement.name.text: statement for statement in _of(parsed, tree.DefineStatement)}
    document = cast(RecordKind, around.vocabulary.document)
    return Scope(document, registers, defines, notes, usable=frozenset(declared))


# -- rules ----------------------------------------------------------------------------------------------------------


def _rule(statement: tree.RuleStatement, scope: Scope, around: Surroundings) -> Rule | None:
    """The rule, or None where anything in it is wrong; all of its complaints are noted first."""
    before = scope.notes.refused
    scope.notes.made = 0
    if statement.force == "judgement" and not _holds_answers(scope.document):
        scope.refuse("no-assessments", statement.name.span, name=statement.name.text, schema=around.vocabulary.name)
    citations = tuple(_citation(written, around, scope.notes) for written in statement.citations)
    bindings, inner = _bindings(statement.scope, scope)
    where = _optional(statement.scope.where if statement.scope else None, inner)
    when = _optional(statement.when, inner)
    require = _optional(statement.require, inner)
    exemptions = tuple(_exemption(written, inner, around) for written in statement.exceptions)
    question = _template(statement.ask, inner)
    otherwise = _template(statement.otherwise, inner)
    observed = () if statement.observed is None else _years(statement.observed, scope.notes)
    if scope.notes.refused > before:
        return None
    return Rule(
        statement.name.text, statement.force, citations, bindings, where, when, require, question,
        tuple(exemption for exemption in exemptions if exemption is not None), otherwise,
        statement.replaces.text if statement.replaces else "", statement.span, observed,
    )  # fmt: skip


def _holds_answers(document: RecordKind) -> bool:
    """Whether a programme can say what a person has answered to a question."""
    held = document.fields.get("assessments")
    item = held.kind.item if held is not None and isinstance(held.kind, ListKind) else None
    stated = {name: field.kind for name, field in item.fields.items()} if isinstance(item, RecordKind) else {}
    return isinstance(stated.get("question"), TextKind) and isinstance(stated.get("answer"), TruthKind)


_YEARS = re.compile(r"(\d{4})(?: to (\d{4}))?")


def _years(written: tree.Word, notes: Notes) -> tuple[int, ...]:
    """The years of `2012 to 2015, 2017`; none and a complaint where they are written otherwise."""
    years: list[int] = []
    for part in written.text.split(","):
        stretch = _YEARS.fullmatch(part.strip())
        last = int(stretch[2] or stretch[1]) if stretch else 0
        if stretch is None or last < int(stretch[1]):
            notes.refuse("years-unclear", written.span, found=part.strip())
            return ()
        years += range(int(stretch[1]), last + 1)
    return tuple(years)


def read_again(statement: tree.RuleStatement, parsed: Parsed, around: Surroundings) -> Rule | None:
    """One rule by itself, with the definitions of `parsed`; None where anything in it is wrong.

    Its citations are not looked up again.
    """
    scope = _scope(parsed, around, Notes())
    return _rule(statement, scope, replace(around, decision=None))


def _optional(expression: tree.Expression | None, scope: Scope) -> Core | None:
    return None if expression is None else condition(expression, scope)


def _bindings(written: tree.Scope | None, scope: Scope) -> tuple[tuple[Binding, ...], Scope]:
    bindings: list[Binding] = []
    for binding in written.bindings if written else ():
        listed = over(binding.list, scope)
        bound = None if listed is None else bind(binding.name, listed[1], scope)
        if listed is None or bound is None:
            # What hangs on a list that does not exist would only be complained about again.
            return (), replace(scope, silent=True)
        slot, scope = bound
        bindings.append(Binding(slot, binding.name.text, listed[0]))
    return tuple(bindings), scope


def _exemption(written: tree.ExceptionClause, scope: Scope, around: Surroundings) -> Exemption | None:
    resolved = condition(written.condition, scope)
    citation = _citation(written.citation, around, scope.notes)
    return None if resolved is None else Exemption(resolved, citation)


_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


def _template(written: tree.Word | None, scope: Scope) -> Template:
    """The words with each `{path}` resolved; a path that leads nowhere is a complaint."""
    if written is None:
        return ()
    parts: list[str | Core] = []
    for at, piece in enumerate(_PLACEHOLDER.split(written.text)):
        if at % 2 == 0:
            parts.append(piece)
            continue
        place = _place_of(piece, written.span)
        value = resolve(_path(piece, place), scope)
        if value is not None and not kinds.is_leaf(value.kind):
            scope.refuse("placeholder-no-value", written.span, path=piece)
        elif value is not None:
            parts.append(value.core)
    return tuple(part for part in parts if part != "")


def _place_of(path: str, whole: Span) -> Span:
    """Where a path stands in the text that holds it."""
    at = whole.text.find("{" + path + "}")
    return whole if at < 0 else Span(whole.source, whole.start + at + 1, whole.start + at + 1 + len(path))


def _path(path: str, span: Span) -> tree.Expression:
    """The path as an expression; each part has its own place where the text has the path as it is read."""
    first, *steps = path.split(".")
    exact = span.text == path
    at = span.start + len(first)
    expression: tree.Expression = tree.Name(first, Span(span.source, span.start, at) if exact else span)
    for step in steps:
        place = Span(span.source, at + 1, at + 1 + len(step)) if exact else span
        at += 1 + len(step)
        whole = Span(span.source, span.start, at) if exact else span
        expression = tree.Member(expression, tree.Word(step, place), whole)
    return expression


# -- citations ------------------------------------------------------------------------------------------------------


def _citation(written: tree.Citation, around: Surroundings, notes: Notes) -> Citation:
    paragraph, quotation = written.paragraph, written.quotation
    if around.decision is not None:
        problem = decisions.miscited(around.decision, paragraph.span, quotation.span, quotation.text)
        if problem is not None:
            notes.note(problem)
    return Citation(paragraph.text, quotation.text, written.span)


def _unchecked(statement: tree.UncheckedStatement, around: Surroundings, notes: Notes) -> Unchecked:
    for paragraph in statement.paragraphs:
        problem = around.decision and decisions.uncited(around.decision, paragraph.span)
        if problem:
            notes.note(problem)
    labels = tuple(paragraph.text for paragraph in statement.paragraphs)
    return Unchecked(labels, statement.reason.text, statement.span)


def _repeal(statement: tree.RepealStatement, around: Surroundings, notes: Notes) -> Repeal:
    return Repeal(statement.rule.text, _citation(statement.citation, around, notes))


# -- the header -----------------------------------------------------------------------------------------------------


@frozen
class Header:
    """The settings of a ruleset; what was not written is empty."""

    name: str
    treaty: str
    title: str
    short: str
    decision: str
    schema: str
    base: str
    period: Period
    authority: str


def header(parsed: Parsed) -> tuple[Header | None, tuple[Diagnostic, ...]]:
    """The header of a rules file; None where there is no readable one."""
    written = list(_of(parsed, tree.RulesetStatement))
    if not written:
        if any(broken.keyword == "ruleset" for broken in parsed.broken):
            return None, ()
        return None, (complain("header-missing", parsed.source.beginning),)
    first, *more = written
    notes = Notes()
    for repeated in first.repeated:
        notes.refuse("setting-repeated", repeated.span, name=repeated.text)
    for second in more:
        notes.refuse("header-repeated", second.name.span)
    _check_settings(first, notes)
    return _header(first, _period(first, notes)), tuple(notes.problems)


def _check_settings(written: tree.RulesetStatement, notes: Notes) -> None:
    if written.language is not None and written.language.text != LANGUAGE:
        notes.refuse("unknown-language", written.language.span, found=written.language.text, known=LANGUAGE)
    stated = {
        "language": written.language, "title": written.title, "short": written.short, "source": written.source,
        "schema": written.schema, "in force from": written.in_force,
    }  # fmt: skip
    for name, value in stated.items():
        if value is None:
            notes.refuse("setting-missing", written.name.span, name=name)


def _header(written: tree.RulesetStatement, period: Period) -> Header:
    def text(word: tree.Word | None) -> str:
        return word.text if word else ""

    authority = text(written.authority)
    return Header(
        name=written.name.text,
        treaty=text(written.treaty),
        title=text(written.title) + (f" (not at hand; as reported by {authority})" if authority else ""),
        short=(text(written.short) or written.name.text) + (", as reported" if authority else ""),
        decision=text(written.source),
        schema=text(written.schema),
        base=text(written.base),
        period=period,
        authority=authority,
    )


def _period(written: tree.RulesetStatement, notes: Notes) -> Period:
    if written.in_force is None:
        return Period(date.min, None)
    start, until = (None if word is None else _day(word, notes) for word in written.in_force)
    if start and until and until <= start:
        notes.refuse("period-reversed", cast(tree.Word, written.in_force[1]).span, start=start, until=until)
    return Period(start or date.min, until)


def _day(word: tree.Word, notes: Notes) -> date | None:
    day = days_of(word.text)
    if day is None or not day.exact:
        notes.refuse("no-such-day" if day is None else "half-date-here", word.span, written=word.text)
        return None
    return cast(date, day.low)


def _check_authority(parsed: Parsed, header: Header, notes: Notes) -> None:
    """What others report obliges nobody: its rules are recommendations."""
    for statement in _of(parsed, tree.RuleStatement):
        if header.authority and statement.force == "obligation":
            notes.refuse("secondary-obligation", statement.name.span, name=statement.name.text)


# -- names that are used twice, or never ----------------------------------------------------------------------------


def _check_names(parsed: Parsed, notes: Notes) -> set[int]:
    """Where names stand that stood before."""
    twice: set[int] = set()
    first: dict[tuple[str, str], tree.Word] = {}
    for statement in parsed.statements:
        match statement:
            case tree.RuleStatement(name=name):
                kind = "rule"
            case tree.DefineStatement(name=name) | tree.RegisterStatement(name=name):
                kind = "name"
            case _:
                continue
        earlier = first.setdefault((kind, name.text), name)
        if earlier is not name:
            related = (Related(earlier.span, "first here"),)
            line = earlier.span.position.line
            notes.problems.append(complain("name-twice", name.span, related=related, name=name.text, line=line))
            twice.add(name.span.start)
    return twice


def _check_definitions(parsed: Parsed, scope: Scope) -> None:
    """A definition may not hide what its name means elsewhere, nor one of its parameters another."""
    for define in _of(parsed, tree.DefineStatement):
        name = define.name
        if name.text in scope.document.fields:
            scope.refuse("name-taken", name.span, name=name.text, taken="a field of the document")
        elif name.text in kinds.SIGNATURES:
            scope.refuse("name-taken", name.span, name=name.text, taken="a function")
        written = [parameter.text for parameter in define.parameters or ()]
        for at, parameter in enumerate(define.parameters or ()):
            if parameter.text in written[:at]:
                scope.refuse("name-bound", parameter.span, name=parameter.text)


def _check_use(parsed: Parsed, notes: Notes) -> None:
    complete = not parsed.broken and not notes.refused
    for statement in parsed.statements:
        if not isinstance(statement, tree.DefineStatement | tree.RegisterStatement):
            continue
        name = statement.name
        # What could not be resolved may have used what seems unused.
        if name.text in notes.used or (not complete and _is_mentioned(statement, parsed)):
            continue
        code = "unused-define" if isinstance(statement, tree.DefineStatement) else "unused-register"
        notes.refuse(code, name.span, name=name.text)


def _is_mentioned(statement: tree.DefineStatement | tree.RegisterStatement, parsed: Parsed) -> bool:
    """Whether the name stands anywhere outside its own statement."""
    text, own = parsed.source.text, statement.span
    places = re.finditer(rf"(?<![\w-]){re.escape(statement.name.text)}(?![\w-])", text)
    return any(not own.start <= place.start() < own.end for place in places)
