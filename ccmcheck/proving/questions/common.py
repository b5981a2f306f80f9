"""What the questions share: the rules that bind a document, clashes, and the judgement of witnesses."""

from __future__ import annotations

from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass

from ccmcheck.base.source import Source
from ccmcheck.document import programme
from ccmcheck.document.nodes import Node, walk
from ccmcheck.document.programme import Programme
from ccmcheck.judge.check import applies
from ccmcheck.judge.evaluate.rule import Finding
from ccmcheck.language import core
from ccmcheck.language.core import Core, parts_of
from ccmcheck.language.rulebook.model import Period, Rule, Rulebook, Ruleset
from ccmcheck.proving.calendar import LAST
from ccmcheck.proving.encode import Encoded
from ccmcheck.proving.model import Leaf
from ccmcheck.proving.setting import ENTRIES, Opened, Setting, reads
from ccmcheck.proving.solver import Solver
from ccmcheck.proving.terms import Formula, Num, both, either, negation


class Unconfirmed(Exception):
    """A witness that the evaluator does not confirm: a fault of this tool, which is never shown as a result."""


@dataclass(frozen=True, slots=True)
class Clash:
    """The fewest rules that cannot hold together, each with what the evaluator says of it as the document stands.

    `places` are the fewest of what the document states that keep them from it; none where no document could keep them.
    """

    rules: tuple[tuple[Ruleset, Rule], ...]
    findings: tuple[Finding, ...]
    places: tuple[Node, ...] = ()
    root: Node | None = None


@dataclass(frozen=True, slots=True)
class Binding:
    """The rules that bind a document, those that advise it, and the setting of both."""

    obligations: tuple[tuple[Ruleset, Rule], ...]
    recommendations: tuple[tuple[Ruleset, Rule], ...]
    setting: Setting
    periods: tuple[Period, ...]
    """Those of the rulesets with obligations: what only recommends leaves the day open."""

    @classmethod
    def of(cls, book: Rulebook, root: Node | None, *, whatever_period: bool = False, entries: int = ENTRIES) -> Binding:
        """The rules in force on the day of a document, or all of them."""
        rulesets = [r for r in book.rulesets if whatever_period or root is None or applies(r.period, root)]
        rules = [(ruleset, rule) for ruleset in rulesets for rule in ruleset.rules if is_for_solver(rule)]
        obligations = tuple(pair for pair in rules if pair[1].force == "obligation")
        advice = tuple(pair for pair in rules if pair[1].force == "recommendation")
        setting = Setting(tuple(rule for _, rule in rules), book.vocabulary, book.registers, entries)
        bound = {ruleset.name for ruleset, _ in obligations}
        periods = () if whatever_period else tuple(r.period for r in rulesets if r.name in bound)
        return cls(obligations, advice, setting, periods)

    def reread(self, text: str, before: Programme) -> Programme:
        """A programme whose text was changed."""
        names = {name: register.names for name, register in self.setting.registers.items()}
        return programme.read(Source.of(before.source.name, text), self.setting.vocabulary, names)


def is_for_solver(rule: Rule) -> bool:
    """Whether a rule is asked of the solver: no question for a person, and nothing about the programme before."""
    parts = [rule.where, rule.when, rule.require, *(binding.list for binding in rule.bindings)]
    parts += [exemption.condition for exemption in rule.exemptions]
    asked = (part for whole in parts if whole is not None for part in core.walk(whole))
    return rule.force != "judgement" and not any(isinstance(part, core.PreviousDocument) for part in asked)


def in_force(opened: Opened, periods: Iterable[Period]) -> Formula:
    """That the day of decision lies in every period."""
    kind = opened.document.kind
    if not kind.day:
        return True
    decided = opened.document.child(kind.day)
    assert isinstance(decided, Leaf)
    assert isinstance(decided.value, Num)
    inside = [
        decided.value.within(each.start.toordinal(), each.until.toordinal() - 1 if each.until else LAST)
        for each in periods
    ]
    return either(negation(decided.stated), both(*inside))


def wanted(encoded: Sequence[Encoded], open_already: Container[str]) -> list[Formula]:
    """That every rule is kept, and that one which is open already, by its name, is at least not broken."""
    return [negation(each.broken) if each.rule.name in open_already else each.holds for each in encoded]


