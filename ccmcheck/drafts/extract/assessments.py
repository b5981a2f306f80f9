"""Sentences that answer questions of the rules; a draft seldom has them, a programme that is written as one may."""

from __future__ import annotations

from collections.abc import Iterator

from ccmcheck.document.raw import Raw
from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.ledger import Role
from ccmcheck.drafts.statement import BLANK, ParsedSentence, Statement, plain


def answers(told: ParsedSentence) -> Iterator[Statement]:
    """The answer that a sentence gives, as one item of the assessments."""
    phrase = told.first("assessment", "unnamed_assessment")
    if phrase is None:
        return
    fields: dict[str, Raw] = {}
    words = phrase.all("QUOTED", "BLANK")
    if phrase.name == "assessment":
        fields["question"] = told.of(plain(words[0]), words[0])
    answered = phrase.inner("yes", "no")
    blank = words[1:] if phrase.name == "assessment" else words
    if answered:
        fields["answer"] = told.of(answered[0].name == "yes", answered[0])
    elif blank:
        fields["answer"] = told.of(BLANK, blank[0])
    for by in told.each("answered_by"):
        fields["by"] = told.of(plain(by.all("QUOTED")[0]), by)
    for date in told.each("dates", "month_of"):
        found = days.ends(date)
        if found is not None:
            fields["on"] = told.of(found[1].written(found[1], ""), date)
    for date in told.each("dated_openly"):
        fields["on"] = told.of(BLANK, date)
    for note in told.each("noted"):
        word = note.all("QUOTED", "BLANK")[0]
        fields["note"] = told.of(plain(word), word)
    text = told.sentence.reading.text
    told.ledger.take(0, len(text), Role.VALUE)
    yield told.said(("assessments", str(told.sentence.start)), told.record(fields, 0, len(text)))
