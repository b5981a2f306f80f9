"""Paths and places as other programs read them: relative, with forward slashes, never without a line."""

from __future__ import annotations

import os.path
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Span
from ccmcheck.judge.verdicts import Document, Place, Report, Verdict


@dataclass(frozen=True, slots=True)
class Region:
    """A stretch of lines: lines and columns from 1, columns in characters, the end exclusive."""

    line: int
    column: int
    end_line: int
    end_column: int


def relative(name: str, folder: str) -> str:
    """A path as it leads from the folder of the run, with forward slashes; `-` for standard input stays as it is."""
    if name == "-":
        return name
    if folder and Path(name).is_absolute():
        try:
            name = os.path.relpath(name, folder)
        except ValueError:  # another drive: no relative path leads there
            return name.replace(os.sep, "/")
    slashed = name.replace("\\", "/") if os.sep == "\\" else name
    return os.path.normpath(slashed).replace(os.sep, "/") if slashed else slashed


def uri(path: str) -> str:
    """A relative path as a URI reference: all but plain letters, digits and `/` is percent-encoded, a colon too."""
    return quote(path, safe="/", errors="surrogatepass")


def path_of(name: str, report: Report) -> str:
    """The path of a document as a report shows it to other programs."""
    return relative(name, report.folder)


def by_path(report: Report) -> dict[str, Document]:
    """The documents of a report by the names that its verdicts use."""
    return {document.path: document for document in report.documents}


def region(verdict: Verdict, documents: dict[str, Document]) -> Region:
    """Where a verdict is shown: its first place, or the document's first line where it speaks of the whole document."""
    document = documents.get(verdict.document)
    place = verdict.places[0] if verdict.places else None
    if place is None or _is_whole(place, document):
        return first_line(document)
    return Region(place.line, place.column, place.end_line, place.end_column)


def passage(verdict: Verdict, documents: dict[str, Document]) -> str:
    """The paragraph of a draft and its words, where a verdict stands; empty for a programme as data."""
    document = documents.get(verdict.document)
    in_draft = document is not None and bool(document.source.passages)
    return verdict.places[0].label if in_draft and verdict.places else ""


def _is_whole(place: Place, document: Document | None) -> bool:
    stretch = place.line, place.column, place.end_line, place.end_column
    return place.pointer == "" or (document is not None and document.extent == stretch)


def first_line(document: Document | None) -> Region:
    """The place that stands for a whole document."""
    length = len(document.source.line(1)) if document is not None else 0
    return Region(1, 1, 1, length + 1)


def span_region(span: Span) -> Region:
    """Where a complaint stands."""
    (line, column), (end_line, end_column) = span.position, span.end_position
    return Region(line, column, end_line, end_column)


def problem_path(problem: Diagnostic, report: Report) -> str:
    """The path of the file that a complaint is about."""
    return relative(problem.span.source.name, report.folder)
