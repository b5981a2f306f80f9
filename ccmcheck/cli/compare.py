"""`ccmcheck compare`: what a new version of rules changes."""

from __future__ import annotations

import click

from ccmcheck.cli.output import misuse
from ccmcheck.cli.solving import FORMAT, SECONDS, answer, needs_solver, rules_of, show


@click.command()
@click.argument("old", metavar="OLD")
@click.argument("new", metavar="NEW")
@FORMAT
@SECONDS
def compare(old: str, new: str, format_: str, seconds: int) -> None:
    """Say of each rule of two rules files whether NEW is the same, stricter or looser than OLD, or neither.

    Rules are told apart by their names. A programme that one side allows and the other refuses shows each difference.

    \b
    Examples:
      ccmcheck compare old.rules new.rules

    \b
    Exit codes: 0 compared, whatever the answer; 2 wrong usage or no solver, 3 unfinished within --seconds,
    5 a rules file is wrong.
    """
    needs_solver()
    from ccmcheck.proving.compared import comparison_data, of_comparison
    from ccmcheck.proving.questions.compare import compare as compared

    before, after = rules_of((old,)), rules_of((new,))
    if before.vocabulary.name != after.vocabulary.name:
        misuse("two rules files that judge by one schema are needed")
    comparison = answer(lambda until: compared(before, after, until), seconds)
    show(of_comparison(comparison, before, after), comparison_data(comparison), format_)
