"""A file in hand, by its bytes and its name: judged, its blanks filled, its questions answered, and taken away again.

Hides which kind of file it is. Nothing is read from a disk or written to one.
"""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from ccmcheck.base.diagnostic import Diagnostic, about_file
from ccmcheck.base.frozen import frozen
from ccmcheck.base.source import Source
from ccmcheck.document.decode import decode
from ccmcheck.judge.check import Input, InputResult, Prepared, examine, together
from ccmcheck.judge.verdicts import Report
from ccmcheck.run import drafts, inputs
from ccmcheck.run.fills import Fill, Fillable, Filled, fillable, filled

if TYPE_CHECKING:
    from ccmcheck.document.nodes import Node
    from ccmcheck.judge.verdicts import Verdict
    from ccmcheck.language.rulebook import Rulebook


@frozen
class Answer:
    """A person's answer to a question of the rules: which (RULESET/RULE), yes or no, who gives it and on what day."""

    question: str
    yes: bool
    by: str
    on: date


@frozen
class Question:
    """A question that needs a person, the words of the decision that it rests on, and how it stands."""

    name: str
    asked: str
    cited: str
    quotation: str
    outcome: str


@frozen
class Judged:
    """A file with its blanks filled and its questions answered, and the report on it.

    `blanks` are those of the file as it came, `places` where each stands in the text now (offsets), `words` what was
    put there, and `needs` what the decisions need of each that is still open, in sentences.
    """

    name: str
    data: bytes = field(repr=False)
    report: Report
    blanks: tuple[Fillable, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    words: tuple[str, ...] = ()
    needs: tuple[tuple[str, ...], ...] = ()
    questions: tuple[Question, ...] = ()
    answers: tuple[Answer, ...] = ()

    @property
    def is_draft(self) -> bool:
        """Whether it is a text, and not data."""
        return drafts.is_draft(self.name)


def judge_bytes(
    name: str,
    data: bytes,
    ready: Prepared,
    *,
    final: bool = False,
    fills: Sequence[Fill] = (),
    answers: Sequence[Answer] = (),
) -> Judged:
    """The report on a file at hand with blanks filled and questions answered; raises nothing for what it holds."""
    book = ready.rulebook
    came = _as_it_came(name, data, ready)
    document = came.document
    if document is None or document.root is None:
        return Judged(name, data, together([came], book, final=final))
    blanks = fillable(together([came], book), document)
    put = filled(document, blanks, fills, lambda cuts: _rewritten(name, data, cuts))
    if isinstance(put, Diagnostic):
        return Judged(name, data, together([InputResult(document, problems=(put,))], book, final=final))
    report = _report(name, put.data, ready, final=final, answers=answers)
    asked = tuple(map(_question, filter(_asks, report.verdicts)))
    needs = tuple(_needs(report, put))
    return Judged(name, put.data, report, blanks, put.places, put.words, needs, asked, tuple(answers))


@lru_cache(maxsize=2)
def _as_it_came(name: str, data: bytes, ready: Prepared) -> InputResult:
    """What is found of a file before anything is filled: the same while somebody types."""
    return examine(_input(name, data, ready), ready)


def _input(name: str, data: bytes, ready: Prepared) -> Input:
    if not drafts.is_draft(name):
        return decode(name, data)
    return drafts.programme(drafts.of_bytes(name, data), ready.rulebook, whatever_period=False)


def _report(name: str, data: bytes, ready: Prepared, *, final: bool, answers: Sequence[Answer]) -> Report:
    book = ready.rulebook
    if not answers:
        return together([_as_it_came(name, data, ready)], book, final=final)
    given, problems = _answers(answers, book)
    held = _input(name, data, ready)
    result = examine(held if given is None else inputs.answered(held, given, book), ready)
    return together([result], book, final=final, problems=problems)


def _answers(answers: Sequence[Answer], book: Rulebook) -> tuple[Node | None, tuple[Diagnostic, ...]]:
    from ccmcheck.run.answers import read_answers

    text = json.dumps(list(map(_entry, answers)), ensure_ascii=False)
    return read_answers(Source.of("answers.json", text), book)


def _entry(answer: Answer) -> dict[str, Any]:
    return {"question": answer.question, "answer": answer.yes, "by": answer.by, "on": answer.on.isoformat()}


def _rewritten(name: str, data: bytes, cuts: Sequence[tuple[int, int, str]]) -> bytes | Diagnostic:
    """The file with words in place of stretches of its text."""
    if not cuts:
        return data
    if not drafts.is_draft(name):
        return _spliced(decode(name, data), cuts)
    file = drafts.of_bytes(name, data)
    if isinstance(file, Diagnostic):
        return file
    if file.word is None:
        return _spliced(file.draft.source, cuts)
    from ccmcheck.drafts.word.filling import filled as word_filled

    return word_filled(file.word, cuts)


def _spliced(source: Source | Diagnostic, cuts: Sequence[tuple[int, int, str]]) -> bytes | Diagnostic:
    if isinstance(source, Diagnostic):
        return source
    text = source.text
    for start, end, words in sorted(cuts, reverse=True):
        text = text[:start] + words + text[end:]
    return text.encode()


# -- what is still open ---------------------------------------------------------------------------------------------


def _needs(report: Report, put: Filled) -> list[tuple[str, ...]]:
    """For each blank what the rules that wait for it need."""
    from ccmcheck.report.parts.titles import titles

    if not report.documents:
        return [() for _ in put.places]
    source, names = report.documents[0].source, titles(report)
    first: dict[str, Verdict] = {}
    for verdict in report.verdicts:
        if verdict.outcome == "undecided":
            first.setdefault(verdict.name, verdict)
    rules: list[tuple[int, int, tuple[str, ...]]] = []
    for blank in report.blanks:
        place = blank.place
        ends = source.offset(place.line, place.column), source.offset(place.end_line, place.end_column)
        rules.append((*ends, blank.rules))
    return [
        tuple(
            dict.fromkeys(
                _need(first[rule], names)
                for start, end, waiting in rules
                if start < to and at < end
                for rule in waiting
                if rule in first
            )
        )
        for at, to in put.places
    ]


def _need(verdict: Verdict, names: Mapping[str, str]) -> str:
    needed = verdict.needed.replace("`", "").rstrip(".")
    citation = verdict.citations[0]
    said = f"{names[verdict.name]}: {needed}" if needed else names[verdict.name]
    return f"{said} ({verdict.short}, paragraph {citation.paragraph})"


def _asks(verdict: Verdict) -> bool:
    return verdict.force == "judgement" and verdict.outcome != "not-applicable"


def _question(verdict: Verdict) -> Question:
    citation = verdict.citations[0]
    return Question(
        verdict.name,
        verdict.question.replace("`", ""),
        f"{verdict.short}, paragraph {citation.paragraph}",
        citation.quotation,
        verdict.standing,
    )


# -- what may be taken away -----------------------------------------------------------------------------------------


def as_page(judged: Judged, *, places: bool = False) -> str:
    """The report as an HTML page; with `places` each blank is marked by its number, so that a form can stand there."""
    from ccmcheck.report.html import to_html

    return to_html(judged.report, judged.places if places else ())


def with_comments(judged: Judged) -> bytes | Diagnostic:
    """A copy of a Word draft, blanks filled, with what was found as comments; a complaint where there is none."""
    file = drafts.of_bytes(judged.name, judged.data)
    if isinstance(file, Diagnostic):
        return file
    copy = drafts.commented(judged.report, file)
    return about_file("word-no-document", judged.name) if copy is None else copy


def as_programme(judged: Judged, rulebook: Rulebook) -> str | Diagnostic:
    """The programme as data, blanks filled and answers among it: YAML, or JSON where it came so."""
    if not judged.is_draft:
        source = decode(judged.name, judged.data)
        return source if isinstance(source, Diagnostic) else _with_answers(source, judged.answers, rulebook)
    held = drafts.understood(drafts.of_bytes(judged.name, judged.data), rulebook.vocabulary, rulebook.names)
    if isinstance(held, Diagnostic):
        return held
    if held.refusal is not None:
        return held.refusal
    text = drafts.as_yaml(held, rulebook.vocabulary)
    return _with_answers(Source.of(f"{judged.name}.yaml", text), judged.answers, rulebook)


def _with_answers(source: Source, answers: Sequence[Answer], book: Rulebook) -> str:
    """A programme's text with answers behind those that it holds."""
    from ccmcheck.document.edit import Edit, edited
    from ccmcheck.document.nodes import child, items
    from ccmcheck.document.programme import read
    from ccmcheck.run.answers import FIELD

    root = read(source, book.vocabulary, book.names).root
    if not answers or root is None or not isinstance(root.value, Mapping):
        return source.text
    own = items(child(root, FIELD)) or ()
    entries = list(map(_entry, answers))
    if not own:
        return edited(root, [Edit(f"/{FIELD}", entries)])
    return edited(root, [Edit(f"/{FIELD}/{len(own) + at}", entry) for at, entry in enumerate(entries)])


def as_answers(answers: Sequence[Answer]) -> str:
    """A file of answers, for `--answers` of the command line."""
    from ccmcheck.document.edit import rendered

    return "".join(f"- {rendered(_entry(answer))}\n" for answer in answers)
