"""`ccmcheck rules` and `ccmcheck states`: what the tool knows, to look up."""

from __future__ import annotations

import sys
import textwrap
from collections.abc import Iterator, Sequence
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
@click.option("--history", metavar="RULE", help="The life of one rule (RULESET/RULE) instead.")
@click.option("--rules", "rules_", multiple=True, metavar="FILE", help="The decisions in these rules files instead.")
def rules(on: datetime | None, history: str | None, rules_: tuple[str, ...]) -> None:
    """List the bundled decisions: when they are in force, and each rule with its paragraph and quotation.

    \b
    Examples:
      ccmcheck rules
      ccmcheck rules --on 2012-04-16
      ccmcheck rules --history beirut-2011/intersessional-length
      ccmcheck rules --history my-rules/meeting-length --rules my.rules

    \b
    Exit codes: 0 listed, 2 wrong usage or no such rule, 5 a rules file is wrong (the rest is shown).
    """
    books, wrong = _books(rules_)
    if history is not None:
        from ccmcheck.cli.timeline import history as show_history

        show_history(history, books)
    else:
        _list([ruleset for book in books for ruleset in book.rulesets], on.date() if on else None, bundled=not rules_)
    sys.exit(5 if wrong else 0)


def _books(rules_: tuple[str, ...]) -> tuple[tuple[Rulebook, ...], bool]:
    """The rulebook of the files that are named, else the bundled ones, and whether anything was complained about."""
    from ccmcheck.cli.output import complain
    from ccmcheck.run.library import bundled_books, load_rules

    if not rules_:
        return bundled_books(), False
    book, problems = load_rules(*rules_)
    complain(problems)
    if book is None:
        sys.exit(5)
    return (book,), bool(problems)


def _list(rulesets: Sequence[Ruleset], on: date | None, *, bundled: bool) -> None:
    from ccmcheck.base.days import day
    from ccmcheck.base.values import CERTAIN, point

    listed = [r for r in rulesets if on is None or r.period.holds_on(point(on)) is CERTAIN]
    if on is not None and not listed:
        which = "No bundled decision" if bundled else "No decision of these files"
        emit(f"{which} was in force on {day(on)}.\n", None)
        return
    emit("\n".join(line for ruleset in listed for line in _ruleset(ruleset)) + "\n", None)


def _ruleset(ruleset: Ruleset) -> Iterator[str]:
    from ccmcheck.base.days import day

    end = ruleset.period.until
    until = f"until {day(end)} (from that day no longer)" if end else "with no end yet"
    yield f"{ruleset.name}: {ruleset.title}"
    rules = f"{len(ruleset.rules)} rule{'s' if len(ruleset.rules) != 1 else ''}"
    yield f"  {ruleset.short}, in force from {day(ruleset.period.start)} {until}; {rules}"
    for rule in ruleset.rules:
        yield f"\n  {rule.force:<14} {rule.name}"
        for citation in rule.citations:
            words = f'{citation.paragraph:<8} "{citation.quotation}"'
            yield textwrap.fill(words, 100, initial_indent=" " * 4, subsequent_indent=" " * 13)
    for practice in ruleset.practices:
        from ccmcheck.base.days import years_in_words

        yield f"\n  {practice.force:<14} {practice.name}\n    observed in {years_in_words(practice.observed)}"
    for paragraphs in ruleset.unchecked:
        yield textwrap.fill(
            f"{', '.join(paragraphs.paragraphs):<8} {paragraphs.reason}",
            100, initial_indent="\n  unchecked      ", subsequent_indent=" " * 17,
        )  # fmt: skip


@click.command()
@click.argument("names", nargs=-1, metavar="[NAME]")
@click.option("--on", "on", type=DAY, metavar="DATE", help="Who is a party on this day (2011-09-16).")
@click.option("--register", "register_name", default="states_parties", show_default=True, metavar="REGISTER",
              help="Look into another register of the rules.")  # fmt: skip
