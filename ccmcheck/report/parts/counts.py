"""What a report comes to, in words: the verdict in a sentence, and the counts in one line."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeVar

from ccmcheck.base.quoting import listed
from ccmcheck.judge.check import InputResult
from ccmcheck.judge.summary import Summary, left_over, rules_that_spoke, spoken_of, summary
from ccmcheck.judge.verdicts import Document, Report

Thing = TypeVar("Thing")

NOTHING_CHECKED = "nothing was checked"
NOT_JUDGED = "could not be judged"
_FEW = 5


def number(count: int, noun: str) -> str:
    """`1 rule`, `2 rules`"""
    return f"{count} {noun}{'' if count == 1 else 's'}"


def parts(counts: Summary) -> tuple[tuple[str, int, str], ...]:
    """The counts of rules: what each is called, how many, and the mark of its kind."""
    shown = (
        ("violated", counts.violated - counts.departures, "violated"),
        ("against a recommendation", counts.departures, "departure"),
        ("undecided", counts.undecided, "undecided"),
        ("waived", counts.waived, "waived"),
        ("known before", counts.known, "known"),
        ("satisfied", counts.satisfied, "satisfied"),
        ("passed over", counts.not_applicable, "not-applicable"),
    )
    seldom = ("departure", "waived", "known")
    return tuple(part for part in shown if part[1] or part[2] not in seldom)


def in_words(report: Report) -> str:
    """The counts in one line."""
    counts = summary(report)
    standings = [f"{count} {name}" for name, count, _ in parts(counts)]
    if counts.questions:
        standings.append(f"{number(counts.questions, 'question')} for a person")
    rules = f"{number(counts.rules, 'rule')}: {' · '.join(standings)}" if counts.rules else NOTHING_CHECKED
    return rules + blanks_of(counts) + not_read(len(report.unread), read_in_part(report))


def open_questions(count: int) -> str:
    """`a question for a person is open`, with their number"""
    return f"{number(count, 'question')} for a person {'is' if count == 1 else 'are'} open"


def blanks_of(counts: Summary) -> str:
    """How many blanks there are, as the next part of the line; of a file that nobody checked nothing is known."""
    return f" — {number(counts.blanks, 'blank')}" if counts.rules or counts.blanks else ""


def not_read(unread: int, in_part: int) -> str:
    """How many files the counts say nothing of, or not everything, as the end of their line."""
    words = [
        f"{number(unread, 'file')} {NOT_JUDGED}" if unread else "",
        f"{number(in_part, 'file')} read only in part" if in_part else "",
    ]
    return "".join(f"; {each}" for each in words if each)


def lost(report: Report) -> tuple[str, ...]:
    """The files that could not even be read as text; each other one is a document."""
    documents = {document.path for document in report.documents}
    return tuple(path for path in report.unread if path not in documents)


def read_in_part(report: Report) -> int:
    """How many documents have a complaint and are judged all the same."""
    complained = {problem.span.source.name for problem in report.problems}
    return sum(document.path in complained and document.path not in report.unread for document in report.documents)


def each_alone(report: Report) -> Iterator[tuple[Document, Report]]:
    """Each document with the report on it alone, without what is wrong with other files."""
    for result in results_of(report):
        assert result.document is not None
        yield (
            result.document,
            replace(
                report,
                documents=(result.document,),
                verdicts=result.verdicts,
                blanks=result.blanks,
                problems=result.problems,
                gate=(),
                remarks=result.remarks,
                unread=(result.unread,) if result.unread else (),
            ),
        )


def results_of(report: Report) -> Iterator[InputResult]:
    """What a report says of each document."""
    verdicts = _by_path(report.verdicts, lambda verdict: verdict.document)
    blanks = _by_path(report.blanks, lambda blank: blank.place.path)
    remarks = _by_path(report.remarks, lambda remark: remark.span.source.name)
    problems = _by_path(report.problems, lambda problem: problem.span.source.name)
    unread = frozenset(report.unread)
    for document in report.documents:
        path = document.path
        own = tuple(verdicts.get(path, ())), tuple(blanks.get(path, ())), tuple(problems.get(path, ()))
        yield InputResult(document, *own, path if path in unread else "", tuple(remarks.get(path, ())))


def _by_path(things: Iterable[Thing], path: Callable[[Thing], str]) -> dict[str, list[Thing]]:
    grouped: dict[str, list[Thing]] = defaultdict(list)
    for thing in things:
        grouped[path(thing)].append(thing)
    return grouped


def verdict_in_words(report: Report) -> str:
    """What the run found, in one sentence for a reader who reads no other; what could not be read comes first."""
    sentence = _found(report)
    if report.gate:
        sentence += f" The gate does not hold: {number(len(report.gate), 'complaint')}."
    if report.problems:
        sentence = f"Not everything could be read ({number(len(report.problems), 'complaint')}). {sentence}"
    return sentence


def verdict_and_left(report: Report) -> tuple[str, str]:
    """The same sentence in two where something departs: what to change comes before what is left to settle.

    Where nothing does, what is left belongs to the sentence, which would sound like a pass without it.
    """
    counts, whole = summary(report), verdict_in_words(report)
    left = _left(counts, report)
    if not left or counts.violated == counts.departures:
        return whole, ""
    found, _, more = whole.partition(f"{left}.")
    return f"{found}.{more}", left.removeprefix("; ")


def _found(report: Report) -> str:
    counts = summary(report)
    judged = [document for document in report.documents if document.path not in report.unread]
    departing = {v.document for v in report.verdicts if v.standing == "violated" and v.force == "obligation"}
    rules = number(counts.violated - counts.departures, "rule")
    if not judged:
        return "No programme could be judged."
    if departing and len(judged) > 1:
        depart = "departs" if len(departing) == 1 else "depart"
        whole = f"{len(departing)} of {len(judged)} programmes {depart} from the decisions, in {rules}"
        return f"{whole}{_left(counts, report)}."
    if departing:
        final = " and is not final" if report.final and _left(counts, report) else ""
        return f"The programme departs from the decisions that bind it in {rules}{final}{_left(counts, report)}."
    if silent := [document for document in judged if document.path not in spoken_of(report)]:
        whom = "the programme" if len(judged) == 1 else f"{len(silent)} of {len(judged)} programmes"
        asked = f"; only {open_questions(counts.questions)}" if counts.questions else ""
        return f"No rule spoke about {whom}, which is no sign that all is well{asked}."
    if len(judged) == 1 and speaks_little(report):
        few = f"only {len(rules_that_spoke(report))} of {number(_all_rules(report), 'rule')} spoke about the programme"
        no_sign = "which is no sign that all is well"
        return f"Nothing that the decisions require is violated, but {few}, {no_sign}{_left(counts, report)}."
    if report.final and _left(counts, report):
        return f"Nothing that the decisions require is violated, but the programme is not final{_left(counts, report)}."
    return f"Nothing that the decisions require is violated{_left(counts, report)}."


def speaks_little(report: Report) -> bool:
    """Whether hardly any rule spoke, as of a year for which nothing much was decided yet: few and one in ten."""
    spoke = len(rules_that_spoke(report))
    return spoke <= _FEW and spoke * 10 <= _all_rules(report)


def _all_rules(report: Report) -> int:
    return sum(len(ruleset.rules) for ruleset in report.rulesets)


def _left(counts: Summary, report: Report) -> str:
    """What is still left to settle."""
    left = [
        number(counts.undecided, "rule") + " still undecided" if counts.undecided else "",
        number(counts.blanks, "blank") + " to fill" if counts.blanks else "",
        number(counts.questions, "question") + " for a person" if counts.questions else "",
        number(len(words), "passage") + " not understood" if (words := left_over(report)) else "",
    ]
    stated = [part for part in left if part]
    if not stated:
        return ""
    return "; " + listed(stated)
