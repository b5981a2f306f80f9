"""A complaint as text, with its place marked: for every command whose report is not about programmes."""

from __future__ import annotations

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Span
from ccmcheck.report.parts.excerpt import excerpt, printable


def complaint(problem: Diagnostic, severity: str = "error") -> str:
    """A complaint with its place marked, the second place where it speaks of two, and its advice."""
    lines = [f"{severity}: {printable(problem.message)}", *place(problem.span)]
    for related in problem.related:
        lines += place(related.span, related.label)
    if problem.help:
        lines.append(f"  help: {printable(problem.help)}")
    return "\n".join(lines)


def place(span: Span, words: str = "") -> list[str]:
    """A place with its line, marked; the file alone where there is no text."""
    source = span.source
    if not source.text:
        return [f"  {printable(source.name)}"]
    (line, column), (end_line, end_column) = span.position, span.end_position
    shown, marks = excerpt(source, line, column, end_line, end_column)
    margin = " " * 6
    return [
        f"  {printable(source.name)}:{line}:{column}",
        f"  {line:5} | {shown}",
        f"  {margin}| {marks} {printable(words)}".rstrip(),
    ]
