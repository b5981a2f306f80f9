"""Lark's parse tree into the syntax tree; hides that Lark was there."""

from __future__ import annotations

import re
from dataclasses import replace
from decimal import Decimal
from typing import Any, Literal, cast

from lark import Token, Transformer, v_args
from lark.tree import Meta

from ccmcheck.base.source import Source, Span
from ccmcheck.language.syntax import tree

_BREAK = re.compile(r"\s*\n\s*")
_ESCAPE = re.compile(r"\\(.)")


@v_args(meta=True)
class Builder(Transformer[Token, Any]):
    """One method per rule of the grammar, bottom-up; children are built already, an absent optional part is None."""

    def __init__(self, source: Source) -> None:
        super().__init__()
        self._source = source

    def _span(self, meta: Meta) -> Span:
        return Span(self._source, meta.start_pos, meta.end_pos)

    def _word(self, token: Token) -> tree.Word:
        return tree.Word(str(token), Span(self._source, cast(int, token.start_pos), cast(int, token.end_pos)))

    def _words(self, token: Token) -> tree.Word:
        """Several words that stand for one thing, whatever stands between them."""
        return replace(self._word(token), text=" ".join(token.split()))

    def _string(self, token: Token) -> tree.Word:
        text = _ESCAPE.sub(r"\1", _BREAK.sub(" ", token[1:-1]))
        return tree.Word(text, Span(self._source, cast(int, token.start_pos), cast(int, token.end_pos)))

    # -- statements --

    def ruleset(self, meta: Meta, children: list[Any]) -> tree.RulesetStatement:
        name, *settings = children
        chosen: dict[str, Any] = {}
        repeated: list[tree.Word] = []
        for key, value in settings:
            if key.text in chosen:
                repeated.append(key)
            chosen[key.text] = value
        get = chosen.get
        return tree.RulesetStatement(
            self._word(name), get("language"), get("treaty"), get("title"), get("short"), get("source"),
            get("schema"), get("base"), get("sha256"), get("authority"), get("in force"), tuple(repeated),
            self._span(meta),
        )  # fmt: skip

    def language(self, meta: Meta, children: list[Any]) -> tuple[tree.Word, tree.Word]:
        return tree.Word("language", self._span(meta)), self._word(children[0])

    def text_setting(self, meta: Meta, children: list[Any]) -> tuple[tree.Word, tree.Word]:
        return self._word(children[0]), self._string(children[1])

    def authority(self, meta: Meta, children: list[Any]) -> tuple[tree.Word, tree.Word]:
        return tree.Word("authority", self._span(meta)), self._string(children[0])

    def in_force(self, meta: Meta, children: list[Any]) -> tuple[tree.Word, tuple[tree.Word, tree.Word | None]]:
        start, end = children
        return tree.Word("in force", self._span(meta)), (self._word(start), end and self._word(end))

    def register(self, meta: Meta, children: list[Any]) -> tree.RegisterStatement:
        name, file, schema, key = children
        return tree.RegisterStatement(
            self._word(name), self._string(file), self._string(schema), self._word(key), self._span(meta)
        )

    def define(self, meta: Meta, children: list[Any]) -> tree.DefineStatement:
        name, parameters, body = children
        return tree.DefineStatement(self._word(name), parameters, body, self._span(meta))

    def parameters(self, meta: Meta, children: list[Any]) -> tuple[tree.Word, ...]:
        return tuple(self._word(token) for token in children)

    def rule(self, meta: Meta, children: list[Any]) -> tree.RuleStatement:
        force, name, replaces, *parts = children
        return self._rule(meta, force, name, replaces, parts)

    def practice(self, meta: Meta, children: list[Any]) -> tree.RuleStatement:
        name, observed, *parts = children
        rule = self._rule(meta, "practice", name, None, parts)
        return replace(rule, observed=self._string(observed))

    def judgement(self, meta: Meta, children: list[Any]) -> tree.RuleStatement:
        name, replaces, *parts = children
        return self._rule(meta, "judgement", name, replaces, parts)

    def _rule(self, meta: Meta, force: str, name: Token, replaces: Any, parts: list[Any]) -> tree.RuleStatement:
        citations = tuple(part for part in parts if isinstance(part, tree.Citation))
        scope, condition, subject, *rest = parts[len(citations) :]
        asked = force == "judgement"
        otherwise = [part for part in rest if isinstance(part, tree.Word)]
        return tree.RuleStatement(
            force=cast(tree.Force, str(force)),
            name=self._word(name),
            replaces=replaces,
            citations=citations,
            scope=scope,
            when=condition,
            require=None if asked else subject,
            ask=self._string(subject) if asked else None,
            exceptions=tuple(part for part in rest if isinstance(part, tree.ExceptionClause)),
            otherwise=otherwise[0] if otherwise else None,
            examples=tuple(part for part in rest if isinstance(part, tree.Example)),
            span=self._span(meta),
            same_as=tuple(part for part in rest if isinstance(part, tree.SameAs)),
            intents=tuple(part for part in rest if isinstance(part, tree.Intent)),
        )

    def unchecked(self, meta: Meta, children: list[Any]) -> tree.UncheckedStatement:
        *paragraphs, reason = children
        return tree.UncheckedStatement(
            tuple(self._word(token) for token in paragraphs), self._string(reason), self._span(meta)
        )

    def repeals(self, meta: Meta, children: list[Any]) -> tree.RepealStatement:
        return tree.RepealStatement(self._word(children[0]), children[1], self._span(meta))

    # -- the parts of a rule --

    def replaces(self, meta: Meta, children: list[Any]) -> tree.Word:
        return self._word(children[0])

    def citation(self, meta: Meta, children: list[Any]) -> tree.Citation:
        return tree.Citation(self._word(children[0]), self._string(children[1]), self._span(meta))

    def scope(self, meta: Meta, children: list[Any]) -> tree.Scope:
        *bindings, where = children
        return tree.Scope(tuple(bindings), where, self._span(meta))

    def binding(self, meta: Meta, children: list[Any]) -> tree.Binding:
        return tree.Binding(self._word(children[0]), children[1], self._span(meta))

    def condition(self, meta: Meta, children: list[Any]) -> tree.Expression:
        return cast(tree.Expression, children[0])

    def exception(self, meta: Meta, children: list[Any]) -> tree.ExceptionClause:
        return tree.ExceptionClause(children[0], children[1], self._span(meta))

    def otherwise(self, meta: Meta, children: list[Any]) -> tree.Word:
        return self._string(children[0])

    def intent(self, meta: Meta, children: list[Any]) -> tree.Intent:
        return tree.Intent(self._word(children[0]), self._string(children[1]), self._span(meta))

    # -- examples --

    def example(self, meta: Meta, children: list[Any]) -> tree.Example:
        outcome, edits = children
        return tree.Example(outcome, edits or (), self._span(meta))

    def accepts(self, meta: Meta, children: list[Any]) -> tree.ExampleOutcome:
        return "accepts"

    def rejects(self, meta: Meta, children: list[Any]) -> tree.ExampleOutcome:
        return "rejects"

    def leaves_open(self, meta: Meta, children: list[Any]) -> tree.ExampleOutcome:
        return "leaves open"

    def passes_over(self, meta: Meta, children: list[Any]) -> tree.ExampleOutcome:
        return "passes over"

    def edits(self, meta: Meta, children: list[Any]) -> tuple[tree.Edit, ...]:
        return tuple(children)

    def setting_edit(self, meta: Meta, children: list[Any]) -> tree.SetEdit:
        return tree.SetEdit(children[0], children[1], self._span(meta))

    def removal(self, meta: Meta, children: list[Any]) -> tree.RemoveEdit:
        return tree.RemoveEdit(children[0], self._span(meta))

    def path_to(self, meta: Meta, children: list[Any]) -> tree.Path:
        steps = tuple(step if isinstance(step, int) else str(step) for step in children)
        return tree.Path(steps, self._span(meta))

    def index(self, meta: Meta, children: list[Any]) -> int:
        return int(Decimal(children[0]))

    def blank(self, meta: Meta, children: list[Any]) -> tree.BlankValue:
        return tree.BlankValue(self._span(meta))

    def rest(self, meta: Meta, children: list[Any]) -> tree.RestValue:
        return tree.RestValue(self._span(meta))

    def value_list(self, meta: Meta, children: list[Any]) -> tree.ListValue:
        return tree.ListValue(_present(children), self._span(meta))

    def record(self, meta: Meta, children: list[Any]) -> tree.RecordValue:
        return tree.RecordValue(_present(children), self._span(meta))

    def entry(self, meta: Meta, children: list[Any]) -> tuple[tree.Word, tree.Value]:
        return self._word(children[0]), children[1]

    def same_as(self, meta: Meta, children: list[Any]) -> tree.SameAs:
        return tree.SameAs(self._string(children[0]), self._string(children[1]), self._span(meta))

    # -- expressions --

    def implication(self, meta: Meta, children: list[Any]) -> tree.IfThen:
        return tree.IfThen(children[0], children[1], self._span(meta))

    def quantifier(self, meta: Meta, children: list[Any]) -> tree.Quantifier:
        return cast(tree.Quantifier, str(children[0]))

    def quantified(self, meta: Meta, children: list[Any]) -> tree.Quantified:
        quantifier, name, over, where, body = children
        return tree.Quantified(quantifier, self._word(name), over, where, body, self._span(meta))

    def counted(self, meta: Meta, children: list[Any]) -> tree.Counted:
        amount, name, over, where, body = children
        return tree.Counted(self._words(amount), self._word(name), over, where, body, self._span(meta))

    def disjunction(self, meta: Meta, children: list[Any]) -> tree.Or:
        return tree.Or(tuple(children), self._span(meta))

    def conjunction(self, meta: Meta, children: list[Any]) -> tree.And:
        return tree.And(tuple(children), self._span(meta))

    def inversion(self, meta: Meta, children: list[Any]) -> tree.Not:
        return tree.Not(children[0], self._span(meta))

    def compared(self, meta: Meta, children: list[Any]) -> tree.Comparison:
        left, comparator, right = children
        return tree.Comparison(cast(tree.Comparator, str(comparator)), left, right, self._span(meta))

    def contained(self, meta: Meta, children: list[Any]) -> tree.Comparison:
        return tree.Comparison("in", children[0], children[1], self._span(meta))

    def not_contained(self, meta: Meta, children: list[Any]) -> tree.Comparison:
        return tree.Comparison("not in", children[0], children[1], self._span(meta))

    def recurring(self, meta: Meta, children: list[Any]) -> tree.Recurring:
        return tree.Recurring(children[0], self._words(children[1]), False, self._span(meta))

    def not_recurring(self, meta: Meta, children: list[Any]) -> tree.Recurring:
        return tree.Recurring(children[0], self._words(children[1]), True, self._span(meta))

    def between(self, meta: Meta, children: list[Any]) -> tree.Between:
        value, low, high = children
        return tree.Between(value, low, high, self._span(meta))

    def given(self, meta: Meta, children: list[Any]) -> tree.Given:
        return tree.Given(children[0], False, self._span(meta))

    def missing(self, meta: Meta, children: list[Any]) -> tree.Given:
        return tree.Given(children[0], True, self._span(meta))

    def arithmetic(self, meta: Meta, children: list[Any]) -> tree.Arithmetic:
        left, sign, right = children
        return tree.Arithmetic(cast(tree.ArithmeticSign, str(sign)), left, right, self._span(meta))

    def share(self, meta: Meta, children: list[Any]) -> tree.Share:
        return tree.Share(self._words(children[0]), children[1], self._span(meta))

    def name(self, meta: Meta, children: list[Any]) -> tree.Name:
        return tree.Name(str(children[0]), self._span(meta))

    def member(self, meta: Meta, children: list[Any]) -> tree.Member:
        return tree.Member(children[0], self._word(children[1]), self._span(meta))

    def call(self, meta: Meta, children: list[Any]) -> tree.Call:
        function, *arguments = children
        return tree.Call(self._word(function), _present(arguments), self._span(meta))

    def group(self, meta: Meta, children: list[Any]) -> tree.Group:
        return tree.Group(children[0], self._span(meta))

    def list_of(self, meta: Meta, children: list[Any]) -> tree.ListLiteral:
        return tree.ListLiteral(_present(children), self._span(meta))

    def comprehension(self, meta: Meta, children: list[Any]) -> tree.Comprehension:
        item, *bindings, where = children
        return tree.Comprehension(item, tuple(bindings), where, self._span(meta))

    # -- literals --

    def number(self, meta: Meta, children: list[Any]) -> tree.NumberLiteral:
        text = str(children[0])
        return tree.NumberLiteral(Decimal(text) if "." in text else int(text), self._span(meta))

    def duration(self, meta: Meta, children: list[Any]) -> tree.DurationLiteral:
        amount, unit = children
        singular = cast(Literal["day", "month", "year"], str(unit).removesuffix("s"))
        return tree.DurationLiteral(int(Decimal(amount)), singular, self._span(meta))

    def day(self, meta: Meta, children: list[Any]) -> tree.DayLiteral:
        return tree.DayLiteral(str(children[0]), self._span(meta))

    def text(self, meta: Meta, children: list[Any]) -> tree.TextLiteral:
        word = self._string(children[0])
        return tree.TextLiteral(word.text, self._span(meta))

    def true(self, meta: Meta, children: list[Any]) -> tree.TruthLiteral:
        return tree.TruthLiteral(True, self._span(meta))

    def false(self, meta: Meta, children: list[Any]) -> tree.TruthLiteral:
        return tree.TruthLiteral(False, self._span(meta))


def _present(children: list[Any]) -> tuple[Any, ...]:
    """The children without the None that an empty list leaves."""
    return tuple(child for child in children if child is not None)
