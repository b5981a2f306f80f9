"""Sentences about one meeting of a programme; hides by which name the reader will know it again."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from ccmcheck.base.days import ordinal
from ccmcheck.base.quoting import listed
from ccmcheck.base.values import Range
from ccmcheck.document.nodes import Node, State, items
from ccmcheck.drafts.write.spoken import BLANK, Speaker, days, joined, quoted, word_of

_ORDERED = re.compile(r"(\d{1,2})(?:msp|rc)")
_NAMES = {
    "meeting-of-states-parties": "{} Meeting of the States Parties",
    "extraordinary-meeting-of-states-parties": "extraordinary Meeting of the States Parties",
    "review-conference": "{} Review Conference",
    "preparatory-meeting": "preparatory meeting",
}
_SUFFIXES = {"meeting-of-states-parties": "msp", "review-conference": "rc"}
_PURPOSES = {"hosting agreement": "the proposed agreement", "financial model": "the financial model"}


def key_of(id_: str) -> str:
    """The ordinal in an id such as `3msp`; empty where it has none."""
    ordered = _ORDERED.fullmatch(id_)
    place = int(ordered[1]) if ordered else 0
    return ordinal(place) if 0 < place <= 20 and id_[0] != "0" else ""


def keys(meetings: Sequence[Node], year: str) -> list[str]:
    """For each meeting the id that its name will be read as, no two alike."""
    taken: list[str] = []
    for meeting in meetings:
        fields = meeting.value if isinstance(meeting.value, Mapping) else {}
        taken.append(_key(fields, year, taken, alone=len(meetings) == 1))
    return taken


def _key(fields: Mapping[str, Node], year: str, taken: Sequence[str], *, alone: bool) -> str:
    id_, kind = fields["id"].text, word_of(fields["kind"])
    match kind:
        case "intersessional":
            return _intersessional(id_, _year(fields) or year, taken, alone=alone)
        case "meeting-of-states-parties" | "review-conference":
            suffix = _SUFFIXES[kind]
            if key_of(id_) and id_.endswith(suffix) and id_ not in taken:
                return id_
            return next(key for key in (f"{place}{suffix}" for place in range(1, 21)) if key not in taken)
        case _:
            return kind.partition("-")[0]


def _intersessional(id_: str, year: str, taken: Sequence[str], *, alone: bool) -> str:
    """By its year; without one only where no other meeting could be meant."""
    if re.fullmatch(r"intersessional-(?:19|20|21)\d\d", id_) and id_ not in taken:
        return id_
    if not year and alone:
        return "intersessional"
    wanted = [f"intersessional-{year}", *(f"intersessional-{key}" for key in range(2010, 2200))]
    return next(key for key in wanted if key not in taken and key != "intersessional-")


def _year(fields: Mapping[str, Node]) -> str:
    start = fields["start"].value if "start" in fields else None
    year = getattr(start.low, "year", None) if isinstance(start, Range) else None
    return str(year) if year is not None and 2000 <= year < 2100 else ""


def named(kind: str, key: str) -> str:
    """The name of a meeting in a sentence, without an article."""
    if kind == "intersessional":
        year = key.partition("-")[2]
        return f"informal intersessional meeting for {year}" if year else "informal intersessional meeting"
    return _NAMES.get(kind, BLANK).format(key_of(key).capitalize())


def default_title(kind: str, key: str) -> str:
    """The title that the reader takes from the name."""
    name = "Informal intersessional meeting" if kind == "intersessional" else named(kind, key)
    return name[:1].upper() + name[1:]


def convened(fields: Mapping[str, Node], key: str, speaker: Speaker, verb: str) -> str:
    """The sentence that convenes a meeting: what it is called, where and when it is."""
    kind = word_of(fields["kind"])
    name = named(kind, key)
    article = "an" if name[0] in "aeio" or name.startswith(("Eighth", "Eleventh", "Eighteenth")) else "a"
    parts = [f"{verb} {article} {name}", *_called(fields, kind, key)]
    parts += _where(fields, speaker)
    when = days(fields.get("start"), fields.get("end"))
    if when:
        parts.append(f"{when}" if len(parts) == 1 else f", {when}")
    parts += _purposes(fields)
    return joined(parts)


def _called(fields: Mapping[str, Node], kind: str, key: str) -> Iterator[str]:
    id_, title = fields["id"], fields.get("title")
    if id_.text != key:
        yield f", referred to as {quoted(id_.text)}"
    if title is None:
        yield ", without a title"
    elif title.text != default_title(kind, key):
        yield f", entitled {quoted(title.text if title.state is State.STATED else BLANK)}"


def _where(fields: Mapping[str, Node], speaker: Speaker) -> Iterator[str]:
    venue, city, country = (fields.get(name) for name in ("venue", "city", "country"))
    if venue is not None:
        words = speaker.name(venue, "NAME", "STATE", "BODY")
        yield f", at {words}" if words[0] in '“«"_[(' else f", at the {words}"
    if city is not None:
        yield f"in {_spot(city, speaker)}" + (f", {_spot(country, speaker, 'STATE')}" if country is not None else "")
    elif country is not None:
        words = _spot(country, speaker, "STATE")
        yield f"in {words}" if words == country.text and words[0].isalpha() else f"in the country {words}"


def _spot(node: Node, speaker: Speaker, *more: str) -> str:
    if node.state is State.BLANK:
        return BLANK
    return speaker.name(node, *(more or ("NAME",)))


def _purposes(fields: Mapping[str, Node]) -> Iterator[str]:
    held = items(fields["purposes"]) if "purposes" in fields else None
    if held:
        yield listed(f"for approval of {_purpose(purpose)}" for purpose in held)


def _purpose(purpose: Node) -> str:
    words = purpose.text if purpose.state is State.STATED else BLANK
    return _PURPOSES.get(purpose.text) or quoted(words)


def conducted(fields: Mapping[str, Node], key: str, speaker: Speaker) -> Iterator[str]:
    """The sentence about the languages of a meeting and their funding."""
    languages, funding = fields.get("languages"), fields.get("interpretation_funding")
    if languages is None and funding is None:
        return
    words = f"The {named(word_of(fields['kind']), key)} should conduct its business"
    if languages is not None:
        words += f" {_languages(languages, speaker)}"
    if funding is not None:
        words += f", supported through {_fund(funding, speaker)} funding"
    yield words


def _languages(node: Node, speaker: Speaker) -> str:
    held = items(node)
    if held is None:
        return f"in the languages {BLANK}"
    if not held:
        return "in no language"
    each = [
        quoted(BLANK) if language.state is State.BLANK else speaker.name(language, "LANGUAGE", "NAME")
        for language in held
    ]
    plain = all(
        language.state is State.STATED and speaker.name(language, "LANGUAGE") == language.text for language in held
    )
    return f"in {listed(each)}" if plain else f"in the languages {listed(each)}"


def _fund(node: Node, speaker: Speaker) -> str:
    return BLANK if node.state is State.BLANK else speaker.name(node, "WORD")


def designated(fields: Mapping[str, Node], key: str, speaker: Speaker) -> Iterator[str]:
    """The sentence about the President of a meeting."""
    president = fields.get("president")
    if president is None:
        return
    name = named(word_of(fields["kind"]), key)
    if president.state is State.BLANK:
        yield f"The States parties decided to designate {speaker.blank(president)} as the President of the {name}"
        return
    held = president.value if isinstance(president.value, Mapping) else {}
    if set(held) == {"name", "title", "state"} and all(node.state is State.STATED for node in held.values()):
        kinds = {"name": ("NAME",), "title": ("HONORIFIC",), "state": ("STATE",)}
        person = ", ".join(speaker.name(held[field], *kinds[field]) for field in kinds)
        yield f"The States parties decided to designate {person}, as the President of the {name}"
        return
    words = {"name": "is named", "title": "holds the title", "state": "comes from"}
    each = (
        f"{verb} {quoted(BLANK) if held[field].state is State.BLANK else speaker.name(held[field], 'NAME', 'STATE')}"
        for field, verb in words.items()
        if field in held
    )
    if held:
        yield f"The President of the {name} {listed(each)}"
