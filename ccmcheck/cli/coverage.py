"""`ccmcheck coverage`: what answers for each paragraph of a decision."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ccmcheck.cli.destinations import refuse_loss
from ccmcheck.cli.fmt import rules_files
from ccmcheck.cli.output import complain, emit, text_style

if TYPE_CHECKING:
    from ccmcheck.authoring.coverage.coverage import Coverage

FORMATS = ("text", "markdown", "json")


@click.command()
@click.argument("rules", nargs=-1, metavar="[RULES...]")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write it to a file instead of standard output.")
def coverage(rules: tuple[str, ...], format_: str, output: str | None) -> None:
    """Print a decision's paragraphs, each with what answers for it: rules, a judgement, a reason, or nothing.

    Without RULES, the bundled decisions. A rule answers for the paragraph that it cites, and for each sub-paragraph
    that its quotation reaches; a paragraph that only opens a list is answered for when its parts are. Words that no
    rule quotes are shown: a rule may have been forgotten there.

    \b
    Examples:
      ccmcheck coverage
      ccmcheck coverage my.rules
      ccmcheck coverage --format markdown -o coverage.md my.rules

    \b
    Exit codes: 0 every paragraph is answered for, 1 some paragraph has nothing, 2 wrong usage,
    5 a rules file is wrong.
    """
    from ccmcheck.authoring.coverage import report

    refuse_loss((output,), rules_files(rules))
    coverages, wrong = _coverages(rules)
    if format_ == "text":
        emit(report.to_text(coverages, text_style(output)), output)
    else:
        emit(report.FORMATS[format_](coverages), output, exact=True)
    sys.exit(5 if wrong else 1 if any(covered.nothing for covered in coverages) else 0)


def _coverages(rules: tuple[str, ...]) -> tuple[list[Coverage], bool]:
    """The coverage of each rules file that has a header and a text; complaints go to standard error."""
    from ccmcheck.authoring.coverage.coverage import coverage as coverage_of
    from ccmcheck.cli.test import named
    from ccmcheck.language.rulebook.load import load

    coverages, wrong = [], False
    files = named(rules)
    for file, name in files:
        loaded, problems = load(file, name, files)
        complain(problems)
        wrong = wrong or bool(problems)
        if loaded and loaded.ruleset and loaded.around and loaded.around.decision:
            coverages.append(coverage_of(loaded.parsed, loaded.ruleset, loaded.around.decision))
    return coverages, wrong
