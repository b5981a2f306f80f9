"""What the examples of rules have shown, as JSON; same inputs, same bytes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from ccmcheck.authoring.examples import Boundary, Examination, Trial
from ccmcheck.authoring.mutants import Mutant, Tried
from ccmcheck.authoring.test_report.model import Tested, counts
from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Span
from ccmcheck.base.version import __version__


def to_json(tested: Tested) -> str:
    """The run as an indented JSON text that ends in a line break."""
    return json.dumps(as_data(tested), indent=2, ensure_ascii=False) + "\n"


def as_data(tested: Tested) -> dict[str, Any]:
    """The run as plain data."""
    totals = counts(tested)
    return {
        "tool": "ccmcheck",
        "version": __version__,
        "rulesets": [_ruleset(e) for e in tested.examinations],
        "changes": None if tested.tried is None else [_changes(tried) for tried in tested.tried],
        "problems": [_problem(problem) for problem in tested.problems],
        "summary": {name.replace("_", "-"): count for name, count in asdict(totals).items()},
    }


def _ruleset(examination: Examination) -> dict[str, Any]:
    source = examination.loaded.parsed.source
    limits = dict(examination.limits)
    return {
        "name": examination.name,
        "path": source.name,
        "sha256": source.sha256,
        "base": examination.base.source.name if examination.base else None,
        "rules": [
            {
                "name": f"{examination.name}/{name}",
                "examples": [_trial(trial) for trial in examination.of(name)],
                "limits": [_limit(limit) for limit in limits.get(name, ())],
            }
            for name in examination.rules
        ],
        "not-checked": [f"{examination.name}/{name}" for name in examination.not_checked],
    }


def _trial(trial: Trial) -> dict[str, Any]:
    return {
        "example": trial.title,
        "expected": trial.expected,
        "came": trial.came,
        "passed": trial.passed,
        "why": trial.why,
        **_place(trial.example.span),
    }


def _limit(limit: Boundary) -> dict[str, Any]:
    return {"words": limit.words, "beside": [asdict(edge) for edge in limit.edges], **_place(limit.span)}


def _changes(tried: Tried) -> dict[str, Any]:
    return {
        "total": tried.total,
        "noticed": tried.noticed,
        "unnoticed": [_mutant(mutant) for mutant in tried.unnoticed],
        "declared": [{**_mutant(mutant), "because": declaration.reason.text} for mutant, declaration in tried.declared],
    }


def _mutant(mutant: Mutant) -> dict[str, Any]:
    return {"rule": mutant.rule, "changed": mutant.line, **_place(mutant.span)}


def _problem(problem: Diagnostic) -> dict[str, Any]:
    return {"code": problem.code, "message": problem.message, "help": problem.help, **_place(problem.span)}


def _place(span: Span) -> dict[str, Any]:
    line, column = span.position
    return {"path": span.source.name, "line": line, "column": column}
