"""Evaluator and solver never disagree, over rules and documents made at random."""

from __future__ import annotations

import time
from typing import Any

import pytest
from hypothesis import HealthCheck, given, note, reject, settings
from hypothesis import strategies as st

from ccmcheck.language.rulebook.model import Rulebook
from ccmcheck.proving.clock import Unfinished
from ccmcheck.proving.questions.common import Binding, kept_unseen, wanted
from ccmcheck.proving.questions.exact import exactly
from ccmcheck.proving.setting import Setting
from ccmcheck.proving.solver import Solver
from ccmcheck.proving.terms import negation
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
        reject()
    note(f"{written(document)}\n{written(after)}")
    again = {}
    for finding in verdicts(rule, after):
        again.setdefault(finding.subject, set()).add(finding.outcome)
    for finding, exact in zip(before, found, strict=True):
        alone = [other.subject for other in before].count(finding.subject) == 1
        if exact.outcome in ("satisfied", "violated") and finding.outcome == "undecided" and alone:
            note(f"{exact.outcome} at {finding.subject!r}")
            assert again.get(moved.get(finding.subject, finding.subject), {"undecided"}) <= {exact.outcome, "undecided"}


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), documents())
def test_a_rule_that_is_kept_as_the_document_stands_is_never_what_clashes(text: str, document: Any) -> None:
    rule, root = rule_of(text), read(document)
    if any(finding.outcome not in ("satisfied", "not-applicable") for finding in verdicts(rule, document)):
        return
    setting = Setting((rule,), VOCABULARY, registers())
    opened = setting.opened(root, adds=True)
    encoded, solver = [opened.rule(rule)], Solver(opened.model, time.monotonic() + 5)
    try:
        open_already = kept_unseen(encoded, solver, Binding((), (), setting, ()), root)
        assert solver.possible(*wanted(encoded, open_already))
    except Unfinished:
        reject()


UNSPOKEN = [
    # The scope of the first thing shuts out every one of the second, whatever the blank list holds.
    ('for each meeting in meetings, word in meeting.languages where meeting.kind = "red" require word != "x"',
     {"meetings": [{"kind": "blue", "languages": "____"}]}),
    ('for each meeting in meetings, word in meeting.languages when meeting.kind = "red" require word != "x"',
     {"meetings": [{"kind": "blue"}]}),
    ("for each group in groups, meeting in meetings require meeting.kind = colour", {"groups": "____", "meetings": []}),
]  # fmt: skip


@pytest.mark.parametrize(("text", "document"), UNSPOKEN)
def test_of_what_is_out_of_scope_no_blank_matters(text: str, document: dict[str, Any]) -> None:
    """Once `complete` asked for such a list, and `mend` took away what holds it."""
    rule = rule_of(text)
    assert {finding.outcome for finding in verdicts(rule, document)} <= {"not-applicable"}
    opened = Setting((rule,), VOCABULARY, registers()).opened(read(document))
    assert not Solver(opened.model, time.monotonic() + 60).possible(negation(opened.rule(rule).holds))


def test_a_filling_may_need_a_fraction() -> None:
    """Once the smallest whole number was taken for one that is possible."""
    rule = rule_of("for each v0 in numbers when (min(numbers) != v0) require (year is given)")
    book = Rulebook((), VOCABULARY, registers())
    (exact,) = exactly(rule, read({"numbers": "____"}), book, time.monotonic() + 60)
    assert exact.outcome == "undecided"
