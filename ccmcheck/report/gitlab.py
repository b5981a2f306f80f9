"""The report as GitLab's code quality, which shows findings beside the lines of a merge request."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal, TypeAlias

from ccmcheck.judge.summary import told
from ccmcheck.judge.verdicts import Report, Verdict
from ccmcheck.report.parts.escaping import json_text, short
from ccmcheck.report.parts.excerpt import printable
from ccmcheck.report.parts.fingerprint import fingerprints, problem_fingerprints
from ccmcheck.report.parts.paths import Region, by_path, passage, path_of, problem_path, region, span_region
from ccmcheck.report.parts.remarked import where_in_text
from ccmcheck.report.parts.waived import until

GitlabSeverity: TypeAlias = Literal["info", "minor", "major", "critical", "blocker"]


def to_gitlab(report: Report) -> str:
    """The report as an indented JSON list that ends in a line break."""
    return json_text([*_problems(report), *_verdicts(report)])


def _verdicts(report: Report) -> Iterator[dict[str, Any]]:
    documents = by_path(report)
    verdicts = told(report)
    for verdict, mark in zip(verdicts, fingerprints(verdicts), strict=True):
        path, where = path_of(verdict.document, report), region(verdict, documents)
        words = ": ".join(filter(None, (passage(verdict, documents), _words(verdict))))
        yield _entry(words, verdict.name, mark, _severity(verdict), path, where)


def _problems(report: Report) -> Iterator[dict[str, Any]]:
    problems = (*report.problems, *report.gate)
    for problem, mark in zip(problems, problem_fingerprints(problems), strict=True):
        words = ". ".join(filter(None, (problem.message, problem.help)))
        where = span_region(problem.span)
        yield _entry(words, f"input/{problem.code}", mark, "blocker", problem_path(problem, report), where)
    for remark, mark in zip(report.remarks, problem_fingerprints(report.remarks), strict=True):
        at = where_in_text(remark)
        words = f"{at + ': ' if at else ''}{'. '.join(filter(None, (remark.message, remark.help)))}"
        path, where = problem_path(remark, report), span_region(remark.span)
        yield _entry(words, f"text/{remark.code}", mark, "info", path, where)


def _entry(words: str, name: str, mark: str, severity: GitlabSeverity, path: str, where: Region) -> dict[str, Any]:
    return {
        "description": printable(words),
        "check_name": name,
        "fingerprint": mark,
        "severity": severity,
        "location": {"path": path, "lines": {"begin": where.line, "end": where.end_line}},
    }


def _severity(verdict: Verdict) -> GitlabSeverity:
    if verdict.standing != "violated":
        return "info"
    return "major" if verdict.force == "obligation" else "minor"


def _words(verdict: Verdict) -> str:
    cited = f"{verdict.cited}: “{verdict.citations[0].quotation}”"
    message = verdict.message or verdict.rule.replace("-", " ")
    return f"{_standing(verdict)}{message} — {cited}"


def _standing(verdict: Verdict) -> str:
    waiver = verdict.waiver
    if waiver is not None:
        return f"Waived by {short(waiver.authority)} {until(waiver)} ({short(waiver.reason)}): "
    return {"undecided": "Undecided: ", "known": "Known from the baseline: "}.get(verdict.standing, "")
