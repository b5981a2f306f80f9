"""Evaluator and solver never disagree, over rules and documents made at random."""

from __future__ import annotations

import time
from typing import Any

from hypothesis import HealthCheck, given, note, settings
from hypothesis import strategies as st

from ccmcheck.language.rulebook.model import Rulebook
from ccmcheck.proving.questions.exact import exactly
from ccmcheck.proving.solver import Unfinished
from tests.laws.documents import documents, filled
from tests.laws.rules import rules
from tests.laws.world import DOCUMENT, VOCABULARY, read, registers, rule_of, verdicts, written
from tests.proving.law import agree


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), documents())
def test_evaluator_and_solver_never_disagree(text: str, document: Any) -> None:
    agree(text, document)


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), documents(), st.data())
def test_no_filling_overturns_what_the_solver_decides(text: str, document: Any, data: st.DataObject) -> None:
    rule = rule_of(text)
    before = verdicts(rule, document)
    after, moved = filled(data.draw, document, DOCUMENT)  # before the solver, whose time may run out
    try:
        found = exactly(rule, read(document), Rulebook((), VOCABULARY, registers()), time.monotonic() + 5)
    except Unfinished:
        return
    note(f"{written(document)}\n{written(after)}")
    again = {}
    for finding in verdicts(rule, after):
        again.setdefault(finding.subject, set()).add(finding.outcome)
    for finding, exact in zip(before, found, strict=True):
        alone = [other.subject for other in before].count(finding.subject) == 1
        if exact.outcome in ("satisfied", "violated") and finding.outcome == "undecided" and alone:
            note(f"{exact.outcome} at {finding.subject!r}")
            assert again.get(moved.get(finding.subject, finding.subject), {"undecided"}) <= {exact.outcome, "undecided"}


def test_a_filling_may_need_a_fraction() -> None:
    """Once the smallest whole number was taken for one that is possible."""
    rule = rule_of("for each v0 in numbers when (min(numbers) != v0) require (year is given)")
    book = Rulebook((), VOCABULARY, registers())
    (exact,) = exactly(rule, read({"numbers": "____"}), book, time.monotonic() + 5)
    assert exact.outcome == "undecided"