def kept_unseen(encoded: Sequence[Encoded], solver: Solver, binding: Binding, root: Node) -> frozenset[str]:
    """The rules that are kept as the document stands, of which the solver cannot see it: no filling overturns that."""
    return frozenset(
        each.rule.name
        for each in encoded
        if all(f.outcome in ("satisfied", "not-applicable") for f in binding.setting.judge(each.rule, root))
        and not solver.possible(each.holds)
    )


def clash(
    formulas: Sequence[Formula],
    solver: Solver,
    binding: Binding,
    root: Node | None,
) -> Clash:
    """The fewest obligations that cannot hold together; each has a formula."""
    left = solver.clash(formulas)
    kept = tuple(binding.obligations[at] for at in left)
    if root is None:
        return Clash(kept, ())
    findings = [finding for _, rule in kept for finding in binding.setting.judge(rule, root)]
    departing = tuple(finding for finding in findings if finding.outcome in ("violated", "undecided"))
    return Clash(kept, departing, _places([rule for _, rule in kept], solver.until, binding, root), root)


def _places(rules: Sequence[Rule], until: float, binding: Binding, root: Node) -> tuple[Node, ...]:
    """The fewest stated values without which the rules could hold together."""
    every = frozenset().union(*map(reads, rules))
    protected = deciding(rule for _, rule in binding.obligations)
    for wanted in (every - protected, every):
        if places := _fewest_places(rules, wanted, until, binding, root):
            return places
    return ()


def _fewest_places(
    rules: Sequence[Rule], wanted: Container[str], until: float, binding: Binding, root: Node
) -> tuple[Node, ...]:
    """The same among the fields of some names; none where the rules cannot hold together whatever stands there."""
    opened = binding.setting.opened(root, adds=True, may_change=lambda at: at.rpartition("/")[2] in wanted)
    holding = [opened.rule(rule).holds for rule in rules]
    solver = Solver(opened.model, until)
    solver.add(both(in_force(opened, binding.periods), *holding))
    if not solver.possible():
        return ()
    changes = [change for change in opened.model.changes if change.made is not False]
    stays = [negation(change.made) for change in changes]
    if solver.possible(*stays):
        return ()
    nodes = {node.pointer: node for node in reversed(tuple(walk(root)))}
    pointers = dict.fromkeys(changes[at].pointer for at in solver.clash(stays))
    return tuple(nodes[pointer] for pointer in pointers if pointer in nodes)


def deciding(rules: Iterable[Rule]) -> frozenset[str]:
    """The fields whose values decide whether a rule applies, ids and answers: nobody changes them to keep a rule."""
    parts = [part for rule in rules for part in (rule.where, rule.when) if part is not None]
    return frozenset(("id", "assessments", *(name for part in parts for name in _read_by_value(part))))


def _read_by_value(expression: Core) -> Iterable[str]:
    """The last fields of the paths whose value a condition reads; of a list that it only counts, nothing."""
    match expression:
        case core.Call("count"):
            return
        case core.FieldOf(_, name):
            yield name
        case core.Given():
            return
        case _:
            for part in parts_of(expression):
                yield from _read_by_value(part)


def confirm(binding: Binding, data: object) -> Node:
    """The document of plain data, in which the evaluator finds every obligation kept. Raises Unconfirmed."""
    read = binding.setting.read(data)
    if read.root is None or read.problems:
        raise Unconfirmed("; ".join(problem.message for problem in read.problems))
    for _, rule in binding.obligations:
        for finding in binding.setting.judge(rule, read.root):
            if finding.outcome not in ("satisfied", "not-applicable"):
                raise Unconfirmed(f"{rule.name} is {finding.outcome} at {finding.subject or 'the document'}")
    return read.root


def read_again(binding: Binding, text: str, before: Programme) -> Node:
    """A programme whose text was changed, which has to read as well as it did. Raises Unconfirmed."""
    after = binding.reread(text, before)
    if after.root is None or len(after.problems) > len(before.problems):
        raise Unconfirmed("; ".join(problem.message for problem in after.problems))
    return after.root
