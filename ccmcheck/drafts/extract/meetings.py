"""Sentences about meetings; hides which meeting a phrase speaks of, and when a meeting is only mentioned."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta

from ccmcheck.base.values import Range
from ccmcheck.document.dates import days_of
from ccmcheck.document.raw import Raw, Unreadable
from ccmcheck.drafts.extract import presidents
from ccmcheck.drafts.grammar import dates as days
from ccmcheck.drafts.grammar.phrases import Phrase
from ccmcheck.drafts.grammar.tokens import Word
from ccmcheck.drafts.ledger import Role
from ccmcheck.drafts.statement import BLANK, AllowedLength, Denial, ParsedSentence, Path, Statement, plain

KINDS = {
    "intersessional": "intersessional",
    "msp": "meeting-of-states-parties",
    "extraordinary": "extraordinary-meeting-of-states-parties",
    "review": "review-conference",
    "preparatory": "preparatory-meeting",
}
_DATES = ("dates", "day_list", "spread", "day_or_day", "month_of")
_BOUNDS = ("half", "week_of", "not_before", "not_after")
# Words before a date that leave it standing where it is; any other word before it may move it.
_BOUNDING = frozenset(
    [
        "after",
        "before",
        "until",
        "till",
        "by",
        "since",
        "around",
        "about",
        "approximately",
        "circa",
        "within",
        "following",
        "beyond",
        "past",
        "towards",
        "mid",
        "early",
        "late",
        "approx",
        "tentatively",
        "provisionally",
        "preferably",
        "ideally",
        "possibly",
    ]
)


@dataclass(frozen=True, slots=True)
class Subject:
    """The meeting that a sentence speaks of: its kind in the programme, its id, and its year where the name has it."""

    kind: str
    id: str
    year: str = ""
    phrase: Phrase | None = field(default=None, compare=False)
    """Where the sentence at hand names it; None where it goes on about it."""

    @property
    def path(self) -> Path:
        """The path of the meeting."""
        return ("meetings", self.id)


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
    return Subject(kind, id_, year.text if year else "", phrase)


def meetings(
    parsed: ParsedSentence, carried: Subject | None, year: str
) -> tuple[list[Statement | AllowedLength | Denial], Subject | None]:
    """What a sentence says about meetings, and the meeting that it speaks of last.

    `carried` is the meeting that the paragraph spoke of before, `year` the one that dates without a year belong to.
    """
    denial = _denial(parsed, carried)
    if denial is not None:
        return [denial], carried
    found: list[Statement | AllowedLength | Denial] = list(presidents.presidents(parsed, carried))
    if parsed.has("condition") and not parsed.has(*_DATES):
        for phrase in parsed.phrases:
            parsed.take(phrase, Role.ASIDE)  # a mandate to convene if necessary convenes nothing
        return found, None
    if any(subject_of(phrase) for phrase in parsed.phrases):
        carried = None
    said: list[Statement | AllowedLength | Denial] = []
    for subject, phrases in _by_subject(parsed, carried):
        stated = list(_fields(parsed, subject, phrases, year))
        if stated or (parsed.has("convene") and subject.phrase is not None):
            said += [*_naming(parsed, subject), *stated]
        carried = Subject(subject.kind, subject.id, subject.year)
    return [*found, *said], carried


def _denial(parsed: ParsedSentence, carried: Subject | None) -> Denial | None:
    """“Hold no informal intersessional meeting in 2012”, “not to convene …”, “… will not be held”."""
    for phrase in parsed.each("denied"):
        named = [phrase, *(each for each in parsed.phrases if each.start >= phrase.end or each.end <= phrase.start)]
        inner = next((s for part in phrase.parts if isinstance(part, Phrase) and (s := subject_of(part))), None)
        negates = any(
            word.text.casefold() in ("no", "not") for word in parsed.words if phrase.start <= word.start < phrase.end
        )
        subject = inner or (next((s for each in named if (s := subject_of(each))), carried) if negates else None)
        if subject is None:
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
        yield parsed.said((*subject.path, "id"), parsed.of(plain(called.all("QUOTED")[0]), called))
    yield parsed.said((*subject.path, "kind"), parsed.of(subject.kind, phrase))
    entitled = parsed.first("entitled")
    if entitled is not None:
        parsed.take(entitled)
        yield parsed.said((*subject.path, "title"), parsed.of(plain(entitled.all("QUOTED")[0]), entitled))
    elif (untitled := parsed.first("untitled")) is not None:
        parsed.take(untitled)
        place = parsed.of("", untitled)
        yield parsed.said((*subject.path, "title"), Unreadable(place.start, place.end))  # no later sentence gives one
    else:
        yield parsed.said((*subject.path, "title"), parsed.of(_title(subject, words), phrase))


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
    yield from _when(parsed, path, phrases, year)
    yield from _listed_places(parsed, subject, phrases)
    for phrase in phrases:
        yield from _where(parsed, path, phrase)
        yield from _how(parsed, path, phrase)
        if phrase.name == "duration" or (phrase.name == "exact_duration" and not _has_days(phrases)):
            yield from _allowed(parsed, subject, phrase)
        elif phrase.name in ("reviewed", "counted", "led_by_count"):
            parsed.take(phrase, Role.LIMIT)
    purposes = [phrase for phrase in phrases if phrase.name.startswith("purpose_")]
    if purposes and subject.kind == KINDS["extraordinary"]:
        for phrase in purposes:
            parsed.take(phrase)
        yield parsed.said((*path, "purposes"), parsed.list(tuple(_purpose(parsed, p) for p in purposes), purposes[0]))


# -- where and how ----------------------------------------------------------------------------------------------------


def _where(parsed: ParsedSentence, path: Path, phrase: Phrase) -> Iterator[Statement]:
    match phrase.name:
        case "place":
            yield from _place(parsed, path, phrase)
        case "venue":
            (party,) = phrase.inner("party")
            parsed.take(phrase)
            yield parsed.said((*path, "venue"), parsed.of(plain(_word(party)), party))
        case "country":
            (spot,) = phrase.inner("spot")
            parsed.take(phrase)
            yield parsed.said((*path, "country"), parsed.of(plain(_word(spot)), spot))
        case "offer" | "hosts":
            (party,) = phrase.inner("party")
            if _word(party).kind == "STATE":
                parsed.take(phrase)
                yield parsed.said((*path, "country"), parsed.of(plain(_word(party)), party))
        case "host":
            word = next((word for actor in phrase.inner("actor") for word in _words(actor)), None)
            if word is not None and word.kind in ("STATE", "BODY"):
                parsed.take(phrase)
                yield parsed.said((*path, "country" if word.kind == "STATE" else "venue"), parsed.of(plain(word), word))
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
            yield parsed.said((*subject.path, name), parsed.of(plain(words[0]), words[0]))


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
            yield parsed.said((*path, "languages"), _languages(parsed, phrase))
        case "no_language":
            parsed.take(phrase)
            yield parsed.said((*path, "languages"), parsed.list((), phrase))
        case "funding":
            parsed.take(phrase)
            (fund,) = phrase.inner("fund")
            words = [plain(word) for word in fund.all("WORD", "BLANK", "QUOTED", "NAME")]
            yield parsed.said((*path, "interpretation_funding"), parsed.of(" ".join(words), fund))
        case _:
            pass


def _place(parsed: ParsedSentence, path: Path, phrase: Phrase) -> Iterator[Statement]:
    """The city, the country, or both: a State alone is the country."""
    parsed.take(phrase)
    spots = [_word(spot) for spot in phrase.inner("spot")]
    names = ("country",) if len(spots) == 1 and spots[0].kind == "STATE" else ("city", "country")
    for name, spot in zip(names, spots, strict=False):
        yield parsed.said((*path, name), parsed.of(plain(spot), spot))


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


# -- when -------------------------------------------------------------------------------------------------------------


def _when(parsed: ParsedSentence, path: Path, phrases: list[Phrase], year: str) -> Iterator[Statement]:
    """Start and end: from days that are written, or from a length and the first day, or from bounds."""
    lasting = [phrase for phrase in phrases if phrase.name in ("exact_duration", "weeks")]
    bounds = [phrase for phrase in phrases if days.bounds(phrase, year) is not None]
    dated = [phrase for phrase in phrases if phrase.name in (*_DATES, "begins", "ends")]
    if bounds:
        yield from _bounded(parsed, path, bounds, phrases, year)
    for phrase in dated:
        _leave_what_moves(parsed, phrase)
        parsed.take(phrase)
        if phrase.name in ("begins", "ends"):
            yield from _end(parsed, path, phrase, year)
        else:
            yield from _days(parsed, path, phrase, year, lasting)
    if not dated and not bounds:
        for phrase in phrases:
            if phrase.name == "by_year":
                yield from _whole_year(parsed, path, phrase)
    else:
        for phrase in phrases:
            if phrase.name == "by_year" and phrase.first("YEAR") is not None:
                parsed.take(phrase)


def _leave_what_moves(parsed: ParsedSentence, phrase: Phrase) -> None:
    """A word before a date that moves it (“around 11 September”) is loaded."""
    before = next((word for word in reversed(parsed.words) if word.end <= phrase.start), None)
    if before is not None and before.text.casefold() in _BOUNDING:
        parsed.ledger.load(before)


def _days(parsed: ParsedSentence, path: Path, phrase: Phrase, year: str, lasting: list[Phrase]) -> Iterator[Statement]:
    found = days.ends(phrase)
    if found is None:
        return
    first, last = found[0].written(found[1], year), found[1].written(found[0], year)
    at = [phrase if day.whole else day for day in found]
    yield parsed.said((*path, "start"), parsed.scalar(first, at[0].start, at[0].end))
    single = first == last and phrase.name == "dates"
    _take_same_length(parsed, lasting, first, last)
    if single and lasting:
        parsed.take(lasting[0])
        yield parsed.said((*path, "end"), parsed.of(_lasting(first, lasting[0]), lasting[0]))
    elif found[0] is found[1] and parsed.text_of(phrase).casefold().startswith("from "):
        yield parsed.said((*path, "end"), parsed.of(_not_before(first), phrase))
    else:
        yield parsed.said((*path, "end"), parsed.scalar(last, at[1].start, at[1].end))


def _has_days(phrases: list[Phrase]) -> bool:
    return any(phrase.name in _DATES for phrase in phrases)


def _take_same_length(parsed: ParsedSentence, lasting: list[Phrase], first: str, last: str) -> None:
    """Takes a length that says what the days say: “for four days, from 11 to 14 September”."""
    begins, ends = days_of(first), days_of(last)
    known = [each.low for each in (begins, ends) if each is not None and each.exact and isinstance(each.low, date)]
    for phrase in lasting:
        if len(known) == 2 and days.length(phrase) == (known[1] - known[0]).days + 1:
            parsed.take(phrase, Role.LIMIT)


def _not_before(first: str) -> str:
    """The last day of a meeting of which only the first is said."""
    known = days_of(first)
    low = known.low if known is not None else None
    return days.interval(low, None) if isinstance(low, date) else first


def _lasting(first: str, phrase: Phrase) -> str:
    """The last day of a meeting that begins on that day; a week may be five days or seven."""
    known, count = days_of(first), days.length(phrase)
    if not isinstance(known, Range) or not isinstance(known.low, date) or known.low != known.high or not count:
        return BLANK
    if not count <= 366:
        return BLANK
    if phrase.name == "weeks":
        return days.interval(known.low + timedelta(days=7 * count - 3), known.low + timedelta(days=7 * count - 1))
    return (known.low + timedelta(days=count - 1)).isoformat()


def _end(parsed: ParsedSentence, path: Path, phrase: Phrase, year: str) -> Iterator[Statement]:
    """“beginning on 16 April 2012”, where the other end is not written with it."""
    found = days.ends(phrase)
    if found is not None:
        day, name = found[0], "start" if phrase.name == "begins" else "end"
        open_ = day.day is None and day.month is None and not day.year and not day.iso
        value = BLANK if open_ else day.written(day, year)
        yield parsed.said((*path, name), parsed.scalar(value, day.start, day.end))


def _whole_year(parsed: ParsedSentence, path: Path, phrase: Phrase) -> Iterator[Statement]:
    year = phrase.all("YEAR")[0]
    parsed.take(phrase)
    for name in ("start", "end"):
        yield parsed.said((*path, name), parsed.of(f"{year.text}-XX-XX", phrase))


def _bounded(
    parsed: ParsedSentence, path: Path, bounds: list[Phrase], phrases: list[Phrase], year: str
) -> Iterator[Statement]:
    """Days within bounds: “in 2012, after 30 June 2012”; each bound narrows the others."""
    lows: list[date] = []
    highs: list[date] = []
    for phrase in bounds:
        parsed.take(phrase)
        low, high = days.bounds(phrase, year) or (None, None)
        lows += [low] if low else []
        highs += [high] if high else []
    for phrase in phrases:
        found = phrase.first("YEAR") if phrase.name == "by_year" else None
        if found is not None:
            parsed.take(phrase)
            lows.append(date(int(found.text), 1, 1))
            highs.append(date(int(found.text), 12, 31))
    low, high = max(lows, default=None), min(highs, default=None)
    value = days.interval(low, high) if not (low and high) or low <= high else BLANK
    for name in ("start", "end"):
        yield parsed.said((*path, name), parsed.of(value, bounds[0]))


def _allowed(parsed: ParsedSentence, subject: Subject, phrase: Phrase) -> Iterator[AllowedLength]:
    parsed.take(phrase, Role.LIMIT)
    longest = days.length(phrase)
    if longest is not None:
        place = parsed.of(longest, phrase)
        yield AllowedLength(subject.id, longest, place.start, place.end)
