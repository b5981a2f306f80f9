"""A rich report for the golden files: every standing, in several documents, and a file that cannot be read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from functools import cache
from pathlib import Path

from ccmcheck.base import resources
from ccmcheck.base.diagnostic import about_file, complain
from ccmcheck.base.source import Source
from ccmcheck.drafts.interpret import interpret
from ccmcheck.drafts.load import DraftFile, read_draft
from ccmcheck.drafts.remarks.remarks import judged
from ccmcheck.judge.check import Prepared, check, examine, together
from ccmcheck.judge.verdicts import Report, Verdict, Waiver
from ccmcheck.language.rulebook import Rulebook
from ccmcheck.language.rulebook.cache import rulebook

GOLDEN = Path(__file__).parent / "golden"
RULES = GOLDEN / "rules" / "small.rules"
FORMATS = ("text", "json", "sarif", "junit", "github", "gitlab", "markdown", "html")
WAIVED = Waiver("The host invited the meeting and pays for it.", "CCM/MSP/2012/5", "31", date(2013, 12, 31))


@cache
def small_book() -> Rulebook:
    """The rules of the golden reports."""
    made, problems = rulebook([(RULES, "small.rules")], cached=False)
    assert made is not None
    assert problems == ()
    return made


def programme(name: str) -> str:
    """The text of one of the programmes beside the golden files."""
    return (GOLDEN / "programmes" / f"{name}.yaml").read_text(encoding="utf-8")


def report(*documents: tuple[str, str], final: bool = False, verbose: bool = False) -> Report:
    """The report on documents given by path and text, under the small rules, as the command has it for a page."""
    book = small_book()
    ready = Prepared(book, verbose=verbose, whole=True)
    made = together([examine(Source.of(path, text), ready) for path, text in documents], book, final=final)
    own = tuple(register for register in made.registers if register.name == "states_parties")
    return replace(made, version="1.2.3", folder="/somewhere", registers=own)


def single(name: str) -> Report:
    """The report on one programme."""
    return report((f"programmes/{name}.yaml", programme(name)))


def prose(text: str) -> Report:
    """The report on a draft in Markdown, under the bundled rules."""
    book, _ = rulebook(resources.bundled_rules())
    assert book is not None
    file = read_draft("drafts/draft.md", text.encode())
    assert isinstance(file, DraftFile)
    read_one = judged(interpret(file.draft, book.vocabulary, book.names), Prepared(book))
    return replace(check([read_one], book), version="1.2.3", folder="/somewhere")


def rich() -> Report:
    """Every standing that a verdict can have, in several documents, with problems and complaints of the gate."""
    names = ("departing", "draft", "settled")
    made = report(*[(f"programmes/{name}.yaml", programme(name)) for name in names])
    unread = about_file(
        "file-unreadable", "programmes/lost.yaml", name="programmes/lost.yaml", reason="there is no such file"
    )
    silent = complain("required-rule-silent", made.documents[0].source.beginning, rule="`small/working-languages`")
    return replace(
        made,
        verdicts=tuple(map(_set_aside, made.verdicts)),
        problems=(unread,),
        gate=(silent,),
        unread=("programmes/lost.yaml",),
        notices=("a notice for whoever reads the report",),
    )


def _set_aside(verdict: Verdict) -> Verdict:
    if verdict.outcome != "violated":
        return verdict
    if verdict.rule == "meeting-in-geneva":
        return replace(verdict, waiver=WAIVED)
    return replace(verdict, known=True) if verdict.rule == "unit-independent" else verdict
