"""What the editor asks about a rules file, answered in its own terms."""

from __future__ import annotations

from collections.abc import Iterable

from lsprotocol import types as lsp

from ccmcheck.base.source import Source
from ccmcheck.editor.examples_beside import Beside
from ccmcheck.editor.protocol import Columns
from ccmcheck.editor.rules_file import RulesFile
from ccmcheck.language.formatting import formatted, formatted_statement
from ccmcheck.language.rulebook.candidates import CandidateSort, candidates

_SORTS: dict[CandidateSort, lsp.CompletionItemKind] = {
    "field": lsp.CompletionItemKind.Field,
    "variable": lsp.CompletionItemKind.Variable,
    "define": lsp.CompletionItemKind.Function,
    "register": lsp.CompletionItemKind.Module,
    "function": lsp.CompletionItemKind.Function,
    "word": lsp.CompletionItemKind.EnumMember,
    "name": lsp.CompletionItemKind.Value,
    "paragraph": lsp.CompletionItemKind.Reference,
    "quotation": lsp.CompletionItemKind.Text,
    "keyword": lsp.CompletionItemKind.Keyword,
}


def complaints(file: RulesFile, columns: Columns) -> list[lsp.Diagnostic]:
    """Everything that is wrong with it, each at its place."""
    return [columns.complaint(problem, lsp.DiagnosticSeverity.Error) for problem in file.problems]


def completion(file: RulesFile, offset: int, columns: Columns) -> list[lsp.CompletionItem]:
    """What may stand at a place, in the order in which it is known."""
    found = candidates(file.loaded.parsed, file.loaded.around, offset)
    return [
        lsp.CompletionItem(
            each.text,
            kind=_SORTS[each.sort],
            detail=each.about or None,
            sort_text=f"{number:04}",
            text_edit=lsp.TextEdit(columns.range(each.span), each.text),
        )
        for number, each in enumerate(found)
    ]


def hints(beside: Iterable[Beside], source: Source, columns: Columns) -> list[lsp.InlayHint]:
    """What is shown beside the lines."""
    return [
        lsp.InlayHint(columns.position(source, each.at), each.words, tooltip=each.more or None, padding_left=True)
        for each in beside
    ]


# -- the layout -----------------------------------------------------------------------------------------------------


def laid_out(source: Source, columns: Columns) -> list[lsp.TextEdit]:
    """The change that gives a text its layout; none where it cannot be read, which is complained about anyway."""
    text = formatted(source)
    return (
        [_change(source, 0, len(source.text), text, columns)] if isinstance(text, str) and text != source.text else []
    )


def laid_out_within(file: RulesFile, start: int, end: int, columns: Columns) -> list[lsp.TextEdit]:
    """The changes that give the statements in a stretch their layout, whether the others can be read or not."""
    edits: list[lsp.TextEdit] = []
    for statement in file.loaded.parsed.statements:
        span = statement.span
        if span.start <= end and start <= span.end:
            text = formatted_statement(span)
            if isinstance(text, str) and text != span.text:
                edits.append(_change(file.source, span.start, span.end, text, columns))
    return edits


def _change(source: Source, start: int, end: int, text: str, columns: Columns) -> lsp.TextEdit:
    """A text in place of a stretch, without what is the same at both ends: so the cursor stays where it is."""
    old = source.text[start:end]
    shortest = min(len(old), len(text))
    front = next((at for at in range(shortest) if old[at] != text[at]), shortest)
    rest = shortest - front
    back = next((at for at in range(rest) if old[-1 - at] != text[-1 - at]), rest)
    return lsp.TextEdit(columns.range(source.span(start + front, end - back)), text[front : len(text) - back])
