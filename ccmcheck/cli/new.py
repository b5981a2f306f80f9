"""`ccmcheck new`: a programme full of blanks to start from."""

from __future__ import annotations

import shlex
import sys

import click

from ccmcheck.base import resources
from ccmcheck.cli.destinations import refuse_unless_new
from ccmcheck.cli.editor_schema import first_line
from ccmcheck.cli.output import complain, emit, say
from ccmcheck.cli.values import YEAR


@click.command()
@click.argument("year", type=YEAR)
@click.option("-o", "--output", metavar="FILE", help="Write it to a file, which must not exist yet.")
@click.option("--answers", metavar="FILE", help="Begin a file of answers to the questions of the rules as well.")
@click.option("--treaty", type=click.Choice(resources.treaties()), default=resources.USUAL, show_default=True,
              help="The treaty whose programme it is.")  # fmt: skip
@click.option("--rules", "rules", multiple=True, metavar="FILE", help="A programme for these rules instead.")
def new(year: int, output: str | None, answers: str | None, treaty: str, rules: tuple[str, ...]) -> None:
    """Write a programme for a YEAR with every value left blank.

    \b
    Examples:
      ccmcheck new 2013 -o 2013.yaml
      ccmcheck new 2015 --rules other-body/rules/decisions.rules

    \b
    Exit codes: 0 written, 2 wrong usage, 5 a file to write exists already, or a rules file is wrong.
    """
    from ccmcheck.run.blank_programme import blank_programme

    refuse_unless_new((output, answers), rules)
    # The schema beside it is that of the usual treaty; of others only their own folder has one.
    usual = not rules and treaty == resources.USUAL
    written = blank_programme(year, first_line(output) if usual else "", rules=rules, treaty=treaty)
    if not isinstance(written, str):
        complain(written)
        sys.exit(5)
    emit(written, output, exact=True)
    if output is not None:
        command = shlex.join(["ccmcheck", "check", *(word for file in rules for word in ("--rules", file)), output])
        say(f"{output} is written. Fill in what is `____`, as far as it is decided, and see: {command}")
    begin_answers(answers, *rules, treaty=treaty)


def begin_answers(file: str | None, *rules: str, treaty: str = resources.USUAL) -> None:
    """Writes every question of the rules, or of the bundled ones of a treaty, into a new file, to be answered there."""
    from ccmcheck.run.answers import blank_answers
    from ccmcheck.run.library import load_rules

    if file is None:
        return
    book, problems = load_rules(*rules, treaty=treaty)
    if book is None:
        complain(problems)
        sys.exit(5)
    emit(blank_answers(book), file)
