"""Sentences that answer questions of the rules; a draft seldom has them, a programme that is written as one may."""

from __future__ import annotations

from collections.abc import Iterator

from ccmcheck.document.raw import Raw
from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.ledger import Role
from ccmcheck.drafts.statement import BLANK, ParsedSentence, Statement, plain


def answers(parsed: ParsedSentence) -> Iterator[Statement]:
    """The answer that a sentence gives, as one item of the assessments."""
    phrase = parsed.first("assessment", "unnamed_assessment")
    if phrase is None:
        return
    fields: dict[str, Raw] = {}
    words = phrase.all("QUOTED", "BLANK")
    if phrase.name == "assessment":
        fields["question"] = parsed.of(plain(words[0]), words[0])
    answered = phrase.inner("yes", "no")
    blank = words[1:] if phrase.name == "assessment" else words
    if answered:
        fields["answer"] = parsed.of(answered[0].name == "yes", answered[0])
    elif blank:
        fields["answer"] = parsed.of(BLANK, blank[0])
    for by in parsed.each("answered_by"):
        fields["by"] = parsed.of(plain(by.all("QUOTED")[0]), by)
    for date in parsed.each("dates", "month_of"):
        ends = days.ends(date)
        if ends is not None:
            fields["on"] = parsed.of(ends[1].written(ends[1], ""), date)
    for date in parsed.each("dated_openly"):
        fields["on"] = parsed.of(BLANK, date)
    for note in parsed.each("noted"):
        word = note.all("QUOTED", "BLANK")[0]
        fields["note"] = parsed.of(plain(word), word)
    text = parsed.sentence.reading.text
    parsed.ledger.take(0, len(text), Role.VALUE)
    yield parsed.statement(("assessments", str(parsed.sentence.start)), parsed.record(fields, 0, len(text)))
