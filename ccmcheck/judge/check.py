"""Judges documents by a rulebook, and makes the report.

It chooses the decisions in force, lets the shortcut settle what it can, and has the rest described.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, TypeAlias

from ccmcheck.base import resources
from ccmcheck.base.diagnostic import Diagnostic, complain
from ccmcheck.base.frozen import frozen, numerous
from ccmcheck.base.quoting import quoted
from ccmcheck.base.source import Source
from ccmcheck.base.values import ANYTHING, IMPOSSIBLE, Range
from ccmcheck.document.blanks import is_blank
from ccmcheck.document.fast.plain_values import plain_of
from ccmcheck.document.fast.reader import PlainReader
from ccmcheck.document.oddities import Oddities
from ccmcheck.document.schema import RecordKind
from ccmcheck.document.treaty import stated_treaty
from ccmcheck.judge.fast.shortcut import Rules, Shortcut, Values, in_force
from ccmcheck.judge.named_decision import NamedDecisions
from ccmcheck.judge.practices import Practices
from ccmcheck.judge.verdicts import NOTHING_SHARED, Blank, Document, Report, SharedVerdicts, Verdict
from ccmcheck.language.rulebook import cache
from ccmcheck.language.rulebook.model import Period, Rulebook, Ruleset

if TYPE_CHECKING:
    from datetime import date

    from ccmcheck.document.nodes import Node
    from ccmcheck.document.programme import Programme
    from ccmcheck.judge.describe import Describer

Input: TypeAlias = "Programme | Source | Diagnostic"


def check(
    inputs: Iterable[Input],
    rulebook: Rulebook,
    *,
    whatever_period: bool = False,
    final: bool = False,
    verbose: bool = True,
) -> Report:
    """The report on programmes, read or as text, under the rules in force on their day, or all with `whatever_period`.

    An input that could not be read is passed on as its complaint, in its place among the others. A report that is
    not verbose says of a rule that is satisfied no more than that: not of which things, nor where they stand.
    """
    ready = Prepared(rulebook, whatever_period=whatever_period, verbose=verbose, whole=verbose)
    return together([examine(source, ready) for source in inputs], rulebook, final=final)


def together(
    results: Sequence[InputResult],
    rulebook: Rulebook,
    *,
    others: Sequence[Rulebook] = (),
    final: bool = False,
    problems: Sequence[Diagnostic] = (),
    notices: Sequence[str] = (),
) -> Report:
    """One report of what was found about each input, in their order; `others` are rulebooks of other treaties."""
    return Report(
        tuple(ruleset for book in (rulebook, *others) for ruleset in book.rulesets),
        tuple(result.document for result in results if result.document is not None),
        tuple(verdict for result in results for verdict in result.verdicts),
        tuple(blank for result in results for blank in result.blanks),
        (*problems, *(problem for result in results for problem in result.problems)),
        tuple(notices),
        final,
        registers=tuple(register for book in (rulebook, *others) for register in book.registers.values()),
        unread=tuple(result.unread for result in results if result.unread),
        remarks=tuple(remark for result in results for remark in result.remarks),
    )


@frozen
class Beside:
    """What a run is given beside programmes: answers to the questions of the rules, and the programme before.

    With `as_of` those rules are asked that were in force on that day, whatever the day of a programme.
    """

    answers: Node | None = None
    previous: Node | None = None
    as_of: date | None = None


class Prepared:
    """A rulebook made ready to judge many programmes: each way of doing it is made ready when it is first needed."""

    def __init__(
        self,
        rulebook: Rulebook,
        *,
        whatever_period: bool = False,
        verbose: bool = False,
        whole: bool = False,
        any_treaty: bool = False,
        beside: Beside | None = None,
    ) -> None:
        """With `verbose` every finding is put into words, with `whole` documents are kept for what draws on them.

        With `any_treaty` a programme of another treaty is judged by the rules that come with the tool for that one.
        """
        self.beside = beside or Beside()
        as_of = self.beside.as_of
        if as_of is not None:
            from ccmcheck.language.rulebook.succession import standing_on

            rulebook = standing_on(as_of, rulebook)
        self.rulebook = rulebook
        self.whatever_period = whatever_period or as_of is not None
        self.verbose, self.whole = verbose, whole
        self.any_treaty = any_treaty
        self._of_treaties: dict[str, Prepared | None] = {}

    def of_treaty(self, name: str) -> Prepared | None:
        """The same for programmes of a treaty, by its short or its full name; None where nobody encoded it."""
        if not self.any_treaty or name in self.rulebook.vocabulary.treaties:
            return self
        if name not in self._of_treaties:
            self._of_treaties[name] = self._found(name)
        return self._of_treaties[name]

    def for_text(self, source: Source) -> Prepared | str:
        """The same for the treaty that a programme says it is of, or why no decision binds it."""
        stated = stated_treaty(source)
        found = self if stated is None else self.of_treaty(stated)
        if found is not None:
            return found
        known = "; ".join(resources.treaties())
        if is_blank(str(stated)):
            return f"its `treaty` is blank, so nobody can say which decisions bind it ({known})"
        return f"no decision of the treaty {quoted(str(stated))} is encoded, only those of {known}"

    def _found(self, name: str) -> Prepared | None:
        for treaty in resources.treaties():
            book, _ = cache.rulebook(resources.bundled_rules(treaty))
            if book is not None and name in book.vocabulary.treaties:
                beside = replace(self.beside, previous=None)
                return Prepared(book, verbose=self.verbose, whole=self.whole, beside=beside)
        return None

    @cached_property
    def unbound(self) -> str:
        """Why no decision binds a document that none does."""
        if self.beside.as_of is not None:
            from ccmcheck.base.days import day

            return f"no decision was in force on {day(self.beside.as_of)}"
        document = self.rulebook.vocabulary.document
        assert isinstance(document, RecordKind)  # a schema that is no record has been refused
        return f"no decision was in force on its `{document.day}`"

    def other_books(self, results: Iterable[InputResult]) -> tuple[Rulebook, ...]:
        """The rulebooks of other treaties by which results were found, each once."""
        names = dict.fromkeys(result.treaty for result in results if result.treaty)
        found = (self.of_treaty(name) for name in names)
        return tuple({ready.rulebook.vocabulary.name: ready.rulebook for ready in found if ready}.values())

    @cached_property
    def shortcut(self) -> Shortcut:
        """What is clear at once."""
        return Shortcut(self.rulebook)

    @cached_property
    def plain_reader(self) -> PlainReader:
        """The reader of plain values."""
        return PlainReader(self.rulebook.vocabulary, self.rulebook.names)

    @cached_property
    def oddities(self) -> Oddities:
        """What remarks on things that no rule speaks of."""
        assert isinstance(self.rulebook.vocabulary.document, RecordKind)
        return Oddities(self.rulebook.vocabulary.document, self.rulebook.names)

    @cached_property
    def named_decisions(self) -> NamedDecisions:
        """What remarks on a decision that is named and not in force."""
        return NamedDecisions.of(self.rulebook)

    @cached_property
    def practices(self) -> Practices:
        """What remarks on departures from what has always been done."""
        return Practices(self.rulebook)

    @cached_property
    def describer(self) -> Describer:
        """What finds reasons, words and places."""
        from ccmcheck.judge.describe import Describer

        return Describer.of(self.rulebook, self.beside.previous)

    @cached_property
    def describer_alone(self) -> Describer:
        """The same where no programme before can be used."""
        from ccmcheck.judge.describe import Describer

        return Describer.of(self.rulebook)


@numerous
class InputResult:
    """What a run found about one input; `unread` is its name where it could not be judged at all."""

    document: Document | None
    verdicts: tuple[Verdict, ...] = ()
    blanks: tuple[Blank, ...] = ()
    problems: tuple[Diagnostic, ...] = ()
    unread: str = ""
    remarks: tuple[Diagnostic, ...] = ()
    treaty: str = ""
    """The treaty whose rules it was judged by, where those are not the rules of the run."""

    @property
    def has_findings(self) -> bool:
        """Whether there is anything to say of the document beyond what is clear of it."""
        return bool(self.verdicts or self.blanks or self.problems or self.unread or self.remarks)


def examine(source: Input, ready: Prepared) -> InputResult:
    """Judges one programme; of an input that could not be read only its complaint is left."""
    if isinstance(source, Source):
        return _of_any_treaty(source, ready) if ready.any_treaty else _of_text(source, ready)
    if isinstance(source, Diagnostic):
        return InputResult(None, problems=(source,), unread=source.span.source.name)
    return _of_programme(source, ready)


def _of_any_treaty(source: Source, ready: Prepared) -> InputResult:
    """A text judged by the rules of its treaty; where nobody encoded those, that is all there is to say of it."""
    by_treaty = ready.for_text(source)
    if isinstance(by_treaty, str):
        return InputResult(Document(source, (), unbound=by_treaty))
    if by_treaty is ready:
        return _of_text(source, ready)
    return replace(_of_text(source, by_treaty), treaty=by_treaty.rulebook.vocabulary.treaties[0])


def _of_text(source: Source, ready: Prepared) -> InputResult:
    """A text of plain values alone needs no more reading than that, unless a rule has more to say of it."""
    known: SharedVerdicts = NOTHING_SHARED
    rest: Rules | None = None
    values = None if ready.verbose else ready.plain_reader.read(source)
    if values is not None and not values.get("assessments"):
        rulesets = ready.rulebook.rulesets if ready.whatever_period else in_force(ready.rulebook, values)
        known, rest = ready.shortcut.of(values, rulesets)
        odd = ready.oddities.may_be_in(values) or ready.practices.may_be_broken(values, rulesets)
        apart = _never_together(rulesets) or ready.named_decisions.may_be_in(values)
        odd = odd or (apart and not ready.whatever_period) or _is_after_another(values, ready)
        if not rest and not ready.whole and not odd:
            return InputResult(_brief(source.only(()), rulesets, known, ready))
    from ccmcheck.document.programme import read

    book = ready.rulebook
    programme = read(source, book.vocabulary, book.names, complete=values is not None)
    return _of_programme(programme, ready, values, known, rest)


def _of_programme(
    programme: Programme,
    ready: Prepared,
    values: Values | None = None,
    known: SharedVerdicts = NOTHING_SHARED,
    rest: Rules | None = None,
) -> InputResult:
    """What is clear of a programme and what is to be described of it; `rest` are rules known not to be clear."""
    if programme.root is None:
        unread = Document(programme.source, ())
        return InputResult(unread, (), (), programme.problems, programme.source.name, programme.remarks)
    rulesets = tuple(r for r in ready.rulebook.rulesets if ready.whatever_period or applies(r.period, programme.root))
    if values is None and not ready.verbose and programme.text is None:
        values = plain_of(programme.root)
    if rest is None:
        known, rest = (known, _rules(rulesets)) if values is None else ready.shortcut.of(values, rulesets)
    previous, wrong = _previous(ready, programme.root)
    describer = ready.describer if previous is ready.beside.previous else ready.describer_alone
    described = describer.describe(programme, rest, None if ready.verbose else ready.shortcut.plainly)
    known = ready.shortcut.numbered(tuple(sorted((*known.numbers, *described.plain))))
    document = replace(
        _document(programme, rulesets, described.verdicts, ready),
        shared=known,
        extent=(*programme.root.span.position, *programme.root.span.end_position),
        passed=ready.describer.passed_over(programme.root, (*known.verdicts, *described.verdicts)),
    )
    said = {place.pointer for v in described.verdicts if v.outcome == "violated" for place in v.places}
    unasked = (
        *(() if ready.whatever_period else _of_its_day(programme.root, rulesets, ready)),
        *_odd(programme, values, said, ready),
        *ready.practices.departures(programme.root, values, rulesets, said, previous),
    )
    problems = (*programme.problems, *wrong, *described.problems)
    remarks = (*programme.remarks, *unasked)
    return InputResult(document, described.verdicts, described.blanks, problems, remarks=remarks)


def _odd(programme: Programme, values: Values | None, said: Collection[str], ready: Prepared) -> tuple[Diagnostic, ...]:
    """What looks mistaken; where there is no hole the plain values may tell at once that nothing does."""
    assert programme.root is not None
    if programme.complete and values is not None and not ready.oddities.may_be_in(values):
        return ()
    return ready.oddities.of(programme.root, said)


def _of_its_day(root: Node, rulesets: Sequence[Ruleset], ready: Prepared) -> Iterable[Diagnostic]:
    """Remarks on the day of a programme: what is asked though it may not bind, and what is not though it is named."""
    yield from _as_if_in_force(rulesets, root)
    if rulesets:  # else all that is said is that none was in force
        yield from ready.named_decisions.remarks(root)


def _as_if_in_force(rulesets: Sequence[Ruleset], root: Node) -> Iterable[Diagnostic]:
    """A remark where the day is open and decisions are asked that can never be in force together."""
    from ccmcheck.base.quoting import listed
    from ccmcheck.document.nodes import child

    if _never_together(rulesets) and isinstance(root.kind, RecordKind) and root.kind.day:
        day = child(root, root.kind.day)
        words = {"names": listed([ruleset.short for ruleset in rulesets]), "day": root.kind.fields[root.kind.day].title}
        yield complain("day-open", day.span, suggestion="", related=(), **words)


def _never_together(rulesets: Sequence[Ruleset]) -> bool:
    return any(not one.period.meets(other.period) for one in rulesets for other in rulesets)


def _is_after_another(values: Values, ready: Prepared) -> bool:
    """Whether the programme before that is at hand is not the one before a document."""
    kind, previous = ready.rulebook.vocabulary.document, ready.beside.previous
    if previous is None or not isinstance(kind, RecordKind):
        return False
    from ccmcheck.document.previous import is_of_another_year

    return is_of_another_year(values.get(kind.year), previous)


def _previous(ready: Prepared, root: Node) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    """The programme before one, or none and why, where that at hand is of another year than the one before."""
    if ready.beside.previous is None:
        return None, ()
    from ccmcheck.document.previous import of_another_year

    wrong = of_another_year(root, ready.beside.previous)
    return (ready.beside.previous, ()) if wrong is None else (None, (wrong,))


def _document(
    programme: Programme,
    rulesets: Sequence[Ruleset],
    described: Sequence[Verdict],
    ready: Prepared,
) -> Document:
    """The document as the report needs it: a thousand are not kept whole for a report of their faults alone."""
    if ready.whole:
        brief = _brief(programme.source, rulesets, NOTHING_SHARED, ready)
        return replace(brief, root=programme.root, text=programme.text)
    lines = {detail.place.line for verdict in described for detail in verdict.details if detail.place is not None}
    lines.update(verdict.places[0].line for verdict in described if verdict.places)
    return _brief(programme.source.only(lines), rulesets, NOTHING_SHARED, ready)


def _brief(source: Source, rulesets: Sequence[Ruleset], known: SharedVerdicts, ready: Prepared) -> Document:
    unbound = "" if rulesets else ready.unbound
    return Document(source, tuple(ruleset.name for ruleset in rulesets), None, known, unbound=unbound)


def _rules(rulesets: Iterable[Ruleset]) -> Rules:
    return tuple((ruleset, rule) for ruleset in rulesets for rule in ruleset.rules)


def applies(period: Period, root: Node) -> bool:
    """Whether a decision may be in force on the day of a programme; an unknown day leaves every decision in."""
    from ccmcheck.document.nodes import child

    day = child(root, root.kind.day).value if isinstance(root.kind, RecordKind) and root.kind.day else None
    return period.holds_on(day if isinstance(day, Range) else ANYTHING) is not IMPOSSIBLE
