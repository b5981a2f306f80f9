"""The report as one HTML file to circulate: no script, nothing from outside, printable; hides template and policy.

Words from documents pass `printable` and the template's escaping on their way out, wherever they stand.
"""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.document.schema import RecordKind
from ccmcheck.judge.summary import Sign, Summary, left_over, signs, summary, told, worst_of_each
from ccmcheck.judge.verdicts import Document, Place, Report, Standing, Verdict
from ccmcheck.language.rulebook import Citation
from ccmcheck.report.parts.counts import (
    NOT_JUDGED,
    each_alone,
    lost,
    number,
    parts,
    speaks_little,
    verdict_and_left,
    verdict_in_words,
)
from ccmcheck.report.parts.draft_words import DraftParagraph, draft_paragraphs
from ccmcheck.report.parts.escaping import inert, short, spans
from ccmcheck.report.parts.excerpt import printable
from ccmcheck.report.parts.fingerprint import fingerprints
from ccmcheck.report.parts.first_lines import first_lines
from ccmcheck.report.parts.marked_lines import excerpt
from ccmcheck.report.parts.paths import path_of, problem_path
from ccmcheck.report.parts.remarked import also_at, where_in_text
from ccmcheck.report.parts.still_open import Group, StillOpen
from ccmcheck.report.parts.titles import titles
from ccmcheck.report.parts.waived import until
from ccmcheck.report.pictures import Picture, meetings, svg, terms
from ccmcheck.report.pictures.shapes import field, stated
from ccmcheck.report.shown import SIGNS, Chapter, Note, OpenGroup, OpenSection, ShownFinding

if TYPE_CHECKING:
    from jinja2 import Environment, Template

_LONGEST = 500
Stretches: TypeAlias = Sequence[tuple[int, int]]


def to_html(report: Report, blanks: Stretches = ()) -> str:
    """The report as an HTML page that ends in a line break; same report, same bytes.

    `blanks` are stretches of a draft's text (offsets) to be marked by their numbers, so that a form can stand there.
    """
    names = titles(report)
    chapters = tuple(_chapters(report, _Known(names, _marks(report), blanks)))
    style = _file("report.css")
    sentence, left = verdict_and_left(report)
    return (
        _template().render(
            report=report,
            chapters=chapters,
            lost=[inert(path_of(path, report)) for path in lost(report)],
            names=names,
            sentence=sentence,
            left=left,
            mood=_mood(report),
            counts=summary(report),
            columns=_columns(summary(report)),
            final=_final(report),
            problems=_complaints(report.problems, report),
            gate=_complaints(report.gate, report),
            remarks=[(where_in_text(r) or inert(problem_path(r, report)), r) for r in _remarks(report)],
            style=_markup(style),
            policy=_policy(style),
            rows=_Rows(names),
            receipt=tuple(_receipt(report)),
        )
        + "\n"
    )


def _remarks(report: Report) -> list[Diagnostic]:
    """The remarks without those on words that were not understood, which stand beside the words of a draft."""
    shown = {document.path for document in report.documents if document.text is not None}
    beside = [remark for remark in left_over(report) if remark.span.source.name in shown]
    return [remark for remark in report.remarks if remark not in beside]


def _mood(report: Report) -> Standing:
    """The kind of the whole: the worst that a reader has to know of."""
    counts = summary(report)
    if report.problems or report.gate or counts.violated > counts.departures:
        return "violated"
    unsettled = counts.undecided or counts.departures or not counts.satisfied or speaks_little(report)
    return "undecided" if unsettled else "satisfied"


def _final(report: Report) -> str:
    """What it means that a programme is checked as before adoption."""
    if not report.final:
        return ""
    is_open = Sign.OPEN in signs(report)
    so = "something is, so it is not ready for adoption" if is_open else "nothing is"
    return f"Checked as the final text, in which nothing may be left open: {so}."


_COLUMNS: Mapping[str, Callable[[Summary], int]] = {
    "violated": lambda counts: counts.violated - counts.departures,
    "against a recommendation": lambda counts: counts.departures,
    "undecided": lambda counts: counts.undecided,
    "waived or known": lambda counts: counts.waived + counts.known,
    "satisfied": lambda counts: counts.satisfied,
    "passed over": lambda counts: counts.not_applicable,
    "blanks": lambda counts: counts.blanks,
    "questions": lambda counts: counts.questions,
}
_SELDOM = "against a recommendation"


def _columns(counts: Summary) -> list[str]:
    """The columns of the table of all documents; what departs from recommendations has one where anything does."""
    return [name for name in _COLUMNS if name != _SELDOM or counts.departures]


def _in_column(counts: Summary, name: str) -> int:
    return _COLUMNS[name](counts)


# -- the template --------------------------------------------------------------------------------------------------


def _template() -> Template:
    return _environment().get_template("report.html")


