"""Evaluator and solver never disagree, over rules and documents made at random."""

from __future__ import annotations

from typing import Any

from hypothesis import HealthCheck, given, settings

from tests.laws.documents import documents
from tests.laws.rules import rules
from tests.proving.law import agree


@settings(max_examples=200, deadline=None, suppress_health_check=list(HealthCheck))
@given(rules(), documents())
def test_evaluator_and_solver_never_disagree(text: str, document: Any) -> None:
    agree(text, document)
