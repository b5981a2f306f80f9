"""`ccmcheck handbook`: a ruleset as one page for a legal reader."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from ccmcheck.cli.destinations import refuse_loss
from ccmcheck.cli.output import complain, emit, fail


@click.command()
@click.argument("rules", required=False, metavar="[RULES]")
@click.option("-o", "--output", metavar="FILE", help="The page; its ending (.md, .html) says its form.")
@click.option("--html", "as_html", is_flag=True, help="HTML on standard output instead of Markdown.")
def handbook(rules: str | None, output: str | None, as_html: bool) -> None:
    """Make one page of a ruleset: the decision's words, and beside them what is checked, in plain English.

    RULES is a file or the name of a bundled decision; without it, the first of those. The page is made from the
    rules: what a rule says there is what is checked. Examples become sentences, judgements questions; what is left
    unchecked stands there with its reason.

    \b
    Examples:
      ccmcheck handbook -o page.html
      ccmcheck handbook ccm-convention -o convention.html
      ccmcheck handbook my.rules -o my-rules.md

    \b
    Exit codes: 0 done, 2 wrong usage, 5 a rules file is wrong (the page has its healthy rules all the same).
    """
    from ccmcheck.authoring.handbook import WRITERS, page
    from ccmcheck.cli.test import named
    from ccmcheck.language.rulebook.load import load

    ending = Path(output).suffix.lower() if output else (".html" if as_html else ".md")
    if ending not in WRITERS:
        raise click.BadParameter(f"a page ends in one of {', '.join(WRITERS)}", param_hint="'-o'")
    refuse_loss((output,), (rules,))
    loaded, problems = load(*named((rules,) if rules else ())[0])
    complain(problems)
    page_ = page(loaded) if loaded is not None else None
    if page_ is None:
        fail("a page needs a rules file with a header and the text of its decision, and this one cannot be used")
    emit(WRITERS[ending](page_), output, exact=True)
    sys.exit(5 if problems else 0)