@click.option("--rules", "rules_", metavar="FILE", help="Look into a register of this rules file.")
def states(names: tuple[str, ...], on: datetime | None, register_name: str, rules_: str | None) -> None:
    """Say who is a State party, and since when; by deposit of the instrument, as the United Nations counts.

    Other registers are listed row by row; --on is for those whose rows say since, deposited, until and mode.

    \b
    Examples:
      ccmcheck states "Lao PDR"
      ccmcheck states Sweden --on 2011-09-16
      ccmcheck states --on 2011-09-16
      ccmcheck states --register offices

    \b
    Exit codes: 0 listed, 2 wrong usage, no such State or register, 5 a rules file is wrong.
    """
    from ccmcheck.base.days import day
    from ccmcheck.language.rulebook.membership import is_party

    name = " ".join(names) or None
    register = _register(register_name, rules_)
    rows = register.each
    chosen = rows if name is None else [_row(name, register)]
    if not _holds_states(register):
        if on is not None:
            needed = f"its rows would need the fields {', '.join(_MEMBERSHIP)}; leave out --on"
            raise click.UsageError(f"`{register.name}` does not say who was a party on a day: {needed}.")
        emit("".join(f"{_facts(row, register)}\n" for row in chosen), None)
        return
    listed = [row for row in chosen if name is not None or on is None or is_party(row, on.date())]
    lines = [_state(row, on.date() if on else None) for row in listed]
    if name is None:
        lines.append(f"\n{len(listed)} States" + (f" parties on {day(on.date())}" if on else " that ever joined"))
    emit("\n".join(lines) + "\n", None)


def _register(name: str, rules_: str | None) -> Register:
    """The register of that name; ends the run where the rules have none."""
    from ccmcheck.base.diagnostic import did_you_mean
    from ccmcheck.base.quoting import quoted
    from ccmcheck.cli.output import complain, misuse
    from ccmcheck.run.library import load_rules

    book, problems = load_rules(*([rules_] if rules_ else []))
    if book is None:
        complain(problems)
        sys.exit(5)
    if name not in book.registers:
        known = ", ".join(sorted(book.registers)) or "none"
        near = did_you_mean(name, book.registers)
        misuse(f"a register of the rules is needed ({known}), and {quoted(name)} is none; {near}".rstrip("; "))
    return book.registers[name]


_MEMBERSHIP = ("since", "deposited", "until", "mode")


def _holds_states(register: Register) -> bool:
    """Whether the rows of a register say from when to when a State is a party."""
    from ccmcheck.document.schema import ListKind, RecordKind

    listed = register.vocabulary.document
    row = listed.item if isinstance(listed, ListKind) else listed
    return isinstance(row, RecordKind) and all(name in row.fields for name in _MEMBERSHIP)


def _facts(row: Node, register: Register) -> str:
    """What a register says of one thing: its name, then every other field by its title."""
    from ccmcheck.document.nodes import child, items
    from ccmcheck.document.schema import RecordKind

    assert isinstance(row.kind, RecordKind)
    said = []
    for name, described in row.kind.fields.items():
        held = child(row, name)
        words = ", ".join(item.text for item in items(held) or ()) or held.text
        if words and name != register.key:
            said.append(f"{described.title or name} {words}")
    return f"{child(row, register.key).text}: {'; '.join(said)}".removesuffix(": ")


def _row(name: str, register: Register) -> Node:
    from ccmcheck.document.nodes import child

    canonical = register.names.canonical(name)
    for row in register.each:
        if canonical is not None and child(row, register.key).text == canonical:
            return row
    suggestion, standing = register.names.suggest(name), register.names.standing(name)
    what = "a State that ever joined the Convention" if _holds_states(register) else "a name of the register"
    words = f"{what} is needed, and `{name}` is none; {suggestion}"
    say(f"{name} {standing}" if standing else words.rstrip("; "))
    sys.exit(2)


def _state(row: Node, on: date | None) -> str:
    """One State in a line, with the answer for a day where one was asked for."""
    from ccmcheck.base.days import day
    from ccmcheck.document.nodes import child
    from ccmcheck.language.rulebook.membership import day_of, is_party

    deposited, since, until = (day_of(row, field) for field in ("deposited", "since", "until"))
    mode = child(row, "mode").text
    words = f"{child(row, 'state').text}: "
    if on is not None:
        words += f"{'a State party' if is_party(row, on) else 'not a State party'} on {day(on)}; "
    words += f"bound since {day(since)}, when the Convention entered into force for it; " if since else ""
    if deposited:
        words += f"counted as a State party since {day(deposited)}, the deposit of its instrument of {mode}"
    else:
        words += "no deposit on record"
    return words + (f"; no State party since {day(until)}, when its withdrawal took effect" if until else "")
