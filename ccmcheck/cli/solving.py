"""What the commands that ask the solver share: that it is there, what they are asked of, and how they may end."""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import reduce
from typing import TYPE_CHECKING, Any, Generic, NoReturn, Protocol, TypeVar

import click

from ccmcheck.cli.destinations import refuse_existing, refuse_loss
from ccmcheck.cli.output import complain, emit, say, say_written
from ccmcheck.cli.values import Count

if TYPE_CHECKING:
    from ccmcheck.base.diagnostic import Diagnostic
    from ccmcheck.document.nodes import Node
    from ccmcheck.document.programme import Programme
    from ccmcheck.judge.verdicts import Report
    from ccmcheck.language.rulebook.model import Rulebook
    from ccmcheck.proving.questions.common import Clash

Found = TypeVar("Found")
FORMATS = ("text", "json")
_EXACT_SECONDS = 30

SECONDS = click.option(
    "--seconds", type=Count(1), default=30, show_default=True, help="How long to look for the answer."
)
FORMAT = click.option("--format", "format_", type=click.Choice(FORMATS), default="text", show_default=True)


def needs_solver() -> None:
    """Ends the run with one sentence where the solver is not installed."""
    from ccmcheck import proving

    if not proving.is_installed():
        _stop(proving.HOW_TO_GET_IT, 2)


def answer(ask: Callable[[float], Found], seconds: int, option: str = " (--seconds)") -> Found:
    """What a question gives within so many seconds, which an option sets; ends the run where it gives nothing."""
    from ccmcheck.proving.clock import Unfinished
    from ccmcheck.proving.questions.common import Unconfirmed

    try:
        return ask(time.monotonic() + seconds)
    except Unfinished as unfinished:
        from ccmcheck.proving.words import of_what_is_known

        for line in of_what_is_known(unfinished.known):
            say(line)
        _stop(f"unfinished: more than {seconds} seconds are needed{option}", 3)
    except Unconfirmed as fault:
        _stop(f"the solver and the evaluator disagree, which is a fault of ccmcheck: {fault}", 70)


class Edited(Protocol):
    """What a question gives that changes a document: the text of the changed one."""

    @property
    def text(self) -> str: ...


Edit = TypeVar("Edit", bound=Edited)


@dataclass(frozen=True, slots=True)
class Asked:
    """What a command asks of: the file of a programme, the rules in place of its own, and where the answer goes."""

    file: str
    rules: tuple[str, ...]
    seconds: int
    output: str | None
    format_: str


@dataclass(frozen=True, slots=True)
class Answered(Generic[Edit]):
    """What a question changed of a programme, and the report on the changed one, which is in `file` if it is kept."""

    edit: Edit
    programme: Programme
    book: Rulebook
    after: Report
    file: str

    @property
    def root(self) -> Node:
        """What the programme says."""
        assert self.programme.root is not None
        return self.programme.root

    @property
    def not_asked(self) -> tuple[str, ...]:
        """The rules that are broken or open, and of which no solver is asked."""
        from ccmcheck.proving.questions.common import not_asked

        return not_asked(self.book, self.after)


def edited(ask: Callable[..., Edit | Clash], asked: Asked) -> Answered[Edit]:
    """What a question changes of a programme, which is written; ends the run with the clash where nothing helps."""
    from ccmcheck.judge.check import applies
    from ccmcheck.proving import words
    from ccmcheck.proving.questions.common import Clash

    _refuse_other_notation(asked)
    refuse_loss((asked.output,), asked.rules)
    refuse_existing(asked.output, asked.file)
    programme, book = _programme_of(asked.file, asked.rules)
    root = programme.root
    if not asked.rules and root is not None and not any(applies(r.period, root) for r in book.rulesets):
        _stop(f"no decision was in force on the day of {asked.file}, so no rule asks for anything", 4)
    complain(_of_its_day(programme, book, asked), severity="remark")
    edit = answer(lambda until: ask(programme, book, until, whatever_period=bool(asked.rules)), asked.seconds)
    if isinstance(edit, Clash):
        show(words.of_clash(edit), words.clash_data(edit), asked.format_)
        sys.exit(1)
    if asked.output is not None:
        emit(edit.text, asked.output)
        say_written(asked.output)
    after = _judged(edit.text, book, asked)
    return Answered(edit, programme, book, after, asked.output or asked.file)


def _refuse_other_notation(asked: Asked) -> None:
    """Ends the run where the changed programme, which keeps its notation, would have a name that promises another."""
    from ccmcheck.run import drafts

    to = (asked.output or "").casefold()
    stem, dot, _ = (asked.output or "").rpartition(".")
    if drafts.is_draft(to) and dot:
        _stop(f"a programme is written as YAML or JSON, and {asked.output} is the name of a draft: write it with "
              f"`-o {stem}.yaml`, then `ccmcheck draft {stem}.yaml -o {stem}.docx` makes a draft of it", 2)  # fmt: skip
    if to.endswith(".json") and asked.file.casefold().endswith((".yaml", ".yml")):
        _stop(f"{asked.file} is YAML and stays so; write it with `-o {stem}.yaml`", 2)


def _of_its_day(programme: Programme, book: Rulebook, asked: Asked) -> Iterator[Diagnostic]:
    """The remark that the decision which the programme names is not in force on its day."""
    from ccmcheck.judge.named_decision import NamedDecisions

    if not asked.rules and programme.root is not None:
        yield from NamedDecisions.of(book).remarks(programme.root)


def _judged(text: str, book: Rulebook, asked: Asked) -> Report:
    """The report on the changed programme."""
    from ccmcheck.base.source import Source
    from ccmcheck.document.programme import read
    from ccmcheck.judge.check import check

    changed = read(Source.of(asked.file, text), book.vocabulary, book.names)
    return check((changed,), book, whatever_period=bool(asked.rules))


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
    from ccmcheck.run import drafts, files
    from ccmcheck.run.library import rules_for

    if drafts.is_draft(file):
        programme_file = f"{file.rpartition('.')[0]}.yaml"
        _stop(
            f"a programme in YAML or JSON is needed, and {file} is a draft: "
            f"`ccmcheck read {file} -o {programme_file}` makes one of it",
            2,
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

    books = tuple(_books(report, rules))

    def decided(until: float) -> Report:
        return reduce(lambda so_far, book: mended_report(exact_report(so_far, book, until), book, until), books, report)

    return answer(decided, _EXACT_SECONDS, "")


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
