"""Places, complaints and changes as editors write them; hides how their columns are counted."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from lsprotocol import types as lsp
from pygls.uris import from_fs_path
from pygls.workspace import PositionCodec

from ccmcheck.base.diagnostic import Diagnostic, Fix
from ccmcheck.base.source import Source, Span

_TOOL = "ccmcheck"


class Columns:
    """Offsets of a text as the lines and columns of one editor, and back, in the units that were agreed on."""

    def __init__(self, codec: PositionCodec) -> None:
        self._codec = codec

    def position(self, source: Source, offset: int) -> lsp.Position:
        """Where an offset is."""
        line, column = source.position(offset)
        return lsp.Position(line - 1, self._codec.client_num_units(source.line(line)[: column - 1]))

    def offset(self, source: Source, position: lsp.Position) -> int:
        """The offset of a place; that of the line's end where the line is shorter."""
        text = source.line(position.line + 1)
        inside = self._codec.position_from_client_units([f"{text}\n"], lsp.Position(0, position.character))
        return source.offset(position.line + 1, min(inside.character, len(text)) + 1)

    def range(self, span: Span) -> lsp.Range:
        """The stretch from start to end."""
        return lsp.Range(self.position(span.source, span.start), self.position(span.source, span.end))

    def location(self, span: Span) -> lsp.Location:
        """A stretch of the file by whose path its source goes."""
        return lsp.Location(uri_of(span.source.name), self.range(span))

    def edit(self, fix: Fix) -> lsp.TextEdit:
        """A change of a text."""
        return lsp.TextEdit(self.range(fix.span), fix.text)

    def complaint(self, problem: Diagnostic, severity: lsp.DiagnosticSeverity) -> lsp.Diagnostic:
        """A complaint at its place, with its advice and the other places that it speaks of."""
        related = [
            lsp.DiagnosticRelatedInformation(
                lsp.Location(uri_of(each.span.source.name), self.range(each.span)), each.label
            )
            for each in problem.related
        ]
        words = "\n".join(filter(None, (problem.message, problem.help)))
        return lsp.Diagnostic(
            self.range(problem.span), words, severity, problem.code, source=_TOOL, related_information=related
        )

    def said(self, span: Span, severity: lsp.DiagnosticSeverity, code: str, words: Iterable[str]) -> lsp.Diagnostic:
        """What is said of a stretch, paragraph by paragraph."""
        return lsp.Diagnostic(self.range(span), "\n".join(filter(None, words)), severity, code, source=_TOOL)


def uri_of(path: str | Path) -> str:
    """The address of a file; what is no path on this machine is an address already."""
    name = str(path)
    return name if "://" in name or name.startswith("untitled:") else from_fs_path(str(Path(name).resolve())) or name


# -- changes to choose from -----------------------------------------------------------------------------------------


def fixes(problems: Iterable[Diagnostic], start: int, end: int, uri: str, columns: Columns) -> Iterator[lsp.CodeAction]:
    """What the complaints about a stretch advise, each change to be chosen by itself."""
    for problem in problems:
        if problem.span.start <= end and problem.span.end >= start:
            about = columns.complaint(problem, lsp.DiagnosticSeverity.Error)
            for fix in problem.fixes:
                yield change(f"Write `{fix.text}`", (columns.edit(fix),), uri, about)


def change(title: str, edits: Sequence[lsp.TextEdit], uri: str, about: lsp.Diagnostic | None = None) -> lsp.CodeAction:
    """A change of one file, under a title by which it is chosen."""
    return lsp.CodeAction(
        title,
        lsp.CodeActionKind.QuickFix,
        diagnostics=[about] if about else None,
        edit=lsp.WorkspaceEdit(changes={uri: edits}),
    )
