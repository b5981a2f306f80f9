"""The examples of rules for a person at a terminal: a table per ruleset, what failed, and the counts last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import get_args

from ccmcheck.authoring.examples import Boundary, Examination, Trial
from ccmcheck.authoring.mutants import Mutant, Tried
from ccmcheck.authoring.test_report.model import Counts, Tested, counts
from ccmcheck.base.source import Span
from ccmcheck.judge.evaluate.rule import Outcome
from ccmcheck.language.syntax import tree
from ccmcheck.report.parts.diagnostic import complaint, place
from ccmcheck.report.parts.excerpt import printable, width
from ccmcheck.report.parts.style import PLAIN, TextStyle

_OUTCOMES: tuple[tree.ExampleOutcome, ...] = get_args(tree.ExampleOutcome)
_COLUMN = 13
_VERDICT: dict[Outcome, str] = {
    "satisfied": "accepted",
    "violated": "rejected",
    "undecided": "left open",
    "not-applicable": "passed over",
}


def to_text(tested: Tested, style: TextStyle = PLAIN) -> str:
    """The run as text that ends in a line break."""
    blocks = [complaint(problem) for problem in tested.problems]
    for at, examination in enumerate(tested.examinations):
        tried = None if tested.tried is None else tested.tried[at]
        if not style.quiet:
            blocks += _ruleset(examination, style)
        blocks += (
            _failed(examination, trial, style) for trial in examination.trials if trial.came and not trial.passed
        )
        blocks += _limits(examination, style)
        blocks += () if tried is None else _changes(tried, style)
    blocks.append("\n".join(_closing(counts(tested), style)))
    return "\n\n".join(blocks) + "\n"


# -- the table -----------------------------------------------------------------------------------------------------


def _ruleset(examination: Examination, style: TextStyle) -> Iterator[str]:
    """One line per rule with the number of its examples of each sort."""
    if examination.ruleset is None:
        return
    base = f", examples on {examination.base.source.name}" if examination.base else ""
    lines = [style.paint(f"{examination.name}: {examination.loaded.parsed.source.name}{base}", "bold")]
    names = [*examination.rules, *examination.not_checked]
    wide = max((width(name) for name in names), default=0) + 2
    lines.append(" " * (wide + 2) + "".join(f"{outcome:>{_COLUMN}}" for outcome in _OUTCOMES))
    for name in examination.rules:
        cells = "".join(_cell(examination.of(name), outcome) for outcome in _OUTCOMES)
        lines.append(f"  {name:<{wide}}{cells}{_remark(examination.of(name), style)}")
    lines += [
        f"  {name:<{wide}}   {style.paint('not checked: the rule has a mistake', 'red')}"
        for name in examination.not_checked
    ]
    yield "\n".join(lines)


def _cell(trials: Iterable[Trial], outcome: tree.ExampleOutcome) -> str:
    """The number of examples, or how many of them came out as they claim."""
    each = [trial for trial in trials if trial.example.outcome == outcome]
    passed = sum(trial.passed for trial in each)
    words = "–" if not each else str(passed) if passed == len(each) else f"{passed} of {len(each)}"
    return f"{words:>{_COLUMN}}"


def _remark(trials: tuple[Trial, ...], style: TextStyle) -> str:
    if not trials:
        return style.paint("   ✗ no example", "red")
    return "" if all(trial.passed for trial in trials) else style.paint("   ✗", "red")


# -- what is wrong -------------------------------------------------------------------------------------------------


def _failed(examination: Examination, trial: Trial, style: TextStyle) -> str:
    """An example with what came instead, and why."""
    word = style.paint("failed", "red")
    lines = [f"{word}  {style.paint(f'{examination.name}/{trial.rule}', 'bold')}"]
    lines += place(_first_line(trial.example.span))
    lines.append(f"  {printable(told(trial))}")
    return "\n".join(lines)


def told(trial: Trial) -> str:
    """What an example claims, what came instead and why, in one sentence."""
    if trial.came is None:
        return "the example could not be run"
    why = f" ({trial.why})" if trial.why else ""
    return f"this document needs to be {_VERDICT[trial.expected]}, and is {_VERDICT[trial.came]}{why}"


def _first_line(span: Span) -> Span:
    end = span.text.find("\n")
    return span if end == -1 else Span(span.source, span.start, span.start + end)


def _limits(examination: Examination, style: TextStyle) -> Iterator[str]:
    """The limits that no example tries on both sides; every limit in a long report."""
    rows = [
        (rule, limit) for rule, limits in examination.limits for limit in limits if style.verbose or not limit.is_shown
    ]
    if not rows or (style.quiet and not style.verbose):
        return
    title = "limits and the values beside them" if style.verbose else "limits that the examples try on one side only"
    yield "\n".join((style.paint(title, "bold"), *(_limit(rule, limit, style) for rule, limit in rows)))


def _limit(rule: str, limit: Boundary, style: TextStyle) -> str:
    edges = ", ".join(
        f"{edge.value} {limit.becomes(edge)}: " + ("shown" if edge.shown else style.paint("in no example", "yellow"))
        for edge in limit.edges
    )
    at = f"{printable(limit.span.source.name)}:{limit.span.position.line}"
    return f"  {rule}  {at}\n    {printable(limit.words)}  →  {edges}"


def _changes(tried: Tried, style: TextStyle) -> Iterator[str]:
    for mutant in tried.unnoticed:
        word = style.paint("unnoticed", "red")
        yield f"{word}  {style.paint(mutant.rule, 'bold')}  {_at(mutant)}\n  {printable(mutant.line)}"
    if style.verbose and tried.declared:
        lines = [style.paint("declared to say the same on every document", "bold")]
        for mutant, declaration in tried.declared:
            lines += [f"  {mutant.rule}  {_at(mutant)}", f"    {printable(mutant.line)}"]
            lines.append(f"    because {printable(declaration.reason.text)}")
        yield "\n".join(lines)


def _at(mutant: Mutant) -> str:
    line, column = mutant.span.position
    return f"{printable(mutant.span.source.name)}:{line}:{column}"


# -- what it all comes to ------------------------------------------------------------------------------------------


def _closing(totals: Counts, style: TextStyle) -> Iterator[str]:
    failed = style.paint(f"{totals.failed} failed", "red") if totals.failed else "0 failed"
    broken = f", {style.paint(f'{totals.broken} could not be run', 'red')}" if totals.broken else ""
    beside = f"{totals.shown} tried on both sides" if totals.limits else "none"
    yield (
        f"{_number(totals.rules, 'rule')}{_without(totals)}, {_number(totals.examples, 'example')}: "
        f"{totals.passed} as they claim, {failed}{broken} — {_number(totals.limits, 'limit')}, {beside}"
    )
    if totals.changes is not None:
        missed = style.paint(f"{totals.unnoticed} unnoticed", "red") if totals.unnoticed else "0 unnoticed"
        declared = f"{totals.declared} declared to say the same"
        yield f"{totals.changes} changes of one word: {totals.noticed} noticed, {missed}, {declared}"


def _without(totals: Counts) -> str:
    lacking = [f"{totals.untried} without an example"] * bool(totals.untried)
    lacking += [f"{totals.not_checked} more not checked"] * bool(totals.not_checked)
    return f" ({', '.join(lacking)})" if lacking else ""


def _number(count: int, noun: str) -> str:
    return f"{count} {noun}{'' if count == 1 else 's'}"
