"""What the lints say as text and JSON; hides layout and colour."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from ccmcheck.authoring.lint import Linted
from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.report.parts.diagnostic import complaint
from ccmcheck.report.parts.excerpt import printable
from ccmcheck.report.parts.style import PLAIN, TextStyle


@dataclass(frozen=True, slots=True)
class LintReport:
    """What the lints say of each rules file, and what is wrong with the files themselves."""

    files: tuple[tuple[str, Linted], ...]
    problems: tuple[Diagnostic, ...]

    def count(self, severity: str) -> int:
        """How many remarks are errors, or warnings."""
        return sum(each.severity == severity for _, linted in self.files for each in linted.remarks)


def to_text(report: LintReport, style: TextStyle = PLAIN) -> str:
    """Each remark with its place; the counts last."""
    blocks = [complaint(problem) for problem in report.problems]
    for _, linted in report.files:
        blocks += [_painted(complaint(each.complaint, each.severity), style) for each in linted.remarks]
    return "\n\n".join([*blocks, "\n".join(_closing(report))]) + "\n"


def _painted(text: str, style: TextStyle) -> str:
    severity, colon, rest = text.partition(":")
    return style.paint(severity, "red" if severity == "error" else "yellow") + colon + rest


def _closing(report: LintReport) -> Iterator[str]:
    for name, linted in report.files:
        for rule in linted.not_checked:
            yield f"not checked: {printable(rule)} ({printable(name)})"
    rules = sum(linted.rules for _, linted in report.files)
    declared = sum(linted.declared for _, linted in report.files)
    counts = [
        _number(len(report.problems) + report.count("error"), "error"),
        _number(report.count("warning"), "warning"),
    ]
    yield f"{_number(rules, 'rule')}: {' · '.join(counts)} · {declared} declared to be meant"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}" if count == 1 else f"{count} {noun}s"


def to_json(report: LintReport) -> str:
    """The same as data."""
    data = {
        "remarks": [
            _data(each.severity, each.rule, each.complaint) for _, linted in report.files for each in linted.remarks
        ],
        "problems": [_data("error", "", problem) for problem in report.problems],
        "not-checked": [rule for _, linted in report.files for rule in linted.not_checked],
        "declared": sum(linted.declared for _, linted in report.files),
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def _data(severity: str, rule: str, problem: Diagnostic) -> dict[str, Any]:
    line, column = problem.span.position
    return {
        "severity": severity,
        "rule": rule,
        "code": problem.code,
        "message": problem.message,
        "help": problem.help,
        "path": problem.span.source.name,
        "line": line,
        "column": column,
    }


FORMATS: dict[str, Callable[[LintReport], str]] = {"text": to_text, "json": to_json}
