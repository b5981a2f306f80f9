"""The report as JSON, as `schemas/report.schema.json` describes it; same inputs, same bytes."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from ccmcheck.check import Blank, Place, Report, Verdict, summary
from ccmcheck.diagnostic import Diagnostic
from ccmcheck.rulebook import Citation


def to_json(report: Report) -> str:
    """The report as an indented JSON text that ends in a line break."""
    return json.dumps(as_data(report), indent=2, ensure_ascii=False) + "\n"


def as_data(report: Report) -> dict[str, Any]:
    """The report as plain data."""
    return {
        "tool": report.tool,
        "version": report.version,
        "final": report.final,
        "rulesets": [{"name": r.name, "short": r.short, "sha256": r.sha256} for r in report.rulesets],
        "documents": [
            {"path": d.path, "sha256": d.source.sha256, "rulesets": list(d.rulesets)} for d in report.documents
        ],
        "verdicts": [_verdict(verdict) for verdict in report.verdicts],
        "blanks": [_blank(blank) for blank in report.blanks],
        "problems": [_problem(problem) for problem in report.problems],
        "notices": list(report.notices),
        "summary": {name.replace("_", "-"): count for name, count in asdict(summary(report)).items()},
    }


def _verdict(verdict: Verdict) -> dict[str, Any]:
    first = verdict.citations[0]
    return {
        "rule": verdict.name,
        "document": verdict.document,
        "outcome": verdict.outcome,
        "force": verdict.force,
        "paragraph": first.paragraph,
        "quotation": first.quotation,
        "citations": [_citation(citation) for citation in verdict.citations],
        "message": verdict.message,
        "help": verdict.help,
        "exception": _citation(verdict.exemption) if verdict.exemption else None,
        "subject": verdict.subject,
        "places": [_place(place) for place in verdict.places],
    }


def _citation(citation: Citation) -> dict[str, str]:
    return {"paragraph": citation.paragraph, "quotation": citation.quotation}


def _place(place: Place) -> dict[str, Any]:
    return asdict(place)


def _blank(blank: Blank) -> dict[str, Any]:
    place = blank.place
    return {
        "document": place.path,
        "pointer": place.pointer,
        "label": place.label,
        "line": place.line,
        "column": place.column,
        "text": blank.text,
        "rules": list(blank.rules),
    }


def _problem(problem: Diagnostic) -> dict[str, Any]:
    line, column = problem.span.position
    return {
        "document": problem.span.source.name,
        "code": problem.code,
        "message": problem.message,
        "help": problem.help,
        "line": line,
        "column": column,
    }
