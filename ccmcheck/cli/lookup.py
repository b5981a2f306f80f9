"""`ccmcheck rules` and `ccmcheck states`: what the tool knows, to look up."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator
from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from ccmcheck.cli.output import emit, say
from ccmcheck.cli.values import DAY

if TYPE_CHECKING:
    from ccmcheck.document.nodes import Node
    from ccmcheck.language.rulebook import Register, Rulebook, Ruleset


@click.command()
@click.option("--on", "on", type=DAY, metavar="DATE", help="Only the decisions in force on this day (2012-04-16).")
def rules(on: datetime | None) -> None:
    """List the bundled decisions: when they are in force, and each rule with its paragraph and quotation.

    \b
    Examples:
      ccmcheck rules
      ccmcheck rules --on 2012-04-16
    """
    from ccmcheck.base.values import CERTAIN, point
    from ccmcheck.judge.english.values import day

    listed = [r for r in _bundled().rulesets if on is None or r.period.holds_on(point(on.date())) is CERTAIN]
    if on is not None and not listed:
        emit(f"No bundled decision was in force on {day(on.date())}.\n", None)
        return
    emit("\n".join(line for ruleset in listed for line in _ruleset(ruleset)) + "\n", None)


def _bundled() -> Rulebook:
    """The bundled rules, resolved as a run over programmes has them."""
    from ccmcheck.run.library import load_rules

    book, problems = load_rules()
    assert book is not None, problems
    return book


def _ruleset(ruleset: Ruleset) -> Iterator[str]:
    from ccmcheck.judge.english.values import day

    end = ruleset.period.until
    until = f"until {day(end)} (from that day no longer)" if end else "with no end yet"
    yield f"{ruleset.name}: {ruleset.title}"
    yield f"  {ruleset.short}, in force from {day(ruleset.period.start)} {until}; {len(ruleset.rules)} rules"
    for rule in ruleset.rules:
        yield f"\n  {rule.force:<14} {rule.name}"
        for citation in rule.citations:
            words = f'{citation.paragraph:<8} "{citation.quotation}"'
            yield textwrap.fill(words, 100, initial_indent=" " * 4, subsequent_indent=" " * 13)
    for paragraphs in ruleset.unchecked:
        yield textwrap.fill(
            f"{', '.join(paragraphs.paragraphs):<8} {paragraphs.reason}",
            100, initial_indent="\n  unchecked      ", subsequent_indent=" " * 17,
        )  # fmt: skip


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]")
@click.option("--on", "on", type=DAY, metavar="DATE", help="Who is a party on this day (2011-09-16).")
def states(names: tuple[str, ...], on: datetime | None) -> None:
    """Say who is a State party, and since when; by deposit of the instrument, as the United Nations counts.

    \b
    Examples:
      ccmcheck states "Lao PDR"
      ccmcheck states Sweden --on 2011-09-16
      ccmcheck states --on 2011-09-16
    """
    from ccmcheck.document.nodes import items
    from ccmcheck.judge.english.values import day

    name = " ".join(names) or None
    register = _bundled().registers["states_parties"]
    rows = items(register.rows) or ()
    chosen = rows if name is None else [_row(name, register)]
    listed = [row for row in chosen if name is not None or on is None or _is_party(row, on.date())]
    lines = [_state(row, on.date() if on else None) for row in listed]
    if name is None:
        lines.append(f"\n{len(listed)} States" + (f" parties on {day(on.date())}" if on else " that ever joined"))
    emit("\n".join(lines) + "\n", None)


def _row(name: str, register: Register) -> Node:
    from ccmcheck.document.nodes import child, items

    canonical = register.names.canonical(name)
    for row in items(register.rows) or ():
        if canonical is not None and child(row, register.key).text == canonical:
            return row
    suggestion, standing = register.names.suggest(name), register.names.standing(name)
    words = f"a State that ever joined the Convention is needed, and `{name}` is none; {suggestion}"
    say(f"{name} {standing}" if standing else words.rstrip("; "))
    sys.exit(2)


def _fact(row: Node, field: str) -> date | None:
    from ccmcheck.base.values import Range
    from ccmcheck.document.nodes import child

    value = child(row, field).value
    return value.low if isinstance(value, Range) and isinstance(value.low, date) else None


def _is_party(row: Node, on: date) -> bool:
    deposited, until = _fact(row, "deposited"), _fact(row, "until")
    return deposited is not None and deposited <= on and (until is None or on < until)


def _state(row: Node, on: date | None) -> str:
    """One State in a line, with the answer for a day where one was asked for."""
    from ccmcheck.document.nodes import child
    from ccmcheck.judge.english.values import day

    deposited, since, until = (_fact(row, field) for field in ("deposited", "since", "until"))
    mode = child(row, "mode").text
    words = f"{child(row, 'state').text}: "
    if on is not None:
        words += f"{'a State party' if _is_party(row, on) else 'not a State party'} on {day(on)}; "
    words += f"bound since {day(since)}, when the Convention entered into force for it; " if since else ""
    if deposited:
        words += f"counted as a State party since {day(deposited)}, the deposit of its instrument of {mode}"
    else:
        words += "no deposit on record"
    return words + (f"; no State party since {day(until)}, when its withdrawal took effect" if until else "")
