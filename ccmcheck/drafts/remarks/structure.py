"""Checks of a draft's paragraphs: their numbers, references to them, and what they count; no rule asks for these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Span
from ccmcheck.drafts.extract.coordinators import list_of, topic_of
from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.interpret import Interpretation
from ccmcheck.drafts.model import Draft, Passage
from ccmcheck.drafts.statement import ParsedSentence
from ccmcheck.prose import numbering
from ccmcheck.prose.paragraphs import Paragraph, in_order, repeated


def structure(understood: Interpretation) -> Iterator[Diagnostic]:
    """Complaints about numbers, references and counts, in no order."""
    draft = understood.draft
    yield from repeated(draft.paragraphs)
    yield from _skipped(draft.paragraphs)
    yield from _brackets(draft)
    yield from _unnumbered(draft)
    for told in understood.told:
        yield from _references(told, draft)
        yield from _counts(told, understood)
    yield from _groups(understood)


# -- numbers --------------------------------------------------------------------------------------------------------


def _skipped(paragraphs: Sequence[Paragraph]) -> Iterator[Diagnostic]:
    """A number that does not follow the one before it, and a list that does not begin at its beginning."""
    marks = [_last_mark(paragraph.label) for paragraph in paragraphs]
    style = numbering.style_of(marks[0]) if marks else numbering.NumberStyle.NUMBER
    for at, paragraph in enumerate(paragraphs):
        before = marks[at - 1] if at else ""
        expected = numbering.following(style, before)
        if before in marks[: max(at - 1, 0)] and expected:
            expected = numbering.following(
                style, expected
            )  # the one before repeats a number, and took the place of this
        outermost = at == 0 and style is numbering.NumberStyle.NUMBER  # an excerpt may begin at any paragraph
        if expected and not outermost and marks[at] != expected and marks[at] not in marks[:at]:
            above = paragraph.label.removesuffix(_written(style, marks[at]))
            whole = f"{above}{_written(style, expected)}"
            yield complain("number-skipped", _mark_span(paragraph), expected=whole, found=paragraph.label)
        yield from _skipped(paragraph.parts)


def _last_mark(label: str) -> str:
    return label.rpartition("(")[2].rstrip(")")


def _written(style: numbering.NumberStyle, mark: str) -> str:
    return mark if style is numbering.NumberStyle.NUMBER else f"({mark})"


def _mark_span(paragraph: Paragraph) -> Span:
    first = paragraph.opening[0]
    mark = numbering.leading_mark(first.text)
    return first.source.span(first.start, first.start + (mark[1] if mark else 1))


def _brackets(draft: Draft) -> Iterator[Diagnostic]:
    """Letters and numerals with one bracket (`a)`) where United Nations documents have two."""
    found = [
        paragraph
        for paragraph in in_order(draft.paragraphs)
        if not paragraph.label.isdigit() and not _mark_span(paragraph).text.lstrip().startswith("(")
    ]
    if found:
        span = _mark_span(found[0])
        mark = _last_mark(found[0].label)
        yield complain("number-brackets", span, expected=f"({mark})", found=span.text.strip(), count=len(found))


def _unnumbered(draft: Draft) -> Iterator[Diagnostic]:
    """Sentences of their own among numbered paragraphs, which nobody can cite."""
    for passage in draft.passages:
        if passage.label and not (passage.numbered or passage.item or passage.cells) and _is_own_sentence(passage):
            yield complain("paragraph-without-number", passage.stretches[0], label=passage.label)


def _is_own_sentence(passage: Passage) -> bool:
    text = passage.stretches[0].text.lstrip('*_“" ')
    return text[:1].isupper() and len(text.split()) > 2


# -- references -----------------------------------------------------------------------------------------------------

_REFERENCE = re.compile(
    r"\bparagraphs?\s+(\d{1,3}(?:\s*\([a-z]{1,4}\))*)"
    r"((?:\s*(?:,|and|or|to|-|–)\s*\d{1,3}(?:\s*\([a-z]{1,4}\))*)*)(\s+of\s+(?!this\b|the\s+present\b))?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\d{1,3}(?:\s*\([a-z]{1,4}\))*")


def _references(told: ParsedSentence, draft: Draft) -> Iterator[Diagnostic]:
    """References to paragraphs that are not there; “paragraph 5 of the decision” speaks of another text."""
    labels = draft.labels
    reading = told.sentence.reading
    for found in _REFERENCE.finditer(reading.text):
        if found[3]:
            continue
        for one in _LABEL.finditer(reading.text, found.start(1), found.end(2)):
            label = re.sub(r"\s", "", one[0])
            if label not in labels:
                span = draft.source.span(reading.starts[one.start()], reading.ends[one.end() - 1])
                yield complain("reference-missing", span, label=label)


# -- counts ---------------------------------------------------------------------------------------------------------


def _counts(told: ParsedSentence, understood: Interpretation) -> Iterator[Diagnostic]:
    """“six working groups” beside another number of them."""
    for phrase in told.each("counted"):
        (count,) = phrase.inner("count")
        stated = days.number(count.all("NUMBER", "COUNT", "BLANK")[0])
        groups = _groups_under(told.sentence.passage.label, understood, "areas" in told.text_of(phrase).casefold())
        if stated is not None and groups and stated != groups:
            place = told.of("", phrase)
            span = understood.draft.source.span(place.start, place.end)
            yield complain("count-differs", span, found=quoted(told.text_of(phrase)), count=groups)


def _groups_under(label: str, understood: Interpretation, areas: bool) -> int:
    """How many groups or areas the list under a paragraph has, or the whole draft where there is none."""
    name = "thematic_areas" if areas else "working_groups"
    topics = [
        (told.sentence.passage.label, topic.all("TOPIC")[0].name)
        for told in understood.told
        if (topic := topic_of(told)) is not None
    ]
    own = [topic for under, topic in topics if list_of(topic) == name]
    here = [topic for under, topic in topics if list_of(topic) == name and under.startswith(f"{label}(")]
    return len(here) or len(set(own))


def _groups(understood: Interpretation) -> Iterator[Diagnostic]:
    """A group that is established and has no coordinators while others have, or the other way round."""
    established: dict[str, ParsedSentence] = {}
    led: dict[str, ParsedSentence] = {}
    for told in understood.told:
        topic = topic_of(told)
        if topic is not None:
            kind = led if _names_coordinators(told) else established
            kind.setdefault(topic.all("TOPIC")[0].name, told)
    if not established or not led:
        return
    for name, told in led.items():
        if name not in established:
            yield _beside("group-not-established", told, understood)
    for name, told in established.items():
        if name not in led:
            yield _beside("group-without-coordinators", told, understood)


def _names_coordinators(told: ParsedSentence) -> bool:
    return told.has("entries", "by_year", "nobody")


def _beside(code: str, told: ParsedSentence, understood: Interpretation) -> Diagnostic:
    topic = topic_of(told)
    assert topic is not None
    place = told.of("", topic)
    return complain(code, understood.draft.source.span(place.start, place.end), topic=quoted(told.text_of(topic)))
