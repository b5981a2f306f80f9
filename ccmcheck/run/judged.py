"""A file in hand, by its bytes and its name: judged, its blanks filled, its questions answered, and taken away again.

Hides which kind of file it is. Nothing is read from a disk or written to one.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
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
    from ccmcheck.judge.verdicts import Place, Verdict
    from ccmcheck.language.rulebook import Rulebook


_NAME = re.compile(r"`[a-z]+(?:_[a-z]+)+`")
"""The name of a field as a data file has it; who fills in a blank reads words."""


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
class Said:
    """What is said of a blank, in sentences: what the rules that wait for it need, and what is wrong with its words."""

    needs: tuple[str, ...] = ()
    faults: tuple[str, ...] = ()


@frozen
class Judged:
    """A file with its blanks filled and its questions answered, and the report on it.

    `blanks` are those of the file as it came, `places` where each stands in the text now (offsets), `words` what was
    put there, and `said` what is said of each.
    """

    name: str
    data: bytes = field(repr=False)
    report: Report
    blanks: tuple[Fillable, ...] = ()
    places: tuple[tuple[int, int], ...] = ()
    words: tuple[str, ...] = ()
    said: tuple[Said, ...] = ()
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
        return Judged(name, data, together([came], book, others=ready.other_books([came]), final=final))
    blanks = fillable(together([came], book), document)
    put = filled(document, blanks, fills, lambda cuts: _rewritten(name, data, cuts))
    if isinstance(put, Diagnostic):
        return Judged(name, data, together([InputResult(document, problems=(put,))], book, final=final))
    report = _report(name, put.data, ready, final=final, answers=answers)
    asked = tuple(map(_question, filter(_asks, report.verdicts)))
    said = tuple(_said(report, put))
    return Judged(name, put.data, report, blanks, put.places, put.words, said, asked, tuple(answers))


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
        came = _as_it_came(name, data, ready)
        return together([came], book, others=ready.other_books([came]), final=final)
    given, problems = _answers(answers, book)
    held = _input(name, data, ready)
    result = examine(held if given is None else inputs.answered(held, given, book), ready)
    return together([result], book, others=ready.other_books([result]), final=final, problems=problems)


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


def _said(report: Report, put: Filled) -> Iterator[Said]:
    """What is said of each blank, in the order of the blanks."""
    from ccmcheck.report.parts.titles import titles

    if not report.documents:
        yield from (Said() for _ in put.places)
        return
    source, names = report.documents[0].source, titles(report)
    waiting = {verdict.name: verdict for verdict in reversed(report.verdicts) if verdict.outcome == "undecided"}
    needs = [
        (*_offsets(blank.place, source), _need(waiting[rule], names))
        for blank in report.blanks
        for rule in blank.rules
        if rule in waiting
    ]
    faults = [*_complaints(report, source), *_departures(report, source)]
    for start, end in put.places:
        yield Said(_at(start, end, needs), _at(start, end, faults))


def _at(start: int, end: int, said: Iterable[tuple[int, int, str]]) -> tuple[str, ...]:
    """The sentences about places that touch a stretch, each once."""
    return tuple(dict.fromkeys(words for begins, ends, words in said if begins < end and start < ends))


def _offsets(place: Place, source: Source) -> tuple[int, int]:
    return source.offset(place.line, place.column), source.offset(place.end_line, place.end_column)


def _complaints(report: Report, source: Source) -> Iterator[tuple[int, int, str]]:
    for problem in report.problems:
        if problem.span.source.name == source.name:
            words = ". ".join(_plain(part) for part in (problem.message, problem.help) if part)
            yield problem.span.start, problem.span.end, f"{words}."


def _departures(report: Report, source: Source) -> Iterator[tuple[int, int, str]]:
    for verdict in report.verdicts:
        if verdict.outcome == "violated":
            words = f"{_plain(verdict.message)} ({verdict.cited})."
            yield from ((*_offsets(place, source), words) for place in verdict.places)


def _plain(words: str) -> str:
    """A sentence without the backticks that mark words in a report, and names of fields as words."""
    plain = _NAME.sub(lambda name: name[0].replace("_", " "), words).replace("`", "").rstrip(".")
    return plain[:1].upper() + plain[1:]


def _need(verdict: Verdict, names: Mapping[str, str]) -> str:
    needed = verdict.needed.replace("`", "").rstrip(".")
    words = f"{names[verdict.name]}: {needed}" if needed else names[verdict.name]
    return f"{words} ({verdict.cited})"


def _asks(verdict: Verdict) -> bool:
    return verdict.force == "judgement" and verdict.outcome != "not-applicable"


def _question(verdict: Verdict) -> Question:
    question, quotation = verdict.question.replace("`", ""), verdict.citations[0].quotation
    return Question(verdict.name, question, verdict.cited, quotation, verdict.standing)


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
