"""What is open in one document, by section: each hole once, with the rules that wait for it; hides what is grouped.

Formats say it in their own way: `terminal.open_lines` in text, Markdown in lists, the page in cards.
"""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import groupby

from ccmcheck.base.frozen import frozen, numerous, remembering
from ccmcheck.document.schema import RecordKind
from ccmcheck.judge.verdicts import Blank, Document, Place, Report, Verdict

_MANY = 4


@numerous
class Hole:
    """A blank, or a place where a value is missing or cannot be used, with the names of the rules that wait for it.

    `words` say what stands there, or, where nothing is `written`, why it is open. `whole` says that nothing at all is
    filled in in its section.
    """

    place: Place
    where: str
    words: str
    rules: tuple[str, ...]
    whole: bool = False
    written: bool = False

    @property
    def section(self) -> str:
        """What the schema calls the part of the document that it lies in."""
        return self.place.section or "the document"

    @property
    def line(self) -> int:
        """Its line, where it stands in the file at all."""
        return self.place.line

    @property
    def field(self) -> str:
        """The name of its field, whatever it is a field of."""
        return self.place.pointer.rpartition("/")[2]


@frozen
class Group:
    """Holes that are said in one line, since the same rules wait for each of them; most have one."""

    holes: tuple[Hole, ...]

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that wait."""
        return self.holes[0].rules

    @property
    def lines(self) -> str:
        """Where they stand: “line 8”, “lines 8 to 12”."""
        first, last = self.holes[0].line, self.holes[-1].line
        return f"line {first}" if first == last else f"lines {first} to {last}"

    @property
    def words(self) -> str:
        """What they are: a place and what stands there, or how often the same stands in a field of one name."""
        first = self.holes[0]
        if len(self.holes) > 1:
            field = first.field.replace("_", " ")
            return (
                f"{len(self.holes)} times {first.words} for {field}"
                if first.words
                else f"{len(self.holes)} blanks for {field}"
            )
        return first.where


@frozen
class Section:
    """What is open in a part of the document, by the name that the schema has for it."""

    name: str
    groups: tuple[Group, ...]

    @property
    def holes(self) -> tuple[Hole, ...]:
        """All holes, in the order of the document."""
        return tuple(hole for group in self.groups for hole in group.holes)

    @property
    def rules(self) -> tuple[str, ...]:
        """The rules that wait for any of them, each once."""
        return tuple(dict.fromkeys(rule for group in self.groups for rule in group.rules))

    @property
    def whole(self) -> bool:
        """Whether nothing at all is filled in."""
        return all(hole.whole for hole in self.holes)

    @property
    def lines(self) -> str:
        """Where it stands."""
        return Group(self.holes).lines

    @property
    def is_field(self) -> bool:
        """Whether it is nothing but a field."""
        return self.holes[0].place.pointer.count("/") == 1


@remembering
class StillOpen:
    """What is open in the one document of a report; the holes are gathered once for all that is said of them."""

    report: Report

    @property
    def in_text(self) -> bool:
        """Whether places are paragraphs of a text, and not lines of a data file."""
        return bool(self.report.documents[0].source.passages)

    @cached_property
    def undecided(self) -> tuple[Verdict, ...]:
        """The verdicts that are open, without the questions for a person."""
        return tuple(v for v in self.report.verdicts if v.outcome == "undecided" and v.force != "judgement")

    @cached_property
    def holes(self) -> tuple[Hole, ...]:
        """The blanks, and what else keeps a rule open."""
        asked = {verdict.name for verdict in self.report.verdicts if verdict.force == "judgement"}
        blanks = [_of_blank(blank, asked, in_text=self.in_text) for blank in self.report.blanks]
        more = self._beside_blanks()
        known_rules = {rule for hole in (*more, *blanks) for rule in hole.rules}
        rest = [_of_document(verdict) for verdict in self.undecided if verdict.name not in known_rules]
        return tuple(sorted((*more, *blanks, *rest), key=lambda hole: (hole.place.line, hole.place.column)))

    def _beside_blanks(self) -> Sequence[Hole]:
        """The places that keep rules open and are no blanks: something is missing there, or cannot be used.

        A rule waits for a place once, for whatever reasons.
        """
        known = {blank.place.pointer for blank in self.report.blanks}
        places: dict[tuple[str, str], tuple[Place, list[str]]] = {}
        said: set[tuple[str, str]] = set()
        for verdict in self.undecided:
            for detail in verdict.details:
                if detail.place is None or detail.place.pointer in known:
                    continue
                if (waiting := (detail.place.pointer, verdict.name)) not in said:
                    said.add(waiting)
                    _, rules = places.setdefault((detail.place.pointer, detail.found), (detail.place, []))
                    rules.append(verdict.name)
        return [
            Hole(place, _where(place, in_text=self.in_text), words, tuple(rules))
            for (_, words), (place, rules) in places.items()
        ]

    @property
    def sections(self) -> tuple[Section, ...]:
        """The holes for which rules wait and those of sections that are blank as a whole, section by section."""
        by_section: dict[str, list[Hole]] = {}
        for hole in self.holes:
            if hole.rules or hole.whole:
                by_section.setdefault(hole.section, []).append(hole)
        return tuple(Section(name, tuple(_together(holes))) for name, holes in by_section.items())

    @property
    def idle(self) -> tuple[tuple[str, Group], ...]:
        """The holes on which no rule depends, by what they are fields of: “president: name, title”.

        The day that decides which decisions are asked is none of them.
        """
        deciding = {remark.span.position for remark in self.report.remarks if remark.code == "day-open"}
        day = _day_of(self.report.documents[0])
        rest = [
            hole
            for hole in self.holes
            if not (hole.rules or hole.whole or hole.place.pointer == day)
            and (hole.place.line, hole.place.column) not in deciding
        ]
        above = groupby(rest, key=lambda hole: hole.place.pointer.rpartition("/")[0])
        groups = [(pointer, tuple(holes)) for pointer, holes in above]
        return tuple((_fields(holes, pointer, in_text=self.in_text), Group(holes)) for pointer, holes in groups)

    @property
    def needs(self) -> Mapping[str, str]:
        """What each rule needs that is open, where it needs the same at every place."""
        needed: dict[str, set[str]] = {}
        for verdict in self.undecided:
            if verdict.needed:
                needed.setdefault(verdict.name, set()).add(verdict.needed)
        return {name: next(iter(words)) for name, words in needed.items() if len(words) == 1}

    @property
    def by_section(self) -> Mapping[str, int]:
        """How many rules wait in each section: a rule is counted where the first hole is that it waits for.

        A rule that is broken elsewhere waits for nothing.
        """
        counts: dict[str, int] = {}
        waiting = {verdict.name for verdict in self.report.verdicts if verdict.standing == "violated"}
        for hole in self.holes:
            new = [rule for rule in hole.rules if rule not in waiting]
            waiting.update(new)
            if new:
                counts[hole.section] = counts.get(hole.section, 0) + len(new)
        return counts


def _day_of(document: Document) -> str:
    """The pointer of the day that decides which decisions are asked; empty where nobody knows it."""
    kind = document.root.kind if document.root is not None else None
    return f"/{kind.day}" if isinstance(kind, RecordKind) and kind.day else ""


def _fields(group: Sequence[Hole], above: str, *, in_text: bool) -> str:
    label = group[0].place.label.rpartition(", ")[0] if above and not in_text else ""
    names = [hole.place.label if in_text else hole.field for hole in group]
    return f"{label}{': ' if label else ''}{', '.join(dict.fromkeys(names))}"


def _together(holes: Sequence[Hole]) -> Iterator[Group]:
    """Many holes of one field for which the same rules wait are said together, the others each by itself."""
    for _, same in groupby(holes, key=lambda hole: (hole.rules, hole.field, hole.words)):
        each = tuple(same)
        yield from [Group(each)] if len(each) >= _MANY else (Group((hole,)) for hole in each)


def _of_document(verdict: Verdict) -> Hole:
    """What an open rule waits for that names no place of its own: nothing open is left out."""
    place = verdict.places[0] if verdict.places else Place(verdict.document, 1, 1, 1, 1, "", "")
    return Hole(place, place.label or "the document", verdict.found, (verdict.name,))


def _of_blank(blank: Blank, asked: Container[str], *, in_text: bool) -> Hole:
    """A blank with its words, unless the place in a text has them already; questions are told by themselves."""
    text = " ".join(blank.text.split())
    words = "" if in_text else (text if len(text) <= 30 else f"{text[:29]}…") or "(empty)"
    written = not in_text and bool(text)
    rules = tuple(rule for rule in blank.rules if rule not in asked)
    return Hole(blank.place, _where(blank.place, in_text=in_text), words, rules, blank.whole, written)


def _where(place: Place, *, in_text: bool) -> str:
    """The place in words, in data without the section under which it stands."""
    return place.label if in_text else place.label.partition(", ")[2] or place.label
