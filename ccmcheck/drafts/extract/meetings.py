"""Sentences about meetings; hides which meeting a phrase speaks of, and when a meeting is only mentioned."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ccmcheck.document.raw import Raw, Unreadable
from ccmcheck.drafts.extract import presidents
from ccmcheck.drafts.extract.meeting_dates import DATES, days_of_meeting
from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.grammar.tokens import Word
from ccmcheck.drafts.ledger import Role
from ccmcheck.drafts.statement import AllowedLength, Denial, ParsedSentence, Path, Statement, plain
from ccmcheck.drafts.subjects import KINDS, Subject, subject_of


def meetings(
    parsed: ParsedSentence, carried: Subject | None, year: str
) -> tuple[list[Statement | AllowedLength | Denial], Subject | None]:
    """What a sentence says about meetings, and the meeting that it speaks of last.

    `carried` is the meeting that the paragraph spoke of before, `year` the one that dates without a year belong to.
    """
    denial = _denial(parsed, carried)
    if denial is not None:
        return [denial], carried
    presiding: list[Statement | AllowedLength | Denial] = list(presidents.presidents(parsed, carried))
    if parsed.has("condition") and not parsed.has(*DATES):
        for phrase in parsed.phrases:
            parsed.take(phrase, Role.ASIDE)  # a mandate to convene if necessary convenes nothing
        return presiding, None
    if any(subject_of(phrase) for phrase in parsed.phrases):
        carried = None
    stated_fields: list[Statement | AllowedLength | Denial] = []
    for subject, phrases in _by_subject(parsed, carried):
        stated = list(_fields(parsed, subject, phrases, year))
        if stated or (parsed.has("convene") and subject.phrase is not None):
            stated_fields += [*_naming(parsed, subject), *stated]
        carried = Subject(subject.kind, subject.id, subject.year)
    return [*presiding, *stated_fields], carried


# “shall not be held in Geneva but in Vienna” says where, and not that there is none.
_INSTEAD = re.compile(r"\b(?:but|rather|instead)\b", re.IGNORECASE)


def _denial(parsed: ParsedSentence, carried: Subject | None) -> Denial | None:
    """“Hold no informal intersessional meeting in 2012”, “not to convene …”, “… will not be held”."""
    for phrase in parsed.each("denied"):
        named = [phrase, *(each for each in parsed.phrases if each.start >= phrase.end or each.end <= phrase.start)]
        inner = next((s for part in phrase.parts if isinstance(part, Phrase) and (s := subject_of(part))), None)
        negates = any(
            word.text.casefold() in ("no", "not") for word in parsed.words if phrase.start <= word.start < phrase.end
        )
        subject = inner or (next((s for each in named if (s := subject_of(each))), carried) if negates else None)
        if subject is None or _INSTEAD.search(parsed.sentence.reading.text, phrase.end):
            continue
        parsed.take(phrase)
        year = next((each.first("YEAR") for each in parsed.each("by_year") if each.start >= phrase.end), None)
        for each in parsed.each("by_year", *KINDS):
            parsed.take(each)
        id_ = f"{subject.id}{year.text}" if subject.id.endswith("-") and year else subject.id
        place = parsed.of("", phrase)
        return Denial(("meetings", id_), place.start, place.end, parsed.sentence)
    return None


def _by_subject(parsed: ParsedSentence, carried: Subject | None) -> Iterator[tuple[Subject, list[Phrase]]]:
    """The phrases after each meeting that the sentence speaks of; those before it belong to the first one."""
    subject, phrases = carried, list[Phrase]()
    for phrase in parsed.phrases:
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


def _naming(parsed: ParsedSentence, subject: Subject) -> Iterator[Statement]:
    phrase = subject.phrase
    if phrase is None:
        return
    parsed.take(phrase)
    before = next((word for word in reversed(parsed.words) if word.end <= phrase.start), None)
    if before is not None and before.text.casefold() == "one":
        parsed.take(before, Role.FRAME)  # “one informal intersessional meeting”
    words = parsed.text_of(phrase)
    called = parsed.first("called")
    if called is not None:
        parsed.take(called)
        yield parsed.statement((*subject.path, "id"), parsed.of(plain(called.all("QUOTED")[0]), called))
    yield parsed.statement((*subject.path, "kind"), parsed.of(subject.kind, phrase))
    entitled = parsed.first("entitled")
    if entitled is not None:
        parsed.take(entitled)
        yield parsed.statement((*subject.path, "title"), parsed.of(plain(entitled.all("QUOTED")[0]), entitled))
    elif (untitled := parsed.first("untitled")) is not None:
        parsed.take(untitled)
        place = parsed.of("", untitled)
        yield parsed.statement(
            (*subject.path, "title"), Unreadable(place.start, place.end)
        )  # no later sentence gives one
    else:
        yield parsed.statement((*subject.path, "title"), parsed.of(_title(subject, words), phrase))


def _title(subject: Subject, words: str) -> str:
    """The words before an intersessional meeting's year, and no plural."""
    if subject.kind == KINDS["intersessional"]:
        words = "informal intersessional meeting" if "between" in words else words.split(" for ", maxsplit=1)[0]
        words = words[5:] if words[:4].isdigit() else words
    elif words.casefold().endswith(" meeting") and subject.id.endswith("msp"):
        words = f"{words} of the States Parties"
    words = words.removesuffix("s") if words.endswith("meetings") else words
    return words[:1].upper() + words[1:]


