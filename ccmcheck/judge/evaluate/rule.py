"""One rule over one programme: a verdict for each thing the rule speaks of; hides scope, conditions and exceptions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field
from functools import cached_property
from typing import Literal, TypeAlias, assert_never

from ccmcheck.base.frozen import numerous, remembering
from ccmcheck.base.values import CERTAIN, IMPOSSIBLE, OPEN, Truth
from ccmcheck.document.nodes import Node, State
from ccmcheck.judge.evaluate import Answer, Because, Bound, Context, Listing, listing
from ccmcheck.judge.evaluate.answers import CERTAINLY, Asked, all_of, any_of, clause, is_settled
from ccmcheck.judge.evaluate.expressions import Evaluation
from ccmcheck.language.core import Core
from ccmcheck.language.rulebook.model import Binding, Citation, Rule

Outcome: TypeAlias = Literal["satisfied", "violated", "undecided", "not-applicable"]


@remembering
class Finding:
    """What a rule says of one thing: the outcome, what decided it, and why the rule speaks of the thing at all.

    `subject` is the JSON Pointer of the innermost thing of the programme that `for each` names, empty without one.
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

    @cached_property
    def outside(self) -> tuple[Bound, ...]:
        """The things that `for each` names and that stand in no programme, such as the row of a register."""
        bound = self.context.bound
        things = [bound[binding.slot] for binding in self.rule.bindings if binding.slot in bound]
        return tuple([thing for thing in things if self.context.is_outside(thing)])

    @cached_property
    def open_reads(self) -> tuple[Node, ...]:
        """The blanks and unstated fields among that, half dates among them, clause by clause."""
        return tuple([node for because in self.reasons for node in because.open_reads])

    @cached_property
    def reads(self) -> tuple[Node, ...]:
        """The nodes that the outcome rests on, the most telling first, each once."""
        first: dict[tuple[str, int], Node] = {}
        for node in Asked().reads_of(self.reasons):
            first.setdefault((node.pointer, node.start), node)
        return tuple(first.values())


@numerous
class _Subject:
    """One thing that `for each` names: the variables bound to it, and the answers to whether it is there.

    `holder` is the blank, unstated or half list that may hold it, None for a thing that the document states.
    """

    evaluation: Evaluation
    context: Context
    pointer: str
    presence: tuple[Answer, ...]
    holder: Node | None = None

    def fulfils(self, condition: Core | None) -> Answer:
        """Whether a condition holds of the thing."""
        return CERTAINLY if condition is None else self.evaluation.truth(condition, self.context)


def judge(rule: Rule, context: Context, answer: Answer | None = None, *, thorough: bool = False) -> tuple[Finding, ...]:
    """The findings of a rule; `answer` is what the programme says to the question of a judgement.

    The reasons of an open one are holes enough to keep it open; `thorough` ones are all that may still count once
    others are filled, and no words are made of those.
    """
    findings: list[Finding] = []
    out_of_scope: list[Because] = []
    for subject in _subjects(rule.bindings, _Subject(Evaluation(thorough=thorough), context, "", ())):
        present = _present(rule, subject)
        if present.truth is IMPOSSIBLE:
            out_of_scope += present.because
        else:
            findings.append(_finding(rule, subject, present, answer))
    if findings:
        return tuple(findings)
    ends = tuple(_ends(rule.bindings, context))
    return (Finding(rule, "not-applicable", "", (*ends, *out_of_scope), (), context),)


def kept_out(rule: Rule, context: Context) -> tuple[Finding, ...]:
    """A finding for each thing that `where` keeps out; `judge` speaks of them only where nothing else is in scope."""
    out = []
    for subject in _subjects(rule.bindings, _Subject(Evaluation(), context, "", ())):
        present = _present(rule, subject)
        if present.truth is IMPOSSIBLE:
            out.append(Finding(rule, "not-applicable", subject.pointer, present.because, (), subject.context))
    return tuple(out)


def _present(rule: Rule, subject: _Subject) -> Answer:
    """Whether the thing is there and `where` lets it in; of what is not there nothing can be asked."""
    present = all_of(subject.presence)
    if present.truth is IMPOSSIBLE:
        return present
    return all_of([present, subject.fulfils(rule.where)])


def _finding(rule: Rule, subject: _Subject, present: Answer, answer: Answer | None) -> Finding:
    context = subject.context
    scope = all_of([present, subject.fulfils(rule.when)])
    if scope.truth is IMPOSSIBLE:
        return Finding(rule, "not-applicable", subject.pointer, scope.because, (), context)
    if scope.truth is OPEN and not subject.evaluation.thorough:
        return Finding(rule, "undecided", subject.pointer, _told(scope.because, subject.holder), (), context)
    required = answer or subject.fulfils(rule.require)
    exempted = [subject.fulfils(exemption.condition) for exemption in rule.exemptions]
    whole = any_of([required, *exempted])
    if scope.truth is OPEN:
        return Finding(rule, "undecided", subject.pointer, whole.because, scope.because, context)
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


def _told(because: tuple[Because, ...], holder: Node | None) -> tuple[Because, ...]:
    """The open clauses; of what an unstated or half list may hold nothing is said but that the list is open."""
    if holder is None or holder.state is State.BLANK:
        return because
    return tuple(b for b in because if all(n.state is not State.BLANK or n.pointer != holder.pointer for n in b.reads))


def _subjects(bindings: tuple[Binding, ...], so_far: _Subject) -> Iterator[_Subject]:
    """Each way to bind the variables; a list without a known end also gives the item that it may hold.

    What a half list states it states: only the item that it may hold beside that has an open presence.
    """
    if not bindings or (so_far.presence and so_far.presence[-1].truth is IMPOSSIBLE):
        yield so_far
        return
    binding, rest = bindings[0], bindings[1:]
    over = so_far.evaluation.listing(binding.list, so_far.context)
    known = so_far.presence + _named(binding, over, CERTAIN)
    for entry in over.entries:
        inner = so_far.context.bind(binding.slot, entry.item)
        item = entry.item
        pointer = item.pointer if isinstance(item, Node) and not inner.is_outside(item) else so_far.pointer
        yield from _subjects(rest, _Subject(so_far.evaluation, inner, pointer, (*known, entry.presence), so_far.holder))
    if over.rest is not None:
        inner = so_far.context.bind(binding.slot, over.rest)
        holder = next(node for node in over.reads if not is_settled(node))
        more = so_far.presence + _named(binding, over, OPEN)
        yield from _subjects(rest, _Subject(so_far.evaluation, inner, holder.pointer, more, holder))


def _named(binding: Binding, over: Listing, named: Truth) -> tuple[Answer, ...]:
    """That a list names what it states, and perhaps more; nothing where the rule itself holds the list."""
    return (clause(binding.list, named, over.reads, over),) if over.reads else ()


def _ends(bindings: tuple[Binding, ...], context: Context) -> Iterator[Because]:
    """That all lists of a `for each` end where they do: nothing else can be in scope."""
    if not bindings:
        return
    over = listing(bindings[0].list, context)
    yield from clause(bindings[0].list, CERTAIN, over.reads, over).because
    items = [entry.item for entry in over.entries if entry.presence.truth is not IMPOSSIBLE]
    for item in items if over.rest is None else (*items, over.rest):
        yield from _ends(bindings[1:], context.bind(bindings[0].slot, item))
