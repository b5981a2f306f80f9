"""What the commands that ask the solver share: that it is there, what they are asked of, and how they may end."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import TYPE_CHECKING, Any, NoReturn, Protocol, TypeVar

import click

from ccmcheck.cli.output import complain, emit, say

if TYPE_CHECKING:
    from ccmcheck.document.nodes import Node
    from ccmcheck.document.programme import Programme
    from ccmcheck.judge.verdicts import Report
    from ccmcheck.language.rulebook.model import Rulebook
    from ccmcheck.proving.questions.common import Clash

Found = TypeVar("Found")
FORMATS = ("text", "json")
_EXACT_SECONDS = 30

SECONDS = click.option(
    "--seconds", type=click.IntRange(1), default=30, show_default=True, help="How long to look for the answer."
)
FORMAT = click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)


def needs_solver() -> None:
    """Ends the run with one sentence where the solver is not installed."""
    from ccmcheck import proving

    if not proving.is_installed():
        _stop(proving.HOW_TO_GET_IT, 2)


def answer(ask: Callable[[float], Found], seconds: int) -> Found:
    """What a question gives within so many seconds; ends the run where it gives nothing."""
    from ccmcheck.proving.questions.common import Unconfirmed
    from ccmcheck.proving.solver import Unfinished

    try:
        return ask(time.monotonic() + seconds)
    except Unfinished as unfinished:
        from ccmcheck.proving.words import of_what_is_known

        for line in of_what_is_known(unfinished.known):
            say(line)
        _stop(f"unfinished: more than {seconds} seconds are needed (--seconds)", 3)
    except Unconfirmed as fault:
        _stop(f"the solver and the evaluator disagree, which is a fault of ccmcheck: {fault}", 70)


class Edited(Protocol):
    """What a question gives that changes a document: the text of the changed one."""

    @property
    def text(self) -> str: ...


Edit = TypeVar("Edit", bound=Edited)


def edited(
    ask: Callable[..., Edit | Clash], file: str, rules: tuple[str, ...], seconds: int, output: str | None, format_: str
) -> tuple[Edit, Node]:
    """What a question changes of a programme, and its root; ends the run with the clash where nothing helps.

    The changed programme is written to `output`.
    """
    from ccmcheck.judge.check import applies
    from ccmcheck.proving import words
    from ccmcheck.proving.questions.common import Clash

    programme, book = _programme_of(file, rules)
    if not rules and programme.root is not None and not any(applies(r.period, programme.root) for r in book.rulesets):
        _stop(f"no decision was in force on the day of {file}, so no rule asks for anything", 4)
    edit = answer(lambda until: ask(programme, book, until, whatever_period=bool(rules)), seconds)
    if isinstance(edit, Clash):
        show(words.of_clash(edit), words.clash_data(edit), format_)
        sys.exit(1)
    if output is not None:
        emit(edit.text, output)
    assert programme.root is not None
    return edit, programme.root


def rules_of(rules: tuple[str, ...]) -> Rulebook:
    """The rulebook of these files or the bundled one; ends the run where there is none."""
    from ccmcheck.run.library import load_rules

    book, problems = load_rules(*rules)
    complain(problems)
    if book is None or problems:
        sys.exit(5)
    return book


def _programme_of(file: str, rules: tuple[str, ...]) -> tuple[Programme, Rulebook]:
    """The programme in a YAML or JSON file, and the rules named or those of its treaty; ends the run without."""
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.document.programme import read
    from ccmcheck.run import files
    from ccmcheck.run.library import rules_for

    if file.lower().endswith((".docx", ".md", ".txt")):
        _stop(
            f"a programme in YAML or JSON is needed, and {file} is a draft: `ccmcheck read {file}` makes one of it", 2
        )
    source = files.read(file)
    if isinstance(source, Diagnostic):
        complain((source,))
        sys.exit(5)
    book = rules_of(rules) if rules else rules_for(source)
    if isinstance(book, str):
        _stop(f"{file}: {book}, so no rule asks for anything", 4)
    programme = read(source, book.vocabulary, book.names)
    complain(programme.problems)
    if programme.root is None or programme.problems:
        sys.exit(5)
    return programme, book


def exactly(report: Report, rules: tuple[str, ...]) -> Report:
    """The report with what ranges leave undecided asked of the solver, and how departures would be mended."""
    needs_solver()
    if not any(verdict.outcome in ("undecided", "violated") for verdict in report.verdicts):
        return report
    from ccmcheck.proving.exact_report import exact_report
    from ccmcheck.proving.mended_report import mended_report

    for book in _books(report, rules):
        decided = answer(partial(exact_report, report, book), _EXACT_SECONDS)
        report = answer(partial(mended_report, decided, book), _EXACT_SECONDS)
    return report


def _books(report: Report, rules: tuple[str, ...]) -> Iterator[Rulebook]:
    """The rules by which the documents of a report were judged, one rulebook for each treaty."""
    from ccmcheck.run.library import bundled_books

    names = {ruleset.name for ruleset in report.rulesets}
    books = (rules_of(rules),) if rules else bundled_books()
    yield from (book for book in books if any(ruleset.name in names for ruleset in book.rulesets))


def show(text: str, data: Any, format_: str) -> None:
    """An answer on standard output."""
    if format_ == "text":
        emit(text, None)
    else:
        emit(json.dumps(data, ensure_ascii=False, indent=2) + "\n", None, exact=True)


def _stop(message: str, code: int) -> NoReturn:
    say(f"error: {message}")
    sys.exit(code)
