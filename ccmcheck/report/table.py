"""Several documents side by side: a row of counts for each and one for all; hides columns and their widths."""

from __future__ import annotations

from collections.abc import Iterator

from ccmcheck.report.excerpt import printable, width
from ccmcheck.verdicts import Report, Summary, summaries, summary

_COLUMNS = ("violated", "undecided", "waived", "known", "satisfied", "not_applicable", "blanks", "questions")
_SELDOM = ("waived", "known")
_UNREAD = "could not be read"
_NOT_BOUND = "no decision in force"


def table(report: Report) -> list[str]:
    """The lines of the table: a heading, the documents in order with those that could not be read, and the totals."""
    total = summary(report)
    columns = [name for name in _COLUMNS if name not in _SELDOM or getattr(total, name)]
    rows: list[tuple[str, list[str]]] = [("", [name.replace("_", " ") for name in columns])]
    rows += [(printable(path), _cells(counts, columns)) for path, counts in _by_document(report)]
    rows += [(printable(path), [_UNREAD]) for path in report.unread]
    rows.append((f"all {len(rows) - 1}", _cells(total, columns)))
    first = max(width(name) for name, _ in rows)
    return [_line(name, cells, first, rows[0][1]) for name, cells in rows]


def _line(name: str, cells: list[str], first: int, headings: list[str]) -> str:
    padded = name + " " * (first - width(name))
    if len(cells) < len(headings):
        return f"  {padded}  {cells[0]}"
    return f"  {padded}" + "".join(f"  {cell:>{len(head)}}" for cell, head in zip(cells, headings, strict=True))


def _cells(counts: Summary | None, columns: list[str]) -> list[str]:
    return [_NOT_BOUND] if counts is None else [str(getattr(counts, name)) for name in columns]


def _by_document(report: Report) -> Iterator[tuple[str, Summary | None]]:
    """The counts of each document that could be read; None where no decision binds it."""
    unread = set(report.unread)
    for document, counts in summaries(report):
        if document.path not in unread:
            yield document.path, counts if document.rulesets else None
