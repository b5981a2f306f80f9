"""One rule over one programme: a verdict for each thing the rule speaks of; hides scope, conditions and exceptions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, assert_never

from ccmcheck.core import Core
from ccmcheck.document.nodes import Node, unknown_item
from ccmcheck.evaluate import Answer, Because, Bound, Context, Listing, listing, truth
from ccmcheck.evaluate.answers import CERTAINLY, all_of, any_of, clause
from ccmcheck.rulebook.model import Binding, Citation, Rule
from ccmcheck.values import CERTAIN, IMPOSSIBLE, OPEN, Truth

Outcome: TypeAlias = Literal["satisfied", "violated", "undecided", "not-applicable"]


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule says of one thing: the outcome, what decided it, and why the rule speaks of the thing at all.

    `subject` is the JSON Pointer of the innermost thing that `for each` names, empty without one.
    `context` gives the values of the rule's variables; `exemption` is the exception that was made use of.
    """

    rule: Rule
    outcome: Outcome
    subject: str
    because: tuple[Because, ...]
    scope: tuple[Because, ...]
    context: Context = field(compare=False, repr=False)
    exemption: Citation | None = None

    @property
    def reasons(self) -> tuple[Because, ...]:
        """Everything that the outcome rests on."""
        return self.because + self.scope

    @property
    def reads(self) -> tuple[Node, ...]:
        """The nodes that the outcome rests on, the most telling first, each once."""
        nodes = (node for because in self.reasons for node in because.reads)
        return tuple({(node.pointer, node.start): node for node in nodes}.values())


@dataclass(frozen=True, slots=True)
class _Subject:
    """One thing that `for each` names: the variables bound to it, and the answer to whether it is there."""

    context: Context
    pointer: str
    presence: tuple[Answer, ...]


Answers: TypeAlias = Mapping[str, Answer]
"""What the programme answers to each question, by RULESET/RULE."""


def judge(rule: Rule, context: Context, answer: Answer | None = None) -> tuple[Finding, ...]:
    """The findings of a rule; `answer` is what the programme says to the question of a judgement."""
    findings: list[Finding] = []
    out_of_scope: list[Because] = []
    for subject in _subjects(rule.bindings, context, "", ()):
        where = _condition(rule.where, subject.context)
        present = all_of([*subject.presence, where])
        if present.truth is IMPOSSIBLE:
            out_of_scope += present.because
        else:
            findings.append(_finding(rule, subject, present, answer))
    if findings:
        return tuple(findings)
    ends = _ends(rule.bindings, context)
    return (Finding(rule, "not-applicable", "", (*ends, *out_of_scope), (), context),)


def kept_out(rule: Rule, context: Context) -> tuple[Finding, ...]:
    """A finding for each thing that `where` keeps out; `judge` speaks of them only where nothing else is in scope."""
    out = []
    for subject in _subjects(rule.bindings, context, "", ()):
        present = all_of([*subject.presence, _condition(rule.where, subject.context)])
        if present.truth is IMPOSSIBLE:
            out.append(Finding(rule, "not-applicable", subject.pointer, present.because, (), subject.context))
    return tuple(out)


def _condition(expression: Core | None, context: Context) -> Answer:
    return CERTAINLY if expression is None else truth(expression, context)


def _finding(rule: Rule, subject: _Subject, present: Answer, answer: Answer | None) -> Finding:
    context = subject.context
    scope = all_of([present, _condition(rule.when, context)])
    if scope.truth is IMPOSSIBLE:
        return Finding(rule, "not-applicable", subject.pointer, scope.because, (), context)
    if scope.truth is OPEN:
        return Finding(rule, "undecided", subject.pointer, scope.because, (), context)
    required = answer or _condition(rule.require, context)
    exempted = [truth(exemption.condition, context) for exemption in rule.exemptions]
    whole = any_of([required, *exempted])
    exemption = _made_use_of(rule, required, exempted)
    return Finding(rule, _outcome(whole.truth), subject.pointer, whole.because, scope.because, context, exemption)


def _outcome(whole: Truth) -> Outcome:
    match whole:
        case Truth.CERTAIN:
            return "satisfied"
        case Truth.IMPOSSIBLE:
            return "violated"
        case Truth.OPEN:
            return "undecided"
        case _:
            assert_never(whole)


def _made_use_of(rule: Rule, required: Answer, exempted: list[Answer]) -> Citation | None:
    """The exception that satisfies a rule whose requirement alone is not certain."""
    if required.truth is CERTAIN:
        return None
    pairs = zip(rule.exemptions, exempted, strict=True)
    return next((exemption.citation for exemption, answer in pairs if answer.truth is CERTAIN), None)


def _subjects(
    bindings: tuple[Binding, ...], context: Context, pointer: str, presence: tuple[Answer, ...]
) -> Iterator[_Subject]:
    """Each way to bind the variables; a list without a known end also gives the item that it may hold."""
    if not bindings:
        yield _Subject(context, pointer, presence)
        return
    binding, *rest = bindings
    over = listing(binding.list, context)
    end = clause(binding.list, CERTAIN if over.complete else OPEN, over.reads, over)
    for entry in over.entries:
        inner = context.bind(binding.slot, entry.item)
        known = (*presence, entry.presence, end) if over.reads else (*presence, entry.presence)
        yield from _subjects(tuple(rest), inner, _pointer(entry.item, pointer), known)
    if not over.complete:
        yield from _unknown(binding, tuple(rest), over, context, (*presence, end))


def _unknown(
    binding: Binding, rest: tuple[Binding, ...], over: Listing, context: Context, presence: tuple[Answer, ...]
) -> Iterator[_Subject]:
    """What a blank or unstated list may hold, at the list's own place."""
    holder = next((node for node in over.reads if node.is_open), None)
    if holder is None:
        return
    inner = context.bind(binding.slot, unknown_item(holder))
    yield from _subjects(rest, inner, holder.pointer, presence)


def _pointer(item: Bound, above: str) -> str:
    return item.pointer if isinstance(item, Node) else above


def _ends(bindings: tuple[Binding, ...], context: Context) -> tuple[Because, ...]:
    """That the first list of a `for each` ends where it does: nothing else can be in scope."""
    if not bindings:
        return ()
    over = listing(bindings[0].list, context)
    return clause(bindings[0].list, CERTAIN, over.reads, over).because
