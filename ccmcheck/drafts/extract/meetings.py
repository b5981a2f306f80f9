"""Sentences about meetings; hides which meeting a phrase speaks of, and when a meeting is only mentioned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ccmcheck.document.raw import Raw, Unreadable
from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.grammar.tokens import Word
from ccmcheck.drafts.statement import BLANK, AllowedLength, ParsedSentence, Statement, plain

KINDS = {
    "intersessional": "intersessional",
    "msp": "meeting-of-states-parties",
    "extraordinary": "extraordinary-meeting-of-states-parties",
    "review": "review-conference",
    "preparatory": "preparatory-meeting",
}
_DATES = ("dates", "day_and_day", "month_of")


@dataclass(frozen=True, slots=True)
class Subject:
    """The meeting that a phrase names: its kind in the programme, its id, and where it is named."""

    kind: str
    id: str
    phrase: Phrase


def subject_of(phrase: Phrase) -> Subject | None:
    """The meeting that a phrase names, or None; an intersessional one without a year has an open id."""
    kind = KINDS.get(phrase.name)
    if kind is None:
        return None
    place = phrase.first("ORDINAL")
    order = days.number(place) if place else None
    year = phrase.first("YEAR")
    match phrase.name:
        case "msp":
            id_ = f"{order}msp"
        case "review":
            id_ = f"{order}rc"
        case "intersessional":
            id_ = f"intersessional-{year.text if year else ''}"
        case name:
            id_ = name
    return Subject(kind, id_, phrase)


def meetings(
    told: ParsedSentence, carried: Subject | None, year: str
) -> tuple[list[Statement | AllowedLength], Subject | None]:
    """What a sentence says about meetings, and the meeting that it speaks of last.

    `carried` is the meeting that the paragraph spoke of before, `year` the one that dates without a year belong to.
    """
    found: list[Statement | AllowedLength] = list(_presidents(told))
    if told.has("condition") and not told.has(*_DATES):
        return found, None
    if any(subject_of(phrase) for phrase in told.phrases):
        carried = None
    said: list[Statement | AllowedLength] = []
    for subject, phrases in _by_subject(told, carried):
        stated = list(_fields(told, subject, phrases, year))
        if stated or (told.has("convene") and subject is not carried):
            said += [*_naming(told, subject), *stated]
        carried = subject
    return [*found, *said], carried


def _by_subject(told: ParsedSentence, carried: Subject | None) -> Iterator[tuple[Subject, list[Phrase]]]:
    """The phrases after each meeting that the sentence speaks of; those before it belong to the first one."""
    subject, phrases = carried, list[Phrase]()
    for phrase in told.phrases:
        named = subject_of(phrase)
        if named is not None or phrase.name == "unit":
            if subject is not None and (subject is not carried or phrases):
                yield subject, phrases
                phrases = []
            subject = named
        else:
            phrases.append(phrase)
    if subject is not None:
        yield subject, phrases


def _naming(told: ParsedSentence, subject: Subject) -> Iterator[Statement]:
    path = ("meetings", subject.id)
    words = told.text_of(subject.phrase)
    called = told.first("called")
    # The words before it (“informal”) and the year after it are no part of a title's last word.
    title = words.split(" for ")[0] if subject.kind == "intersessional" else words
    title = title.removesuffix("s") if title.endswith("meetings") else title
    if called is not None:
        yield told.said((*path, "id"), told.of(plain(called.all("QUOTED")[0]), called))
    yield told.said((*path, "kind"), told.of(subject.kind, subject.phrase))
    entitled = told.first("entitled")
    if entitled is not None:
        yield told.said((*path, "title"), told.of(plain(entitled.all("QUOTED")[0]), entitled))
    elif (untitled := told.first("untitled")) is not None:
        place = told.of("", untitled)
        yield told.said((*path, "title"), Unreadable(place.start, place.end))  # so that no later sentence gives one
    else:
        yield told.said((*path, "title"), told.of(title[:1].upper() + title[1:], subject.phrase))


def _fields(
    told: ParsedSentence, subject: Subject, phrases: list[Phrase], year: str
) -> Iterator[Statement | AllowedLength]:
    path = ("meetings", subject.id)
    named = subject.phrase.first("YEAR")
    year = named.text if named else year
    for phrase in phrases:
        yield from _where(told, path, phrase)
        yield from _when(told, path, phrase, year)
        yield from _how(told, path, phrase)
        if phrase.name == "duration":
            yield from _allowed(told, subject, phrase)
    purposes = [phrase for phrase in phrases if phrase.name.startswith("purpose_")]
    if purposes and subject.kind == KINDS["extraordinary"]:
        yield told.said((*path, "purposes"), told.list(tuple(_purpose(told, p) for p in purposes), purposes[0]))


def _where(told: ParsedSentence, path: tuple[str, ...], phrase: Phrase) -> Iterator[Statement]:
    match phrase.name:
        case "place":
            yield from _place(told, path, phrase)
        case "venue":
            (party,) = phrase.inner("party")
            yield told.said((*path, "venue"), told.of(plain(_word(party)), party))
        case "country":
            (spot,) = phrase.inner("spot")
            yield told.said((*path, "country"), told.of(plain(_word(spot)), spot))
        case _:
            pass


def _when(told: ParsedSentence, path: tuple[str, ...], phrase: Phrase, year: str) -> Iterator[Statement]:
    match phrase.name:
        case "dates" | "day_and_day" | "month_of":
            yield from _days(told, path, phrase, year)
        case "begins" | "ends":
            yield from _end(told, path, phrase, year)
        case "half" if phrase.first("YEAR"):
            yield from _whole_year(told, path, phrase)
        case "by_year" if not told.has(*_DATES) and len(phrase.parts) == 1:
            yield from _whole_year(told, path, phrase)
        case _:
            pass


def _how(told: ParsedSentence, path: tuple[str, ...], phrase: Phrase) -> Iterator[Statement]:
    match phrase.name:
        case "languages":
            yield told.said((*path, "languages"), _languages(told, phrase))
        case "no_language":
            yield told.said((*path, "languages"), told.list((), phrase))
        case "funding":
            (fund,) = phrase.inner("fund")
            words = [plain(word) for word in fund.all("WORD", "BLANK", "QUOTED", "NAME")]
            yield told.said((*path, "interpretation_funding"), told.of(" ".join(words), fund))
        case _:
            pass


def _place(told: ParsedSentence, path: tuple[str, ...], phrase: Phrase) -> Iterator[Statement]:
    """The city, the country, or both: a State alone is the country."""
    spots = [_word(spot) for spot in phrase.inner("spot")]
    names = ("country",) if len(spots) == 1 and spots[0].kind == "STATE" else ("city", "country")
    for name, spot in zip(names, spots, strict=False):
        yield told.said((*path, name), told.of(plain(spot), spot))


def _days(told: ParsedSentence, path: tuple[str, ...], phrase: Phrase, year: str) -> Iterator[Statement]:
    found = days.ends(phrase)
    if found is None:
        return
    for name, day in zip(("start", "end"), found, strict=True):
        at = phrase if day.whole else day
        other = found[0] if name == "end" else found[1]
        yield told.said((*path, name), told.scalar(day.written(other, year), at.start, at.end))


def _end(told: ParsedSentence, path: tuple[str, ...], phrase: Phrase, year: str) -> Iterator[Statement]:
    """“beginning on 16 April 2012”, where the other end is not written with it."""
    found = days.ends(phrase)
    if found is not None:
        day, name = found[0], "start" if phrase.name == "begins" else "end"
        open_ = day.day is None and day.month is None and not day.year and not day.iso
        value = BLANK if open_ else day.written(day, year)
        yield told.said((*path, name), told.scalar(value, day.start, day.end))


def _whole_year(told: ParsedSentence, path: tuple[str, ...], phrase: Phrase) -> Iterator[Statement]:
    year = phrase.all("YEAR")[0]
    for name in ("start", "end"):
        yield told.said((*path, name), told.of(f"{year.text}-XX-XX", phrase))


def _languages(told: ParsedSentence, phrase: Phrase) -> Raw:
    words = phrase.all("LANGUAGE") + [_word(inner) for inner in phrase.inner("language")]
    if len(words) == 1 and words[0].kind == "BLANK":
        return told.of(words[0].text, words[0])
    return told.list(tuple(told.of(plain(word), word) for word in words), phrase)


def _allowed(told: ParsedSentence, subject: Subject, phrase: Phrase) -> Iterator[AllowedLength]:
    (count,) = phrase.inner("count")
    longest = days.number(count.all("NUMBER", "COUNT", "BLANK")[0])
    if longest is not None:
        place = told.of(longest, phrase)
        yield AllowedLength(subject.id, longest, place.start, place.end)


def _purpose(told: ParsedSentence, phrase: Phrase) -> Raw:
    quoted = phrase.first("QUOTED")
    words = {"purpose_agreement": "hosting agreement", "purpose_model": "financial model"}
    return told.of(plain(quoted) if quoted else words[phrase.name], phrase)


def _word(phrase: Phrase) -> Word:
    (word,) = (part for part in phrase.parts if isinstance(part, Word))
    return word


# -- the President --------------------------------------------------------------------------------------------------


def _presidents(told: ParsedSentence) -> Iterator[Statement]:
    for phrase in told.each("designation"):
        (person,) = phrase.inner("person")
        subject = next((s for part in phrase.parts if isinstance(part, Phrase) and (s := subject_of(part))), None)
        if subject is not None:
            path = ("meetings", subject.id)
            yield told.said((*path, "kind"), told.of(subject.kind, subject.phrase))
            yield told.said((*path, "president"), _person(told, person))
    parts = [phrase for phrase in told.phrases if phrase.name.startswith("president_")]
    references = [part for phrase in told.each("reference") for part in phrase.parts if isinstance(part, Phrase)]
    subject = next((found for part in references if (found := subject_of(part))), None)
    if parts and subject is not None:
        fields: dict[str, Raw] = {}
        for phrase in parts:
            (party,) = phrase.inner("party")
            fields[phrase.name.removeprefix("president_")] = told.of(plain(_word(party)), party)
        president = told.record(fields, parts[0].start, parts[-1].end)
        yield told.said(("meetings", subject.id, "president"), president)


def _person(told: ParsedSentence, person: Phrase) -> Raw:
    """Name, title and State: `Steffen Kongstad, Ambassador, Norway`, or `Ambassador Steffen Kongstad of Norway`."""
    parts: list[list[Word]] = [[]]
    for part in person.parts:
        if isinstance(part, Phrase) and part.name == "comma":
            parts.append([])
        elif isinstance(part, Word) and part.kind != "COURTESY":
            parts[-1].append(part)
    fields: dict[str, list[Word]] = {}
    for words in filter(None, parts):
        for name, word in _told_apart(words, fields):
            fields.setdefault(name, []).append(word)
    if list(fields) == ["name"] and [word.kind for word in fields["name"]] in (["BLANK"], ["PLACEHOLDER"]):
        return told.of(fields["name"][0].text, fields["name"][0])
    values = {name: _joined(told, words) for name, words in fields.items()}
    return told.record(values, person.start, person.end)


def _told_apart(words: list[Word], fields: dict[str, list[Word]]) -> Iterator[tuple[str, Word]]:
    """Which words between two commas are the title, the State and the name."""
    only = words[0].kind in ("QUOTED", "BLANK", "PLACEHOLDER") and len(words) == 1
    if only or (len(words) == 1 and words[0].kind == "NAME" and "name" in fields):
        order = [name for name in ("name", "title", "state") if name not in fields]
        yield (order[0] if order else "state"), words[0]
        return
    titled = words[0].kind == "HONORIFIC"
    for word in words:
        if word.kind in ("STATE", "BODY"):
            yield "state", word
        elif word.kind in ("HONORIFIC", "WORD") or (titled and "name" in fields):
            yield "title", word
        else:
            yield "name", word


def _joined(told: ParsedSentence, words: list[Word]) -> Raw:
    if len(words) == 1:
        return told.of(plain(words[0]), words[0])
    start, end = words[0].start, words[-1].end
    text = told.sentence.reading.text[start:end]
    return told.scalar(text, start, end)
