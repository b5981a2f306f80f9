"""`ccmcheck check`: programmes in, a report and an exit code out."""

from __future__ import annotations

import gc
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ccmcheck.cli import annotating, drafted, files, gates
from ccmcheck.cli.output import emit, in_colour
from ccmcheck.cli.plan import Asked, Given, options, planned
from ccmcheck.frozen import frozen

if TYPE_CHECKING:
    from ccmcheck.check import Part, Prepared
    from ccmcheck.verdicts import Report

FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown", "html")
# Formats that say of a satisfied rule only that it is satisfied; the others want to know of what, and where.
BRIEF = ("text",)
_MANY = 20
_WORTH_PROCESSES = 150
"""Below so many files, starting processes takes longer than they save."""


def reports_named(
    _context: click.Context, _option: click.Parameter, values: tuple[str, ...]
) -> tuple[tuple[str, str], ...]:
    """Each `--report NAME=FILE` as its two parts; a name that is no format lists those that are."""
    found = []
    for value in values:
        name, equals, file = value.partition("=")
        if name not in FORMATS or not (equals and file):
            known = ", ".join(FORMATS)
            raise click.BadParameter(f"NAME=FILE is needed, with one of the formats {known}, but this is `{value}`.")
        found.append((name, file))
    return tuple(found)


@click.command()
@click.argument("paths", nargs=-1, metavar="[PATH...]")
@click.option("--rules", "rules", multiple=True, metavar="FILE", help="Judge by this rules file, whatever its period.")
@click.option("--final/--draft", "final", default=None, help="Whether nothing may be left open (exit code 3 if it is).")
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
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
@click.option("-q", "--quiet", is_flag=True, help="Only the counts, and what could not be read.")
@click.option("-v", "--verbose", is_flag=True, help="Every verdict, satisfied ones too.")
@click.option(
    "--jobs",
    type=click.IntRange(1),
    metavar="N",
    help="Judge in so many processes  [default: the cores, from 150 files]",
)
@click.option(
    "--incremental",
    is_flag=True,
    help="Judge only files that have changed since the last such run; of the others tell what was found then.",
)
@click.option("--no-cache", is_flag=True, help="Read the rules anew, and keep nothing for the next run.")
@options
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
    no_cache: bool,
    jobs: int | None,
    incremental: bool,
    asked: Asked,
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
      ccmcheck check --changed-since origin/main programmes/
      ccmcheck check draft.docx --annotate draft-with-comments.docx

    \b
    Exit codes: 0 nothing violated, 1 an obligation is violated (or a waiver expired or is unused, or a
    required rule never spoke), 2 wrong usage, 3 not final (with --final), 4 no rule spoke,
    5 something could not be read.
    """
    from ccmcheck.verdicts import exit_code

    annotating.refuse_unless_word(paths, annotate)
    plan = planned(asked, Given(paths, rules, final, reports, output))
    reports = plan.settings.reports
    detailed = verbose or any(name not in BRIEF for name in (format_, *(name for name, _ in reports)))
    detailed = detailed or any(map(drafted.is_draft, plan.files))
    how = How(cached=not no_cache, detailed=detailed, jobs=jobs, incremental=incremental)
    report = judged(plan.files, plan.settings.rules, final=plan.final, how=how)
    report = gates.gated(report, plan)
    for name, file in reports:
        emit(_written(report, name, file, quiet=False, verbose=True), file)
    if annotate is not None:
        annotating.annotate(report, paths[0], annotate)
    emit(_written(report, format_, output, quiet=quiet, verbose=verbose), output)
    sys.exit(exit_code(report))


def _written(report: Report, format_: str, output: str | None, *, quiet: bool, verbose: bool) -> str:
    from ccmcheck import report as reporting
    from ccmcheck.report.text import Style, to_text

    if format_ == "text":
        return to_text(report, Style(colour=in_colour(output), quiet=quiet, verbose=verbose))
    return reporting.FORMATS[format_](report)


@frozen
class How:
    """How a run goes about it, which changes how long it takes; `jobs` is None for as many as are worth while."""

    cached: bool = True
    detailed: bool = True
    jobs: int | None = None
    incremental: bool = False


def judged(paths: tuple[str, ...], rules: Sequence[str], *, final: bool, how: How) -> Report:
    """The report on the files that paths lead to; what cannot be read is a complaint in it."""
    from ccmcheck import resources
    from ccmcheck.check import prepare, together
    from ccmcheck.rulebook import cache
    from ccmcheck.verdicts import Report

    own: list[cache.NamedFile] = [(Path(file), file) for file in rules]
    book, problems = cache.rulebook(own or resources.bundled_rules(), cached=how.cached)
    notices = [f"{file} applies whatever its period in force, because it was named with --rules" for file in rules]
    if book is None:
        return Report((), (), (), (), problems, tuple(notices), final, folder=os.getcwd())
    ready = prepare(book, whatever_period=bool(rules), detailed=how.detailed)
    with _nothing_to_collect():
        parts = list(_counted(_found(paths, ready, how), len(paths)))
        report = together(parts, book, final=final, problems=problems, notices=notices)
    return replace(report, folder=os.getcwd())


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """Programmes make no cycles worth collecting, and looking for them takes a fifth of a run."""
    gc.disable()
    try:
        yield
    finally:
        gc.freeze()  # nor at the end of the process
        gc.enable()


def _found(paths: tuple[str, ...], ready: Prepared, how: How) -> Iterator[Part]:
    """What is found about each file, in their order, or was found about it before."""
    judging = partial(_parts, ready=ready, jobs=how.jobs)
    # A report with every detail draws on the whole document, which nobody keeps.
    if not how.incremental or how.detailed or not how.cached:
        return judging(paths)
    from ccmcheck.cli import incremental

    return incremental.parts(paths, ready, judging)


def _parts(paths: tuple[str, ...], ready: Prepared, jobs: int | None) -> Iterator[Part]:
    """What is found about each file, in their order, by as many processes as are asked for or as there are cores."""
    from ccmcheck.check import examine
    from ccmcheck.cli import inputs

    # Standard input belongs to this process.
    if (jobs is None and len(paths) < _WORTH_PROCESSES) or jobs == 1 or files.STANDARD_INPUT in paths:
        yield from (examine(inputs.read(path, ready), ready) for path in paths)
        return
    from ccmcheck import many

    workers = many.Workers(jobs or many.cores())
    try:
        yield from many.parts(paths, ready, workers)
    finally:
        workers.close()


def _counted(parts: Iterator[Part], total: int) -> Iterator[Part]:
    """The same, with a line of progress on a terminal where there are many."""
    shown = total >= _MANY and sys.stderr.isatty()
    for at, part in enumerate(parts, 1):
        if shown:
            _progress(at, total)
        yield part
    if shown:
        click.echo("\r\x1b[K", nl=False, err=True)


def _progress(at: int, total: int) -> None:
    if at % 10 == 0 or at == total:
        click.echo(f"\r{at} of {total} programmes", nl=False, err=True)
