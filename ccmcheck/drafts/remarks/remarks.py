"""A draft made ready to be judged: its programme, with what only its text can show beside it."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import replace
from itertools import accumulate

from ccmcheck.base.diagnostic import Diagnostic, Related, complain
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Span
from ccmcheck.base.values import ANY_TEXT
from ccmcheck.document.nodes import Node, State, child
from ccmcheck.document.programme import Programme
from ccmcheck.document.raw import RawScalar
from ccmcheck.document.schema import ListKind, RecordKind, TextKind
from ccmcheck.document.validation import in_order
from ccmcheck.drafts.extract.entries import TO
from ccmcheck.drafts.interpret import Interpretation
from ccmcheck.drafts.remarks.lengths import lengths
from ccmcheck.drafts.remarks.structure import structure
from ccmcheck.drafts.remarks.style import style
from ccmcheck.drafts.remarks.text import draft_text
from ccmcheck.judge.check import Prepared


def judged(understood: Interpretation, ready: Prepared) -> Programme:
    """The programme of a draft with every remark about its text, in order of position."""
    programme = understood.programme
    if understood.refusal is not None:
        return replace(programme, remarks=(understood.refusal,))
    remarks = [
        *structure(understood),
        *style(understood),
        *lengths(understood, ready),
        *_undated(understood),
        *_between_meetings(understood),
        *_contradictions(understood),
        *_left_over(understood),
        *_denied(understood),
        *understood.draft.unread,
    ]
    source = understood.draft.source
    placed = (replace(remark, span=source.span(remark.span.start, remark.span.end)) for remark in remarks)
    return replace(
        programme,
        remarks=in_order(placed),
        other_blanks=tuple(_other_blanks(understood)),
        text=draft_text(understood),
    )


def _left_over(understood: Interpretation) -> Iterator[Diagnostic]:
    source = understood.draft.source
    for left in understood.left_over:
        opens = f"; it leaves open {left.subject}" if left.subject else ""
        span = source.span(left.start, left.end)
        yield replace(complain("not-understood", span, words=quoted(left.words), opens=opens), help=left.advice)


def _undated(understood: Interpretation) -> Iterator[Diagnostic]:
    """One remark for the day of the decision that is nowhere, and one for the year."""
    root = understood.programme.root
    if root is None or not isinstance(root.kind, RecordKind):
        return
    fields = ((root.kind.day, "draft-without-day"), ("year", "draft-without-year"))
    title = understood.draft.passages[0]
    for name, code in fields:
        if name in root.kind.fields and child(root, name).state is State.UNSTATED:
            yield complain(code, understood.draft.source.span(title.start, title.start))


_RANGE = re.compile(rf"((?:19|20|21)\d\d)\s*(?:{'|'.join(sorted(TO))})\s*((?:19|20|21)\d\d)")


def _between_meetings(understood: Interpretation) -> Iterator[Diagnostic]:
    """A term that was left open because it may run from one meeting to another."""
    terms = [blank.span for blank in understood.programme.blanks if isinstance(blank.kind, ListKind)]
    for span in (*terms, *_headed(understood)):
        years = _RANGE.fullmatch(span.text)
        if years is not None:
            first, last = int(years[1]), int(years[2])
            named = ", ".join(map(str, range(first, last))) + f" and {last}"
            yield complain("term-between-meetings", span, found=quoted(span.text), years=named, first=first, last=last)


def _headed(understood: Interpretation) -> Iterator[Span]:
    """Ranges at the head of a column that begin before the programme's year."""
    source = understood.draft.source
    years = (
        value.value for name, value in understood.raw.entries if name.value == "year" and isinstance(value, RawScalar)
    )
    year = next((year for year in years if isinstance(year, int)), 0)
    for passage in understood.draft.passages:
        words = source.span(passage.start, passage.stretches[-1].end)
        for match in _RANGE.finditer(words.text) if passage.is_header else ():
            if int(match[1]) < year:
                yield source.span(words.start + match.start(), words.start + match.end())


def _denied(understood: Interpretation) -> Iterator[Diagnostic]:
    source = understood.draft.source
    sentences = {
        statement.sentence.start: (denial, statement)
        for denial, statement in understood.denied
        if statement.path[-1] != "id"
    }
    for denial, statement in sentences.values():
        place = source.span(denial.start, denial.end)
        span = source.span(statement.value.start, statement.value.end)
        yield complain(
            "denied-and-spoken-of",
            span,
            related=(Related(place, "said here"),),
            found=quoted(span.text),
            where=source.passage(denial.start),
        )


def _contradictions(understood: Interpretation) -> Iterator[Diagnostic]:
    source = understood.draft.source
    for contradiction in understood.contradictions:
        first, *others = contradiction.sayings
        place = source.span(first.value.start, first.value.end)
        words = {quoted(source.text[statement.value.start : statement.value.end]): statement for statement in others}
        for shown, statement in words.items():
            if shown == quoted(place.text):
                continue
            yield complain(
                "said-two-ways",
                source.span(statement.value.start, statement.value.end),
                related=(Related(place, "said here"),),
                field=" of ".join(f"`{step}`" for step in reversed(contradiction.path[-2:])),
                found=shown,
                first=quoted(place.text),
                where=source.passage(place.start),
            )


def _other_blanks(understood: Interpretation) -> Iterator[Node]:
    """Blanks of the text that no field of the programme holds."""
    source = understood.draft.source
    held = sorted((node.start, node.end) for node in understood.programme.blanks)
    starts = [start for start, _ in held]
    reach = list(accumulate((end for _, end in held), max))
    for parsed in understood.parsed:
        for word in parsed.words:
            if word.kind not in ("BLANK", "PLACEHOLDER"):
                continue
            place = parsed.of("", word)
            before = bisect_right(starts, place.start)
            if not before or reach[before - 1] < place.end:
                kind = TextKind()
                yield Node(kind, State.BLANK, ANY_TEXT, word.text, "", source, place.start, place.end)
