"""The law that binds evaluator and solver, over one rule and one document of the small world."""

from __future__ import annotations

import time
from collections import Counter
from typing import Any

from hypothesis import note

from ccmcheck.judge.evaluate.rule import Finding
from ccmcheck.proving.clock import Unfinished
from ccmcheck.proving.data import NotWritten, data_of
from ccmcheck.proving.encode import Case
from ccmcheck.proving.setting import Opened, Setting
from ccmcheck.proving.solver import Solver
from ccmcheck.proving.terms import both, negation
from tests.laws.world import VOCABULARY, read, registers, rule_of, written

SECONDS = 5


def setting_of(text: str) -> Setting:
    """One rule of the small world."""
    return Setting((rule_of(text),), VOCABULARY, registers())


def agree(text: str, document: Any) -> Counter[str]:
    """Wherever the evaluator decides, no filling says otherwise; and a filling says to both the same.

    Returns what was seen.
    """
    setting = setting_of(text)
    (rule,) = setting.rules
    root = read(document)
    found = setting.judge(rule, root)
    opened = setting.opened(root)
    encoded = opened.rule(rule)
    seen: Counter[str] = Counter()
    note(written(document))
    try:
        _decided_stand(found, encoded.cases, opened, seen)
        _a_filling_is_judged_alike(setting, opened, seen)
    except Unfinished:
        seen["unfinished"] += 1
    return seen


def _decided_stand(found: tuple[Finding, ...], cases: tuple[Case, ...], opened: Opened, seen: Counter[str]) -> None:
    solver = Solver(opened.model, time.monotonic() + SECONDS, bounded=False)
    for finding in found:
        if [other.subject for other in found].count(finding.subject) > 1:
            continue
        same = [case for case in cases if case.pointer == finding.subject]
        for case in same:
            otherwise = {
                "satisfied": both(case.scope.must, negation(case.kept.may)),
                "violated": both(case.scope.must, case.kept.must),
                "not-applicable": case.scope.must,
                "undecided": False,
            }[finding.outcome]
            note(f"{finding.outcome} at {finding.subject!r}")
            assert not solver.possible(otherwise)
            seen[finding.outcome] += 1


def _a_filling_is_judged_alike(setting: Setting, opened: Opened, seen: Counter[str]) -> None:
    """What a filling certainly makes of the rule, the evaluator makes of the document that it is."""
    (rule,) = setting.rules
    encoded = opened.rule(rule)
    for expected, formula in (("kept", encoded.holds), ("broken", encoded.broken)):
        solver = Solver(opened.model, time.monotonic() + SECONDS)
        if not solver.possible(formula):
            continue
        try:
            data = data_of(opened.document, solver.witness)
        except NotWritten:
            continue
        note(f"{expected}: {data}")
        filled = setting.read(data)
        assert filled.root is not None
        assert not filled.problems, [problem.message for problem in filled.problems]
        outcomes = {finding.outcome for finding in setting.judge(rule, filled.root)}
        if expected == "kept":
            assert outcomes <= {"satisfied", "not-applicable"}, outcomes
        else:
            assert "violated" in outcomes, outcomes
        seen[f"filling: {expected}"] += 1
