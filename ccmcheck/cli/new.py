"""`ccmcheck new`: a programme full of blanks to start from."""

from __future__ import annotations

import click

from ccmcheck.cli.editor_schema import first_line
from ccmcheck.cli.output import emit, fail, say
from ccmcheck.cli.values import YEAR


@click.command()
@click.argument("year", type=YEAR)
@click.option("-o", "--output", metavar="FILE", help="Write it to a file, which must not exist yet.")
@click.option("--answers", metavar="FILE", help="Begin a file of answers to the questions of the rules as well.")
def new(year: int, output: str | None, answers: str | None) -> None:
    """Write a programme for a YEAR with every value left blank.

    \b
    Example:
      ccmcheck new 2013 -o 2013.yaml
    """
    import os

    if output is not None and os.path.exists(output):
        fail(f"a new file is needed, and {output} exists already; choose another name")
    from ccmcheck.run.blank_programme import blank_programme

    emit(blank_programme(year, first_line(output)), output, exact=True)
    if output is not None:
        say(f"{output} is written. Fill in what is `____`, as far as it is decided, and see: ccmcheck check {output}")
    begin_answers(answers)


def begin_answers(file: str | None) -> None:
    """Writes every question of the bundled rules into a new file, to be answered there."""
    import os

    from ccmcheck.run.answers import blank_answers
    from ccmcheck.run.library import load_rules

    if file is None:
        return
    if os.path.exists(file):
        fail(f"a new file is needed for the answers, and {file} exists already; choose another name")
    book, _ = load_rules()
    assert book is not None  # the bundled rules have no mistakes
    emit(blank_answers(book), file)
