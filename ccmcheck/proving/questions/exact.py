"""What ranges leave undecided, asked of the solver: decided where no filling says otherwise, else shown by fillings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, TypeAlias

from ccmcheck.document.nodes import Node
from ccmcheck.judge.evaluate.rule import Finding, Outcome
from ccmcheck.language.rulebook.model import Rule, Rulebook
from ccmcheck.proving.data import NotWritten, leaf_of
from ccmcheck.proving.encode import Case
from ccmcheck.proving.model import Leaf
from ccmcheck.proving.questions.common import Unconfirmed, first_day
from ccmcheck.proving.setting import Opened, Setting
from ccmcheck.proving.solver import Solver
from ccmcheck.proving.terms import Formula, both, either, negation
from ccmcheck.proving.witness import smallest

Filling: TypeAlias = Mapping[str, Any]
"""What some blanks were filled with, by their JSON Pointers."""


@dataclass(frozen=True, slots=True)
class Exactly:
    """What is certain of one finding: its outcome, or a filling that keeps the rule and one that breaks it."""

    outcome: Outcome
    kept: Filling | None = None
    broken: Filling | None = None


def exactly(rule: Rule, root: Node, book: Rulebook, until: float) -> tuple[Exactly, ...]:
    """Each finding of a rule over a document, in the evaluator's order. Raises Unfinished, and Unconfirmed."""
    setting = Setting((rule,), book.vocabulary, book.registers, until=until)
    opened = setting.opened(root)
    findings = setting.judge(rule, root)
    encoded = opened.rule(rule)
    return tuple(
        _asked(finding, _cases(finding, findings, encoded.cases), encoded.more, opened, until)
        if finding.outcome == "undecided"
        else Exactly(finding.outcome)
        for finding in findings
    )


def _cases(finding: Finding, findings: Sequence[Finding], cases: Sequence[Case]) -> Sequence[Case]:
    """The cases of a finding: one for a thing that is stated, all that a list may hold for an open list."""
    here = [case for case in cases if case.pointer == finding.subject]
    alike = [other for other in findings if other.subject == finding.subject]
    if len(alike) == 1:
        return here
    at = next(n for n, other in enumerate(alike) if other is finding)
    return [here[at]] if len(here) == len(alike) else []


def _asked(finding: Finding, cases: Sequence[Case], more: Formula, opened: Opened, until: float) -> Exactly:
    if not cases:
        return Exactly("undecided")
    # Of an open list nothing is in scope for certain, so that "not applicable" needs that it can hold no more.
    beyond = more if any(None in case.path for case in cases) else False
    kept = both(*(both(case.scope.must, case.kept.must) for case in cases))
    broken = both(*(both(case.scope.must, negation(case.kept.may)) for case in cases))
    idle = both(negation(beyond), *(negation(case.scope.may) for case in cases))
    solver = Solver(opened.model, until, bounded=False)
    outcomes: tuple[tuple[Outcome, Formula], ...] = (
        ("satisfied", kept), ("violated", broken), ("not-applicable", idle),
    )  # fmt: skip
    for outcome, formula in outcomes:
        if not solver.possible(negation(formula)):
            return Exactly(outcome)
    some_broken = either(*(both(case.scope.must, negation(case.kept.may)) for case in cases))
    return Exactly(
        "undecided", _filling(kept, "satisfied", finding, opened, until),
        _filling(some_broken, "violated", finding, opened, until),
    )  # fmt: skip


def _filling(
    formula: Formula, outcome: Literal["satisfied", "violated"], finding: Finding, opened: Opened, until: float
) -> Filling | None:
    """The smallest filling that makes something so, confirmed by the evaluator; None where there is none to show."""
    solver = Solver(opened.model, until)
    if not solver.possible(formula):
        return None
    solver.add(formula)
    try:
        places = {node.pointer for node in finding.open_reads}

        def wanted(pointer: str) -> bool:
            return any(pointer == place or pointer.startswith(f"{place}/") for place in places)

        data = smallest(opened, solver, first_day(finding.context.document), wanted)
    except NotWritten:
        return None
    read = opened.setting.read(data)
    if read.root is None or read.problems:
        raise Unconfirmed("; ".join(problem.message for problem in read.problems))
    if outcome not in {again.outcome for again in opened.setting.judge(finding.rule, read.root)}:
        raise Unconfirmed(f"{finding.rule.name} is not {outcome}")
    witness = solver.witness
    leaves = [each for each in opened.model.opened if isinstance(each, Leaf) and wanted(each.pointer)]
    return {leaf.pointer: leaf_of(leaf, witness) for leaf in leaves if witness.truth(leaf.stated)}
