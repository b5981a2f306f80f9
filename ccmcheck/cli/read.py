"""`ccmcheck read`: a draft in, a programme as data out."""

from __future__ import annotations

import sys

import click

from ccmcheck.cli.destinations import refuse_unless_new
from ccmcheck.cli.editor_schema import first_line
from ccmcheck.cli.new import begin_answers
from ccmcheck.cli.output import complain, emit, say_written
from ccmcheck.run import drafts


@click.command()
@click.argument("draft", metavar="DRAFT")
@click.option("-o", "--output", metavar="FILE", help="Write the programme to a new file instead of standard output.")
@click.option("--answers", metavar="FILE", help="Begin a new file of answers to the questions of the rules.")
def read(draft: str, output: str | None, answers: str | None) -> None:
    """Read a DRAFT (.docx, .md or .txt) into a programme as data, with everything that was not understood.

    \b
    Examples:
      ccmcheck read draft.docx
      ccmcheck read draft.md -o programme.yaml
      ccmcheck read draft.docx --answers answers.yaml

    \b
    Exit codes: 0 read, 2 wrong usage, 4 no part of it reads like a work programme,
    5 it could not be read, or a file to write exists already.
    """
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.run.library import usual_rules

    refuse_unless_new((output, answers), (draft,))
    book = usual_rules()
    draft_ = drafts.understood(drafts.load(draft), book.vocabulary, book.names)
    if isinstance(draft_, Diagnostic):
        complain([draft_])
        sys.exit(5)
    if draft_.refusal is not None:
        complain([draft_.refusal])
        sys.exit(4)
    complain(draft_.programme.problems)
    emit(drafts.as_yaml(draft_, book.vocabulary, first_line(output)), output, exact=True)
    say_written(output)
    begin_answers(answers)