def _fields(
    parsed: ParsedSentence, subject: Subject, phrases: list[Phrase], year: str
) -> Iterator[Statement | AllowedLength]:
    path = subject.path
    year = subject.year or year
    yield from days_of_meeting(parsed, path, phrases, year)
    dated = any(phrase.name in DATES and phrase.name != "month_of" for phrase in phrases)
    for phrase in phrases:
        yield from _where(parsed, path, phrase)
        yield from _how(parsed, path, phrase)
        if phrase.name == "duration" or (phrase.name == "exact_duration" and not dated):
            yield from _allowed(parsed, subject, phrase)
        elif phrase.name in ("reviewed", "counted", "led_by_count"):
            parsed.take(phrase, Role.LIMIT)
    yield from _listed_places(parsed, subject, phrases)
    purposes = [phrase for phrase in phrases if phrase.name.startswith("purpose_")]
    if purposes and subject.kind == KINDS["extraordinary"]:
        for phrase in purposes:
            parsed.take(phrase)
        yield parsed.statement(
            (*path, "purposes"), parsed.list(tuple(_purpose(parsed, p) for p in purposes), purposes[0])
        )


# -- where and how ----------------------------------------------------------------------------------------------------


def _where(parsed: ParsedSentence, path: Path, phrase: Phrase) -> Iterator[Statement]:
    match phrase.name:
        case "place":
            yield from _place(parsed, path, phrase)
        case "venue":
            (party,) = phrase.inner("party")
            parsed.take(phrase)
            yield parsed.statement((*path, "venue"), parsed.of(plain(_word(party)), party))
        case "country":
            (spot,) = phrase.inner("spot")
            parsed.take(phrase)
            yield parsed.statement((*path, "country"), parsed.of(plain(_word(spot)), spot))
        case "offer" | "hosts":
            (party,) = phrase.inner("party")
            if _word(party).kind == "STATE":
                parsed.take(phrase)
                yield parsed.statement((*path, "country"), parsed.of(plain(_word(party)), party))
        case "host":
            word = next((word for actor in phrase.inner("actor") for word in _words(actor)), None)
            if word is not None and word.kind in ("STATE", "BODY"):
                parsed.take(phrase)
                yield parsed.statement(
                    (*path, "country" if word.kind == "STATE" else "venue"), parsed.of(plain(word), word)
                )
        case _:
            pass


