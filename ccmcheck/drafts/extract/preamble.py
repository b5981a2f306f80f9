"""What stands before the first paragraph and in it: title, treaty, year, symbols, and the day of the decision."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.grammar.tokens import QUOTED, Word
from ccmcheck.drafts.ledger import Role
from ccmcheck.drafts.statement import ParsedSentence, Statement, plain
from ccmcheck.prose.paragraphs import Sort

_TREATY = re.compile(r"Convention\s+on\s+Cluster\s+Munitions|\bCCM\b", re.IGNORECASE)
_LABELLED = re.compile(
    r"(Treaty|Title|Document|Discussion paper|Plenary meeting|Decided by|Decided on|Year):\s*(.*\S)\s*", re.IGNORECASE
)
# What may stand before “work programme” in its title.
_TITLE = re.compile(
    r"\W*(?:(?:the|draft|proposed|revised|final|provisional|annual|intersessional|zero|first)\s+)*", re.IGNORECASE
)
_ADOPTED = re.compile(r"\b(?:adopted|decided|agreed|approved)\b", re.IGNORECASE)
_PAPER = re.compile(r"discussion\s+paper", re.IGNORECASE)


def front(told: ParsedSentence) -> Iterator[Statement]:
    """What a sentence says about the programme as a whole."""
    before = told.sentence.passage.front and told.sentence.passage.sort is not Sort.FOOTNOTE
    if before:
        yield from _heading(told)
    text = told.sentence.reading.text
    for phrase in told.each("symbol"):
        told.take(phrase)
        if _PAPER.search(text):
            yield told.said(("discussion_paper",), told.of(told.text_of(phrase), phrase))
        elif before and text.strip() == told.text_of(phrase):
            yield told.said(("document",), told.of(told.text_of(phrase), phrase))
    plenary = told.first("plenary")
    if plenary is not None:
        told.take(plenary)
        meeting = next(part for part in plenary.parts if isinstance(part, Word))
        yield told.said(("plenary_meeting",), told.of(plain(meeting), meeting))
        yield from _decided(told, plenary.end)
    elif before and (adopted := _ADOPTED.search(text)) is not None:
        yield from _decided(told, adopted.end())


def _heading(told: ParsedSentence) -> Iterator[Statement]:
    text = told.sentence.reading.text
    labelled = _LABELLED.fullmatch(text)
    if labelled is not None:
        told.ledger.take(0, len(text), Role.VALUE)
        yield from _labelled(told, labelled)
        return
    title = told.first("title")
    if title is not None and _TITLE.fullmatch(text[: title.start]) is not None:
        told.ledger.take(0, len(text), Role.VALUE)
        year = title.all("YEAR", "BLANK")[0]
        yield told.said(("title",), told.scalar(text.strip(), 0, len(text)))
        yield told.said(("year",), told.of(int(year.text) if year.kind == "YEAR" else year.text, year))
    treaty = _TREATY.search(text)
    if treaty is not None:
        told.ledger.take(*treaty.span(), Role.VALUE)
        yield told.said(("treaty",), told.scalar("CCM", treaty.start(), treaty.end()))
    for phrase in told.each("msp"):
        if told.sentence.passage.sort is Sort.HEADING or told.text_of(phrase) == text.strip():
            told.take(phrase)
            order = days.number(phrase.all("ORDINAL")[0])
            yield told.said(("decided_by",), told.of(f"{order}MSP", phrase))


def _labelled(told: ParsedSentence, found: re.Match[str]) -> Iterator[Statement]:
    """“Decided on: 16 September 2011”, where the sentences of a draft have no place for it."""
    name = found[1].casefold().replace(" ", "_")
    start, end = found.span(2)
    text = found[2][1:-1] if re.fullmatch(QUOTED, found[2]) else found[2]
    value: str | int = text
    if name == "year" and text.isdecimal():
        value = int(text)
    dated = next((days.ends(phrase) for phrase in told.each("dates", "month_of")), None)
    if name == "decided_on" and dated is not None:
        value = dated[1].written(dated[1], "")
    yield told.said((name,), told.scalar(value, start, end))


def _decided(told: ParsedSentence, after: int) -> Iterator[Statement]:
    """The first day behind “at its fifth plenary meeting” or “adopted”: “on 16 September 2011”."""
    for phrase in told.each("dates", "month_of"):
        found = days.ends(phrase)
        if found is not None and phrase.start >= after:
            told.take(phrase)
            last = found[1]
            yield told.said(("decided_on",), told.scalar(last.written(last, ""), last.start, last.end))
            return
