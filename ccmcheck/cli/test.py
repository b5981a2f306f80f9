"""`ccmcheck test`: the examples of rules, run."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from typing import TYPE_CHECKING

import click

from ccmcheck.cli.destinations import refuse_loss
from ccmcheck.cli.fmt import rules_files
from ccmcheck.cli.output import emit, text_style

if TYPE_CHECKING:
    from ccmcheck.authoring.examples import Examination
    from ccmcheck.authoring.test_report import Tested
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.base.resources import NamedFile

FORMATS = ("text", "json", "junit")


@click.command()
@click.argument("rules", nargs=-1, metavar="[RULES...]")
@click.option(
    "--mutants", is_flag=True, help="Also change each word of each rule, and list the changes that no example notices."
)
@click.option(
    "--format",
    "format_",
    type=click.Choice(FORMATS),
    default="text",
    show_default=True,
    help="The format of the report.",
)
@click.option("-o", "--output", metavar="FILE", help="Write the report to a file instead of standard output.")
@click.option("-q", "--quiet", is_flag=True, help="Only what is wrong, and the counts.")
@click.option(
    "-v", "--verbose", is_flag=True, help="Also every limit with the values beside it, and every declaration."
)
def test(rules: tuple[str, ...], mutants: bool, format_: str, output: str | None, quiet: bool, verbose: bool) -> None:
    """Run the examples of rules files (of the bundled ones where none is named; a folder stands for its .rules files).

    Each example makes a document from the base that the header names; the rule it belongs to must say of that
    document what the example claims: accepts, rejects, leaves open or passes over.

    \b
    Examples:
      ccmcheck test
      ccmcheck test my.rules
      ccmcheck test --mutants my.rules
      ccmcheck test --format junit -o examples.xml

    \b
    Exit codes: 0 every example is right, 1 one is not, a rule has none or (with --mutants) a change goes unnoticed,
    2 wrong usage, 5 a rules file, its base document or an example cannot be read.
    """
    from ccmcheck.authoring import test_report

    refuse_loss((output,), rules_files(rules))
    tested = run(rules, mutants=mutants)
    if format_ == "text":
        text = test_report.to_text(tested, text_style(output, quiet=quiet, verbose=verbose))
    else:
        text = test_report.FORMATS[format_](tested)
    emit(text, output, exact=format_ != "text")
    sys.exit(test_report.exit_code(tested))


def run(rules: Sequence[str], *, mutants: bool) -> Tested:
    """The examples of rules files, run; what cannot be read is a complaint."""
    from ccmcheck.authoring.examples import examine
    from ccmcheck.authoring.mutants import try_all
    from ccmcheck.authoring.test_report import Tested
    from ccmcheck.language.rulebook.load import load

    examinations: list[Examination] = []
    unread: list[Diagnostic] = []
    files = named(rules)
    for file, name in files:
        loaded, problems = load(file, name, files)
        if loaded is None:
            unread += problems
        else:
            examinations.append(examine(loaded, problems))
    tried = tuple(map(try_all, examinations)) if mutants else None
    return Tested(tuple(examinations), tried, tuple(unread))


def named(rules: Sequence[str]) -> tuple[NamedFile, ...]:
    """The rules files that paths lead to, or the bundled ones, each with the name by which the user knows it."""
    from ccmcheck.base import resources

    return resources.rules_files(rules_files(rules)) or resources.all_bundled_rules()