def _listed_places(parsed: ParsedSentence, subject: Subject, phrases: list[Phrase]) -> Iterator[Statement]:
    """Places that stand by themselves between marks: “Third Meeting of the States Parties: Oslo, Norway, 11-14 …”."""
    named = subject.phrase
    if named is None or any(word.kind not in ("MARK", "THE") for word in parsed.words if word.end <= named.start):
        return
    alone: dict[str, list[Word]] = {}
    for at, word in enumerate(parsed.words):
        after = parsed.words[at + 1].text if at + 1 < len(parsed.words) else "."
        before = parsed.words[at - 1].text if at else ""
        free = word.start >= named.end and parsed.ledger.role(word.start) is None
        if free and word.kind in _LISTED and before in _APART and after in _APART:
            alone.setdefault(_LISTED[word.kind], []).append(word)
    if any(phrase.name in ("place", "venue", "country") for phrase in phrases):
        return
    for name, words in alone.items():
        if len(words) == 1:
            parsed.take(words[0])
            yield parsed.statement((*subject.path, name), parsed.of(plain(words[0]), words[0]))


_LISTED = {"NAME": "city", "STATE": "country", "BODY": "venue"}
_APART = frozenset(",;:().-–—")


def _words(phrase: Phrase) -> Iterator[Word]:
    for part in phrase.parts:
        if isinstance(part, Word):
            yield part
        else:
            yield from _words(part)


def _how(parsed: ParsedSentence, path: Path, phrase: Phrase) -> Iterator[Statement]:
    match phrase.name:
        case "languages":
            parsed.take(phrase)
            yield parsed.statement((*path, "languages"), _languages(parsed, phrase))
        case "no_language":
            parsed.take(phrase)
            yield parsed.statement((*path, "languages"), parsed.list((), phrase))
        case "funding":
            parsed.take(phrase)
            (fund,) = phrase.inner("fund")
            words = [plain(word) for word in fund.all("WORD", "BLANK", "QUOTED", "NAME")]
            yield parsed.statement((*path, "interpretation_funding"), parsed.of(" ".join(words), fund))
        case _:
            pass


def _place(parsed: ParsedSentence, path: Path, phrase: Phrase) -> Iterator[Statement]:
    """The city, the country, or both: a State alone is the country."""
    parsed.take(phrase)
    spots = [_word(spot) for spot in phrase.inner("spot")]
    names = ("country",) if len(spots) == 1 and spots[0].kind == "STATE" else ("city", "country")
    for name, spot in zip(names, spots, strict=False):
        yield parsed.statement((*path, name), parsed.of(plain(spot), spot))


def _languages(parsed: ParsedSentence, phrase: Phrase) -> Raw:
    words = phrase.all("LANGUAGE") + [_word(inner) for inner in phrase.inner("language")]
    if len(words) == 1 and words[0].kind == "BLANK":
        return parsed.of(words[0].text, words[0])
    return parsed.list(tuple(parsed.of(plain(word), word) for word in words), phrase)


def _purpose(parsed: ParsedSentence, phrase: Phrase) -> Raw:
    quoted = phrase.first("QUOTED")
    words = {"purpose_agreement": "hosting agreement", "purpose_model": "financial model"}
    return parsed.of(plain(quoted) if quoted else words[phrase.name], phrase)


def _word(phrase: Phrase) -> Word:
    (word,) = (part for part in phrase.parts if isinstance(part, Word))
    return word


def _allowed(parsed: ParsedSentence, subject: Subject, phrase: Phrase) -> Iterator[AllowedLength]:
    parsed.take(phrase, Role.LIMIT)
    longest = days.length(phrase)
    if longest is not None:
        place = parsed.of(longest, phrase)
        exact = phrase.name == "exact_duration"
        yield AllowedLength(subject.id, longest, place.start, place.end, parsed.sentence, exact)
