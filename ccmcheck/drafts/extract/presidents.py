"""Sentences that say who presides over a meeting; hides where name, title and State of a person stand."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ccmcheck.document.raw import Raw
from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.grammar.tokens import TURNING, Word
from ccmcheck.drafts.ledger import Role
from ccmcheck.drafts.statement import ParsedSentence, Statement, plain
from ccmcheck.drafts.subjects import Subject, subject_of

_TITLE = re.compile(
    r"\b(?:Representative|Ambassador|Minister|Secretary|Director|Chargé|Head|Deputy|Envoy|Counsellor|Consul)\b",
    re.IGNORECASE,
)


def presidents(parsed: ParsedSentence, carried: Subject | None) -> Iterator[Statement]:
    """Who presides over which meeting, as a sentence says; `carried` is the meeting it goes on about."""
    for phrase in parsed.each("designation", "presidency", "is_president", "presides"):
        inner = (part for part in phrase.parts if isinstance(part, Phrase))
        subject = next((s for part in inner if (s := subject_of(part))), None)
        if subject is None:
            subject = next((s for each in parsed.phrases if (s := subject_of(each))), carried)
        words = _person_words(parsed, phrase)
        if subject is None or not words:
            continue
        _take_around(parsed, phrase)
        if subject.phrase is not None:
            yield parsed.statement((*subject.path, "kind"), parsed.of(subject.kind, subject.phrase))
        yield parsed.statement((*subject.path, "president"), _person(parsed, words))
    yield from _in_parts(parsed)


def _take_around(parsed: ParsedSentence, phrase: Phrase) -> None:
    """Takes a phrase without the person in it, whose words are taken one by one."""
    persons = phrase.inner(*_PERSON)
    ends = [phrase.start, *(at for person in persons for at in (person.start, person.end)), phrase.end]
    for start, end in zip(ends[::2], ends[1::2], strict=True):
        parsed.ledger.take(start, end, Role.VALUE)


def _person_words(parsed: ParsedSentence, phrase: Phrase) -> list[Word]:
    """The words that name the person: within the phrase, or from the beginning of the clause up to it."""
    for person in phrase.inner(*_PERSON):
        return [word for word in parsed.words if person.start <= word.start < person.end]
    before = [word for word in parsed.words if word.end <= phrase.start]
    begin = max((at + 1 for at, word in enumerate(before) if word.text in (";", ":", "that")), default=0)
    words = before[begin:]
    titled = [at for at, word in enumerate(words) if word.kind in ("HONORIFIC", "COURTESY")]
    while titled and titled[-1] - 1 in titled:
        titled.pop()
    words = words[titled[-1] :] if titled else words
    first = next((at for at, word in enumerate(words) if word.kind in _NAMING), None)
    return words[first:] if first is not None else []


_SMALL = ("of", "for", "the", "to", "at", "a", "an", "in", "on", "and")
_PERSON = ("person", "designee")
_NAMING = ("HONORIFIC", "COURTESY", "NAME", "STATE", "QUOTED", "BLANK", "PLACEHOLDER")


def _in_parts(parsed: ParsedSentence) -> Iterator[Statement]:
    """“The President of the Third Meeting is named X and comes from Y.”"""
    parts = [phrase for phrase in parsed.phrases if phrase.name.startswith("president_")]
    references = [part for phrase in parsed.each("reference") for part in phrase.parts if isinstance(part, Phrase)]
    subject = next((meeting for part in references if (meeting := subject_of(part))), None)
    if not parts or subject is None:
        return
    fields: dict[str, Raw] = {}
    for phrase in parts:
        parsed.take(phrase)
        (party,) = phrase.inner("party")
        word = next(part for part in party.parts if isinstance(part, Word))
        fields[phrase.name.removeprefix("president_")] = parsed.of(plain(word), party)
    yield parsed.statement((*subject.path, "president"), parsed.record(fields, parts[0].start, parts[-1].end))


def _person(parsed: ParsedSentence, words: Sequence[Word]) -> Raw:
    """Name, title and State: `Steffen Kongstad, Ambassador, Norway`, or `Ambassador Steffen Kongstad of Norway`."""
    parts: list[list[Word]] = [[]]
    for at, word in enumerate(words):
        if word.text == "and" and any(earlier.kind == "STATE" for earlier in words[:at]):
            break  # left over: somebody else
        if word.text in ("(", ")"):
            continue
        if word.text == ",":
            parts.append([])
        elif word.loaded in TURNING:
            continue  # left over: “or”, “subject to”
        elif word.kind == "COURTESY":
            parsed.take(word, Role.ASIDE)
        elif word.text.casefold() not in _SMALL:
            parts[-1].append(word)
    fields: dict[str, list[Word]] = {}
    for group in filter(None, parts):
        for name, word in _told_apart(group, fields):
            parsed.take(word)
            fields.setdefault(name, []).append(word)
    if list(fields) == ["name"] and [word.kind for word in fields["name"]] in (["BLANK"], ["PLACEHOLDER"]):
        return parsed.of(fields["name"][0].text, fields["name"][0])
    values = {name: _joined(parsed, words) for name, words in fields.items() if name}
    return parsed.record(values, words[0].start, words[-1].end)


def _told_apart(words: list[Word], fields: dict[str, list[Word]]) -> Iterator[tuple[str, Word]]:
    """Which words between two commas are the title, the State and the name; what follows the State is neither."""
    only = words[0].kind in ("QUOTED", "BLANK", "PLACEHOLDER") and len(words) == 1
    if only or (len(words) == 1 and words[0].kind == "NAME" and "name" in fields):
        order = [name for name in ("name", "title", "state") if name not in fields]
        yield (order[0] if order else "state"), words[0]
        return
    titled = words[0].kind == "HONORIFIC"
    is_title = any(word.kind == "HONORIFIC" or _TITLE.search(word.text) for word in words)
    stated = False
    for word in words:
        if word.kind in ("STATE", "BODY") and not stated:
            stated = True
            yield "state", word
        elif stated:
            yield "", word  # “… of Norway to the United Nations Office at Geneva”
        elif word.kind == "WORD" and not is_title:
            continue  # left over: “once nominated”
        elif word.kind in ("HONORIFIC", "WORD") or (titled and "name" in fields) or _TITLE.search(word.text):
            yield "title", word
        else:
            yield "name", word


def _joined(parsed: ParsedSentence, words: list[Word]) -> Raw:
    if len(words) == 1:
        return parsed.of(plain(words[0]), words[0])
    start, end = words[0].start, words[-1].end
    return parsed.scalar(parsed.sentence.reading.text[start:end], start, end)
