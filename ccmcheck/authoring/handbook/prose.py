"""What both forms of the page say in the same words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ccmcheck.authoring.handbook.page import HandbookEntry, Page
from ccmcheck.base.days import day
from ccmcheck.base.quoting import listed

PRACTICE_HEADING = "Practice"
PRACTICE_MEANING = "What has been done every year and no decision asks: a departure is remarked on and never fails."
TIMELINE_HEADING = "Beside other decisions"
TIMELINE_MEANING = (
    "How many rules of each decision could bind a programme decided in a year; the last year stands for all after it."
)
FORCES = {
    "obligation": "Obligation",
    "recommendation": "Recommendation",
    "judgement": "Question for a person",
    "practice": "Practice",
}


def introduction(page: Page) -> tuple[str, ...]:
    """What the page is, in two or three short paragraphs."""
    until = f" until {day(page.period.until)} (from that day no longer)" if page.period.until else ""
    rules = len(page.entries)
    questions = sum(entry.force == "judgement" for entry in page.entries)
    asked = f", {questions} of them {'a question' if questions == 1 else 'questions'} for a person" if questions else ""
    what = (
        f"What ccmcheck checks of a work programme under the {page.short}, in force from {day(page.period.start)}"
        f"{until}: {rules} rule{'s' if rules != 1 else ''}{asked}. The words of the decision stand on the left, "
        "with the words that a rule rests on underlined; what is checked stands on the right. The right-hand side is "
        "made from the rules themselves, so that it says what is checked and nothing else."
    )
    how = (
        "An obligation must be kept; a departure from a recommendation is reported and does no more. What the "
        "programme leaves blank or does not state leaves a rule open, and never satisfies it; but where a rule asks "
        "whether something is given, what the programme does not state is not given. A question stays open until a "
        "person has answered it."
    )
    if page.proved is None:
        return what, how
    but, among = _not_asked(page.proved.not_asked)
    agree = (
        f"Since {day(page.proved.since)} these rules{but} are proved free of contradictions: programmes were found "
        f"that keep all obligations{among} at once, and for each rule{among} that does not follow from others one "
        "that breaks it alone."
    )
    return what, how, agree


def _not_asked(names: Sequence[str]) -> tuple[str, str]:
    """Which rules a proof says nothing of, and what is said of the others to tell them apart."""
    if not names:
        return "", ""
    they = "speaks of the programme before and was" if len(names) == 1 else "speak of the programme before and were"
    return f", but for {listed(names)}, which {they} not asked,", " among them"


def rule_text(entry: HandbookEntry) -> tuple[str, tuple[str, ...]]:
    """What the rule says: one sentence, or the start of one and the points that all have to hold."""
    reading = entry.reading
    if len(reading.needs) < 2:
        return reading.sentence, ()
    start = f"{reading.introduction}:" if reading.introduction else "All of this:"
    return start[:1].upper() + start[1:], reading.needs


def succession_text(entry: HandbookEntry) -> Iterator[tuple[str, str, str]]:
    """What a rule replaces and what ends it: sentences, each with the other’s name between its words."""
    if entry.replaces:
        yield "Takes the place of ", entry.replaces, "."
    if entry.ending is not None:
        ends = "takes its place" if "/" in entry.ending.by else "ends it"
        yield f"Speaks no longer from {day(entry.ending.day)}: ", entry.ending.by, f" {ends}."


def citation_text(entry: HandbookEntry) -> str:
    """The paragraphs that a rule rests on: “under 3(a), 3(b) and 3(c)”."""
    labels = list(dict.fromkeys(citation.paragraph for citation in entry.citations))
    return f"under {listed(labels)}"
