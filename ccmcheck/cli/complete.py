"""`ccmcheck complete`: what may stand in the blanks of a draft."""

from __future__ import annotations

import click

from ccmcheck.cli.solving import FORMAT, SECONDS, Asked, edited, needs_solver, show


@click.command()
@click.argument("draft", metavar="DRAFT")
@click.option("-o", "--output", metavar="FILE", help="Write the filled programme to a new file, or over DRAFT.")
@click.option("--rules", multiple=True, metavar="FILE", help="Rules to keep in place of the bundled ones.")
@click.option("--names", is_flag=True, help="Write out every list of names, however long.")
@FORMAT
@SECONDS
def complete(draft: str, output: str | None, rules: tuple[str, ...], names: bool, format_: str, seconds: int) -> None:
    """Say of each blank of a programme (YAML or JSON) what it may be while every obligation is kept.

    A blank with one choice is filled, and a day becomes the earliest that fits. Names, how long a meeting lasts of
    which both days are blank, and whatever has no lower end are left to people; what is said of these holds once the
    others are filled in. With -o the filled programme is written; every other letter of it stays as it is.

    \b
    Examples:
      ccmcheck complete draft.yaml
      ccmcheck complete draft.yaml -o filled.yaml

    \b
    Exit codes: 0 done, 1 nothing fits (the fewest rules that clash are named), 2 wrong usage or no solver,
    3 unfinished within --seconds, 4 no decision was in force on its day,
    5 something could not be read, or the file to write exists already.
    """
    needs_solver()
    from ccmcheck.proving import completion_words as words
    from ccmcheck.proving.questions.complete import complete as completed

    found = edited(completed, Asked(draft, rules, seconds, output, format_))
    beside = words.Beside(found.after, found.file, names, found.not_asked)
    data = words.completion_data(found.edit, found.after, found.not_asked)
    show(words.of_completion(found.edit, found.root, beside), data, format_)
