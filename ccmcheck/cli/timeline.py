"""`ccmcheck timeline`, and the life of one rule: which decisions bound in which year."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import click

from ccmcheck.base import resources
from ccmcheck.cli.output import complain, emit, misuse

if TYPE_CHECKING:
    from ccmcheck.language.rulebook import Rulebook, Ruleset
    from ccmcheck.language.rulebook.model import Rule

_WIDTH = 100


@click.command()
@click.option("--treaty", type=click.Choice(resources.treaties()), default=resources.USUAL, show_default=True,
              help="The treaty whose decisions are meant.")  # fmt: skip
@click.option("--rules", "rules", multiple=True, metavar="FILE", help="The decisions in these rules files instead.")
def timeline(treaty: str, rules: tuple[str, ...]) -> None:
    """Draw which decisions bound in which year, and how many of their rules.

    \b
    Example:
      ccmcheck timeline

    \b
    Exit codes: 0 drawn, 2 wrong usage, 5 a rules file is wrong (what can be read of it is drawn all the same).
    """
    from ccmcheck.run.library import load_rules

    book, problems = load_rules(*rules, treaty=treaty)
    complain(problems)
    if book is None:
        sys.exit(5)
    emit("\n".join(_lines(book.rulesets)) + "\n", None)
    sys.exit(5 if problems else 0)


def _lines(rulesets: Sequence[Ruleset]) -> Iterator[str]:
    """A column for each year, as far as today at least; a row for each decision."""
    from ccmcheck.authoring.timeline import settled, timeline

    drawn = timeline(rulesets, max(settled(rulesets), datetime.now(tz=UTC).year))
    wide = max(len(ruleset.name) for ruleset in rulesets)
    yield " " * (wide + 2) + " ".join(f"{year % 100:02}" for year in drawn.years)
    for row in drawn.rows:
        yield f"{row.ruleset:<{wide}}  " + " ".join(f"{'·' if n is None else n:>2}" for n in row.rules)
    yield ""
    yield "Each number says how many rules of the decision could bind a programme decided in that year."


def history(name: str, books: Sequence[Rulebook]) -> None:
    """Tells the life of one rule: its words, from when to when it speaks, and what it replaces or ends it."""
    from ccmcheck.base.quoting import quoted
    from ccmcheck.language.rulebook.references import nearest_rule

    known = {
        f"{ruleset.name}/{rule.name}": (book.rulesets, ruleset, rule)
        for book in books
        for ruleset in book.rulesets
        for rule in ruleset.tried
    }
    if name not in known:
        advice = nearest_rule(name, list(known)) or "rules of your own are named with --rules FILE"
        misuse(f"a rule is needed, written RULESET/RULE, and {quoted(name)} is none; {advice}")
    emit("\n".join(_life(name, *known[name])) + "\n", None)


def _life(name: str, rulesets: Sequence[Ruleset], ruleset: Ruleset, rule: Rule) -> Iterator[str]:
    from ccmcheck.base.days import day
    from ccmcheck.language.rulebook.succession import endings

    yield f"{name}: {rule.force} of the {ruleset.short}"
    for citation in rule.citations:
        words = f'{citation.cited}: "{citation.quotation}"'
        yield textwrap.fill(words, _WIDTH, initial_indent="  ", subsequent_indent="    ")
    yield f"  speaks from {day(ruleset.period.start)}, when the decision came into force"
    if rule.replaces:
        yield f"  takes the place of {rule.replaces}"
    ending = endings(rulesets).get(name)
    if ending is not None:
        yield f"  speaks no longer from {day(ending.day)}: {ending.by} takes its place or ends it"
    if ruleset.period.until is not None:
        yield f"  ends on {day(ruleset.period.until)} at the latest, with the decision"
    elif ending is None:
        yield "  has no end yet"
