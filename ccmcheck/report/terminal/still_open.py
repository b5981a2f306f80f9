"""What is open in one document, by section: each hole once, with the rules that wait for it; hides what is grouped."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from itertools import groupby

from ccmcheck.base.frozen import frozen
from ccmcheck.judge.verdicts import Blank, Place, Report, Verdict
from ccmcheck.report.parts.counts import number
from ccmcheck.report.parts.excerpt import printable
from ccmcheck.report.parts.style import TextStyle
from ccmcheck.report.terminal.wrapping import wrapped

_MANY = 4


@frozen
class Hole:
    """A blank, or a place where a value is missing or cannot be used, with the names of the rules that wait for it.

    `whole` says that nothing at all is filled in in its section.
    """

    place: Place
    where: str
    words: str
    rules: tuple[str, ...]
    whole: bool = False

    @property
    def section(self) -> str:
        """What the schema calls the part of the document that it lies in."""
        return self.place.section

    @property
    def line(self) -> int:
        """Its line, where it stands in the file at all."""
        return self.place.line

    @property
    def field(self) -> str:
        """The name of its field, whatever it is a field of."""
        return self.place.pointer.rpartition("/")[2]


def undecided(report: Report) -> tuple[Verdict, ...]:
    """The verdicts that are open, without the questions for a person."""
    return tuple(v for v in report.verdicts if v.outcome == "undecided" and v.force != "judgement")


def holes(report: Report) -> tuple[Hole, ...]:
    """The blanks, and what else keeps a rule open."""
    in_text = _in_text(report)
    blanks = [_of_blank(blank, in_text=in_text) for blank in report.blanks]
    known = {blank.place.pointer for blank in report.blanks}
    others: dict[tuple[str, str], tuple[Place, list[str]]] = {}
    for verdict in undecided(report):
        for detail in verdict.details:
            if detail.place is not None and detail.place.pointer not in known:
                _, rules = others.setdefault((detail.place.pointer, detail.found), (detail.place, []))
                rules.append(verdict.name)
    more = [
        Hole(place, _where(place, in_text=in_text), words, tuple(dict.fromkeys(rules)))
        for (_, words), (place, rules) in others.items()
    ]
    return tuple(sorted((*more, *blanks), key=lambda hole: (hole.place.line, hole.place.column)))


def _of_blank(blank: Blank, *, in_text: bool) -> Hole:
    """A blank with its words, unless the place in a text has them already."""
    text = " ".join(blank.text.split())
    words = "" if in_text else (text if len(text) <= 30 else f"{text[:29]}…") or "(empty)"
    return Hole(blank.place, _where(blank.place, in_text=in_text), words, blank.rules, blank.whole)


def _in_text(report: Report) -> bool:
    return bool(report.documents[0].source.passages)


def _where(place: Place, *, in_text: bool) -> str:
    """The place in words, in data without the section under which it stands."""
    return place.label if in_text else place.label.partition(", ")[2] or place.label


def by_section(report: Report) -> dict[str, int]:
    """How many rules wait in each section: a rule is counted where the first hole is that it waits for.

    A rule that is broken elsewhere waits for nothing.
    """
    counts: dict[str, int] = {}
    waiting = {verdict.name for verdict in report.verdicts if verdict.standing == "violated"}
    for hole in holes(report):
        new = [rule for rule in hole.rules if rule not in waiting]
        waiting.update(new)
        if new:
            counts[hole.section] = counts.get(hole.section, 0) + len(new)
    return counts


def still_open(report: Report, style: TextStyle) -> str:
    """Each hole once, section by section; empty where nothing is open."""
    open_holes = holes(report)
    if not open_holes:
        return ""
    lines = [style.paint(f"open in {printable(report.documents[0].path)}", "bold")]
    helped = {verdict.help for verdict in report.verdicts if verdict.standing == "violated"}
    needs = _Needs(undecided(report), helped, in_text=_in_text(report))
    waited = [hole for hole in open_holes if hole.rules or hole.whole]
    for section in dict.fromkeys(hole.section for hole in waited):
        lines += _section(section, [hole for hole in waited if hole.section == section], needs)
    if idle := [hole for hole in open_holes if not (hole.rules or hole.whole)]:
        lines.append(wrapped(f"no rule depends on: {'; '.join(_idle(idle, needs))}"))
    return "\n".join(lines)


def _idle(holes: Sequence[Hole], needs: _Needs) -> Iterator[str]:
    """Holes by what they are fields of: “president: name, title (line 35)”."""
    for above, group in groupby(holes, key=lambda hole: hole.place.pointer.rpartition("/")[0]):
        each = list(group)
        label = each[0].place.label.rpartition(", ")[0] if above and not needs.in_text else ""
        names = [hole.place.label if needs.in_text else hole.field for hole in each]
        yield f"{label}{': ' if label else ''}{', '.join(dict.fromkeys(names))}{needs.behind(each)}"


class _Needs:
    """What the rules need that are open; of each it is said once."""

    def __init__(self, verdicts: Sequence[Verdict], helped: Set[str], *, in_text: bool) -> None:
        """`helped` is what was said already where a rule is broken."""
        self.in_text = in_text
        self._paragraphs = {verdict.name: verdict.citations[0].paragraph for verdict in verdicts}
        needed: dict[str, set[str]] = {}
        for verdict in verdicts:
            needed.setdefault(verdict.name, set()).add(verdict.needed)
        self._needed = {name: words.pop() for name, words in needed.items() if len(words) == 1}
        self._helps = {v.name: v.help for v in reversed(verdicts) if v.help and v.help not in helped}

    def of(self, rules: Sequence[str]) -> Iterator[str]:
        """A line for each rule that needs something, and one for those of which it is said already."""
        brief = [rule for rule in rules if not self._needed.get(rule)]
        yield from (f"{self._cited(rule)}: {self._needed.pop(rule)}" for rule in rules if rule not in brief)
        if brief:
            yield ", ".join(self._cited(rule) for rule in brief)
        yield from (advice for rule in rules if (advice := self._helps.pop(rule, "")))

    def _cited(self, rule: str) -> str:
        return f"{rule.rpartition('/')[2]} ({self._paragraphs.get(rule, '')})"

    def behind(self, group: Sequence[Hole]) -> str:
        """The lines behind a name; a place in a text has its paragraph in its label."""
        return f" ({_lines(group)})" if not self.in_text else ""

    def before(self, group: Sequence[Hole]) -> str:
        """The lines before a name."""
        return f"{_lines(group)}  " if not self.in_text else ""


def _lines(group: Sequence[Hole]) -> str:
    first, last = group[0].line, group[-1].line
    return f"line {first}" if first == last else f"lines {first} to {last}"


def _section(name: str, holes: Sequence[Hole], needs: _Needs) -> Iterator[str]:
    if all(hole.whole for hole in holes):
        rules = {rule for hole in holes for rule in hole.rules}
        waiting = f"; {number(len(rules), 'rule')} {'waits' if len(rules) == 1 else 'wait'} (named with -v)"
        yield wrapped(
            f"{name}: blank as a whole{needs.behind(holes)}, {number(len(holes), 'blank')}{waiting if rules else ''}"
        )
        return
    if _is_field(holes[0]):
        yield wrapped(f"{name}: {needs.before(holes)}{holes[0].words or holes[0].where}", 2, 10)
    else:
        yield f"  {name}"
    for group in _together(holes):
        if not _is_field(group[0]):
            yield _line(group, needs)
        yield from (wrapped(words, 8, 10) for words in needs.of(group[0].rules))


def _is_field(hole: Hole) -> bool:
    """Whether a section is nothing but a field."""
    return hole.place.pointer.count("/") == 1


def _together(holes: Sequence[Hole]) -> Iterator[list[Hole]]:
    """Many holes of one field for which the same rules wait stand in one line, the others each by itself."""
    for _, group in groupby(holes, key=lambda hole: (hole.rules, hole.field, hole.words)):
        each = list(group)
        yield from [each] if len(each) >= _MANY else ([hole] for hole in each)


def _line(group: Sequence[Hole], needs: _Needs) -> str:
    first = group[0]
    if len(group) > 1:
        times = f"{len(group)} times {first.words or 'blank'} for {first.field}"
        return wrapped(f"{needs.before(group)}{times}", 4, 10)
    return wrapped(f"{needs.before(group)}{first.where}  {first.words}".rstrip(), 4, 10)
