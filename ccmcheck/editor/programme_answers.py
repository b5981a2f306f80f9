"""What the editor asks about a programme, answered."""

from __future__ import annotations

from collections.abc import Iterator

from lsprotocol import types as lsp

from ccmcheck.base.source import Source, Span
from ccmcheck.editor.programme_file import ProgrammeFile
from ccmcheck.editor.protocol import Columns
from ccmcheck.judge.verdicts import Blank, Place, Verdict


def complaints(file: ProgrammeFile, columns: Columns) -> list[lsp.Diagnostic]:
    """What does not fit, what departs from a decision, what is open and what is blank, each at its place."""
    if file.result is None:
        words = ["no rules can be used, so the programme is not judged", *(p.message for p in file.rules.problems)]
        return [columns.said(file.source.beginning, lsp.DiagnosticSeverity.Warning, "no-rules", words)]
    result = file.result
    return [
        *(columns.complaint(problem, lsp.DiagnosticSeverity.Error) for problem in result.problems),
        *_verdicts(file, columns),
        *(_blank(blank, file.source, columns) for blank in result.blanks),
        *(columns.complaint(remark, lsp.DiagnosticSeverity.Information) for remark in result.remarks),
    ]


def _verdicts(file: ProgrammeFile, columns: Columns) -> Iterator[lsp.Diagnostic]:
    for verdict in file.result.verdicts if file.result else ():
        severity = _severity(verdict)
        if severity is None:
            continue
        span = span_of(verdict.places[0], file.source) if verdict.places else file.source.beginning
        cited = verdict.citations[0]
        heading = f"{verdict.message} ({verdict.short}, paragraph {cited.paragraph})"
        words = (heading, verdict.help, f"the decision: “{cited.quotation}”")
        yield columns.said(span, severity, verdict.name, words)


def _severity(verdict: Verdict) -> lsp.DiagnosticSeverity | None:
    match verdict.standing:
        case "violated":
            is_duty = verdict.force == "obligation"
            return lsp.DiagnosticSeverity.Error if is_duty else lsp.DiagnosticSeverity.Warning
        case "undecided":
            return lsp.DiagnosticSeverity.Information
        case _:
            return None


def _blank(blank: Blank, source: Source, columns: Columns) -> lsp.Diagnostic:
    opens = f"still open because of it: {', '.join(blank.rules)}" if blank.rules else "no rule waits for it"
    return columns.said(
        span_of(blank.place, source), lsp.DiagnosticSeverity.Hint, "blank", (f"blank: {blank.place.label}", opens)
    )


def span_of(place: Place, source: Source) -> Span:
    """The stretch of a text that a place is."""
    return source.span(source.offset(place.line, place.column), source.offset(place.end_line, place.end_column))
