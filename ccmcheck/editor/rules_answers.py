"""What the editor asks about a rules file, answered."""

from __future__ import annotations

from lsprotocol import types as lsp

from ccmcheck.editor.protocol import Columns
from ccmcheck.editor.rules_file import RulesFile


def complaints(file: RulesFile, columns: Columns) -> list[lsp.Diagnostic]:
    """Everything that is wrong with it, each at its place."""
    return [columns.complaint(problem, lsp.DiagnosticSeverity.Error) for problem in file.problems]
