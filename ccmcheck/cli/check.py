"""`ccmcheck check`: programmes in, a report and an exit code out."""

from __future__ import annotations

import sys
from dataclasses import replace
from typing import TYPE_CHECKING

import click

from ccmcheck.cli import gates, nothing_to_collect
from ccmcheck.cli.output import emit, say, text_style
from ccmcheck.cli.plan import CheckOptions, GateOptions, Plan, options, planned
from ccmcheck.cli.run import Execution, full_report, text_report
from ccmcheck.cli.values import DAY, Count
from ccmcheck.report import NAMES
from ccmcheck.run import drafts

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from ccmcheck.judge.verdicts import Report
    from ccmcheck.report.parts.style import TextStyle

# Formats that draw what a document says.
DRAWN = ("html",)


def reports_named(
    _context: click.Context, _option: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Each `--report NAME=FILE` as its two parts; a name that is no format lists those that are."""
    reports_ = []
    for value in values:
        name, equals, file = value.partition("=")
        if name not in NAMES or not (equals and file):
            known = ", ".join(NAMES)
            raise click.BadParameter(f"NAME=FILE is needed, with one of the formats {known}, but this is `{value}`.")
        reports_.append((name, file))
    return tuple(reports_)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--rules", "rules", multiple=True, metavar="FILE", help="Judge by this rules file, whatever its period.")
@click.option("--final/--draft", "final", default=None, help="Whether nothing may be left open (exit code 3 if it is).")
@click.option(
    "--format",
    "format_",
    type=click.Choice(NAMES),
    default="text",
    show_default=True,
    help="The format of the report.",
)
@click.option("-o", "--output", metavar="FILE", help="Write the report to a file instead of standard output.")
@click.option(
    "--report",
    "reports",
    multiple=True,
    metavar="NAME=FILE",
    callback=reports_named,
    help="Write a report in the format NAME to FILE as well.",
)
@click.option("--annotate", metavar="FILE", help="Write a copy of the one Word draft with the findings as comments.")
@click.option("--answers", metavar="FILE", help="Answers to the questions of the rules, beside those in a programme.")
@click.option("--previous", metavar="FILE", help="The programme of the year before, for rules that ask about it.")
@click.option("--as-of", type=DAY, metavar="DATE", help="Judge by what was in force on DATE, whatever the day.")
@click.option("-q", "--quiet", is_flag=True, help="Only the counts, and what could not be read.")
@click.option("-v", "--verbose", is_flag=True, help="Every verdict, satisfied ones too.")
@click.option(
    "--jobs",
    type=Count(1),
    metavar="N",
    help="Judge in so many processes  [default: the cores, from 150 files]",
)
@click.option(
    "--incremental",
    is_flag=True,
    help="Judge only files that have changed since the last such run; of the others tell what was found then.",
)
@click.option("--exact", is_flag=True, help="Ask the solver what ranges leave undecided (needs ccmcheck[prove]).")
@click.option("--no-cache", is_flag=True, help="Read the rules anew, and keep nothing for the next run.")
@options
@nothing_to_collect()
def check(
    *,
    paths: tuple[str, ...],
    rules: tuple[str, ...],
    final: bool | None,
    format_: str,
    output: str | None,
    reports: tuple[tuple[str, str], ...],
    annotate: str | None,
    quiet: bool,
    verbose: bool,
    exact: bool,
    no_cache: bool,
    jobs: int | None,
    incremental: bool,
    answers: str | None,
    previous: str | None,
    as_of: datetime | None,
    gate: GateOptions,
) -> None:
    """Judge programmes: files, folders (their .yaml, .yml and .json files), or - for standard input.

    Drafts in Word, Markdown or plain text (.docx, .md, .txt) are judged where they are named.
    Without PATH, those that ccmcheck.toml names. A gate knows waivers and a baseline: see docs/gates.md.

    \b
    Examples:
      ccmcheck check draft.yaml
      ccmcheck check --final --format json -o report.json programmes/
      ccmcheck check --report html=report.html --report sarif=report.sarif draft.yaml
      cat draft.yaml | ccmcheck check -
      ccmcheck check --waivers waivers.yaml --baseline baseline.json programmes/
      ccmcheck check --exact draft.yaml
      ccmcheck check --changed-since origin/main programmes/
      ccmcheck check draft.docx --annotate draft-with-comments.docx

    \b
    Exit codes: 0 nothing violated, 1 an obligation is violated (or a waiver expired or is unused, or a
    required rule never spoke), 2 wrong usage, 3 not final (with --final), 4 no rule spoke,
    5 something could not be read, 70 an error of ccmcheck itself, 130 and 143 interrupted.
    """
    from ccmcheck.judge.summary import exit_code

    _refuse_unless_word(paths, annotate)
    if exact and as_of is not None:
        raise click.UsageError("--exact asks about the decisions of a programme’s own day: leave out --as-of.")
    plan = planned(gate, CheckOptions(paths, rules, final, reports, (output, annotate), (answers, previous)))
    of_settings = not reports
    reports = plan.settings.reports
    drawn = any(name in DRAWN for name in (format_, *(name for name, _ in reports)))
    whole = drawn or exact or any(map(drafts.is_draft, plan.files))
    held = {path: drafts.load(path) for path in paths} if annotate else {}
    execution = Execution(
        cached=not no_cache,
        verbose=verbose or exact,  # the solver is asked about each thing that a rule speaks of
        whole=whole,
        jobs=jobs,
        incremental=incremental,
        answers=answers,
        drafts=held,
        previous=previous,
        as_of=None if as_of is None else as_of.date(),
    )
    style = text_style(output, quiet=quiet, verbose=verbose)
    if format_ == "text" and not (reports or annotate or exact or gates.asked_of(plan)):
        sys.exit(_told_as_it_comes(plan, execution, style, output))
    full = full_report(plan.files, plan.settings.rules, final=plan.final, execution=execution)
    report = gates.gated(_exactly(full, plan) if exact else full, plan)
    _write_reports(report, reports, style, folder=of_settings)
    try:
        if annotate is not None:
            from ccmcheck.cli.annotate import write_annotated

            write_annotated(report, held[paths[0]], paths[0], annotate)
    finally:  # a copy that cannot be made takes nobody's report away
        emit(_written(report, format_, style), output, exact=format_ != "text")
    sys.exit(exit_code(report))


def _refuse_unless_word(paths: tuple[str, ...], annotate: str | None) -> None:
    """Ends the run where a copy with comments is asked for that cannot be; most runs ask for none."""
    if annotate is not None:
        from ccmcheck.cli.annotate import refuse_unless_word

        refuse_unless_word(paths, annotate)


def _exactly(report: Report, plan: Plan) -> Report:
    """What only the solver knows, which most runs do not ask."""
    from ccmcheck.cli.solving import exactly

    return exactly(report, tuple(plan.settings.rules))


def _told_as_it_comes(plan: Plan, execution: Execution, style: TextStyle, output: str | None) -> int:
    """The report of which nothing has to be known whole, and the exit code."""
    running = text_report(plan, execution, style)
    emit(running.pieces(final=plan.final), output)
    return running.exit_code(final=plan.final)


def _write_reports(report: Report, reports: Sequence[tuple[str, str]], style: TextStyle, *, folder: bool) -> None:
    """Writes each report to its file; with `folder` that of the file is made where it is missing."""
    for name, file in reports:
        written = _written(report, name, replace(style, colour=False, quiet=False, verbose=True))
        emit(written, file, folder=folder)


def _written(report: Report, format_: str, style: TextStyle) -> str:
    from ccmcheck import report as reporting
    from ccmcheck.report.text import to_text

    if format_ == "sarif":
        from ccmcheck.report.sarif import too_many

        if words := too_many(report):
            say(words)
    return to_text(report, style) if format_ == "text" else reporting.FORMATS[format_](report)
