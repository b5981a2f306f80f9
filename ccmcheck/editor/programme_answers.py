"""What the editor asks about a programme, answered in its own terms."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from lsprotocol import types as lsp

from ccmcheck.base.diagnostic import Fix, Suggestion
from ccmcheck.base.source import Source, Span
from ccmcheck.base.values import Range
from ccmcheck.document.candidates import CandidateSort, candidates
from ccmcheck.document.nodes import Node, State, child, walk
from ccmcheck.document.schema import NameKind, RecordKind
from ccmcheck.editor import mends
from ccmcheck.editor.programme_file import ProgrammeFile
from ccmcheck.editor.programme_hover import place, verdicts_at
from ccmcheck.editor.protocol import Columns, change, fixes, uri_of
from ccmcheck.judge.verdicts import Blank, Mend, Place, Verdict
from ccmcheck.language.rulebook.membership import parties


def complaints(file: ProgrammeFile, columns: Columns) -> list[lsp.Diagnostic]:
    """What does not fit, what departs from a decision, what is open and what is blank, each at its place."""
    if file.result is None:
        words = ["no rules can be used, so the programme is not judged", *(p.message for p in file.rules.problems)]
        return [columns.said(file.source.beginning, lsp.DiagnosticSeverity.Warning, "no-rules", words)]
    result = file.result
    unbound = () if result.document is None or not result.document.unbound else (result.document.unbound,)
    beginning = file.source.beginning
    return [
        *(columns.said(beginning, lsp.DiagnosticSeverity.Warning, "unbound", (words,)) for words in unbound),
        *(columns.complaint(problem, lsp.DiagnosticSeverity.Error) for problem in result.problems),
        *_verdicts(file, columns),
        *(_blank(blank, file.source, columns) for blank in result.blanks),
        *(columns.complaint(remark, lsp.DiagnosticSeverity.Information) for remark in result.remarks),
    ]


def _verdicts(file: ProgrammeFile, columns: Columns) -> Iterator[lsp.Diagnostic]:
    for verdict in file.result.verdicts if file.result else ():
        severity = _severity(verdict)
        if severity is not None:
            yield _said(verdict, severity, file.source, columns)


def _said(verdict: Verdict, severity: lsp.DiagnosticSeverity, source: Source, columns: Columns) -> lsp.Diagnostic:
    cited = verdict.citations[0]
    heading = f"{verdict.message} ({verdict.short}, {cited.cited})"
    words = (heading, verdict.help, f"the decision: “{cited.quotation}”")
    return columns.said(_first(verdict, source), severity, verdict.name, words)


def _first(verdict: Verdict, source: Source) -> Span:
    return span_of(verdict.places[0], source) if verdict.places else source.beginning


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


# -- the rules that speak of it -------------------------------------------------------------------------------------


def rules_of(file: ProgrammeFile, offset: int, columns: Columns) -> list[lsp.Location]:
    """Where the rules are written that speak of the value at a place: those that it departs from, else all."""
    path = place(file, offset)
    verdicts = verdicts_at(file, path) if path else ()
    departing = [verdict for verdict in verdicts if verdict.outcome == "violated"]
    names = dict.fromkeys((verdict.ruleset, verdict.rule) for verdict in departing or verdicts)
    found = (_place(file, ruleset, rule, columns) for ruleset, rule in names)
    return [place for place in found if place is not None]


def _place(file: ProgrammeFile, ruleset: str, rule: str, columns: Columns) -> lsp.Location | None:
    written, path = file.rules.written(ruleset, rule), file.rules.path(ruleset)
    if written is None or path is None:
        return None
    return lsp.Location(uri_of(path), columns.range(written[2].name.span))


# -- what may stand there -------------------------------------------------------------------------------------------

_SORTS: dict[CandidateSort, lsp.CompletionItemKind] = {
    "field": lsp.CompletionItemKind.Field,
    "word": lsp.CompletionItemKind.EnumMember,
    "name": lsp.CompletionItemKind.Value,
}


def completion(file: ProgrammeFile, offset: int, columns: Columns) -> list[lsp.CompletionItem]:
    """What may stand at a place: fields, words, and of States those that were party on the day of the programme."""
    path, book = place(file, offset), file.book
    if path is None or book is None:
        return []
    day = _day(file)
    names = {name: parties(register, day) for name, register in book.registers.items()}
    return [
        lsp.CompletionItem(
            each.name,
            kind=_SORTS[each.sort],
            detail=each.about or None,
            sort_text=f"{number:04}",
            filter_text=each.text if path.in_marks else None,
            text_edit=lsp.TextEdit(columns.range(each.span), each.text),
        )
        for number, each in enumerate(candidates(path, book.vocabulary, names, as_json=_is_json(file)))
    ]


def _is_json(file: ProgrammeFile) -> bool:
    return file.path.suffix == ".json" or file.source.text.lstrip()[:1] == "{"


def _day(file: ProgrammeFile) -> date | None:
    """The day that settles who is a party; the one that was last read, where the text cannot be read now."""
    root = file.root or file.last
    if root is None or not isinstance(root.kind, RecordKind) or not root.kind.day:
        return None
    value = child(root, root.kind.day).value
    return value.low if isinstance(value, Range) and value.exact and isinstance(value.low, date) else None


# -- what would mend it ---------------------------------------------------------------------------------------------

Mends = Mapping[tuple[str, ...], Sequence[Mend]]


def departures_at(file: ProgrammeFile, start: int, end: int) -> tuple[Verdict, ...]:
    """The obligations that are violated at a stretch."""
    found = file.result.verdicts if file.result else ()
    departing = (verdict for verdict in found if verdict.standing == "violated" and verdict.force == "obligation")
    return tuple(
        verdict
        for verdict in departing
        if any(_touches(span_of(place, file.source), start, end) for place in verdict.places)
    )


def actions(
    file: ProgrammeFile, start: int, end: int, uri: str, columns: Columns, found: Mends
) -> Iterator[lsp.CodeAction]:
    """What would mend what stands in a stretch: the name that was meant, the value that keeps a rule, or a blank."""
    if file.result is None:
        return
    yield from fixes((*file.result.problems, *file.result.remarks), start, end, uri, columns)
    here = [node for node in walk(file.root) if _touches(node.span, start, end)] if file.root else []
    for node in here:
        for name in _meant(node, file):
            yield change(f"Write `{name}`", (columns.edit(Fix(node.span, name)),), uri)
    for verdict in departures_at(file, start, end):
        made = [mend for mend in found.get(mends.key(verdict), ()) if mend.stretch is not None]
        if made:
            about = _said(verdict, lsp.DiagnosticSeverity.Error, file.source, columns)
            words = "; ".join(f"{mend.place.label}: {mend.words}" for mend in made)
            yield change(f"Keep {verdict.rule}: {words}", _edits(made, file.source, columns), uri, about)
    leaves = [node for node in here if node.text and not isinstance(node.value, tuple | Mapping)]
    if len(leaves) == 1 and leaves[0].state is not State.BLANK:
        blank = '"____"' if _is_json(file) else "____"
        yield change("Leave it blank: `____`", (columns.edit(Fix(leaves[0].span, blank)),), uri)


def _meant(node: Node, file: ProgrammeFile) -> tuple[str, ...]:
    """The name that a text was probably meant to be."""
    book = file.book
    names = book.names.get(node.kind.register) if book and isinstance(node.kind, NameKind) else None
    if names is None or node.state is not State.STATED or names.canonical(node.text) is not None:
        return ()
    if names.standing(node.text):
        return ()  # it is known to be somebody else's name
    suggestion = names.suggest(node.text)
    return suggestion.instead if isinstance(suggestion, Suggestion) else ()


def _edits(made: Sequence[Mend], source: Source, columns: Columns) -> list[lsp.TextEdit]:
    return [columns.edit(Fix(span_of(mend.stretch, source), mend.new)) for mend in made if mend.stretch is not None]


def _touches(span: Span, start: int, end: int) -> bool:
    return span.start <= end and start <= span.end
