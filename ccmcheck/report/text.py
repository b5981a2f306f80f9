"""The report for a person at a terminal: what is violated first, the summary last; hides layout and colour."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Literal, TypeAlias

from ccmcheck.check import Blank, Document, Place, Report, Summary, Verdict, summary, worst
from ccmcheck.diagnostic import Diagnostic
from ccmcheck.report.excerpt import excerpt, printable, width
from ccmcheck.source import Source, Span

Colour: TypeAlias = Literal["red", "yellow", "green", "blue", "bold", "dim"]
_CODES: dict[Colour, str] = {"red": "31", "yellow": "33", "green": "32", "blue": "36", "bold": "1", "dim": "2"}
_NAME = 11
_HEADING = 66
_RULES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Style:
    """How much is shown, and whether in colour. Quiet shows the summary and what could not be read; verbose shows every verdict."""

    colour: bool = False
    quiet: bool = False
    verbose: bool = False

    def paint(self, text: str, colour: Colour) -> str:
        """The text in a colour, or as it is."""
        return f"\x1b[{_CODES[colour]}m{text}\x1b[0m" if self.colour else text


PLAIN = Style()


def to_text(report: Report, style: Style = PLAIN) -> str:
    """The report as text that ends in a line break."""
    blocks = [_problem(problem, style) for problem in report.problems]
    blocks += [f"note: {printable(notice)}" for notice in report.notices]
    if not style.quiet:
        for document in report.documents:
            blocks += _document(document, report, style)
    blocks.append("\n".join(_closing(report, style)))
    return "\n\n".join(blocks) + "\n"


def _document(document: Document, report: Report, style: Style) -> Iterator[str]:
    verdicts = [v for v in report.verdicts if v.document == document.path]
    blanks = [b for b in report.blanks if b.place.path == document.path]
    shown = [block for section in _sections(verdicts, document.source, style) for block in section]
    if len(report.documents) > 1 and (shown or blanks):
        yield style.paint(f"── {printable(document.path)} ", "bold")
    yield from shown
    if blanks:
        yield _blanks(blanks, document, style)


def _sections(verdicts: list[Verdict], source: Source, style: Style) -> Iterator[Iterable[str]]:
    ruled = [v for v in verdicts if v.force != "judgement"]
    judged = [v for v in verdicts if v.force == "judgement"]
    yield (_violated(v, source, style) for v in [*ruled, *judged] if v.outcome == "violated")
    yield _undecided([v for v in ruled if v.outcome == "undecided"], style)
    yield _questions([v for v in judged if v.outcome == "undecided"], style)
    if style.verbose:
        yield _quiet_verdicts([v for v in verdicts if v.outcome in ("satisfied", "not-applicable")], style)


# -- one verdict ---------------------------------------------------------------------------------------------------

_SHOWN: dict[str, tuple[str, Colour]] = {
    "violated": ("violated", "red"),
    "departure": ("departs", "yellow"),
    "undecided": ("undecided", "yellow"),
    "question": ("question", "blue"),
    "satisfied": ("satisfied", "green"),
    "not-applicable": ("passed over", "dim"),
}


def _heading(verdict: Verdict, kind: str, style: Style) -> str:
    word, colour = _SHOWN[kind]
    left = f"{word:<{_NAME}} {verdict.rule}"
    cited = f"{verdict.short}, {_paragraphs(verdict)}"
    return f"{style.paint(f'{word:<{_NAME}}', colour)} {style.paint(verdict.rule, 'bold')}{' ' * max(2, _HEADING - len(left))}{cited}"


def _paragraphs(verdict: Verdict) -> str:
    labels = list(dict.fromkeys(citation.paragraph for citation in verdict.citations))
    if len(labels) > _RULES_SHOWN:
        return f"paragraphs {labels[0]} to {labels[-1]}"
    return f"paragraph{'s' if len(labels) > 1 else ''} {', '.join(labels)}"


def _violated(verdict: Verdict, source: Source, style: Style) -> str:
    kind = "departure" if verdict.force == "recommendation" else "violated"
    lines = [_heading(verdict, kind, style)]
    if verdict.places:
        lines += _marked(verdict.places[0], source, verdict.found, style, _SHOWN[kind][1])
    else:
        lines.append(f"  {verdict.found}")
    if verdict.question:
        lines.append(f"  {printable(verdict.question)}  →  answered no")
    lines.append(_words_of_the_decision(verdict))
    if verdict.note:
        lines.append(f"  {printable(verdict.note)}")
    if verdict.help:
        lines.append(f"  help: {printable(verdict.help)}")
    return "\n".join(lines)


def _words_of_the_decision(verdict: Verdict) -> str:
    quotation = printable(verdict.citations[0].quotation)
    needed = f"  →  {printable(verdict.needed)}" if verdict.needed else ""
    return f'  the decision: "{quotation}"{needed}'


def _marked(place: Place, source: Source, words: str, style: Style, colour: Colour) -> list[str]:
    line, marks = excerpt(source, place.line, place.column, place.end_line, place.end_column)
    gutter = max(5, len(str(place.line)) + 1)
    return [
        f"  {printable(place.path)}:{place.line}:{place.column}  {style.paint(printable(place.label), 'dim')}".rstrip(),
        f"  {place.line:>{gutter}} | {line}",
        f"  {'':>{gutter}} | {style.paint(f'{marks} {printable(words)}'.rstrip(), colour)}",
    ]


def _undecided(verdicts: list[Verdict], style: Style) -> Iterator[str]:
    """Each rule once, with every place at which it is open."""
    for _, group in groupby(verdicts, key=lambda verdict: verdict.name):
        each = list(group)
        lines = [_heading(each[0], "undecided", style)]
        for verdict in each:
            found = ", ".join(filter(None, (verdict.found, verdict.help)))
            lines.append(f"  {_at(verdict)}: {printable(found)}")
        lines.append(_words_of_the_decision(each[0]))
        yield "\n".join(lines)


def _at(verdict: Verdict) -> str:
    if not verdict.places:
        return printable(verdict.document)
    place = verdict.places[0]
    label = f"  {printable(place.label)}" if place.label else ""
    return f"{printable(place.path)}:{place.line}:{place.column}{label}"


def _questions(verdicts: list[Verdict], style: Style) -> Iterator[str]:
    for verdict in verdicts:
        lines = [
            _heading(verdict, "question", style),
            f"  {printable(verdict.question)}",
            f'  the decision: "{printable(verdict.citations[0].quotation)}"',
            f"  help: answer it under `assessments`, with question: {verdict.name}",
        ]
        yield "\n".join(lines)


def _quiet_verdicts(verdicts: list[Verdict], style: Style) -> Iterator[str]:
    each = [v for v in worst(verdicts).values()]
    lines = [_heading(verdict, verdict.outcome, style) for verdict in each]
    if lines:
        yield "\n".join(lines)


# -- blanks, problems, summary --------------------------------------------------------------------------------------


def _blanks(blanks: list[Blank], document: Document, style: Style) -> str:
    """Every blank and what depends on it, in columns."""
    rows = [(f"line {b.place.line}", _blank_text(b), printable(b.place.label), _depends(b)) for b in blanks]
    wide = [max(width(row[column]) for row in rows) for column in range(3)]
    lines = [style.paint(f"blanks in {printable(document.path)}", "bold")]
    for row in rows:
        padded = [cell + " " * (size - width(cell)) for cell, size in zip(row, wide, strict=False)]
        lines.append(f"  {'  '.join(padded)}  {row[3]}".rstrip())
    return "\n".join(lines)


def _blank_text(blank: Blank) -> str:
    text = printable(" ".join(blank.text.split()))
    return (text[:29] + "…" if len(text) > 30 else text) or "(empty)"


def _depends(blank: Blank) -> str:
    names = [name.rpartition("/")[2] for name in blank.rules]
    return f"leaves open: {', '.join(names)}" if names else "no rule depends on it"


def _problem(problem: Diagnostic, style: Style) -> str:
    """A complaint with its place marked, and the second place where it speaks of two."""
    lines = [f"{style.paint('error', 'red')}: {printable(problem.message)}"]
    lines += _shown(problem.span, "", style)
    for related in problem.related:
        lines += _shown(related.span, related.label, style)
    if problem.help:
        lines.append(f"  help: {printable(problem.help)}")
    return "\n".join(lines)


def _shown(span: Span, words: str, style: Style) -> list[str]:
    source = span.source
    if not source.text:
        return [f"  {printable(source.name)}"]
    (line, column), (end_line, end_column) = span.position, span.end_position
    return _marked(Place(source.name, line, column, end_line, end_column, "", ""), source, words, style, "red")


def _closing(report: Report, style: Style) -> Iterator[str]:
    """What it all comes to; the last line is always the counts."""
    for document in report.documents if not style.quiet else ():
        if not document.rulesets and not report.problems:
            yield f"{printable(document.path)}: no decision was in force on its `decided_on`; nothing was checked"
    yield _counts(summary(report), style)


def _counts(counts: Summary, style: Style) -> str:
    parts: list[tuple[int, str, Colour]] = [
        (counts.violated, "violated", "red"),
        (counts.undecided, "undecided", "yellow"),
        (counts.satisfied, "satisfied", "green"),
        (counts.not_applicable, "not applicable", "dim"),
    ]
    shown = " · ".join(style.paint(f"{count} {word}", colour) if count else f"{count} {word}" for count, word, colour in parts)
    departures = f" ({_number(counts.departures, 'recommendation')} among the violated)" if counts.departures else ""
    questions = f", {_number(counts.questions, 'question')} for a person" if counts.questions else ""
    return f"{_number(counts.rules, 'rule')}: {shown}{departures} — {_number(counts.blanks, 'blank')}{questions}"


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
