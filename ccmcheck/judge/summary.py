"""What a report comes to: its rules counted, its open questions, its exit code."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from enum import Flag, auto
from itertools import chain

from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.base.frozen import frozen
from ccmcheck.judge.verdicts import Document, Report, SharedVerdicts, Standing, Verdict

WORST: tuple[Standing, ...] = ("violated", "undecided", "known", "waived", "satisfied", "not-applicable")


@frozen
class Summary:
    """Rules counted by their worst verdict in each document; those that are no questions make up the others."""

    rules: int = 0
    violated: int = 0
    undecided: int = 0
    satisfied: int = 0
    not_applicable: int = 0
    blanks: int = 0
    questions: int = 0
    """Judgements that nobody has answered yet; each is a rule too."""
    departures: int = 0
    """Recommendations among the violated rules, which do not fail a run."""
    waived: int = 0
    known: int = 0
    """Rules whose violations are all waived, or all known from the baseline; they are not among the violated."""


def worst(verdicts: Iterable[Verdict]) -> dict[tuple[str, str], Verdict]:
    """The worst verdict of each rule in each document, by document and rule."""
    rank = {standing: at for at, standing in enumerate(WORST)}
    by_rule: dict[tuple[str, str], Verdict] = {}
    for verdict in verdicts:
        key = (verdict.document, verdict.name)
        if key not in by_rule or rank[verdict.standing] < rank[by_rule[key].standing]:
            by_rule[key] = verdict
    return by_rule


def each_verdict(report: Report) -> Iterator[tuple[Document, Verdict]]:
    """Every verdict with its document, in the order of documents and rules; those that are shared name none."""
    order = _order(report)
    own = _by_document(report.verdicts)
    for document in report.documents:
        verdicts = [*own.pop(document.path, ()), *document.shared.verdicts]
        verdicts.sort(key=lambda verdict: order.get(verdict.name, 0))
        yield from ((document, verdict) for verdict in verdicts)


def worst_of_each(report: Report) -> Iterator[tuple[Document, Sequence[Verdict]]]:
    """Each document with the worst verdict of every rule, in their order; those that are shared name no document."""
    order = _order(report)
    own = _by_document(worst(report.verdicts).values())
    for document in report.documents:
        verdicts = [*own.pop(document.path, ()), *document.shared.verdicts]
        yield document, sorted(verdicts, key=lambda verdict: order.get(verdict.name, 0))


def told(report: Report) -> tuple[Verdict, ...]:
    """What someone has to look at, in the order of documents and rules: what fails, what is open, what is asked."""
    order = _order(report)
    own = _by_document(verdict for verdict in report.verdicts if _is_pressing(verdict))
    asked = {known: tuple(filter(_is_pressing, known.verdicts)) for known, _ in _alike(report)}
    every: list[Verdict] = []
    for document in report.documents:
        shared = [replace(verdict, document=document.path) for verdict in asked[document.shared]]
        every += sorted([*own.pop(document.path, ()), *shared], key=lambda verdict: order.get(verdict.name, 0))
    return tuple(every)


def _is_pressing(verdict: Verdict) -> bool:
    return verdict.outcome in ("violated", "undecided")


def _order(report: Report) -> Mapping[str, int]:
    """The rules of a report by RULESET/RULE, numbered."""
    names = (f"{ruleset.name}/{rule.name}" for ruleset in report.rulesets for rule in ruleset.rules)
    return {name: at for at, name in enumerate(names)}


def _by_document(verdicts: Iterable[Verdict]) -> dict[str, list[Verdict]]:
    grouped: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in verdicts:
        grouped[verdict.document].append(verdict)
    return grouped


def of_rule(report: Report, rule: str) -> list[Verdict]:
    """Every verdict on a rule (RULESET/RULE), each with its document."""
    shared = (
        replace(verdict, document=document.path)
        for document in report.documents
        for verdict in document.shared.verdicts
        if verdict.name == rule
    )
    return [*(verdict for verdict in report.verdicts if verdict.name == rule), *shared]


def summary(report: Report) -> Summary:
    """The counts of a report: every rule that was asked, judgements among them."""
    count = _tally(worst(report.verdicts).values())
    for known, times in _alike(report):
        for name, number in _tally(known.verdicts).items():
            count[name] += number * times
    return _summary(count, len(report.blanks))


def counts_of(summary: Summary) -> list[int]:
    """The counts in the order of their names."""
    return [getattr(summary, name) for name in _COUNTS]


def added(counts: Summary, other: Summary, times: int = 1) -> Summary:
    """The counts of both together, of the other so many times."""
    return Summary(*[mine + times * more for mine, more in zip(counts_of(counts), counts_of(other), strict=True)])


_COUNTS = Summary.__match_args__


def _summary(count: Counter[str], blanks: int) -> Summary:
    return Summary(
        rules=count["rules"],
        violated=count["violated"],
        undecided=count["undecided"],
        satisfied=count["satisfied"],
        not_applicable=count["not-applicable"],
        blanks=blanks,
        questions=count["questions"],
        departures=count["departures"],
        waived=count["waived"],
        known=count["known"],
    )


def questions(report: Report) -> dict[str, tuple[Verdict, int]]:
    """Each question that is open, by its name as documents come to it, and the number of documents that leave it so."""
    order = _order(report)
    alone: dict[str, dict[str, Verdict]] = defaultdict(dict)
    for verdict in filter(_is_open_question, report.verdicts):
        alone[verdict.document][verdict.name] = verdict
    shared = {known: {v.name: v for v in known.verdicts if _is_open_question(v)} for known, _ in _alike(report)}
    by_question: dict[str, tuple[Verdict, int]] = {}
    for document in report.documents:
        asked = shared[document.shared] | alone.get(document.path, {})
        for name in sorted(asked, key=lambda name: order.get(name, 0)):
            verdict, count = by_question.get(name, (asked[name], 0))
            by_question[name] = (verdict, count + 1)
    return by_question


def _is_open_question(verdict: Verdict) -> bool:
    return verdict.force == "judgement" and verdict.outcome == "undecided"


def _tally(verdicts: Iterable[Verdict]) -> Counter[str]:
    """The counts of verdicts, one for each rule and document: how they stand, and what else a summary says."""
    count: Counter[str] = Counter()
    for verdict in verdicts:
        count["rules"] += 1
        count["questions" if _is_open_question(verdict) else verdict.standing] += 1
        count["departures"] += verdict.force == "recommendation" and verdict.standing == "violated"
    return count


def _alike(report: Report) -> Iterable[tuple[SharedVerdicts, int]]:
    """The verdicts that documents share, and how many documents do."""
    return Counter([document.shared for document in report.documents]).items()


class Sign(Flag):
    """What an exit code may have to tell of a run."""

    NONE = 0
    BROKEN = auto()
    """The tool itself failed over a file."""
    UNREAD = auto()
    """Something could not be read."""
    FAILED = auto()
    """An obligation is violated, or the gate does not hold."""
    OPEN = auto()
    """A blank is left, or something undecided."""
    SILENT = auto()
    """No rule spoke of a document."""


def signs_of(problems: Iterable[Diagnostic]) -> Sign:
    """What complaints tell: an error of the tool itself is worse than a file that cannot be read."""
    shown = Sign.NONE
    for problem in problems:
        shown |= Sign.BROKEN if problem.code == "internal-error" else Sign.UNREAD
    return shown


def signs(report: Report) -> Sign:
    """What there is to tell of a report."""
    shown = Sign.NONE
    shown |= signs_of(report.problems)
    if report.gate or any(v.standing == "violated" and v.force == "obligation" for v in report.verdicts):
        shown |= Sign.FAILED
    if report.blanks or left_over(report) or any(v.outcome == "undecided" for v in _each_once(report)):
        shown |= Sign.OPEN
    if {document.path for document in report.documents} - spoken_of(report):
        shown |= Sign.SILENT
    return shown


def left_over(report: Report) -> tuple[Diagnostic, ...]:
    """The remarks on words of a draft that were not understood."""
    return tuple(remark for remark in report.remarks if remark.code == "not-understood")


def exit_code_of(signs: Sign, *, final: bool) -> int:
    """The exit code of a run: the worst of what there is to tell.

    70 the tool itself failed over a file, 5 something could not be read, 1 an obligation is violated or the gate does
    not hold, 3 not final (with `final`), 4 no rule spoke, 0 well.
    """
    telling = [
        (Sign.BROKEN, 70),
        (Sign.UNREAD, 5),
        (Sign.FAILED, 1),
        *([(Sign.OPEN, 3)] if final else []),
        (Sign.SILENT, 4),
    ]
    return next((code for sign, code in telling if sign in signs), 0)


def exit_code(report: Report) -> int:
    """The exit code of the run that a report is of."""
    return exit_code_of(signs(report), final=report.final)


def _each_once(report: Report) -> Iterator[Verdict]:
    """Every verdict, those that documents share only once."""
    return chain(report.verdicts, *(known.verdicts for known, _ in _alike(report)))


def spoken_of(report: Report) -> frozenset[str]:
    """The documents about which any rule spoke; a question that nobody has answered does not count."""
    speaking = {known for known, _ in _alike(report) if any(map(_speaks, known.verdicts))}
    paths = {verdict.document for verdict in report.verdicts if _speaks(verdict)}
    return frozenset(paths).union(document.path for document in report.documents if document.shared in speaking)


def _speaks(verdict: Verdict) -> bool:
    return verdict.outcome != "not-applicable" and not _is_open_question(verdict)


def rules_that_spoke(report: Report) -> frozenset[str]:
    """The rules (RULESET/RULE) that had something to say of any document; an unanswered question does not count."""
    return frozenset(verdict.name for verdict in _each_once(report) if _speaks(verdict))
