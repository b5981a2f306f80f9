"""`ccmcheck explain`: why a rule says what it says of a programme."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from typing import NoReturn

import click

from ccmcheck.authoring.examples.run import of
from ccmcheck.authoring.explain.explain import NothingThere
from ccmcheck.authoring.explain.explain import explain as explained
from ccmcheck.authoring.explain.report import to_text
from ccmcheck.base.diagnostic import Diagnostic, did_you_mean
from ccmcheck.cli.output import complain, emit, fail, misuse, say, text_style
from ccmcheck.cli.test import named
from ccmcheck.document.blanks import is_blank
from ccmcheck.document.nodes import Node
from ccmcheck.document.previous import of_another_year
from ccmcheck.document.programme import Programme
from ccmcheck.document.treaty import stated_treaty
from ccmcheck.judge.check import applies
from ccmcheck.judge.evaluate import Context
from ccmcheck.language.rulebook import Rule, Rulebook, Ruleset
from ccmcheck.language.rulebook.load import Loaded, load, rulebook
from ccmcheck.language.syntax import tree
from ccmcheck.run.library import read_programme
from ccmcheck.run.previous import load_previous


@click.command()
@click.argument("rule", metavar="RULE")
@click.argument("file", metavar="FILE")
@click.option(
    "--at", metavar="POINTER", help="The thing to explain (/meetings/0, or a row by its name); else the worst."
)
@click.option("--rules", multiple=True, metavar="FILE", help="Look for the rule in this rules file.")
@click.option("--previous", metavar="FILE", help="The programme of the year before, for a rule that asks about it.")
def explain(rule: str, file: str, at: str | None, rules: tuple[str, ...], previous: str | None) -> None:
    """Say why RULE gives the verdict that it gives on the programme or draft in FILE (- for standard input).

    The rule's words with the document's values written in, the deciding part marked; for "passed over" what kept
    it out; for "undecided" which blanks decide it, and what they may still be. A rule's name may stand alone or
    as RULESET/RULE.

    \b
    Examples:
      ccmcheck explain intersessional-length draft.yaml
      ccmcheck explain beirut-2011/staggered-terms draft.yaml --at /working_groups/3
      ccmcheck explain my-rule draft.yaml --rules my.rules

    \b
    Exit codes: 0 explained, 2 wrong usage, no such rule or nothing at that place,
    5 something could not be read.
    """
    loaded, ruleset, rule_, written = _rule(rule, rules)
    programme, context = _programme(file, previous, loaded)
    explanation = explained(ruleset, rule_, written, context, at)
    if isinstance(explanation, NothingThere):
        _nothing(explanation, at or "")
    if not applies(ruleset.period, context.document):
        say(f"note: {ruleset.name} was not in force on the day of this programme")
    emit(to_text(explanation, text_style(None)), None)
    sys.exit(5 if programme.problems else 0)


def _programme(file: str, previous: str | None, loaded: Loaded) -> tuple[Programme, Context]:
    """The programme in a file and what the rule is read over; ends the run where it cannot be read at all."""
    book = rulebook((loaded,))[0]
    assert isinstance(book, Rulebook)  # its ruleset has been resolved
    programme = read_programme(file, book)
    if isinstance(programme, Programme) and programme.text is None:
        _refuse_another_treaty(stated_treaty(programme.source), book)
    if isinstance(programme, Diagnostic):
        complain((programme,))
        sys.exit(5)
    complain(programme.problems)
    if programme.root is None:
        sys.exit(5)
    before = None if previous is None else _before(previous, programme.root, book)
    return programme, Context(programme.root, book.registers, {}, before)


def _before(file: str, root: Node, book: Rulebook) -> Node:
    """The programme of the year before in a file; ends the run where it is none."""
    before, problems = load_previous(file, book)
    wrong = None if before is None else of_another_year(root, before)
    complain((*problems, *((wrong,) if wrong else ())))
    if before is None or wrong is not None:
        sys.exit(5)
    return before


def _refuse_another_treaty(stated: str | None, book: Rulebook) -> None:
    known, (ruleset,) = book.vocabulary.treaties, book.rulesets
    if known and stated is not None and stated not in known and not is_blank(stated):
        misuse(f"a programme of {known[0]} is needed for a rule of {ruleset.name}, and this one is of {stated}")


def _rule(name: str, rules: tuple[str, ...]) -> tuple[Loaded, Ruleset, Rule, tree.RuleStatement]:
    """The rule of a name, and where it is written; ends the run where there is none, or more than one."""
    known: dict[str, tuple[Loaded, Ruleset, Rule, tree.RuleStatement]] = {}
    broken: set[str] = set()
    for loaded, ruleset in _rulesets(rules):
        written = {statement.name.text: statement for statement in of(loaded, tree.RuleStatement)}
        broken |= set(ruleset.not_checked)
        known.update(
            {f"{ruleset.name}/{rule.name}": (loaded, ruleset, rule, written[rule.name]) for rule in ruleset.tried}
        )
    full_names = [full for full in known if name in (full, full.partition("/")[2])]
    if len(full_names) != 1:
        _no_such_rule(name, full_names, known, broken)
    return known[full_names[0]]


def _rulesets(rules: tuple[str, ...]) -> Iterator[tuple[Loaded, Ruleset]]:
    """The rulesets that can be read; complaints go to standard error."""
    files = named(rules)
    for file, path in files:
        loaded, problems = load(file, path, files)
        complain(problems)
        if loaded is not None and loaded.ruleset is not None:
            yield loaded, loaded.ruleset


def _no_such_rule(name: str, full_names: list[str], known: Iterable[str], broken: set[str]) -> NoReturn:
    if full_names:
        misuse(f"one rule is needed, and {name} is the name of several: {', '.join(full_names)}")
    if name.rpartition("/")[2] in broken:
        fail(f"a rule that can be read is needed, and {name} has a mistake")
    full = set(known)
    if not full:
        sys.exit(5)
    suggestion = did_you_mean(name, full if "/" in name else {full_name.partition("/")[2] for full_name in full})
    misuse(f"the name of a rule is needed, and {name} is none; {suggestion or '`ccmcheck rules` lists them'}")


def _nothing(nothing: NothingThere, at: str) -> NoReturn:
    places = (
        ", ".join(subject or "the whole document" for subject in nothing.subjects[:8]) or "nothing in this document"
    )
    more = f" and {len(nothing.subjects) - 8} more" if len(nothing.subjects) > 8 else ""
    advice = f"; {nothing.suggestion}" if nothing.suggestion else ""
    speaks = f"it speaks of {places}{more}"
    misuse(f"--at needs the place of a thing that the rule speaks of, and {at} is none{advice} ({speaks})")
