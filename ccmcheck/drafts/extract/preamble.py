"""What stands before the first paragraph and in it: title, treaty, year, symbols, and the day of the decision."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.grammar.plain_words import is_plain
from ccmcheck.drafts.grammar.tokens import QUOTED, TURNING, Word
from ccmcheck.drafts.ledger import Role
from ccmcheck.drafts.statement import ParsedSentence, Statement, plain
from ccmcheck.prose.paragraphs import Sort

_TREATY = re.compile(r"Convention\s+on\s+Cluster\s+Munitions|\bCCM\b", re.IGNORECASE)
_LABELLED = re.compile(
    r"(Treaty|Title|Document|Discussion paper|Plenary meeting|Decided by|Decided on|Year):\s*(.*\S)\s*", re.IGNORECASE
)
# What may stand before “work programme” in its title.
_TITLE = re.compile(
    r"\W*(?:amendments? to |(?:the|draft|proposed|revised|final|provisional|annual|intersessional|zero|first)\s+)*",
    re.IGNORECASE,
)
_ADOPTED = re.compile(r"\b(?:adopted|decided|agreed|approved)\b", re.IGNORECASE)
# “On 16 September 2011 the Meeting decided …”, “On 16 September 2011, the States parties adopted …”
_ON_ITS_DAY = re.compile(
    r"\W*On (?:\w+,? )?\d{1,2} \w+ \d{4},? the (?:\w+ )?(?:Meeting|States [Pp]arties)[\w ]{0,60}? "
    r"(?:decided|adopted|agreed|approved|took the following decisions?)\b"
)
_PAPER = re.compile(r"discussion\s+paper", re.IGNORECASE)


def front(parsed: ParsedSentence) -> Iterator[Statement]:
    """What a sentence says about the programme as a whole."""
    before = parsed.sentence.passage.front and parsed.sentence.passage.sort is not Sort.FOOTNOTE
    if before:
        yield from _heading(parsed)
    text = parsed.sentence.reading.text
    for phrase in parsed.each("symbol"):
        parsed.take(phrase)
        if _PAPER.search(text):
            yield parsed.statement(("discussion_paper",), parsed.of(parsed.text_of(phrase), phrase))
        elif before and text.strip() == parsed.text_of(phrase):
            yield parsed.statement(("document",), parsed.of(parsed.text_of(phrase), phrase))
    plenary = parsed.first("plenary")
    if plenary is not None:
        parsed.take(plenary)
        meeting = next(part for part in plenary.parts if isinstance(part, Word))
        yield parsed.statement(("plenary_meeting",), parsed.of(plain(meeting), meeting))
        yield from _decided(parsed, plenary.end)
    elif _ON_ITS_DAY.match(text) is not None:
        yield from _decided(parsed, 0)
    elif before and (adopted := _ADOPTED.search(text)) is not None:
        yield from _decided(parsed, adopted.end())


def _heading(parsed: ParsedSentence) -> Iterator[Statement]:
    text = parsed.sentence.reading.text
    labelled = _LABELLED.fullmatch(text)
    if labelled is not None:
        parsed.ledger.take(0, len(text), Role.VALUE)
        yield from _labelled(parsed, labelled)
        return
    title = parsed.first("title")
    if title is not None and _TITLE.fullmatch(text[: title.start].rpartition(":")[2]) is not None:
        parsed.ledger.take(0, len(text), Role.VALUE)
        year = title.all("YEAR", "BLANK")[0]
        yield parsed.statement(("title",), parsed.scalar(text.strip(), 0, len(text)))
        yield parsed.statement(("year",), parsed.of(int(year.text) if year.kind == "YEAR" else year.text, year))
    treaty = _TREATY.search(text)
    if treaty is not None:
        parsed.ledger.take(*treaty.span(), Role.VALUE)
        yield parsed.statement(("treaty",), parsed.scalar("CCM", treaty.start(), treaty.end()))
    for phrase in parsed.each("msp"):
        if parsed.sentence.passage.sort is Sort.HEADING or parsed.text_of(phrase) == text.strip():
            parsed.take(phrase)
            order = days.number(phrase.all("ORDINAL")[0])
            yield parsed.statement(("decided_by",), parsed.of(f"{order}MSP", phrase))


def _labelled(parsed: ParsedSentence, label: re.Match[str]) -> Iterator[Statement]:
    """“Decided on: 16 September 2011”, where the sentences of a draft have no place for it."""
    name = label[1].casefold().replace(" ", "_")
    start, end = label.span(2)
    text = label[2][1:-1] if re.fullmatch(QUOTED, label[2]) else label[2]
    value: str | int = text
    if name == "year" and text.isdecimal():
        value = int(text)
    dated = next(parsed.each("dates", "month_of"), None)
    ends = days.ends(dated) if dated is not None else None
    if name == "decided_on" and dated is not None and ends is not None and _is_settled(parsed, start, dated):
        value = ends[1].written(ends[1], "")
    yield parsed.statement((name,), parsed.scalar(value, start, end))


def _is_settled(parsed: ParsedSentence, start: int, dated: Phrase) -> bool:
    """Whether the words around a day change nothing: “16 September 2011, Beirut”, but not “(ad referendum)”."""
    around = (word for word in parsed.words if word.start >= start and not dated.start <= word.start < dated.end)
    return not any(word.loaded in TURNING or (word.kind == "WORD" and not is_plain(word.text)) for word in around)


def _decided(parsed: ParsedSentence, after: int) -> Iterator[Statement]:
    """The first day behind “at its fifth plenary meeting” or “adopted”: “on 16 September 2011”."""
    for phrase in parsed.each("dates", "month_of"):
        ends = days.ends(phrase)
        if ends is not None and phrase.start >= after:
            parsed.take(phrase)
            last = ends[1]
            yield parsed.statement(("decided_on",), parsed.scalar(last.written(last, ""), last.start, last.end))
            return