class _Rows:
    """Rules that are satisfied or passed over, a line each; documents share them, so each list is made once."""

    def __init__(self, names: Mapping[str, str]) -> None:
        self._names = names
        self._known: dict[tuple[int, ...], Any] = {}
        self._rows = cast(Any, _environment().get_template("parts.html").module).rows

    def __call__(self, verdicts: Sequence[Verdict]) -> Any:
        key = tuple(map(id, verdicts))
        if key not in self._known:
            self._known[key] = self._rows(verdicts, self._names)
        return self._known[key]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, PackageLoader, StrictUndefined

    environment = Environment(
        loader=PackageLoader("ccmcheck.report", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        finalize=_shown,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.globals.update(number=number, not_judged=NOT_JUDGED, parts=parts, signs=SIGNS, until=until)
    environment.filters.update(words=_words, short=short, inert=inert, sentence=_sentence, also_at=also_at)
    environment.filters.update(drawn=_drawn, in_words=_in_words, in_column=_in_column)
    return environment


def _shown(value: Any) -> Any:
    """What the page shows of a value: no control character and no mark that turns the direction of writing."""
    return printable(value) if type(value) is str else value


def _markup(text: str) -> Any:
    from markupsafe import Markup

    return Markup(text)  # noqa: S704 - the package's own style sheet, and drawings that are escaped already


def _drawn(picture: Picture, anchor: str) -> Any:
    return _markup(svg.drawn(picture, anchor))


def _in_words(picture: Picture) -> Any:
    return _markup(svg.in_words(picture))


def _sentence(words: str) -> str:
    """Words as a title or a sentence begins."""
    return f"{words[:1].upper()}{words[1:]}"


def _words(text: str) -> tuple[tuple[str, bool], ...]:
    return spans(short(text, _LONGEST))


@cache
def _file(name: str) -> str:
    from importlib.resources import files

    return (files("ccmcheck.report") / "templates" / name).read_text(encoding="utf-8")


def _policy(style: str) -> str:
    """Nothing may be loaded, sent or run; the style sheet is let in by its digest."""
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode("ascii")
    return f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True, slots=True)
class _Known:
    """What every chapter needs of the report: rules in words, and the fingerprints of each document's verdicts."""

    names: Mapping[str, str]
    marks: Mapping[str, Sequence[str]]
    blanks: Stretches


# -- chapters ------------------------------------------------------------------------------------------------------


def _chapters(report: Report, known: _Known) -> Iterator[Chapter]:
    for at, (document, own) in enumerate(each_alone(report), 1):
        yield _chapter(f"document-{at}", document, own, known)


def _marks(report: Report) -> Mapping[str, Sequence[str]]:
    marks: dict[str, list[str]] = defaultdict(list)
    verdicts = told(report)
    for verdict, mark in zip(verdicts, fingerprints(verdicts), strict=True):
        marks[verdict.document].append(mark)
    return marks


def _chapter(anchor: str, document: Document, own: Report, known: _Known) -> Chapter:
    shown = [
        _finding(verdict, mark, document, known)
        for verdict, mark in zip(told(own), known.marks[document.path], strict=True)
    ]
    ruled = [finding for finding in shown if finding.verdict.force != "judgement"]
    judged = [finding for finding in shown if finding.verdict.force == "judgement"]
    notes = tuple(_notes(shown, own)) if document.text is not None else ()
    still_open = StillOpen(own)
    return Chapter(
        anchor=anchor,
        path=inert(path_of(document.path, own)),
        title=stated(field(document.root, "title")) or inert(path_of(document.path, own)),
        facts=tuple(_facts(document)),
        sentence=verdict_in_words(own),
        counts=summary(own),
        judged=not own.unread,
        quiet=_quiet(document, own),
        findings=_of("violated", shown) + _of("departure", shown),
        first_lines=first_lines(still_open, known.names),
        still_open=tuple(_still_open(still_open, _of("undecided", ruled))),
        idle=tuple((fields, "" if still_open.in_text else group.lines) for fields, group in still_open.idle),
        set_aside=tuple((title, group) for title, kind in _ASIDE if (group := _of(kind, shown))),
        questions=_of("undecided", judged),
        folded=tuple(_folded(own)),
        pictures=_pictures(document, own),
        text=document.text,
        paragraphs=_paragraphs(document, notes, known.blanks),
        noted=notes,
    )


def _paragraphs(document: Document, notes: Sequence[Note], blanks: Stretches) -> tuple[DraftParagraph, ...]:
    if document.text is None:
        return ()
    paragraphs = draft_paragraphs(document.text, document.source, [note.place for note in notes], blanks)
    return tuple(replace(each, notes=_once(each.notes, notes)) for each in paragraphs)


def _once(numbers: Sequence[int], notes: Sequence[Note]) -> tuple[int, ...]:
    """The notes beside a paragraph, those that say the same once."""
    first: dict[tuple[str, str, str], int] = {}
    for at in numbers:
        first.setdefault((notes[at].kind, notes[at].words, notes[at].anchor), at)
    return tuple(first.values())


def _notes(findings: Sequence[ShownFinding], own: Report) -> Iterator[Note]:
    """What departs, what is open and what was not understood, each at its words."""
    first: dict[tuple[str, str], str] = {}
    for finding in findings:
        if finding.verdict.force != "judgement":
            key = (finding.kind, finding.verdict.name)
            anchor = first.setdefault(key, finding.anchor) if finding.kind == "undecided" else finding.anchor
            for place in finding.verdict.places[:1]:
                if (place.line, place.column) == (place.end_line, place.end_column):
                    continue  # what the draft does not say stands beside none of its words
                yield Note(finding.kind, finding.sign, finding.title, anchor, place)
    for remark in left_over(own):
        (line, column), (end_line, end_column) = remark.span.position, remark.span.end_position
        place = Place(remark.span.source.name, line, column, end_line, end_column, "", "")
        yield Note("left", "¿", f"{remark.message}. {remark.help}", "", place)


_ASIDE = (("Waived by a competent body", "waived"), ("Known from the baseline", "known"))


def _facts(document: Document) -> Iterator[tuple[str, str]]:
    kind = document.root.kind if document.root is not None else None
    if isinstance(kind, RecordKind):
        for name in ("document", kind.year, kind.day):
            node = field(document.root, name)
            if node is not None and node.text:
                yield _sentence(kind.fields[name].title), short(node.text)


def _quiet(document: Document, own: Report) -> str:
    """Why nothing was said of a document."""
    if own.unread:
        return "This file could not be read as a work programme, so nothing in it was checked."
    return f"Nothing was checked: {document.unbound}." if document.unbound else ""


def _of(kind: str, findings: Iterable[ShownFinding]) -> tuple[ShownFinding, ...]:
    return tuple(finding for finding in findings if finding.kind == kind)


def _still_open(still_open: StillOpen, findings: Iterable[ShownFinding]) -> Iterator[OpenSection]:
    """What is open, section by section; a rule is said in full where it is mentioned first."""
    first: dict[str, ShownFinding] = {}
    for finding in findings:
        first.setdefault(finding.verdict.name, finding)
    unsaid, in_text = dict(first), still_open.in_text
    for section in still_open.sections:
        groups = (Group(section.holes),) if section.whole else section.groups
        summary = f"blank as a whole, {number(len(section.holes), 'blank')}" if section.whole else ""
        shown = [_open_group(group, section.rules if section.whole else group.rules, first, unsaid) for group in groups]
        yield OpenSection(section.name, summary, tuple(replace(g, at="") if in_text else g for g in shown))


def _open_group(
    group: Group, rules: Sequence[str], first: Mapping[str, ShownFinding], unsaid: dict[str, ShownFinding]
) -> OpenGroup:
    new = tuple(unsaid.pop(rule) for rule in rules if rule in unsaid)
    before = tuple(first[rule] for rule in rules if rule in first and first[rule] not in new)
    hole = group.holes[0]
    stands = f"“{hole.words}”" if hole.written else hole.words
    return OpenGroup(group.lines, group.words, stands if len(group.holes) == 1 else "", new, before)


def _finding(verdict: Verdict, mark: str, document: Document, known: _Known) -> ShownFinding:
    departs = verdict.force == "recommendation" and verdict.standing == "violated"
    return ShownFinding(
        verdict=verdict,
        anchor=f"finding-{mark[:16]}",
        kind="departure" if departs else verdict.standing,
        title=known.names[verdict.name],
        lines=excerpt(verdict, document.source),
        citations=_told_once(verdict.citations),
        in_text=bool(document.source.passages),
    )


def _told_once(citations: Sequence[Citation]) -> tuple[Citation, ...]:
    """The citations with different words; a rule may rest on the same words in six sub-paragraphs."""
    return tuple({citation.quotation: citation for citation in reversed(citations)}.values())[::-1]


def _folded(own: Report) -> Iterator[tuple[str, str, tuple[Verdict, ...]]]:
    ((_, each),) = worst_of_each(own)
    for title, kind in (("satisfied", "satisfied"), ("passed over", "not-applicable")):
        rules = tuple(verdict for verdict in each if verdict.standing == kind)
        if rules:
            yield title, kind, rules


def _pictures(document: Document, own: Report) -> tuple[Picture, ...]:
    if document.root is None:
        return ()
    drawn = (meetings(document.root, own.verdicts), terms(document.root, own.verdicts))
    return tuple(picture for picture in drawn if picture is not None)


# -- the receipt ---------------------------------------------------------------------------------------------------


def _receipt(report: Report) -> Iterator[tuple[str, str, str]]:
    """What went into the report, each with its sha256."""
    for document in report.documents:
        yield "Document", inert(path_of(document.path, report)), document.source.sha256
    for ruleset in report.rulesets:
        yield "Rules", f"{ruleset.name} ({ruleset.short}: {ruleset.title})", ruleset.sha256
        yield "Text of the decision", ruleset.decision, ruleset.decision_sha256
    for register in report.registers:
        yield "Register", register.name.replace("_", " "), register.sha256


def _complaints(problems: Iterable[Diagnostic], report: Report) -> list[tuple[str, Diagnostic]]:
    return [(inert(problem_path(problem, report)), problem) for problem in problems]
