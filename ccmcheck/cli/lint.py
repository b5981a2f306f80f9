"""`ccmcheck lint`: where words and rule disagree, and what a rules file may not mean."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import click

from ccmcheck.cli.destinations import refuse_loss
from ccmcheck.cli.fmt import rules_files
from ccmcheck.cli.output import emit, text_style

if TYPE_CHECKING:
    from ccmcheck.authoring.lint import Linted
    from ccmcheck.authoring.lint.report import LintReport
    from ccmcheck.base.diagnostic import Diagnostic

FORMATS = ("text", "json")


@click.command()
@click.argument("rules", nargs=-1, metavar="[RULES...]")
@click.option("--strict", is_flag=True, help="Warnings count like errors (exit code 1).")
@click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("-o", "--output", metavar="FILE", help="Write it to a file instead of standard output.")
def lint(rules: tuple[str, ...], strict: bool, format_: str, output: str | None) -> None:
    """Hold rules against the words they rest on, and name what their author may not mean.

    Without RULES, the bundled decisions. Warnings: a number that the quotation does not hold, an obligation whose words
    only advise, a rule that no example shows to refuse anything, a name that hides a field. Errors: a condition that
    the schema decides already, two rules that are the same, words that have changed since the rules were written.
    What is meant so is declared in the rule: intent CODE because "...".

    \b
    Examples:
      ccmcheck lint
      ccmcheck lint --strict my.rules

    \b
    Exit codes: 0 nothing to say, or warnings only; 1 an error (with --strict, a warning too); 2 wrong usage;
    5 a rules file is wrong (its healthy rules are looked at all the same).
    """
    from ccmcheck.authoring.lint import report

    refuse_loss((output,), rules_files(rules))
    linted = _found(rules)
    if format_ == "text":
        emit(report.to_text(linted, text_style(output)), output)
    else:
        emit(report.FORMATS[format_](linted), output, exact=True)
    failed = linted.count("error") or (strict and linted.count("warning"))
    sys.exit(5 if linted.problems else 1 if failed else 0)


def _found(rules: tuple[str, ...]) -> LintReport:
    from ccmcheck.authoring.lint import remarks
    from ccmcheck.authoring.lint.report import LintReport
    from ccmcheck.cli.test import named
    from ccmcheck.language.rulebook.load import load

    linted: list[tuple[str, Linted]] = []
    problems: list[Diagnostic] = []
    files = named(rules)
    for file, name in files:
        loaded, wrong = load(file, name, files)
        problems += wrong
        if loaded is not None:
            linted.append((name, remarks(loaded)))
    return LintReport(tuple(linted), tuple(problems))
