"""What is found in one document as blocks of text: verdicts, complaints, questions; hides layout and marks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby, repeat

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.quoting import cited
from ccmcheck.base.source import Source, Span
from ccmcheck.judge.summary import worst
from ccmcheck.judge.verdicts import Document, Mend, Place, Verdict
from ccmcheck.report.parts.excerpt import excerpt, printable
from ccmcheck.report.parts.style import Colour, TextStyle
from ccmcheck.report.parts.waived import until
from ccmcheck.report.terminal.wrapping import wrapped

_NAME = 11
_CITED = 34
_PARAGRAPHS = 3
_DETAILS = 6
_ANSWER = "{where}: {{question: {name}, answer: true}}, or false, with by and on for who answered and when"
_IN_DATA = "under `assessments`"
_IN_A_FILE = "in a file for --answers, begun by `ccmcheck read DRAFT -o PROGRAMME --answers FILE`"


def findings(verdicts: Sequence[Verdict], source: Source, style: TextStyle) -> Iterator[str]:
    """The verdicts on one document that are shown: the violated ones first."""
    ruled = [v for v in verdicts if v.force != "judgement"]
    judged = [v for v in verdicts if v.force == "judgement"]
    yield from (_violated(v, source, style) for v in [*ruled, *judged] if v.standing == "violated")
    if style.verbose:
        yield from _undecided([v for v in ruled if v.outcome == "undecided"], style)
    yield from (_excused(v, style) for v in [*ruled, *judged] if v.standing in ("waived", "known"))
    if style.verbose:
        yield from _quiet_verdicts([v for v in verdicts if v.outcome in ("satisfied", "not-applicable")], style)


# -- one verdict ---------------------------------------------------------------------------------------------------

_SHOWN: dict[str, tuple[str, Colour]] = {
    "violated": ("violated", "red"),
    "departure": ("departs", "yellow"),
    "undecided": ("undecided", "yellow"),
    "waived": ("waived", "blue"),
    "known": ("known", "blue"),
    "question": ("question", "blue"),
    "satisfied": ("satisfied", "green"),
    "not-applicable": ("passed over", "dim"),
}


def _heading(verdict: Verdict, kind: str, style: TextStyle) -> str:
    word, colour = _SHOWN[kind]
    left = f"{word:<{_NAME}} {verdict.rule}"
    cited = f"{verdict.short}, {_paragraphs(verdict)}"
    painted = f"{style.paint(f'{word:<{_NAME}}', colour)} {style.paint(verdict.rule, 'bold')}"
    return f"{painted}{' ' * max(2, style.width - _CITED - len(left))}{cited}"


def _paragraphs(verdict: Verdict) -> str:
    labels = list(dict.fromkeys(citation.paragraph for citation in verdict.citations))
    if len(labels) > _PARAGRAPHS:
        return cited(labels[0], labels[-1]).replace(", ", " to ")
    return cited(*labels)


def _violated(verdict: Verdict, source: Source, style: TextStyle) -> str:
    kind = "departure" if verdict.force == "recommendation" else "violated"
    lines = [_heading(verdict, kind, style)]
    colour = _SHOWN[kind][1]
    for _, group in groupby(verdict.details[:_DETAILS], key=lambda detail: _spot(detail.place)):
        details = list(group)
        place, words_found = details[0].place, list(dict.fromkeys(detail.found for detail in details))
        if place is not None:
            lines += _marked(place, source, words_found, style, colour)
        else:
            lines += [f"  {printable(words)}" for words in words_found if words]
    if len(verdict.details) > _DETAILS:
        lines.append(f"  and {len(verdict.details) - _DETAILS} more of the kind")
    if verdict.question:
        lines.append(wrapped(f"{verdict.question} The programme answers no.", style.width))
    lines.append(_words_of_the_decision(verdict, style))
    advice = (verdict.note, verdict.help and f"help: {verdict.help}", *map(_to_mend, verdict.mends))
    lines += [wrapped(text, style.width) for text in advice if text]
    return "\n".join(lines)


def _spot(place: Place | None) -> tuple[str, ...]:
    """What a reader sees of a place: in a draft, several fields may be missing at one and the same passage."""
    return () if place is None else (_at(place), str(place.end_line), str(place.end_column))


def _to_mend(mend: Mend) -> str:
    return f"to mend: {mend.place.label or 'the document'}: {mend.words}"


def _excused(verdict: Verdict, style: TextStyle) -> str:
    """A departure that does not count against the document, and who says so."""
    lines = [_heading(verdict, verdict.standing, style)]
    lines += [f"  {_at(place)}" for place in verdict.places[:1]]
    lines.append(wrapped(verdict.message, style.width))
    if (waiver := verdict.waiver) is not None:
        lines.append(wrapped(f"waived by {waiver.authority}, {until(waiver)}: {waiver.reason}", style.width))
    elif verdict.known:
        lines.append("  in the baseline, so it does not fail the run")
    return "\n".join(lines)


def _words_of_the_decision(verdict: Verdict, style: TextStyle) -> str:
    needed = f"  →  {verdict.needed}" if verdict.needed else ""
    return wrapped(f'the decision: "{verdict.citations[0].quotation}"{needed}', style.width)


def _marked(place: Place, source: Source, words: Sequence[str], style: TextStyle, colour: Colour) -> list[str]:
    """A place with its line, the marks under it, and what is to be said of it, each on a line of its own."""
    line, marks = excerpt(source, place.line, place.column, place.end_line, place.end_column)
    gutter = max(5, len(str(place.line)) + 1)
    return [
        f"  {printable(place.path)}:{place.line}:{place.column}  {style.paint(printable(place.label), 'dim')}".rstrip(),
        f"  {place.line:>{gutter}} | {line}",
        *(
            f"  {'':>{gutter}} | {style.paint(f'{before} {printable(words_at)}'.rstrip(), colour)}"
            for before, words_at in zip((marks, *repeat(" " * len(marks), len(words) - 1)), words, strict=True)
        ),
    ]


def _undecided(verdicts: list[Verdict], style: TextStyle) -> Iterator[str]:
    """Each rule once, with every place at which it is open, those of one reason together."""
    for _, group in groupby(verdicts, key=lambda verdict: verdict.name):
        each = list(group)
        lines = [_heading(each[0], "undecided", style)]
        for reason, places in _by_reason(each).items():
            lines += [wrapped(f"{reason}:", style.width), *dict.fromkeys(f"    {_at(place)}" for place in places)]
        lines.append(_words_of_the_decision(each[0], style))
        yield "\n".join(lines)


def _by_reason(verdicts: list[Verdict]) -> dict[str, list[Place]]:
    reasons: dict[str, list[Place]] = {}
    for verdict in verdicts:
        reason = "; ".join(filter(None, (verdict.found or "open", verdict.help)))
        reasons.setdefault(reason, []).append(verdict.places[0])
    return reasons


def _at(place: Place) -> str:
    return f"{printable(place.path)}:{place.line}:{place.column}  {printable(place.label)}".rstrip()


def question(verdict: Verdict, style: TextStyle, *, of_draft: bool) -> tuple[str, str]:
    """An open question: its heading, and its words; between them a report says how many programmes leave it open.

    A draft in prose has no list of answers, so they are given beside it.
    """
    answer = _ANSWER.format(where=_IN_A_FILE if of_draft else _IN_DATA, name=verdict.name)
    words = (
        wrapped(verdict.question, style.width),
        _words_of_the_decision(verdict, style),
        wrapped(f"help: {answer}", style.width),
    )
    return _heading(verdict, "question", style), "\n".join(words)


def _quiet_verdicts(verdicts: list[Verdict], style: TextStyle) -> Iterator[str]:
    each = list(worst(verdicts).values())
    lines = [_heading(verdict, verdict.outcome, style) for verdict in each]
    if lines:
        yield "\n".join(lines)


def passed_over(document: Document, style: TextStyle) -> str:
    """Which rules say nothing of a document, and why, in a line."""
    if not document.passed:
        return ""
    few = [*document.passed[:_PARAGRAPHS], *(["others of other things"] if len(document.passed) > _PARAGRAPHS else [])]
    return wrapped(f"passed over: {'; '.join(few)}", style.width)


# -- problems ----------------------------------------------------------------------------------------------------


def problem(problem: Diagnostic, style: TextStyle, word: str = "error") -> str:
    """A complaint with its place marked, and the second place where it speaks of two."""
    lines = [f"{style.paint(word, 'yellow' if word == 'remark' else 'red')}: {printable(problem.message)}"]
    lines += _shown(problem.span, "", style)
    for related in problem.related:
        lines += _shown(related.span, related.label, style)
    if problem.help:
        lines.append(f"  help: {printable(problem.help)}")
    return "\n".join(lines)


def _shown(span: Span, words: str, style: TextStyle) -> list[str]:
    source = span.source
    if not source.text:
        return [f"  {printable(source.name)}"]
    (line, column), (end_line, end_column) = span.position, span.end_position
    where = source.passage(span.start)
    return _marked(Place(source.name, line, column, end_line, end_column, "", where), source, [words], style, "red")
