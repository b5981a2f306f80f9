"""What the text report takes from one input: its blocks, and what it adds to the sums and questions at the end.

An entry is small and has no document behind it, so that it may come from another process or another day.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from typing import TypeAlias

from ccmcheck.base.frozen import numerous, remembering
from ccmcheck.document.draft_text import DraftText
from ccmcheck.judge.check import InputResult
from ccmcheck.judge.summary import (  # fmt: skip
    Sign,
    Summary,
    counts_of,
    left_over,
    questions,
    signs,
    signs_of,
    spoken_of,
    summary,
)
from ccmcheck.judge.verdicts import Document, Report, SharedVerdicts
from ccmcheck.language.rulebook.model import Ruleset
from ccmcheck.report.parts.counts import number, open_questions
from ccmcheck.report.parts.excerpt import printable
from ccmcheck.report.parts.style import TextStyle
from ccmcheck.report.terminal.blocks import findings, passed_over, problem, question
from ccmcheck.report.terminal.wrapping import wrapped

SumsKey: TypeAlias = tuple[tuple[int, ...], int, tuple[tuple[str, str, str], ...], tuple[str, ...]]


@remembering
class Sums:
    """What a document adds to the end of a report: its counts, its signs, and its open questions.

    Of a question its name, its heading and its words; `decisions` are those that may bind the document, short title and
    whole title.
    """

    counts: Summary
    signs: Sign
    questions: tuple[tuple[str, str, str], ...]
    decisions: tuple[str, ...]

    @cached_property
    def key(self) -> SumsKey:
        """The same as a value to look up: documents whose sums are equal are counted together."""
        return tuple(counts_of(self.counts)), self.signs.value, self.questions, self.decisions


@numerous
class ReportEntry:
    """What is said of one input; `sums` is None where there is no document.

    `findings` are its blocks, `problems` its complaints, which a report says first; `silent` tells why no rule spoke
    of it, and `unread` names an input that could not be judged.
    """

    path: str
    sums: Sums | None
    findings: str = ""
    problems: tuple[str, ...] = ()
    silent: str = ""
    unread: str = ""
    sha256: str = ""
    """The digest of the document."""
    signs: Sign = Sign.NONE
    """What its complaints tell the exit code; where there is a document, its sums say the same."""


class EntryBuilder:
    """Makes the entries of a run by its rulesets; documents that are alike share their sums."""

    def __init__(self, rulesets: tuple[Ruleset, ...], style: TextStyle) -> None:
        self._rulesets, self._style = rulesets, style
        self._shared: dict[SharedVerdicts, Sums] = {}

    def of(self, result: InputResult) -> ReportEntry:
        """The entry of what was found about one input."""
        document = result.document
        if document is None or not document.shared.numbers or result.has_findings:
            return self._made(result)
        sums = self._shared.get(document.shared)
        if sums is not None:
            return ReportEntry(document.path, sums, sha256=document.source.sha256)
        entry = self._made(result)
        if entry.sums is not None and not entry.silent:
            self._shared[document.shared] = entry.sums
        return entry

    def _made(self, result: InputResult) -> ReportEntry:
        style = self._style
        problems = tuple([problem(complaint, style) for complaint in result.problems])
        if result.document is None:
            marks = signs_of(result.problems)
            return ReportEntry("", None, problems=problems, unread=result.unread, signs=marks)
        source, alone = result.document.source, self._alone(result, result.document)
        anything = not style.quiet and (result.has_findings or result.document.text is not None)
        shown = "\n\n".join(_blocks(alone, style)) if anything else ""
        return ReportEntry(
            source.name, _sums(alone, style), shown, problems, _silent(alone), result.unread, source.sha256
        )

    def _alone(self, result: InputResult, document: Document) -> Report:
        """The report on one document."""
        unread = (result.unread,) if result.unread else ()
        parts = result.verdicts, result.blanks, result.problems
        return Report(self._rulesets, (document,), *parts, unread=unread, remarks=result.remarks)


def _blocks(report: Report, style: TextStyle) -> Iterator[str]:
    """What was found in the one document."""
    from ccmcheck.report.parts.first_lines import first_lines  # a run over good documents needs neither
    from ccmcheck.report.parts.still_open import StillOpen
    from ccmcheck.report.terminal.open_lines import open_lines

    document = report.documents[0]
    still_open = StillOpen(report)
    first = first_lines(still_open)
    if first:
        yield "\n".join(_headed(head, words, style) for head, words in first)
    yield from findings(report.verdicts, document.source, style)
    yield from filter(
        None, (open_lines(still_open, style), passed_over(document, style) if first or style.verbose else "")
    )
    words = left_over(report)
    yield from (problem(remark, style, "remark") for remark in report.remarks if remark not in words)
    if words:
        yield style.paint(f"not understood in {printable(document.path)}", "bold")
        yield from (problem(remark, style, "words") for remark in words)
    if document.text is not None:
        yield _sentences(document.text)


def _headed(head: str, words: str, style: TextStyle) -> str:
    return f"{style.paint(head, 'bold')}{wrapped(f'{head:<9} {words}', style.width, 0, 10).removeprefix(head)}"


def _sentences(text: DraftText) -> str:
    """What became of the sentences of a draft."""
    return (
        f"{number(text.sentences, 'sentence')}: {text.gave_values} gave values, {text.say_nothing} "
        f"{'says' if text.say_nothing == 1 else 'say'} nothing of a programme, {text.not_understood} not understood"
    )


def _sums(report: Report, style: TextStyle) -> Sums:
    open_, document = {} if style.quiet else questions(report), report.documents[0]
    of_draft = document.text is not None
    asked = tuple([(name, *question(verdict, style, of_draft=of_draft)) for name, (verdict, _) in open_.items()])
    binding = document.rulesets
    decisions = tuple([f"{each.short}: {each.title}" for each in report.rulesets if each.name in binding])
    return Sums(summary(report), signs(report), asked, decisions)


def _silent(report: Report) -> str:
    """Why the run says nothing of a document: that is never a pass, so even a quiet report says it."""
    document = report.documents[0]
    if document.path in spoken_of(report) or document.path in report.unread:
        return ""
    if asked := summary(report).questions:
        return f"{printable(document.path)}: only {open_questions(asked)}; nothing was checked"
    if document.rulesets:
        return f"{printable(document.path)}: no rule spoke of it; nothing was checked"
    return (
        f"{printable(document.path)}: {document.unbound}; nothing was checked\n"
        "  help: `ccmcheck rules` lists the periods; `--rules FILE` applies a decision whatever its period."
    )
