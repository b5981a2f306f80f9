"""A report on a draft as comments at its words; hides what a comment says of each kind of finding."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.source import Source
from ccmcheck.drafts.model import Draft
from ccmcheck.drafts.word.comments import Comment
from ccmcheck.judge.summary import told
from ccmcheck.judge.verdicts import Blank, Place, Report, Verdict
from ccmcheck.prose.decision import Decision, quoted
from ccmcheck.report.parts.titles import titles

_Note = tuple[int, int, tuple[str, ...]]


def comments(report: Report, draft: Draft) -> tuple[Comment, ...]:
    """The comments on a draft, those on the same words together, in the order of the text."""
    by_words: dict[tuple[int, int], dict[tuple[str, ...], None]] = {}
    for start, end, lines in _notes(report, draft):
        by_words.setdefault((start, end), {})[lines] = None
    return tuple(
        Comment(start, end, tuple(line for lines in notes for line in lines))
        for (start, end), notes in sorted(by_words.items(), key=lambda item: item[0])
    )


def _notes(report: Report, draft: Draft) -> Iterator[_Note]:
    own = [verdict for verdict in told(report) if verdict.document == draft.source.name]
    names = titles(report)
    # Of words that were not understood the remark on them says what they leave open.
    blanks = {(blank.place.line, blank.place.column) for blank in report.blanks}
    for verdict in own:
        if verdict.standing == "violated":
            yield from _at(verdict, draft.source, _departure(verdict))
        elif verdict.outcome == "undecided" and verdict.force == "judgement":
            yield _question(verdict, draft)
        elif verdict.outcome == "undecided" and not _on_a_blank(verdict, blanks):
            yield from _at(verdict, draft.source, _open(verdict, names[verdict.name]))
    for blank in (each for each in report.blanks if not each.worded):
        yield (*_offsets(blank.place, draft.source), _blank(blank, own, names))
    for problem in (*report.problems, *report.remarks):
        if problem.span.source.name == draft.source.name and draft.source.text:
            yield (problem.span.start, problem.span.end, _complaint(problem))


def _at(verdict: Verdict, source: Source, lines: tuple[str, ...]) -> Iterator[_Note]:
    if verdict.places:
        yield (*_offsets(verdict.places[0], source), lines)


def _offsets(place: Place, source: Source) -> tuple[int, int]:
    return source.offset(place.line, place.column), source.offset(place.end_line, place.end_column)


def _on_a_blank(verdict: Verdict, blanks: set[tuple[int, int]]) -> bool:
    """Whether the comment on a blank says already what stays open."""
    return any((place.line, place.column) in blanks for place in verdict.places)


# -- words ----------------------------------------------------------------------------------------------------------


def _cited(verdict: Verdict) -> str:
    return f"{verdict.cited}: “{verdict.citations[0].quotation}”"


def _departure(verdict: Verdict) -> tuple[str, ...]:
    heading = "Departs from the decision" if verdict.force == "obligation" else "Departs from a recommendation"
    mends = [f"To mend: {mend.place.label}: {_plain(mend.words)}." for mend in verdict.mends]
    found = f"{heading}: {_plain(verdict.found)}."
    return tuple(filter(None, (found, *_wanted(verdict), _plain(verdict.help), *mends)))


def _wanted(verdict: Verdict) -> Iterator[str]:
    if verdict.needed:
        yield f"Needed: {_plain(verdict.needed)}."
    yield _cited(verdict)
    if verdict.note:
        yield f"{_plain(verdict.note)[:1].upper()}{_plain(verdict.note)[1:]}."


def _open(verdict: Verdict, title: str) -> tuple[str, ...]:
    words = f"Still open ({title}): {_plain(verdict.found)}."
    return tuple(filter(None, (words, *_wanted(verdict), _plain(verdict.help))))


def _blank(blank: Blank, verdicts: list[Verdict], names: Mapping[str, str]) -> tuple[str, ...]:
    """What a blank leaves open, with the words of the decision for each."""
    if not blank.rules:
        return ("Blank: no rule depends on it.",)
    open_ = {verdict.name: verdict for verdict in verdicts if verdict.name in blank.rules}
    each = (f"{names[verdict.name]}{_needed(verdict)} — {_cited(verdict)}" for verdict in open_.values())
    return ("Blank. It leaves open:", *each)


def _needed(verdict: Verdict) -> str:
    return f" (needed: {_plain(verdict.needed)})" if verdict.needed else ""


def _complaint(problem: Diagnostic) -> tuple[str, ...]:
    message = _plain(problem.message)
    return tuple(filter(None, (f"{message[:1].upper()}{message[1:]}.", problem.help.replace("`", ""))))


def _plain(text: str) -> str:
    """Without the backticks that mark words in a report."""
    return text.replace("`", "").rstrip(".")


# -- questions ------------------------------------------------------------------------------------------------------


def _question(verdict: Verdict, draft: Draft) -> _Note:
    """A question that needs a person, at the words of the decision where the draft has them, or at its beginning."""
    lines = ("A question for a person:", verdict.question, _cited(verdict))
    decision = Decision(draft.source, draft.paragraphs)
    quotation = verdict.citations[0].quotation
    for paragraph in (verdict.citations[0].paragraph, *decision.labels()):
        where = quoted(decision, paragraph, quotation) if decision.paragraph(paragraph) else None
        if where is not None:
            return (where.start, where.end, lines)
    first = (draft.paragraphs[0].opening if draft.paragraphs else draft.passages[0].stretches)[0]
    return (first.start, first.end, lines)
