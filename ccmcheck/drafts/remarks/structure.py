"""Checks of a draft's paragraphs: their numbers, references to them, and what they count; no rule asks for these."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set
from typing import TypeAlias

from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Span
from ccmcheck.drafts.extract.coordinators import topic_of
from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.interpret import Interpretation
from ccmcheck.drafts.listed_groups import ListedGroup, listed_groups
from ccmcheck.drafts.model import Draft, Passage
from ccmcheck.drafts.statement import ParsedSentence
from ccmcheck.drafts.subjects import list_of
from ccmcheck.prose import numbering
from ccmcheck.prose.numbering import NumberStyle
from ccmcheck.prose.paragraphs import Paragraph, in_order, repeated


def structure(understood: Interpretation) -> Iterator[Diagnostic]:
    """Complaints about numbers, references and counts, in no order."""
    draft = understood.draft
    yield from repeated(draft.paragraphs)
    yield from _skipped(draft.paragraphs)
    yield from _brackets(draft)
    yield from _unnumbered(draft)
    known = draft.labels | {_PART.sub("", label) for label in draft.labels}
    topics = _topics(understood)
    for parsed in understood.parsed:
        yield from _references(parsed, draft, known)
        yield from _counts(parsed, understood, topics)
    yield from _groups(understood)


# -- numbers --------------------------------------------------------------------------------------------------------


def _skipped(paragraphs: Sequence[Paragraph]) -> Iterator[Diagnostic]:
    """A number that does not follow the one before it, and a list that does not begin at its beginning."""
    before: dict[NumberStyle, str] = {}
    seen: dict[NumberStyle, set[str]] = {}
    repeats = False
    for paragraph in paragraphs:
        style, mark = paragraph.step.style, paragraph.step.mark
        known = seen.setdefault(style, set())
        expected = numbering.following(style, before.get(style, ""))
        if repeats and expected:  # the one before repeats a number, and took the place of this
            expected = numbering.following(style, expected)
        # An excerpt may begin at any paragraph; `2 bis` has its place after 2, whatever follows.
        begins = style not in before and style not in numbering.INNER
        if expected and not begins and mark != expected and mark not in known and " " not in mark:
            yield complain(
                "number-skipped", _mark_span(paragraph), expected=_instead(paragraph, expected), found=paragraph.label
            )
        repeats = mark in known
        known.add(mark)
        before[style] = mark
        yield from _skipped(paragraph.parts)


def _instead(paragraph: Paragraph, mark: str) -> str:
    """The label of a paragraph with another mark at its end."""
    label, own = paragraph.label, paragraph.step.mark
    in_brackets = label.endswith(f"({own})")
    above = label.removesuffix(f"({own})" if in_brackets else own)
    return above + (f"({mark})" if in_brackets else mark)


def _mark_span(paragraph: Paragraph) -> Span:
    first = paragraph.opening[0]
    start = first.start + len(first.text) - len(first.text.lstrip("|*_ \t"))  # a row of a table, emphasis
    mark = numbering.leading_mark(first.source.text[start : first.end])
    return first.source.span(start, start + (mark[1] if mark else 1))


def _brackets(draft: Draft) -> Iterator[Diagnostic]:
    """Letters and numerals with one bracket (`a)`) where United Nations documents have two."""
    marks = [
        paragraph
        for paragraph in in_order(draft.paragraphs)
        if paragraph.step.style in numbering.INNER and "(" not in _mark_span(paragraph).text
    ]
    if marks:
        span = _mark_span(marks[0])
        expected = f"({marks[0].step.mark})"
        yield complain("number-brackets", span, expected=expected, found=span.text.strip(), count=len(marks))


def _unnumbered(draft: Draft) -> Iterator[Diagnostic]:
    """Sentences of their own among numbered paragraphs, which nobody can cite."""
    captions = {passage.table.before.start for passage in draft.passages if passage.table and passage.table.before}
    for passage in draft.passages:
        if passage.numbered or passage.item or passage.cells or passage.start in captions:
            continue
        if passage.label and _is_own_sentence(passage):
            yield complain("paragraph-without-number", passage.stretches[0], label=passage.label)


def _is_own_sentence(passage: Passage) -> bool:
    text = passage.stretches[0].text.lstrip('*_“" ')
    return text[:1].isupper() and len(text.split()) > 2


# -- references -----------------------------------------------------------------------------------------------------

_NUMBER = r"(?:[IVX]+\.)?\d{1,3}(?:\.\d{1,3})*(?: (?:bis|ter|quater)\b)?(?:\s*\([a-z]{1,4}\))*"
_REFERENCE = re.compile(
    rf"\bparagraphs?\s+({_NUMBER})((?:\s*(?:,|and|or|to|-|–)\s*{_NUMBER})*)(\s+of\s+(?!this\b|the\s+present\b))?",
    re.IGNORECASE,
)
_LABEL = re.compile(_NUMBER, re.IGNORECASE)
_PART = re.compile(r"^(?:[A-Z]+\.)+")


def _references(parsed: ParsedSentence, draft: Draft, known: Set[str]) -> Iterator[Diagnostic]:
    """References to paragraphs that are not there; “paragraph 5 of the decision” speaks of another text."""
    reading = parsed.sentence.reading
    for match in _REFERENCE.finditer(reading.text):
        if match[3]:
            continue
        for cited in _LABEL.finditer(reading.text, match.start(1), match.end(2)):
            label = re.sub(r"\s+(?=\()", "", cited[0])
            if label not in known:
                span = draft.source.span(reading.starts[cited.start()], reading.ends[cited.end() - 1])
                yield complain("reference-missing", span, label=label)


# -- counts ---------------------------------------------------------------------------------------------------------


_Topic: TypeAlias = "tuple[Passage, str]"


def _topics(understood: Interpretation) -> list[_Topic]:
    """The topics that passages begin with."""
    pairs = ((parsed, topic_of(parsed)) for parsed in understood.parsed)
    return [(parsed.sentence.passage, topic.all("TOPIC")[0].name) for parsed, topic in pairs if topic is not None]


def _counts(parsed: ParsedSentence, understood: Interpretation, topics: Sequence[_Topic]) -> Iterator[Diagnostic]:
    """“six working groups” beside another number of them."""
    for phrase in parsed.each("counted"):
        (count,) = phrase.inner("count")
        stated = days.number(count.all("NUMBER", "COUNT", "BLANK")[0])
        name = "thematic_areas" if "areas" in parsed.text_of(phrase).casefold() else "working_groups"
        here = [topic for topic in topics if list_of(topic[1]) == name]
        groups = _groups_under(parsed.sentence.passage.label, understood.draft, here)
        if stated is not None and groups and stated != groups:
            place = parsed.of("", phrase)
            span = understood.draft.source.span(place.start, place.end)
            yield complain("count-differs", span, found=quoted(parsed.text_of(phrase)), count=groups)


def _groups_under(label: str, draft: Draft, topics: Sequence[_Topic]) -> int:
    """How many of these topics the list under a paragraph has, or the whole draft where there is none."""
    below = draft.below(label)
    inside = (passage.label in below or (passage.label == label and not passage.numbered) for passage, _ in topics)
    return sum(inside) or len({name for _, name in topics})


def _groups(understood: Interpretation) -> Iterator[Diagnostic]:
    """A group that is established and has no coordinators while others have, or the other way round."""
    listed = listed_groups(understood.parsed)
    for code, groups in (
        ("group-not-established", listed.not_established),
        ("group-without-coordinators", listed.not_led),
    ):
        yield from (_beside(code, group, understood) for group in groups)


def _beside(code: str, group: ListedGroup, understood: Interpretation) -> Diagnostic:
    place = group.parsed.of("", group.topic)
    topic = quoted(group.parsed.text_of(group.topic))
    return complain(code, understood.draft.source.span(place.start, place.end), topic=topic)
