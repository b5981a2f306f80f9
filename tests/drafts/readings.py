"""What the tests of drafts need: a text in, what was understood and found in it out."""

from __future__ import annotations

from functools import cache
from typing import Any

from ccmcheck.base import resources
from ccmcheck.base.diagnostic import Diagnostic
from ccmcheck.document.validation import plain
from ccmcheck.drafts.interpret import Interpretation, interpret
from ccmcheck.drafts.load import DraftFile, read_draft
from ccmcheck.drafts.remarks.remarks import judged
from ccmcheck.judge.check import Prepared, check, examine, together
from ccmcheck.judge.verdicts import Report
from ccmcheck.language.rulebook import Rulebook
from ccmcheck.language.rulebook import cache as rulebooks

PRESIDENTS_DRAFT = resources.read("rules", "sources/beirut-2011.md")


@cache
def rulebook() -> Rulebook:
    book, problems = rulebooks.rulebook(resources.bundled_rules(), cached=False)
    assert book is not None, problems
    return book


@cache
def ready() -> Prepared:
    return Prepared(rulebook())


def understood_file(name: str, data: bytes) -> Interpretation:
    file = read_draft(name, data)
    assert isinstance(file, DraftFile), file
    return interpret(file.draft, rulebook().vocabulary, rulebook().names)


def understood(text: str) -> Interpretation:
    return understood_file("draft.md", text.encode())


def data_of(text: str) -> Any:
    return plain(understood(text).raw)


def refused(name: str, data: bytes) -> str:
    file = read_draft(name, data)
    assert isinstance(file, Diagnostic), file
    return file.code


def report_on(found: Interpretation) -> Report:
    return check([judged(found, ready())], rulebook())


def brief_report_on(found: Interpretation) -> Report:
    """The report as the command has it without -v."""
    as_run = Prepared(rulebook(), whole=True)
    return together([examine(judged(found, ready()), as_run)], rulebook())


def findings(found: Interpretation) -> set[str]:
    """Every finding in a line: `violated RULE at PASSAGE`, `undecided …`, `remark CODE at …`, `problem CODE at …`."""
    report = report_on(found)
    lines = set()
    for verdict in report.verdicts:
        if verdict.outcome in ("violated", "undecided"):
            at = verdict.places[0].label.partition(", “")[0] if verdict.places else ""
            lines.add(f"{verdict.outcome} {verdict.rule} at {at}")
    for kind, complaints in (("remark", report.remarks), ("problem", report.problems)):
        lines |= {f"{kind} {one.code} at {one.span.source.passage(one.span.start)}" for one in complaints}
    return lines
