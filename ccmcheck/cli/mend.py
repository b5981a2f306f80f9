"""`ccmcheck mend`: the fewest changes after which a programme keeps every obligation."""

from __future__ import annotations

import click

from ccmcheck.cli.solving import FORMAT, SECONDS, Asked, edited, needs_solver, show


@click.command()
@click.argument("draft", metavar="DRAFT")
@click.option("-o", "--output", metavar="FILE", help="Write the mended programme to a new file, or over DRAFT.")
@click.option("--rules", multiple=True, metavar="FILE", help="Rules to keep in place of the bundled ones.")
@FORMAT
@SECONDS
def mend(draft: str, output: str | None, rules: tuple[str, ...], format_: str, seconds: int) -> None:
    """Name the fewest changes of a programme (YAML or JSON) after which no obligation is violated.

    Each change with the rules that it heals. Nothing is changed that decides whether a rule applies, so that the
    programme for 2012 stays one for 2012. A name that has to go becomes a blank: whom to name is for people to say.
    With -o the mended programme is written; every other letter of it stays as it is.

    \b
    Examples:
      ccmcheck mend draft.yaml
      ccmcheck mend draft.yaml -o mended.yaml

    \b
    Exit codes: 0 done, 1 no change helps (the fewest rules that clash are named), 2 wrong usage or no solver,
    3 unfinished within --seconds, 4 no decision was in force on its day,
    5 something could not be read, or the file to write exists already.
    """
    needs_solver()
    from ccmcheck.proving import words
    from ccmcheck.proving.alternatives import alternatives
    from ccmcheck.proving.questions.mend import mend as mended

    found = edited(mended, Asked(draft, rules, seconds, output, format_))
    others = alternatives(found.edit, found.programme, found.book, whatever_period=bool(rules))
    file = "" if output is None and found.edit.changes else found.file
    beside = words.BesideMending(found.after, file, found.book.names, others, found.not_asked)
    data = words.mending_data(found.edit, found.after, found.not_asked)
    show(words.of_mending(found.edit, found.root, beside), data, format_)
