"""A run over files: the rules, who judges, and the findings as one report or as entries of a growing one."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from typing import TYPE_CHECKING, TypeVar

import click

from ccmcheck.base import resources
from ccmcheck.base.frozen import frozen
from ccmcheck.run import files

if TYPE_CHECKING:
    from datetime import date

    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.cli.plan import Plan
    from ccmcheck.document.nodes import Node
    from ccmcheck.drafts.load import DraftFile
    from ccmcheck.judge.check import Prepared
    from ccmcheck.judge.verdicts import Report
    from ccmcheck.language.rulebook import Rulebook
    from ccmcheck.report.parts.style import TextStyle
    from ccmcheck.report.text import RunningText
    from ccmcheck.run.results import ResultForm

_MANY = 20
_WORTH_PROCESSES = 150
"""Below so many files, starting processes takes longer than they save."""

Paths = tuple[str, ...]
Result = TypeVar("Result")


@frozen
class Execution:
    """How a run goes about it, which changes how long it takes; `jobs` is None for as many as are worth while."""

    cached: bool = True
    verbose: bool = False
    whole: bool = False
    """Whether documents are kept whole, for what draws on them."""
    jobs: int | None = None
    incremental: bool = False
    answers: str | None = None
    """A file of answers to the questions of the rules."""
    previous: str | None = None
    """The programme before."""
    as_of: date | None = None
    """The day whose decisions are asked, whatever the day of a programme."""
    drafts: Mapping[str, DraftFile | Diagnostic] = field(default_factory=dict)
    """What files of drafts hold that were read already."""

    @property
    def remembers(self) -> bool:
        """Whether it asks what was found before: documents nobody keeps, nor the places of what is satisfied."""
        return self.incremental and self.cached and not (self.verbose or self.whole or self.previous or self.as_of)


def full_report(paths: Paths, rules: Sequence[str], *, final: bool, execution: Execution) -> Report:
    """The report on the files that paths lead to; what cannot be read is a complaint in it."""
    from ccmcheck.judge.check import together
    from ccmcheck.judge.verdicts import Report
    from ccmcheck.run.results import FullResults

    book, problems = _rulebook(rules, execution)
    notices = _notices(rules, execution.as_of)
    if book is None:
        return Report((), (), (), (), problems, notices, final, folder=os.getcwd())
    ready, unclear = _prepared(book, rules, execution)
    problems = (*problems, *unclear)
    results = list(_counted(_found(paths, FullResults(ready), execution), len(paths)))
    others = ready.other_books(results)
    report = together(results, book, others=others, final=final, problems=problems, notices=notices)
    return replace(report, folder=os.getcwd())


def text_report(plan: Plan, execution: Execution, style: TextStyle) -> RunningText:
    """The text report on the files of a plan that has no gate, of which no more is kept than it needs."""
    from ccmcheck.judge.summary import Sign
    from ccmcheck.report.terminal.blocks import problem
    from ccmcheck.report.text import RunningText

    running = RunningText(style)
    book, problems = _rulebook(plan.settings.rules, execution)
    ready, unclear = (None, ()) if book is None else _prepared(book, plan.settings.rules, execution)
    for complaint in map(plan.placed, (*plan.problems, *problems, *unclear)):
        running.complain(problem(complaint, style))
        running.tell(Sign.UNREAD)
    for notice in (*_notices(plan.settings.rules, execution.as_of), *plan.notices):
        running.remark(notice)
    if ready is not None:
        _tell(running, plan, ready, execution, style)
    return running


def _tell(running: RunningText, plan: Plan, ready: Prepared, execution: Execution, style: TextStyle) -> None:
    from ccmcheck.run.results import TextResults

    for entry in _counted(_found(plan.files, TextResults(ready, style), execution), len(plan.files)):
        running.add(entry)
        if entry.unread:
            running.unread(entry.unread)


# -- the rules -----------------------------------------------------------------------------------------------------


def _rulebook(rules: Sequence[str], execution: Execution) -> tuple[Rulebook | None, tuple[Diagnostic, ...]]:
    from ccmcheck.run.library import load_rules

    return load_rules(*rules, cached=execution.cached)


def _notices(rules: Sequence[str], as_of: date | None) -> tuple[str, ...]:
    if as_of is not None:
        from ccmcheck.base.days import day

        return (f"every programme is judged by the decisions in force on {day(as_of)} (--as-of), whatever its own day",)
    named = resources.each_once(rules)
    return tuple([f"{file} applies whatever its period in force, because it was named with --rules" for file in named])


def _prepared(book: Rulebook, rules: Sequence[str], execution: Execution) -> tuple[Prepared, tuple[Diagnostic, ...]]:
    """The rules made ready with what the run is given beside them, and every complaint about that."""
    from ccmcheck.judge.check import Beside, Prepared

    answers, unclear = _answers(book, execution)
    previous, wrong = _previous(book, execution)
    ready = Prepared(
        book, whatever_period=bool(rules), verbose=execution.verbose, whole=execution.whole, any_treaty=not rules,
        beside=Beside(answers, previous, execution.as_of),
    )  # fmt: skip
    return ready, (*unclear, *wrong)


def _previous(book: Rulebook, execution: Execution) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    if execution.previous is None:
        return None, ()
    from ccmcheck.run.previous import load_previous

    return load_previous(execution.previous, book)


def _answers(book: Rulebook, execution: Execution) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    if execution.answers is None:
        return None, ()
    from ccmcheck.run.answers import load_answers

    return load_answers(execution.answers, book)


# -- the files, in their order -------------------------------------------------------------------------------------


def _found(paths: Paths, form: ResultForm[Result], execution: Execution) -> Iterator[Result]:
    """What is wanted of each file, or was found about it before."""
    if not execution.remembers:
        return _judged(paths, form, execution)
    from ccmcheck.run import incremental

    return incremental.known(paths, form, partial(_judged, form=form, execution=execution))


def _judged(paths: Paths, form: ResultForm[Result], execution: Execution) -> Iterator[Result]:
    """What is wanted of each file, by as many processes as are asked for or as there are cores."""
    # Standard input belongs to this process, and so do answers and the programme before.
    if (
        (execution.jobs is None and len(paths) < _WORTH_PROCESSES)
        or execution.jobs == 1
        or files.STANDARD_INPUT in paths
        or execution.answers is not None
        or execution.previous is not None
        or execution.as_of is not None
    ):
        yield from _alone(paths, form, execution)
        return
    from ccmcheck.run import parallel

    workers = parallel.Workers(parallel.worth(execution.jobs or parallel.cores(), len(paths)))
    try:
        yield from parallel.each(paths, form, workers)
    finally:
        workers.close()


def _alone(paths: Paths, form: ResultForm[Result], execution: Execution) -> Iterator[Result]:
    from ccmcheck.run.results import result_of

    return (form.of(result_of(path, form.ready, execution.drafts.get(path))) for path in paths)


def _counted(results: Iterator[Result], total: int) -> Iterator[Result]:
    """The same, with a line of progress on a terminal where there are many."""
    shown = total >= _MANY and sys.stderr.isatty()
    for at, result in enumerate(results, 1):
        if shown:
            _progress(at, total)
        yield result
    if shown:
        click.echo("\r\x1b[K", nl=False, err=True)


def _progress(at: int, total: int) -> None:
    if at % 10 == 0 or at == total:
        click.echo(f"\r{at} of {total} programmes", nl=False, err=True)
